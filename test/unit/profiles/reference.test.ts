import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { functions } from '../../../bridge/profiles/expression/functions.ts';
import { binding } from '../../../bridge/profiles/expression/syntax.ts';
import { partKeys } from '../../../bridge/profiles/layout/options.ts';
import { typeNames } from '../../../bridge/profiles/layout/part.ts';
import { generalNames } from '../../../bridge/profiles/layout/part-table.ts';
import { stepNames } from '../../../bridge/profiles/layout/steps.ts';
import { parseProfile } from '../../../bridge/profiles/load.ts';
import { profileKeys } from '../../../bridge/profiles/compile-profile.ts';
import { propertyNames, propertyWords, readingKinds } from '../../../bridge/profiles/readings.ts';
import { actionNames } from '../../../bridge/profiles/requests.ts';
import { settingTypes } from '../../../bridge/profiles/settings.ts';
import { encodings } from '../../../bridge/profiles/text.ts';
import decode from '../../../bridge/verbs/decode.ts';
import type { Language } from '../../../shared/text.ts';

const documents: Record<Language, string> = { zh: 'profiles.zh-CN.md', en: 'profiles.md' };

async function textOf(language: Language): Promise<string> {
  return readFile(new URL(`../../../docs/${documents[language]}`, import.meta.url), 'utf8');
}

/** What stands in fences of one kind. */
function blocksIn(text: string, kind: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${kind}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, block]) => block!);
}

function idOf(profile: string): string {
  return /^profile: (\S+)$/m.exec(profile)?.[1] ?? '';
}

/** The words of a command, as a shell takes them apart. */
function wordsIn(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c!);
}

/** Everything that stands as code in the running text. */
function codeIn(text: string): string {
  const plain = text.replace(/^```[^]*?^```$/gm, '');
  return [...plain.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!.replaceAll('\\|', '|')).join('\n');
}

describe.each(['zh', 'en'] as const)('the reference of profiles (%s)', (language) => {
  let text = '';
  let folder = '';

  beforeAll(async () => {
    text = await textOf(language);
    folder = await mkdtemp(join(tmpdir(), 'profiles-'));
    for (const profile of blocksIn(text, 'yaml')) {
      await writeFile(join(folder, `${idOf(profile)}.yaml`), profile);
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('holds profiles that are whole and pass their own vectors', () => {
    const profiles = blocksIn(text, 'yaml');
    expect(profiles.length).toBeGreaterThanOrEqual(11);
    for (const profile of profiles) {
      expect(parseProfile(profile, `${idOf(profile)}.yaml`).id).toBe(idOf(profile));
    }
  });

  it('shows what the terminal really prints', async () => {
    const runs = blocksIn(text, 'console');
    expect(runs.length).toBeGreaterThanOrEqual(11);
    for (const run of runs) {
      const [first = '', ...wanted] = run.trimEnd().split('\n');
      const [, verb, name, ...words] = wordsIn(first.replace(/^\$ /, ''));
      expect(verb).toBe('decode');
      const lines: string[] = [];
      const out = (line: string) => lines.push(...line.split('\n'));
      expect(await decode.run([join(folder, name!), ...words], { out, language })).toBe(0);
      expect(lines).toEqual(wanted);
    }
  });

  it.each<[what: string, names: readonly string[]]>([
    ['field of a profile', profileKeys],
    ['type', typeNames],
    ['option of a part', partKeys],
    ['step', stepNames],
    ['encoding', encodings],
    ['function', Object.keys(functions)],
    ['general name', generalNames],
    ['type of a setting', settingTypes],
    ['reading', readingKinds],
    ['property of a reading', readingKinds.flatMap(propertyNames)],
    [
      'word of a reading',
      readingKinds.flatMap((kind) => propertyNames(kind).flatMap((name) => propertyWords(kind, name))),
    ],
    ['action', Object.keys(actionNames)],
  ])('names every %s', (_what, names) => {
    const code = codeIn(text);
    expect(names.filter((name) => !new RegExp(`(?<!\\w)${name}(?!\\w)`).test(code))).toEqual([]);
  });

  it('links only to headings that are there', () => {
    const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    );
    const targets = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, target]) => target!);
    expect(targets.filter((target) => !headings.includes(target))).toEqual([]);
  });

  it('names every operator', () => {
    const code = codeIn(text).split(/\n/);
    expect(binding.flat().filter((operator) => !code.includes(operator))).toEqual([]);
  });
});

it('holds the same profiles and runs in both languages', async () => {
  const [zh, en] = [await textOf('zh'), await textOf('en')];
  expect(blocksIn(zh, 'yaml')).toEqual(blocksIn(en, 'yaml'));
  const commands = (text: string) => blocksIn(text, 'console').map((run) => run.split('\n')[0]);
  expect(commands(zh)).toEqual(commands(en));
  const headings = (text: string) => [...text.matchAll(/^(#+) /gm)].map(([, level]) => level);
  expect(headings(zh)).toEqual(headings(en));
});
