import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogOf } from '../../../bridge/config/catalog.ts';
import { fieldsOf } from '../../../bridge/config/form.ts';
import { loadCatalog } from '../../../bridge/profiles/catalog.ts';

const catalog = catalogOf(await loadCatalog());

describe('the form of a schema', () => {
  it('asks for each value in its own way, with its bounds, its default and its words', () => {
    const fields = fieldsOf(
      z.strictObject({
        address: z.int().min(0).max(255).default(1).meta({ zh: '地址', en: 'Address' }),
        share: z.number().gt(0).optional(),
        name: z.string().max(20),
        parity: z
          .enum(['none', 'even'])
          .meta({ zh: '校验', en: 'Parity', choices: { none: { zh: '无', en: 'no' } } }),
        bits: z.union([z.literal(7), z.literal(8)]).default(8),
        on: z.boolean().default(true),
        password: z.string().optional(),
        printer: z.string().optional().meta({ zh: '打印机', en: 'Printer', of: 'printer' }),
        keys: z.record(z.string().regex(/^\d+$/), z.enum(['a', 'b'])),
        areas: z.array(z.object({ x: z.number() })).optional(),
      }),
    );
    expect(fields.map(({ name, control, required }) => [name, control.kind, required])).toEqual([
      ['address', 'number', false],
      ['share', 'number', false],
      ['name', 'text', true],
      ['parity', 'choice', true],
      ['bits', 'choice', false],
      ['on', 'switch', false],
      ['password', 'text', false],
      ['printer', 'device', false],
      ['keys', 'table', true],
      ['areas', 'free', false],
    ]);
    expect(fields[0]).toMatchObject({
      words: { zh: '地址', en: 'Address' },
      default: 1,
      control: { whole: true, min: 0, max: 255 },
    });
    expect(fields[3]).toMatchObject({
      control: { choices: [{ value: 'none', words: { zh: '无', en: 'no' } }, { value: 'even' }] },
    });
    expect(fields[6]).toMatchObject({ control: { hidden: true } });
  });

  it('is there for a schema that changes what it read', () => {
    const schema = z.strictObject({ a: z.int().default(3) }).transform(({ a }) => ({ b: a }));
    expect(fieldsOf(schema)).toMatchObject([{ name: 'a', default: 3, control: { kind: 'number' } }]);
  });
});

describe('the catalog', () => {
  it.each([
    ...catalog.drivers.map(({ id, fields }) => [id, fields] as const),
    ...catalog.transports.map(({ kind, fields }) => [`line: ${kind}`, fields] as const),
  ])('%s names every field in Chinese and in English', (_id, fields) => {
    const unnamed = fields.filter(
      ({ words }) => !/\p{Script=Han}/u.test(words.zh) || /\p{Script=Han}/u.test(words.en),
    );
    expect(unnamed.map(({ name }) => name)).toEqual([]);
  });

  it('has words for every way to reach a line', () => {
    for (const { kind, name, hint } of catalog.transports) {
      expect(hint.zh, kind).toMatch(/\p{Script=Han}/u);
      expect(name.en, kind).not.toBe(kind);
    }
  });
});
