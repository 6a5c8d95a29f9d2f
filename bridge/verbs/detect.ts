import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { Refusal, refusalText } from '../../shared/refusals.ts';
import type { Language } from '../../shared/text.ts';
import {
  targetWords,
  type DetectQuery,
  type DetectReport,
  type DetectTarget,
} from '../../shared/workbench/detection.ts';
import { systemClock } from '../clock/clock.ts';
import { checkHall } from '../config/check.ts';
import { readSettings } from '../config/settings.ts';
import { shelfOf } from '../profiles/find.ts';
import { characterWords } from '../transports/character.ts';
import { DetectDesk } from '../workbench/detect/desk.ts';
import { placesOf, type LineUse } from '../workbench/detect/occupancy.ts';
import { UsageError, type Terminal, type Verb } from './verb.ts';

const TOLD_EVERY = 1000;

const verb: Verb = {
  summary: { zh: '听一台未知设备，认出它是什么', en: 'Listen to an unknown device and tell what it is' },
  help: {
    zh: `hall detect <串口|tcp://主机:端口> [--seconds 10] [--ask]

只听不发：依次以各种波特率和 8N1、8E1、7E1 打开端口，把收到的字节同时交给目录中每种设备的
帧格式，说出哪种设备符合、为什么。听的时候请在设备上按几下键，或开关几次门。
大厅线路正在使用的端口会被拒绝。Ctrl-C 随时结束，端口随即释放。
  --seconds N  每种设置最多听几秒（默认 10；没有字节的设置只听三成）
  --ask        听完以后，逐条列出无害的询问（只读状态），每条都要确认才发送一次`,
    en: `hall detect <port|tcp://host:port> [--seconds 10] [--ask]

Listens and sends nothing: opens the port at one baud rate and framing (8N1, 8E1, 7E1) after
the other, lets every device of the catalog read along, and says which fits, and why. Press
some keys of the device meanwhile, or move its door. A port that a line of the hall uses is
refused. Ctrl-C ends it at any time, and frees the port.
  --seconds N  the longest to listen at one setting (10; a silent one gets three tenths of it)
  --ask        afterwards, offers harmless questions (status only); each is sent once, and only
               when it is agreed to`,
  },
  async run(words, terminal) {
    const { target, seconds, ask } = readWords(words, terminal.language);
    const desk = await openDesk(terminal.language);
    try {
      const report = await listen(desk, target, seconds, terminal);
      if (ask) await askOneByOne(desk, target, report, terminal);
      return report.findings.length > 0 ? 0 : 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      terminal.out(refusalText(error.code, terminal.language, error.params));
      return 1;
    }
  },
};
export default verb;

function readWords(words: string[], language: Language) {
  const { values, positionals } = parsed(words);
  const [place, more] = positionals;
  if (place === undefined || more !== undefined) throw new UsageError();
  const seconds = Number(values.seconds ?? 10);
  if (!(seconds >= 0.1 && seconds <= 60)) {
    throw new UsageError(
      language === 'zh' ? '--seconds 应为 0.1 到 60。' : '--seconds must be from 0.1 to 60.',
    );
  }
  return { target: targetOf(place, language), seconds, ask: values.ask === true };
}

