import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Language } from '../../shared/text.ts';
import { mistakesOf } from '../schemas/words.ts';
import type { ByteDriver, Request } from '../drivers/driver.ts';
import { fromHex, toHex } from '../framing/bytes.ts';
import { Decoder } from '../profiles/decoding.ts';
import type { Value } from '../profiles/expression/value.ts';
import { longOf, ofWhole } from '../profiles/expression/whole.ts';
import { deviceNames, findDevice, type Found } from '../profiles/find.ts';
import { BuildError } from '../profiles/layout/draft.ts';
import { ProfileError } from '../profiles/load.ts';
import { whyUnbuilt } from '../profiles/unbuilt.ts';
import { UsageError, type Terminal, type Verb } from './verb.ts';

const OPTIONS = {
  hex: { type: 'string' },
  file: { type: 'string' },
  settings: { type: 'string' },
  build: { type: 'string' },
  sent: { type: 'string' },
  args: { type: 'string' },
} as const;

/** Bytes and silences, as they were given. */
type Stream = (Uint8Array | 'silence')[];

const verb: Verb = {
  summary: {
    zh: '把字节流按档案译成帧，每帧或每段噪声一行 JSON',
    en: 'Decode bytes by a profile: one JSON line a frame or noise run',
  },
  help: {
    zh: `hall decode <设备或档案.yaml> --hex "FF 68 …"
hall decode <设备或档案.yaml> --file 抓包.txt
hall decode <设备或档案.yaml> --build <请求> [--args '{"door": 3}']

按档案把字节切成帧并译出，每帧或每段噪声打印一行 JSON：
  at        这一段从第几个字节开始
  kind      frame（一帧）或 noise（不属于任何帧；why 为 noise、badChecksum 或 timeout）
  hex       字节
  frame     是档案中的哪一种帧；parts 各部分，values 由其推出的值
  claimed   按给定设置，是不是这台设备的帧
  readings  它说了什么；acknowledge 应答的字节
档案有误时说明行、字段与改法，退出码为 1。

  --hex       十六进制字节，“|”表示线路静默；不给 --hex 与 --file 时从标准输入读
  --file      十六进制文本文件（以 .bin 结尾的按原始字节读）
  --settings  设备设置，JSON，如 '{"address": 2}'
  --sent      正在等回答的请求名（其参数用 --args），供按请求解读的回答使用
  --build     不译码，打印这个请求的字节`,
    en: `hall decode <device or profile.yaml> --hex "FF 68 …"
hall decode <device or profile.yaml> --file capture.txt
hall decode <device or profile.yaml> --build <request> [--args '{"door": 3}']

Cuts bytes into frames by a profile and decodes them. Prints one JSON line for each frame
and for each run of noise:
  at        the byte it begins with
  kind      frame, or noise (of no frame; why is noise, badChecksum or timeout)
  hex       its bytes
  frame     which of the profile's frames it is; parts of it, values that follow from them
  claimed   whether a device with these settings takes it as its own
  readings  what it says; acknowledge: the bytes of the answer
A profile with a mistake is told by line, field and what was meant; the exit code is 1 then.

  --hex       bytes in hex, "|" for a silence of the line; without --hex and --file, standard input
  --file      a file of hex (one that ends in .bin is read as raw bytes)
  --settings  settings of the device, JSON, as '{"address": 2}'
  --sent      the request that waits for an answer (with --args), for answers that need it
  --build     prints the bytes of this request instead`,
  },
  async run(words, terminal) {
    const { name, options } = understood(words);
    try {
      const found = await findDevice(name);
      if (!found) return refuse(terminal, ...(await noSuch(name)));
      if (found.driver.medium !== 'bytes') {
        return refuse(
          terminal,
          `${name} 说 MQTT 消息，不是字节流。`,
          `${name} speaks MQTT messages, not bytes.`,
        );
      }
      return await decode(found as Found & { driver: ByteDriver }, options, terminal);
    } catch (error) {
      if (error instanceof UsageError) throw error;
      if (error instanceof ProfileError) return refuse(terminal, error.words.zh, error.words.en);
      const missing = unreadable(error);
      if (missing) return refuse(terminal, ...missing);
      const { zh, en } = whyUnbuilt(error);
      return error instanceof BuildError
        ? refuse(terminal, `造不出：${zh}`, `cannot be built: ${en}`)
        : refuse(terminal, zh, en);
    }
  },
};
export default verb;

