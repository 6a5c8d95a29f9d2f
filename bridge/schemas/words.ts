import type { z } from 'zod';
import type { Bilingual, Language } from '../../shared/text.ts';
import type { Mistake } from './mistake.ts';

type Issue = z.core.$ZodIssue;

/**
 * What the schemas want, in Chinese, by their own English words; `$1` is what stands in
 * quotes. Where the English only names what is wanted, it is put into a sentence.
 */
const wanted: [english: RegExp, chinese: string, sentence?: string][] = [
  [/^letters, digits and "-", at most 40 characters$/, '仅限字母、数字和“-”，至多 40 个字符', 'use '],
  [/^a name that is not reserved$/, '此名称为系统保留，请换一个', 'use '],
  [/^at most (\d+) levels deep$/, '至多嵌套 $1 层', 'must be '],
  [/^a time such as 08:30$/, '应为时间，如 08:30', 'expected '],
  [/^a date such as 2026-10-01$/, '应为日期，如 2026-10-01', 'expected '],
  [/^one capital letter$/, '应为一个大写字母', 'expected '],
  [/^mqtt:\/\/host:port or embedded$/, '应为 mqtt://主机:端口 或 embedded', 'expected '],
  [/^an IANA time zone such as Asia\/Shanghai$/, '应为 IANA 时区名，如 Asia/Shanghai', 'expected '],
  [/^three rising numbers$/, '应为三个递增的数', 'expected '],
  [/^"(.*)" is used twice$/, '“$1”用了两次，请各取不同的'],
  [/^there is no service "(.*)"$/, '没有业务“$1”'],
  [/^there is no window "(.*)"$/, '没有窗口“$1”'],
  [/^there is no group "(.*)"$/, '没有业务组“$1”'],
  [/^there is no class "(.*)"$/, '没有号票类别“$1”'],
  [/^there is no line "(.*)"$/, '没有线路“$1”'],
  [/^the hall must open before it closes$/, '开门时间应早于关门时间'],
  [/^a key is 0 to 255$/, '按键代码应为 0 到 255'],
  [/^a binary PBM picture of at most 832 × 400 dots$/, '应为 832 × 400 点以内的二进制 PBM 图片', 'expected '],
  [/^a multiple of 8 on 5K cards$/, '5K 控制卡上应为 8 的倍数', 'expected '],
  [/^no \+, no #, no \/ at either end$/, '不能含 + 和 #，首尾不能是 /', 'use '],
  [
    /^one level of a topic: no \+, no #, no \/, no \$ at its beginning$/,
    '应为主题的一级：不含 +、#、/，不以 $ 开头',
    'expected ',
  ],
  [/^one level of a topic$/, '应为主题的一级', 'expected '],
  [/^a topic without \+ and #$/, '应为不含 + 和 # 的主题', 'expected '],
  [
    /^a topic, with \+ for any level and # for the rest$/,
    '应为主题，可用 + 代表任一级、# 代表其余',
    'expected ',
  ],
  [/^must hold (%\w+%), and no \+ or #$/, '须含 $1，不能含 + 和 #'],
  [/^must hold (%\w+%)$/, '须含 $1'],
  [/^up to five hexadecimal digits, as 0x7028D$/, '应为至多五位的十六进制数，如 0x7028D', 'use '],
  [/^a number from 0 to 15$/, '应为 0 到 15 的数', 'use '],
  [/^a colour such as #FF0000$/, '应为颜色，如 #FF0000', 'expected '],
  [/^at most 200 names$/, '至多 200 项', 'give '],
  [
    /^letters, digits, "-" and "_", at most 40 characters$/,
    '仅限字母、数字、“-”和“_”，至多 40 个字符',
    'use ',
  ],
  [
    /^the line "(.*)" is no broker: name one of the kind mqtt$/,
    '线路“$1”不是 MQTT 服务器，请写 mqtt 类的线路',
  ],
];

const kinds: Record<string, Bilingual> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '列表（每项以“- ”开头）', en: 'a list (each entry begins with "- ")' },
  tuple: { zh: '列表', en: 'a list' },
  object: { zh: '一组“字段: 值”', en: 'fields with values' },
  record: { zh: '一组“字段: 值”', en: 'fields with values' },
};

/** What text of a form must be, where the schema has no words of its own for it. */
const forms: Record<string, Bilingual> = {
  date: { zh: '应为日期，如 2026-10-01', en: 'expected a date such as 2026-10-01' },
  time: { zh: '应为时间，如 08:30', en: 'expected a time such as 08:30' },
};

/** Every mistake of a schema's check, in words that say what would be right. */
export function mistakesOf(
  issues: Issue[],
  data: unknown,
  language: Language,
  base: (string | number)[] = [],
): Mistake[] {
  return issues.flatMap((issue): Mistake[] => {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    if (issue.code === 'unrecognized_keys') {
      const message =
        language === 'zh'
          ? '没有这个字段，请检查拼写或删除'
          : 'no such field: check the spelling or remove it';
      return issue.keys.map((key) => ({ path: [...base, ...path, key], message, at: 'key' }));
    }
    const message = inWords(issue, valueAt(data, path), language) + known(issue, data, language);
    return [{ path: [...base, ...path], message, ...(issue.code === 'invalid_key' ? { at: 'key' } : {}) }];
  });
}

function valueAt(data: unknown, path: (string | number)[]): unknown {
  let value = data;
  for (const part of path) value = (value as Record<string | number, unknown> | null | undefined)?.[part];
  return value;
}

function inWords(issue: Issue, value: unknown, language: Language): string {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const oneOf = (values: readonly unknown[]) =>
    say(`应为以下之一：${values.join('、')}`, `expected one of: ${values.join(', ')}`);
  switch (issue.code) {
    case 'invalid_type': {
      const kind = kinds[issue.expected]?.[language] ?? issue.expected;
      if (value === undefined || value === null)
        return say(`缺少此项，应为${kind}`, `is missing: give ${kind}`);
      const isUnquoted = issue.expected === 'string' && typeof value !== 'object';
      if (isUnquoted)
        return say(`应为文字，请加引号："${value}"`, `expected text: put it in quotes, "${value}"`);
      return say(`应为${kind}`, `expected ${kind}`);
    }
    case 'invalid_format':
      return (isPlain(issue) && forms[issue.format]?.[language]) || translated(issue.message, language);
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_union': {
      const options = (issue as { options?: unknown[] }).options;
      if (options) return oneOf(options);
      const alternatives = issue.errors.flatMap((one) => one.slice(0, 1));
      const values = alternatives.flatMap((one) => (one.code === 'invalid_value' ? one.values : []));
      if (values.length === alternatives.length) return oneOf(values);
      return alternatives.map((one) => inWords(one, value, language)).join(say('，或者', ', or '));
    }
    case 'invalid_key':
      return inWords(issue.issues[0] ?? issue, value, language);
    case 'too_small':
      return limit(issue.origin, issue.minimum, issue.inclusive === false, language, 'least');
    case 'too_big':
      return limit(issue.origin, issue.maximum, issue.inclusive === false, language, 'most');
    default:
      return translated(issue.message, language);
  }
}

/** Whether the message is that of the library, and not one of our schemas. */
function isPlain({ message }: Issue): boolean {
  return message.startsWith('Invalid ');
}

function limit(
  origin: string,
  bound: number | bigint,
  isOpen: boolean,
  language: Language,
  side: 'least' | 'most',
): string {
  const units: Record<string, Bilingual> = {
    string: { zh: ' 个字符', en: ' characters' },
    array: { zh: ' 项', en: bound === 1 ? ' entry' : ' entries' },
  };
  const unit = units[origin]?.[language] ?? '';
  if (isOpen)
    return language === 'zh'
      ? `应${side === 'least' ? '大于' : '小于'} ${bound}`
      : `must be ${side === 'least' ? 'more' : 'less'} than ${bound}`;
  return language === 'zh'
    ? `${side === 'least' ? '至少' : '至多'} ${bound}${unit}`
    : `must be at ${side} ${bound}${unit}`;
}

function translated(message: string, language: Language): string {
  for (const [english, chinese, sentence = ''] of wanted) {
    const found = english.exec(message);
    if (found) return language === 'zh' ? chinese.replace('$1', found[1] ?? '') : `${sentence}${message}`;
  }
  const pattern = /must match pattern (.+)$/.exec(message)?.[1];
  if (pattern !== undefined) return language === 'zh' ? `应符合 ${pattern}` : `must match ${pattern}`;
  return message;
}

/** What there is, for a name that names nothing. */
function known({ code, message }: Issue, data: unknown, language: Language): string {
  const kind = /^there is no (service|window|line) /.exec(message)?.[1];
  if (code !== 'custom' || kind === undefined) return '';
  const list = (data as Record<string, { id?: unknown }[]>)[`${kind}s`] ?? [];
  const ids = list.map(({ id }) => String(id)).join(', ');
  if (ids === '') return language === 'zh' ? '，请先在 lines 中添加' : ': add it under lines first';
  return language === 'zh' ? `，可用：${ids}` : `; known: ${ids}`;
}
