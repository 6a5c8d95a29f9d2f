import { isAlias, isMap, isScalar, isSeq, visit, YAMLParseError, type Document, type YAMLMap } from 'yaml';
import type { Bilingual } from '../../shared/text.ts';
import { yamlWords } from '../config/yaml-words.ts';
import { partKeys } from './layout/options.ts';

/** A mistake in the form of a profile: where it begins in the text, and what to do. */
export interface FormMistake {
  at: number;
  words: Bilingual;
}

/** What is wrong with the form of a profile, or null where it can be read. */
export function formMistake(document: Document, text: string): FormMistake | null {
  // A tag that is not known is an expression that begins with "!".
  const [error] = [...document.errors, ...document.warnings, ...lostAliases(document)];
  if (!error) return keyMistake(document);
  const at = error.pos[0];
  if (error.code === 'DUPLICATE_KEY') {
    const name = optionName(document, at);
    return { at, words: name === null ? inWords(error, NO_ADVICE) : notBoth(name) };
  }
  return { at, words: inWords(error, adviceAt(text, at)) };
}

function inWords(error: YAMLParseError | Document['warnings'][number], advice: Bilingual): Bilingual {
  return {
    zh: `YAML: ${yamlWords(error, 'zh')}${advice.zh}`,
    en: `YAML: ${yamlWords(error, 'en')}${advice.en}`,
  };
}

const NO_ADVICE: Bilingual = { zh: '', en: '' };
const SIGNS: Bilingual = {
  zh: '；这一行有中文标点，请改用英文标点，冒号后空一格',
  en: '; this line has Chinese punctuation: use that of an English keyboard, with a blank after colons',
};
const INSIDE: Bilingual = {
  zh: "；在 { } 和 [ ] 里，含 [ ]、逗号或“: ”的表达式要加引号，如 { value: 'data[0]' }",
  en: '; inside of { } and [ ], put an expression in quotes where it holds [ ], a comma or ": ", as in { value: \'data[0]\' }',
};
const QUOTES: Bilingual = {
  zh: '；含“: ”或以 ! & * [ { 开头的表达式要加引号',
  en: '; put an expression in quotes where it holds ": " or begins with ! & * [ or {',
};
const FULL_WIDTH = /[：，（）［］｛｝‘’“”]/;

function adviceAt(text: string, at: number): Bilingual {
  const begin = text.lastIndexOf('\n', at - 1) + 1;
  const [line = ''] = text.slice(begin).split('\n');
  if (FULL_WIDTH.test(line)) return SIGNS;
  return /[\w)\]([][[{]$/.test(text.slice(0, at + 1)) ? INSIDE : QUOTES;
}

/** An alias without an anchor is an expression that begins with "*". */
function lostAliases(document: Document): YAMLParseError[] {
  const lost: YAMLParseError[] = [];
  const anchors = new Set<string>();
  visit(document, {
    Node(_key, node) {
      if (isAlias(node) && !anchors.has(node.source)) {
        const [from = 0, to = 0] = node.range ?? [];
        lost.push(new YAMLParseError([from, to], 'BAD_ALIAS', `*${node.source}`));
      } else if ('anchor' in node && node.anchor !== undefined) anchors.add(node.anchor);
    },
  });
  return lost;
}

/** A field whose name is no word, as a template that was not filled in leaves it: `{}: 3`. */
function keyMistake(document: Document): FormMistake | null {
  let found: FormMistake | null = null;
  visit(document, {
    Pair(_key, { key }) {
      if (!isMap(key) && !isSeq(key)) return undefined;
      found = { at: key.range?.[0] ?? 0, words: NO_WORD };
      return visit.BREAK;
    },
  });
  return found;
}

const NO_WORD: Bilingual = {
  zh: '字段的名称应为文字，不能是 { } 或 [ ]',
  en: 'the name of a field is a word, not { } or [ ]',
};

/** The name of a part that is named like the option behind it, which stands at a place; else null. */
function optionName(document: Document, at: number): string | null {
  let name: string | null = null;
  visit(document, {
    Map(_key, node, path) {
      const [first, ...rest] = namesIn(node);
      if (first === undefined || !rest.some(({ word, from }) => from === at && word === first.word)) return;
      if (isSeq(path.at(-1)) && (partKeys as readonly string[]).includes(first.word)) name = first.word;
    },
  });
  return name;
}

function namesIn({ items }: YAMLMap): { word: string; from: number }[] {
  return items.flatMap(({ key }) =>
    isScalar(key) ? [{ word: String(key.value), from: key.range?.[0] ?? -1 }] : [],
  );
}

function notBoth(name: string): Bilingual {
  return {
    zh: `一个部分的第一个字段是它的名称，所以名称不能与后面写的选项相同：“${name}”两者都是。请给这一部分换一个名称，选项留着`,
    en: `the first field of a part is its name, so that a part cannot be named like an option written behind it: "${name}" is both. Choose another name for the part, and keep the option`,
  };
}
