import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import check from '../../../bridge/verbs/check.ts';
import decode from '../../../bridge/verbs/decode.ts';
import type { Verb } from '../../../bridge/verbs/verb.ts';
import type { Language } from '../../../shared/text.ts';

const BOX = `profile: box
name: {zh: 盒子, en: Box}
kind: sensor
frame:
  - head: AA
  - serial: u64be
  - level: u8
requests:
  say: {set: {serial: args.serial, level: args.level}}
vectors:
  - hex: AA 00 00 00 00 00 00 00 01 02
    parts: {serial: 1, level: 2}
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verbs-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What a verb prints of a file of this text, and its exit code; the folder is left out. */
async function run(verb: Verb, text: string, words: string[] = [], language: Language = 'en') {
  const file = join(folder, 'box.yaml');
  await writeFile(file, text);
  const lines: string[] = [];
  const out = (line: string) => lines.push(line.replaceAll(`${folder}/`, ''));
  return { code: await verb.run([file, ...words], { language, out }), lines };
}

describe('a file that is checked', () => {
  it('is a profile where it says so, and is tried on its vectors', async () => {
    expect(await run(check, BOX)).toEqual({
      code: 0,
      lines: ['box.yaml: no mistakes. Box: 1 kind of frame, 1 vector tried.'],
    });
    expect(await run(check, BOX, [], 'zh')).toEqual({
      code: 0,
      lines: ['box.yaml：没有错误。盒子：1 种帧，1 条样例都合。'],
    });
  });

  it.each([
    ['level: 2', 'level: 3', '12:30  vectors[0].parts.level: it comes out as 2'],
    ['u64be', 'u64bee', '6:13  frame[1].serial: there is no type "u64bee"; did you mean "u64be"?'],
    ['kind: sensor\n', '', '3:1  kind: is missing'],
  ])('is refused as a profile with its mistake: %s as %s', async (from, to, words) => {
    const { code, lines } = await run(check, BOX.replace(from, to));
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringContaining(words.slice(words.indexOf('  ')))]);
    expect(lines[0]).toMatch(/^box\.yaml:\d+:\d+ {2}/);
    expect((await run(check, BOX.replace(from, to), [], 'zh')).lines[0]).toMatch(/[\u4e00-\u9fff]/);
  });

  it('is a hall otherwise', async () => {
    const { code, lines } = await run(check, 'name: {zh: 厅, en: Hall}\n');
    expect(code).toBe(1);
    expect(lines.join('\n')).toContain('services: is missing');
    await expect(run(check, BOX, ['more'])).rejects.toThrow();
  });
});

describe('a request that is built', () => {
  const built = (args: string, language: Language = 'en') =>
    run(decode, BOX, ['--build', 'say', '--args', args], language);

  it('says which part does not fit, and why', async () => {
    expect(await built('{"serial": 1, "level": 300}')).toEqual({
      code: 1,
      lines: [expect.stringMatching(/^cannot be built: level: /)],
    });
    expect(await built('{"serial": 1}', 'zh')).toEqual({
      code: 1,
      lines: [expect.stringMatching(/^造不出：level：.*[\u4e00-\u9fff]/)],
    });
  });

  it('takes numbers of eight bytes with every digit', async () => {
    expect((await built('{"serial": 9582859562547033174, "level": 1}')).lines).toEqual([
      'AA 84 FD 27 FF FE 12 34 56 01',
    ]);
  });
});

describe('what cannot be decoded', () => {
  it('is told in words: no such file, and arguments that are no JSON', async () => {
    const missing = await run(decode, BOX, ['--file', join(folder, 'none.txt')]);
    expect(missing).toEqual({ code: 1, lines: ['There is no file none.txt: check its name and folder.'] });
    await expect(run(decode, BOX, ['--build', 'say', '--args', '{level: 1}'], 'zh')).rejects.toThrow(
      '--args 应为 JSON，名称和文字加双引号',
    );
  });
});
