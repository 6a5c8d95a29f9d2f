import { describe, expect, it } from 'vitest';
import { valueFacts } from '../../../bridge/devices/values.ts';
import { eventSchemas } from '../../../shared/events/index.ts';
import { VALUES_KEPT, type DeviceValue } from '../../../shared/hall/state.ts';

const known = (name: string, value: DeviceValue['value'], unit?: string): DeviceValue => ({
  ...{ name, value, since: 0, seq: 1 },
  ...(unit !== undefined ? { unit } : {}),
});
const facts = (
  reading: Parameters<typeof valueFacts>[0],
  before: DeviceValue[],
  names = new Set<string>(),
  quiet?: Parameters<typeof valueFacts>[3],
) => valueFacts(reading, before, names, quiet);
const read = (name: string, value: DeviceValue['value'] | null, unit?: string) =>
  ({ kind: 'value', name, value, ...(unit !== undefined ? { unit } : {}) }) as const;

describe('a value that was read', () => {
  it('is a fact when it is new, and none when it repeats what is known', () => {
    const before = [known('power', 12, 'W'), known('relay', false)];
    expect(facts(read('power', 12, 'W'), before)).toEqual([]);
    expect(facts(read('power', 13, 'W'), before)).toEqual([
      { type: 'device.valueRead', data: { name: 'power', value: 13, unit: 'W' } },
    ]);
    expect(facts(read('power', 12, 'kW'), before)).toHaveLength(1);
    expect(facts(read('relay', 0), before)).toHaveLength(1);
    expect(facts(read('new', true), before)).toHaveLength(1);
  });

  it('is no news when it is a number that changed too little, or too soon', () => {
    const before = [known('power', 12, 'W'), known('relay', false)];
    const quiet = { by: 2, seconds: 60, now: 60_000 };
    expect(facts(read('power', 13.9, 'W'), before, new Set(), quiet)).toEqual([]);
    expect(facts(read('power', 14, 'W'), before, new Set(), quiet)).toHaveLength(1);
    expect(facts(read('power', 99, 'W'), before, new Set(), { ...quiet, now: 59_999 })).toEqual([]);
    expect(facts(read('relay', true), before, new Set(), quiet)).toHaveLength(1);
    expect(facts(read('power', null, 'W'), before, new Set(), quiet)).toHaveLength(1);
  });

  it('is none when nothing could keep it: no name, no number, one name too many', () => {
    const full = Array.from({ length: VALUES_KEPT }, (_, n) => known(`name ${n}`, n));
    expect(facts(read(' ', 1), [])).toEqual([]);
    expect(facts(read('x', Number.NaN), [])).toEqual([]);
    expect(facts(read('x', Number.POSITIVE_INFINITY), [])).toEqual([]);
    expect(facts(read('one more', 1), full)).toEqual([]);
    expect(facts(read('name 7', 8), full)).toHaveLength(1);
  });

  it('says that it is not known any more, once, where it was known', () => {
    expect(facts(read('relay', null), [known('relay', true)])).toHaveLength(1);
    expect(facts(read('relay', null), [known('relay', null)])).toEqual([]);
    expect(facts(read('relay', null), [])).toEqual([]);
  });

  it('is one of so many, however many names one message brings', () => {
    const names = new Set<string>();
    const all = Array.from({ length: 1000 }, (_, n) => facts(read(`name ${n}`, n), [], names)).flat();
    expect(all).toHaveLength(VALUES_KEPT);
  });

  it('is cut to what an event may hold, and known by what was kept of it', () => {
    const name = `meters/hall/ground-floor/${'x'.repeat(100)}/temperature`;
    const [fact] = facts(read(name, '厅'.repeat(500), '°'.repeat(50)), []);
    const data = eventSchemas['device.valueRead'].parse(fact?.data);
    expect(data.name).toMatch(/^meters\/hall\/.*…x+\/temperature$/);
    expect(facts(read(name, '厅'.repeat(500), '°'.repeat(50)), [{ ...data, since: 0, seq: 1 }])).toEqual([]);
    const [halved] = facts(read(`${'a'.repeat(18)}😀${'b'.repeat(40)}`, '😀'.repeat(101)), []);
    expect(JSON.stringify(halved)).not.toMatch(/\\ud[89a-f]/i);
  });
});