type Options = { [K in keyof typeof OPTIONS]?: string };

function understood(words: string[]): { name: string; options: Options } {
  try {
    const { values, positionals } = parseArgs({ args: words, options: OPTIONS, allowPositionals: true });
    const [name, ...more] = positionals;
    if (name === undefined || more.length > 0) throw new UsageError();
    return { name, options: values };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? error.message : '');
  }
}

async function noSuch(name: string): Promise<[zh: string, en: string]> {
  const known = (await deviceNames()).join(', ');
  return [`没有设备“${name}”，可用：${known}`, `There is no device "${name}"; known: ${known}`];
}

function refuse({ out, language }: Terminal, zh: string, en: string): number {
  out(language === 'zh' ? zh : en);
  return 1;
}

async function decode(
  { driver, profile }: Found & { driver: ByteDriver },
  options: Options,
  terminal: Terminal,
): Promise<number> {
  const settings = settingsOf(driver, options.settings, terminal.language);
  const args = options.args === undefined ? null : (json(options.args, 'args', terminal.language) as Value);
  const request = (name: string): Request => {
    if (!profile || !profile.requests.names.includes(name)) {
      throw new UsageError(`--build, --sent: ${profile?.requests.names.join(', ') ?? driver.id}`);
    }
    return profile.requests.build(name, settings as Value, args);
  };
  if (options.build !== undefined) {
    terminal.out(toHex(request(options.build).bytes));
    return 0;
  }
  const pending = options.sent === undefined ? null : request(options.sent);
  const decoder = new Decoder({
    driver,
    settings,
    pending,
    ...(profile ? { profile } : {}),
    tell: (piece) => terminal.out(JSON.stringify(piece)),
  });
  for (const piece of await streamOf(options)) {
    if (piece === 'silence') decoder.silence();
    else decoder.push(piece);
  }
  decoder.silence();
  return 0;
}

function settingsOf(driver: ByteDriver, text: string | undefined, language: Language): unknown {
  const given = text === undefined ? {} : json(text, 'settings', language);
  const parsed = driver.settings.safeParse(given);
  if (parsed.success) return parsed.data;
  const mistakes = mistakesOf(parsed.error.issues, given, language);
  throw new UsageError(
    mistakes.map(({ path, message }) => `--settings ${path.join('.')}: ${message}`).join('\n'),
  );
}

/** What keeps a file from being read, in words; null for another error. */
function unreadable(error: unknown): [zh: string, en: string] | null {
  const { code, path } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === 'ENOENT')
    return [`没有文件 ${path}：请检查名称和文件夹。`, `There is no file ${path}: check its name and folder.`];
  if (code === 'EACCES') return [`不能读取 ${path}：没有权限。`, `${path} cannot be read: no permission.`];
  return code === 'EISDIR' ? ['这是文件夹，不是文件。', 'This is a folder, not a file.'] : null;
}

function json(text: string, option: string, language: Language): unknown {
  try {
    return JSON.parse(text, inFull as (key: string, value: unknown) => unknown);
  } catch {
    throw new UsageError(
      language === 'zh'
        ? `--${option} 应为 JSON，名称和文字加双引号，如 '{"text": "A012"}'：${text}`
        : `--${option} must be JSON, names and words in double quotes, as '{"text": "A012"}': ${text}`,
    );
  }
}

/** A whole number that is too large to be exact, as its digits. */
function inFull(_key: string, value: unknown, { source }: { source?: string }): unknown {
  const long = typeof value === 'number' ? longOf(source) : null;
  return long === null ? value : ofWhole(long);
}

async function streamOf({ hex, file }: Options): Promise<Stream> {
  if (hex !== undefined) return inHex(hex);
  if (file?.endsWith('.bin')) return [await readFile(file)];
  const text = file === undefined ? await standardInput() : await readFile(file, 'utf8');
  return inHex(text);
}

async function standardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function inHex(text: string): Stream {
  return text.split('|').flatMap((run, index): Stream => {
    try {
      return index === 0 ? [fromHex(run)] : ['silence', fromHex(run)];
    } catch {
      throw new UsageError(`--hex: ${run.trim().slice(0, 40)}`);
    }
  });
}
