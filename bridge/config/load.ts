import { readFileSync } from 'node:fs';
import type { HallConfig } from '../../shared/config/schema.ts';
import type { Language } from '../../shared/text.ts';
import type { Driver } from '../drivers/driver.ts';
import { checkHall, type PlacedMistake } from './check.ts';
import { ConfigError } from '../schemas/mistake.ts';

/**
 * Reads a hall's YAML file and checks it against the schema and the drivers.
 *
 * @throws ConfigError with every mistake; the hall is never started on a part of it
 */
export function loadHall(file: string, drivers: ReadonlyMap<string, Driver>, language: Language): HallConfig {
  return parseHall(readText(file, language), file, drivers, language);
}

/**
 * The text of a configuration.
 *
 * @throws ConfigError that names the file and the setting that names it
 */
export function readText(file: string, language: Language): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(
      language === 'zh'
        ? `读不到配置文件 ${file}：${reason}\n请检查 HALL_CONFIG；不设置则运行演示大厅。`
        : `Cannot read the configuration ${file}: ${reason}\nCheck HALL_CONFIG; without it the demo hall runs.`,
    );
  }
}

/** As `loadHall`, for a text; `file` is only named. */
export function parseHall(
  text: string,
  file: string,
  drivers: ReadonlyMap<string, Driver>,
  language: Language,
): HallConfig {
  const checked = checkHall(text, drivers, language);
  if ('hall' in checked) return checked.hall;
  const title =
    language === 'zh'
      ? '配置有误，没有启动（改好后重新启动）：'
      : 'The configuration has mistakes; nothing was started:';
  throw new ConfigError([title, ...reportLines(checked.mistakes, file)].join('\n'));
}

/** Mistakes as a terminal shows them, each with its place in the file. */
export function reportLines(mistakes: PlacedMistake[], file: string): string[] {
  return mistakes.map(
    ({ line, column, field, message }) =>
      `  ${file}:${line}:${column}  ${field === '' ? '' : `${field}: `}${message}`,
  );
}
