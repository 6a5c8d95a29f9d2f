import { LineCounter, parseDocument, type Document } from 'yaml';
import type { ConfigMistake } from '../../shared/config/versions.ts';
import { hallSchema, type HallConfig } from '../../shared/config/schema.ts';
import { HIDDEN } from '../../shared/config/secrets.ts';
import type { Language } from '../../shared/text.ts';
import type { Driver } from '../drivers/driver.ts';
import { checkDevices } from './devices.ts';
import type { Mistake } from '../schemas/mistake.ts';
import { fieldName, placeOf } from './place.ts';
import { mistakesOf } from '../schemas/words.ts';
import { yamlWords } from './yaml-words.ts';

/** A mistake in one language, where it is in the text. */
export interface PlacedMistake {
  line: number;
  column: number;
  /** The path of the field, `YAML` where the form of the text is wrong, or nothing for its encoding. */
  field: string;
  message: string;
}

export type Checked = { hall: HallConfig } | { mistakes: PlacedMistake[] };

/** Checks a text whole: its form, the schema, the drivers and their settings, and what shares a port. */
export function checkHall(text: string, drivers: ReadonlyMap<string, Driver>, language: Language): Checked {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number, message: string): PlacedMistake => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col, field: 'YAML', message };
  };
  const unreadable = text.indexOf('\uFFFD');
  if (unreadable >= 0) {
    const message = say('文件不是 UTF-8 编码，请另存为 UTF-8', 'the file is not UTF-8: save it as UTF-8');
    return { mistakes: [{ ...at(unreadable, message), field: '' }] };
  }
  if (document.errors.length > 0) {
    return { mistakes: document.errors.map((error) => at(error.pos[0], yamlWords(error, language))) };
  }
  const values = valuesOf(document, language);
  if ('failed' in values)
    return { mistakes: [{ line: 1, column: 1, field: 'YAML', message: values.failed }] };
  const parsed = hallSchema.safeParse(values.data);
  const mistakes = parsed.success
    ? [...hiddenIn(parsed.data, language), ...checkDevices(parsed.data, drivers, language)]
    : mistakesOf(parsed.error.issues, values.data, language);
  if (parsed.success && mistakes.length === 0) return { hall: parsed.data };
  return {
    mistakes: mistakes.map((mistake) => {
      const [line = 1, column = 1] = placeOf(document, lines, mistake).split(':').map(Number);
      return { line, column, field: fieldName(mistake.path), message: mistake.message };
    }),
  };
}

/** The mistakes of a text in both languages; empty for a text that may come into force. */
export function mistakesIn(text: string, drivers: ReadonlyMap<string, Driver>): ConfigMistake[] {
  const zh = checkHall(text, drivers, 'zh');
  const en = checkHall(text, drivers, 'en');
  if (!('mistakes' in zh) || !('mistakes' in en)) return [];
  return zh.mistakes.map((mistake, index) => ({
    ...mistake,
    message: { zh: mistake.message, en: en.mistakes[index]?.message ?? mistake.message },
  }));
}

/** The values of a document; aliases that lead nowhere, or to too much, are found only now. */
function valuesOf(document: Document, language: Language): { data: unknown } | { failed: string } {
  let data: unknown;
  try {
    data = document.toJS();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { failed: yamlWords({ code: 'BAD_ALIAS', message }, language) };
  }
  if (!isEndless(data)) return { data };
  return {
    failed:
      language === 'zh'
        ? '引用（*）指向了它自己所在的内容，没有尽头'
        : 'an alias (*) leads back to what it stands in, without end',
  };
}

/** Whether a value holds itself, or goes too deep to be gone through. */
function isEndless(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return false;
  } catch {
    return true;
  }
}

/** A password that only shows its dots is not known here. */
function hiddenIn(hall: HallConfig, language: Language): Mistake[] {
  const message =
    language === 'zh'
      ? '请填写密码：这里只有遮盖的圆点'
      : 'give the password: only the dots that hide it are here';
  const search = (value: unknown, path: (string | number)[]): Mistake[] => {
    if (typeof value === 'string' && value.includes(HIDDEN)) return [{ path, message }];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, part]) =>
      search(part, [...path, Array.isArray(value) ? Number(key) : key]),
    );
  };
  return search(hall, []);
}
