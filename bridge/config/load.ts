import { readFileSync } from 'node:fs';
import { LineCounter, isNode, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { hallSchema, type HallConfig } from '../../shared/config/schema.ts';
import type { Language } from '../../shared/text.ts';
import type { Driver } from '../drivers/driver.ts';
import { checkDevices } from './devices.ts';
import { ConfigError } from './mistake.ts';

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
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const title =
    language === 'zh'
      ? `配置有误，没有启动（改好后重新启动）：`
      : `The configuration has mistakes; nothing was started:`;
  const fail = (reports: string[]) =>
    new ConfigError([title, ...reports.map((one) => `  ${one}`)].join('\n'));
  if (document.errors.length > 0) {
    throw fail(
      document.errors.map(
        ({ pos, message }) => `${file}:${lines.linePos(pos[0]).line}  YAML: ${message.split('\n')[0]}`,
      ),
    );
  }
  const parsed = hallSchema.safeParse(document.toJS());
  const mistakes = parsed.success
    ? checkDevices(parsed.data, drivers, language)
    : parsed.error.issues.map((issue) => ({ path: pathOf(issue), message: inWords(issue, language) }));
  if (mistakes.length > 0 || !parsed.success) {
    throw fail(
      mistakes.map(
        ({ path, message }) => `${file}:${lineOf(document, lines, path)}  ${fieldName(path)}: ${message}`,
      ),
    );
  }
  return parsed.data;
}

/** The issue's own place; an unknown key is part of it. */
function pathOf(issue: z.core.$ZodIssue): (string | number)[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  return issue.code === 'unrecognized_keys' && issue.keys[0] !== undefined ? [...path, issue.keys[0]] : path;
}

/** Zod's messages are complete in English; the common ones are said in Chinese too. */
function inWords(issue: z.core.$ZodIssue, language: Language): string {
  if (issue.code === 'unrecognized_keys') {
    return language === 'zh'
      ? '没有这个字段，请检查拼写或删除'
      : 'there is no such field: check the spelling or remove it';
  }
  if (language === 'en' || issue.code === 'custom' || issue.code === 'invalid_format') return issue.message;
  if (issue.code === 'invalid_type') {
    return issue.input === undefined
      ? `缺少此项（应为 ${issue.expected}）`
      : `类型不对，应为 ${issue.expected}`;
  }
  if (issue.code === 'invalid_value') return `应为以下之一：${issue.values.join('、')}`;
  if (issue.code === 'too_small') return `太小或太少（至少 ${issue.minimum}）`;
  if (issue.code === 'too_big') return `太大或太多（至多 ${issue.maximum}）`;
  return issue.message;
}

/** The line of a field, or of the nearest thing around it that is there. */
function lineOf(document: Document, lines: LineCounter, path: (string | number)[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function fieldName(path: (string | number)[]): string {
  return (
    path.map((part, at) => (typeof part === 'number' ? `[${part}]` : at ? `.${part}` : part)).join('') ||
    '(file)'
  );
}
