import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reasonNames } from '../../../dashboard/components/event/values.ts';
import { words as ofDaily } from '../../../dashboard/daily/words.ts';
import { figures } from '../../../shared/metrics/index.ts';
import type { Sentences, Words } from '../../../dashboard/i18n/merge.ts';

const root = new URL('../../../', import.meta.url).pathname;
const files = (pattern: string) =>
  globSync(pattern, { cwd: root, exclude: (name) => ['dist', 'node_modules'].includes(name) });
const text = (path: string) => readFileSync(`${root}${path}`, 'utf8');

const places = await Promise.all(
  files('dashboard/**/words.ts').map(async (path) => {
    const { words } = (await import(`${root}${path}`)) as { words: Words };
    return { path, words };
  }),
);

/** Every sentence with its path: `wall.band.smooth`. */
function flat(sentences: Sentences, path = ''): [string, string][] {
  return Object.entries(sentences).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : flat(value, `${path}${key}.`),
  );
}
const slots = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g))].sort();

describe.each(places)('the words of $path', ({ words }) => {
  const zh = new Map(flat(words.zh));
  const en = new Map(flat(words.en));

  it('exist in both languages', () => {
    expect([...en.keys()].sort()).toEqual([...zh.keys()].sort());
    expect([...zh.values(), ...en.values()].filter((sentence) => sentence.trim() === '')).toEqual([]);
  });

  it('have the same places to fill in both languages', () => {
    for (const [key, sentence] of zh) {
      expect([key, ...slots(en.get(key) ?? '')]).toEqual([key, ...slots(sentence)]);
    }
  });

  it('are English in English', () => {
    const mixed = [...en].filter(
      ([key, sentence]) => key !== 'app.toChinese' && /[\u4e00-\u9fff]/.test(sentence),
    );
    expect(mixed).toEqual([]);
  });
});

it('two places never share a group', () => {
  const groups = places.flatMap(({ words }) => Object.keys(words.zh));
  expect(new Set(groups).size).toBe(groups.length);
});

it('every sentence that a page asks for is there', () => {
  const known = new Set(places.flatMap(({ words }) => flat(words.zh).map(([key]) => key)));
  const asked = files('dashboard/**/*.{vue,ts}').flatMap((path) =>
    [...text(path).matchAll(/\bt\(\s*'([\w.]+)'/g)].map(([, key = '']) => ({ path, key })),
  );
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter(({ key }) => !known.has(key))).toEqual([]);
});

it('every reason that a device is reported with has words', () => {
  const reported = files('bridge/{devices,drivers,framing,operations}/**/*.ts').flatMap((path) =>
    [
      ...text(path).matchAll(/report\('(?:online|offline|unknown)', '(\w+)'/g),
      ...text(path).matchAll(/kind: 'availability'[^}]*reason: '(\w+)'/g),
      ...text(path).matchAll(/reason = [^;]*\? '(\w+)' : '(\w+)'/g),
    ].flatMap(([, ...reasons]) => reasons),
  );
  expect(reported.length).toBeGreaterThan(5);
  expect(reported.filter((reason) => !(reason in reasonNames))).toEqual([]);
});

it('the unit of every figure has its words in the glossary', () => {
  for (const { unit } of Object.values(figures)) {
    for (const { daily } of Object.values(ofDaily)) expect(Object.keys(daily.units)).toContain(unit);
  }
});
