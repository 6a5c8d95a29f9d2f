import type { Bilingual } from '../../../shared/text.ts';

/** An expression that says nothing, or something that is not there. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly words: Bilingual;
  /** The name that is not there, if that is what is wrong. */
  readonly missing: string | null;

  constructor(words: Bilingual, missing: string | null = null) {
    super(words.en);
    this.words = words;
    this.missing = missing;
  }
}

/** What to say of an expression that makes no sense from a place on. */
export function unexpected(text: string, at: number): ExpressionError {
  const rest = text.slice(at).trim();
  if (text.trim() === '')
    return new ExpressionError({ zh: '此处是空的，应有一个值', en: 'is empty: give a value' });
  if (rest === '') {
    const isOpen = (text.match(/[([]/g)?.length ?? 0) > (text.match(/[)\]]/g)?.length ?? 0);
    const [zh, en] = isOpen
      ? [
          '：括号没有关上；[ ] 和 { } 里的逗号、空格后的 # 会把它截断，请加引号',
          ': a bracket is open; a comma inside of [ ] or { }, or a # after a blank, ends it: put it in quotes',
        ]
      : ['', ''];
    return new ExpressionError({ zh: `“${text}”没有写完${zh}`, en: `"${text}" is not finished${en}` });
  }
  const advice = ADVICE.find(([sign]) => sign.test(rest))?.[1];
  return new ExpressionError({
    zh: `“${text}”从“${rest.slice(0, 20)}”起读不懂${advice ? `；${advice.zh}` : ''}`,
    en: `"${text}" cannot be read from "${rest.slice(0, 20)}" on${advice ? `; ${advice.en}` : ''}`,
  });
}

/** What is often written instead of what an expression knows. */
const ADVICE: [sign: RegExp, words: Bilingual][] = [
  [/^=/, { zh: '比较用 ==', en: 'compare with ==' }],
  [/^and\b/i, { zh: '“并且”写作 &&', en: '"and" is written &&' }],
  [/^or\b/i, { zh: '“或者”写作 ||', en: '"or" is written ||' }],
  [/^not\b/i, { zh: '“不”写作 not(…)', en: '"not" is written not(…)' }],
  [/^[0-9a-f]+\b/i, { zh: '十六进制数前要写 0x，如 0x0F', en: 'a number in hex begins with 0x, as 0x0F' }],
  [
    /^[‘’“”「」，、：；（）【】。！？＝＜＞＋－×÷—]/,
    {
      zh: '请改用英文标点和引号',
      en: "use the signs and straight quotes of an English keyboard, as ' ( ) , :",
    },
  ],
];

/** `code in 1..7`, which is `(code in 1)..7`: `dots` is where the two dots stand. */
export function withoutBrackets(
  text: string,
  { left, right }: { left: { kind: string; at: number }; right: { at: number } },
  dots: number,
): ExpressionError {
  const isShort = left.kind === 'name' || left.kind === 'literal';
  const value = isShort ? (/^\S+/.exec(text.slice(left.at))?.[0] ?? '') : '…';
  const least = text.slice(right.at, dots).trim();
  const most = /^\s*(\w+)/.exec(text.slice(dots + '..'.length))?.[1] ?? '…';
  const meant = `${value} in [${least}..${most}]`;
  return new ExpressionError({
    zh: `范围要写在方括号里：${meant}`,
    en: `put the range in brackets: ${meant}`,
  });
}

/** The function that makes of bytes what a type of a part would, where its name is written like one: `u16be(data)`. */
export function functionFor(name: string): string | null {
  const [, kind, bits, endian = 'be'] = /^(u|i|f)(8|16|24|32|48|64)(le|be)?$/.exec(name) ?? [];
  if (kind === undefined) return null;
  if (kind === 'f') return `float_${endian}(…)`;
  return kind === 'u' ? `${endian}(…)` : `signed(${endian}(…), ${bits})`;
}
