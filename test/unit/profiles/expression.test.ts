import { describe, expect, it } from 'vitest';
import { compileNode } from '../../../bridge/profiles/expression/compile.ts';
import { js } from '../../../bridge/profiles/expression/code.ts';
import type { Names } from '../../../bridge/profiles/expression/names.ts';
import { parseExpression } from '../../../bridge/profiles/expression/syntax.ts';
import type { Value } from '../../../bridge/profiles/expression/value.ts';

const names: Names = {
  value: (name) => (name === 'given' ? js`s.given` : null),
  known: () => ['given'],
};

/** What an expression comes to with something given. */
function valueOf(text: string, given: Value = null): Value {
  return compileNode<{ given: Value }>(parseExpression(text), names)({ given });
}

describe('an expression', () => {
  it.each([`');throw 1;('`, '${given}', '`', '\\', 'a\nb', '*/', '\u2028', '厅'])(
    'holds the words %j as words, whatever they would mean as code',
    (words) => {
      const quoted = `'${words.replace(/[\\']/g, '\\$&')}'`;
      expect(valueOf(quoted)).toBe(words);
      expect(valueOf(`given == ${quoted}`, words)).toBe(true);
      expect(valueOf(`given + ${quoted}`, 'x')).toBe(`x${words}`);
      expect(valueOf(`given[${quoted}]`, { [words]: 7 })).toBe(7);
    },
  );

  it('finds nothing in a setting that every object has', () => {
    expect(valueOf('given.constructor', {})).toBeNull();
    expect(valueOf("given['__proto__']", {})).toBeNull();
  });

  it('works out only what matters', () => {
    const deep = `${'given > 1 ? given - 1 : '.repeat(20)}0`;
    expect(valueOf(deep, 5)).toBe(4);
    expect(valueOf('first(null, given, 9)', 0)).toBe(0);
    expect(valueOf('given != null && given[0] == 1', null)).toBe(false);
  });

  it('keeps an item of a list apart from those of a list inside of it', () => {
    expect(valueOf('map(given, sum(map(item, item * 10)) + number)', [[1, 2], [3]])).toEqual([31, 32]);
    expect(valueOf('map(given, size(slice(item, 1, -1)))', [[1, 2, 3], [4]])).toEqual([1, 0]);
  });

  it('reckons with negative and broken numbers that never change', () => {
    expect(valueOf('given - -1.5', 1)).toBe(2.5);
    expect(valueOf('-1 - given', -2)).toBe(1);
    expect(valueOf('given * -0.5', 3)).toBe(-1.5);
    expect(valueOf('given < -1', -2)).toBe(true);
    expect(valueOf('given / 0', 1)).toBeNull();
    expect(valueOf('given > 1', 'x')).toBe(false);
  });
});
