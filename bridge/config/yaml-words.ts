import type { YAMLError } from 'yaml';
import type { Bilingual, Language } from '../../shared/text.ts';

const INDENT: Bilingual = {
  zh: '缩进不一致：同一级的字段要对齐',
  en: 'the indentation is uneven: fields of one level must begin in one column',
};

/** What is wrong with the form of a file, and what to do; by the parser's code. */
const words: Record<string, Bilingual> = {
  BAD_INDENT: INDENT,
  BLOCK_AS_IMPLICIT_KEY: INDENT,
  TAB_AS_INDENT: { zh: '缩进请用空格，不要用制表符', en: 'indent with spaces, not with tabs' },
  DUPLICATE_KEY: { zh: '字段重复，请删去一个', en: 'the field is there twice: remove one' },
  MISSING_CHAR: {
    zh: '缺少符号：请检查冒号后的空格、引号和括号是否成对',
    en: 'a sign is missing: check the blank after colons, and that quotes and brackets are in pairs',
  },
  MULTIPLE_DOCS: { zh: '文件中只能有一份配置，请删去“---”', en: 'one file holds one hall: remove the "---"' },
  BAD_SCALAR_START: {
    zh: '值以特殊符号开头，请加引号',
    en: 'the value begins with a special sign: put it in quotes',
  },
  ENDLESS_ALIAS: {
    zh: '引用（*）层层展开后过多，请直接写出内容',
    en: 'the aliases (*) come to too much: write out what they stand for',
  },
  BAD_ALIAS: { zh: '引用（*）没有对应的锚点（&）', en: 'the alias (*) has no anchor (&)' },
};

const OTHER: Bilingual = {
  zh: '请检查缩进、冒号、引号和括号',
  en: 'check indentation, colons, quotes and brackets',
};

/** A mistake in the form of a file, with the parser's own words behind it. */
export function yamlWords(
  { code, message }: Pick<YAMLError, 'code' | 'message'>,
  language: Language,
): string {
  const own = message.split('\n')[0] ?? '';
  // A bracket that nobody closed is found where the indentation no longer fits.
  const isOpen = /end with a [\]}]/.test(own);
  const kind = isOpen ? 'MISSING_CHAR' : /Excessive alias/.test(own) ? 'ENDLESS_ALIAS' : code;
  return `${(words[kind] ?? OTHER)[language]} (${own})`;
}
