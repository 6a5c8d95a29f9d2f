import { existsSync, readFileSync } from 'node:fs';
import type { HallConfig } from '../../shared/config/schema.ts';
import type { Language } from '../../shared/text.ts';
import type { Driver } from '../drivers/driver.ts';
import { checkHall } from './check.ts';
import { ConfigHistory } from './history.ts';
import { parseHall, readText, reportLines } from './load.ts';
import { ConfigError } from '../schemas/mistake.ts';

/** What the bridge starts with: a configuration that can be used, and where it lives. */
export interface HallSource {
  /** The file a change is written to. */
  file: string;
  text: string;
  hall: HallConfig;
  /** Why the file itself is not in force, in the words of the terminal; null where it is. */
  warning: string | null;
}

export interface SourceParts {
  file: string;
  /** The folder of the data, which keeps the versions. */
  data: string;
  drivers: ReadonlyMap<string, Driver>;
  language: Language;
  /** Stands in for a file that is not there: the demo hall. */
  builtIn?: string;
}

/**
 * Reads the configuration to start with. A file with mistakes, or one that is gone, must not
 * leave a hall without its queue in the morning: the last version that was in force takes its
 * place, and everyone is told. Only where there is none nothing is started.
 *
 * @throws ConfigError with every mistake by line and field, when there is no such version
 */
export async function readSource({
  file,
  data,
  drivers,
  language,
  builtIn,
}: SourceParts): Promise<HallSource> {
  if (builtIn !== undefined && !existsSync(file)) {
    return { file, text: builtIn, hall: parseHall(builtIn, file, drivers, language), warning: null };
  }
  try {
    const text = readText(file, language);
    return { file, text, hall: parseHall(text, file, drivers, language), warning: null };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const last = await lastGood(file, data, drivers, language);
    if (!last) throw error;
    const reasons = existsSync(file) ? mistakesOf(file, drivers, language) : [];
    return { file, ...last, warning: warningOf(file, last.version, reasons, language) };
  }
}

async function lastGood(
  file: string,
  data: string,
  drivers: ReadonlyMap<string, Driver>,
  language: Language,
): Promise<{ version: number; text: string; hall: HallConfig } | null> {
  const history = await ConfigHistory.open(data);
  for (const kept of history.versions.toReversed()) {
    if (kept.file !== file) continue;
    const text = await history.textOf(kept);
    const checked = checkHall(text, drivers, language);
    if ('hall' in checked) return { version: kept.version, text, hall: checked.hall };
  }
  return null;
}

function mistakesOf(file: string, drivers: ReadonlyMap<string, Driver>, language: Language): string[] {
  try {
    const checked = checkHall(readFileSync(file, 'utf8'), drivers, language);
    return 'mistakes' in checked ? reportLines(checked.mistakes, file) : [];
  } catch {
    return [];
  }
}

function warningOf(file: string, version: number, reasons: string[], language: Language): string {
  const [title, advice] =
    language === 'zh'
      ? [
          reasons.length > 0 ? `配置文件 ${file} 有误，没有采用：` : `读不到配置文件 ${file}。`,
          `▲ 正以上一个正确的配置（版本 ${version}）运行。请在“设备 · 配置”页查看差异并处理，或改好文件后重新启动。`,
        ]
      : [
          reasons.length > 0
            ? `The configuration ${file} has mistakes and is not in force:`
            : `The configuration ${file} cannot be read.`,
          `▲ Running with the last good configuration (version ${version}). See the difference on the page Devices · Configuration and settle it there, or mend the file and start again.`,
        ];
  return [title, ...reasons, advice].join('\n');
}
