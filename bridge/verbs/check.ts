import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Refusal, refusalText } from '../../shared/refusals.ts';
import { loadHall } from '../config/load.ts';
import { ConfigError } from '../schemas/mistake.ts';
import { shelfOf } from '../profiles/find.ts';
import { ProfileError } from '../profiles/load.ts';
import type { Shelf } from '../profiles/shelf.ts';
import { UsageError, type Terminal, type Verb } from './verb.ts';

/** What a profile says first of itself, and no hall does. */
const PROFILE = /^profile[ \t]*[:：]/m;

const verb: Verb = {
  summary: {
    zh: '检查大厅配置或设备档案，不启动',
    en: 'Check a configuration or a profile without starting',
  },
  help: {
    zh: `hall check <文件.yaml>

检查大厅配置：逐条列出错误所在的文件、行、字段与改法。
文件是设备档案（有 profile: 一项）时，检查档案并试它的样例。大厅自己的档案在 HALL_DATA 的
profiles 文件夹里找：大厅的数据不在默认位置时，请同样设置 HALL_DATA。没有错误时退出码为 0，有错误为 1。`,
    en: `hall check <file.yaml>

Checks a hall's configuration: lists every mistake by file, line and field, with what would
be right. A file that is a profile of a device (it has a field profile:) is checked as one, and
tried on its vectors. A hall's own profiles are sought in the folder profiles of HALL_DATA: set
it as the hall does where its data is elsewhere. Exits with 0 when there is no mistake, with 1 when there is.`,
  },
  async run([file, ...rest], terminal) {
    const { language, out } = terminal;
    if (file === undefined || rest.length > 0) throw new UsageError();
    const text = await textOf(file);
    if (text !== null && PROFILE.test(text)) {
      return checkProfile(await shelfOf(process.env), { file, text }, terminal);
    }
    try {
      const { drivers, unusable } = await shelfOf({ ...process.env, HALL_CONFIG: file });
      for (const { words } of unusable) out(words[language]);
      const hall = loadHall(file, drivers, language);
      const { services, windows, lines, devices } = hall;
      out(
        language === 'zh'
          ? `${file}：没有错误。${hall.name.zh}：${services.length} 项业务，${windows.length} 个窗口，${lines.length} 条线路，${devices.length} 台设备。`
          : `${file}: no mistakes. ${hall.name.en}: ${services.length} services, ${windows.length} windows, ${lines.length} lines, ${devices.length} devices.`,
      );
      return 0;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      out(error.message);
      return 1;
    }
  },
};
export default verb;

/** The text of a file; null for one that cannot be read. */
async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return null;
  }
}

function checkProfile(
  shelf: Shelf,
  { file, text }: { file: string; text: string },
  { language, out }: Terminal,
): number {
  try {
    const { name, frames, vectors } = shelf.read(text, basename(file));
    const kinds = frames.names.length;
    out(
      language === 'zh'
        ? `${file}：没有错误。${name.zh}：${kinds} 种帧，${vectors} 条样例都合。`
        : `${file}: no mistakes. ${name.en}: ${counted(kinds, 'kind')} of frame, ${counted(vectors, 'vector')} tried.`,
    );
    return 0;
  } catch (error) {
    if (error instanceof ProfileError) out(error.words[language]);
    else if (error instanceof Refusal) out(refusalText(error.code, language, error.params));
    else throw error;
    return 1;
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
