import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { hallSchema, type HallConfig } from '../../shared/config/schema.ts';
import type { Language } from '../../shared/text.ts';
import type { Driver } from '../drivers/driver.ts';
import { checkDevices } from './devices.ts';
import { ConfigError } from './mistake.ts';
import { fieldName, placeOf } from './place.ts';
import { mistakesOf } from './words.ts';
import { yamlWords } from './yaml-words.ts';

/**
 * Reads a hall's YAML file and checks it against the schema and the drivers.
 *
 * @throws ConfigError with every mistake; the hall is never started on a part of it
 */
export function loadHall(file: string, drivers: ReadonlyMap<string, Driver>, language: Language): HallConfig {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(
      say(
        `读不到配置文件 ${file}：${reason}\n请检查 HALL_CONFIG；不设置则运行演示大厅。`,
        `Cannot read the configuration ${file}: ${reason}\nCheck HALL_CONFIG; without it the demo hall runs.`,
      ),
    );
  }
  return parseHall(text, file, drivers, language);
}

/** As `loadHall`, for a text; `file` is only named. */
export function parseHall(
  text: string,
  file: string,
  drivers: ReadonlyMap<string, Driver>,
  language: Language,
): HallConfig {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const title = say(
    '配置有误，没有启动（改好后重新启动）：',
    'The configuration has mistakes; nothing was started:',
  );
  const fail = (reports: string[]) =>
    new ConfigError([title, ...reports.map((one) => `  ${one}`)].join('\n'));
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const unreadable = text.indexOf('\uFFFD');
  if (unreadable >= 0) {
    const { line, col } = lines.linePos(unreadable);
    const advice = say('文件不是 UTF-8 编码，请另存为 UTF-8', 'the file is not UTF-8: save it as UTF-8');
    throw fail([`${file}:${line}:${col}  ${advice}`]);
  }
  if (document.errors.length > 0) {
    throw fail(
      document.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return `${file}:${line}:${col}  YAML: ${yamlWords(error, language)}`;
      }),
    );
  }
  const data = valuesOf(document, (message) =>
    fail([`${file}:1:1  YAML: ${yamlWords({ code: 'BAD_ALIAS', message }, language)}`]),
  );
  const parsed = hallSchema.safeParse(data);
  const mistakes = parsed.success
    ? checkDevices(parsed.data, drivers, language)
    : mistakesOf(parsed.error.issues, data, language);
  if (mistakes.length > 0 || !parsed.success) {
    throw fail(
      mistakes.map((mistake) => {
        const place = placeOf(document, lines, mistake);
        return `${file}:${place}  ${fieldName(mistake.path)}: ${mistake.message}`;
      }),
    );
  }
  return parsed.data;
}

/** The values of a document; aliases that lead nowhere, or to too much, are found only now. */
function valuesOf(document: Document, fail: (message: string) => Error): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw fail(error instanceof Error ? error.message : String(error));
  }
}