function parsed(words: string[]) {
  try {
    return parseArgs({
      args: words,
      options: { seconds: { type: 'string' }, ask: { type: 'boolean' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function targetOf(place: string, language: Language): DetectTarget {
  if (!place.startsWith('tcp:')) return { kind: 'serial', path: place };
  const [, host, port] = /^tcp:\/\/(.+):(\d{1,5})$/.exec(place) ?? [];
  if (host === undefined || Number(port) > 65_535) {
    throw new UsageError(
      language === 'zh'
        ? '网络地址应形如 tcp://192.168.1.30:4001。'
        : 'A network address is tcp://host:port.',
    );
  }
  return { kind: 'tcp', host, port: Number(port) };
}

async function openDesk(language: Language): Promise<DetectDesk> {
  const { drivers, profiles } = await shelfOf(process.env);
  const lines = configuredLines(drivers, language);
  return new DetectDesk({
    ...{ drivers, clock: systemClock },
    profiles: () => profiles.map(({ profile }) => profile),
    lines: () => lines,
  });
}

/** The lines of the hall that is configured here, if there is one that can be read. */
function configuredLines(drivers: Parameters<typeof checkHall>[1], language: Language): LineUse[] {
  try {
    const { config, data } = readSettings(process.env);
    const checked = checkHall(readFileSync(config ?? join(data, 'hall.yaml'), 'utf8'), drivers, language);
    return 'hall' in checked ? placesOf(checked.hall.lines) : [];
  } catch {
    return [];
  }
}

async function listen(
  desk: DetectDesk,
  target: DetectTarget,
  seconds: number,
  { language, out }: Terminal,
): Promise<DetectReport> {
  const { detection, ended } = await desk.listen({ target, seconds });
  const cancel = () => detection.cancel();
  process.once('SIGINT', cancel);
  let said = '';
  const timer = setInterval(() => {
    const words = progressWords(detection.takeNews().report, language);
    if (words !== said) out(words);
    said = words;
  }, TOLD_EVERY);
  try {
    await ended;
  } finally {
    clearInterval(timer);
    process.off('SIGINT', cancel);
  }
  const { report } = detection.takeNews();
  for (const line of reportLines(report, language)) out(line);
  return report;
}

function progressWords({ settings, bytes, verdict, target }: DetectReport, language: Language): string {
  const at = settings.findIndex(({ state }) => state === 'listening');
  const where = settings[at]?.words || targetWords(target);
  return language === 'zh'
    ? `正在听 ${where}（${at + 1}/${settings.length}），已收 ${bytes} 字节：${verdict.zh}`
    : `Listening at ${where} (${at + 1}/${settings.length}), ${bytes} bytes so far: ${verdict.en}`;
}

function reportLines({ verdict, findings, settings }: DetectReport, language: Language): string[] {
  const found = findings.flatMap(({ driver, name, settings: given, score, why, apart }) => [
    `  ${driver}  ${name[language]}  ${JSON.stringify(given)}  ${score}`,
    `    ${why[language]}`,
    ...(apart ? [`    ${apart[language]}`] : []),
  ]);
  const heard = settings
    .filter(({ bytes }) => bytes > 0)
    .flatMap(({ words, bytes, symptom, heads, lengths, text }) => [
      `  ${[words, `${bytes} B`, heads.map(({ hex, times }) => `${hex}×${times}`).join(' ')].filter(Boolean).join('  ')}` +
        `  [${lengths.map(({ length, times }) => `${length}×${times}`).join(' ')}]`,
      ...(symptom ? [`    ${symptom[language]}`] : []),
      ...(text !== null ? [`    "${text}"`] : []),
    ]);
  return ['', verdict[language], ...found, ...(findings.length === 0 ? heard : [])];
}

async function askOneByOne(
  desk: DetectDesk,
  target: DetectTarget,
  { findings }: DetectReport,
  { language, out }: Terminal,
): Promise<void> {
  const [best] = findings;
  const address = best?.settings['address'];
  const queries = desk
    .queries(typeof address === 'number' ? address : null)
    .filter(({ driver }) => !best || findings.some((one) => one.driver === driver))
    .map((query) => ({ ...query, character: best?.character ?? query.character }));
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    for (const query of queries) {
      const answer = await terminal.question(questionWords(query, target, language)).catch(() => 'q');
      if (/^q/i.test(answer)) return;
      if (!/^(y|是)/i.test(answer)) continue;
      const { driver, request, settings, character, hex: agreed } = query;
      const { verdict, records } = await desk.ask({ target, driver, request, settings, character, agreed });
      for (const { direction, hex } of records) out(`  ${direction === 'out' ? '→' : '←'} ${hex}`);
      out(`  ${verdict[language]}`);
    }
  } finally {
    terminal.close();
  }
}

function questionWords(
  { name, request, hex, character }: DetectQuery,
  target: DetectTarget,
  language: Language,
): string {
  const at = target.kind === 'tcp' ? targetWords(target) : `${target.path} ${characterWords(character)}`;
  return language === 'zh'
    ? `\n向 ${at} 发送“${name.zh}”的 ${request}：${hex}\n发送一次？[y 是 / N 否 / q 结束] `
    : `\nSend "${request}" of ${name.en} to ${at}: ${hex}\nSend it once? [y/N/q] `;
}
