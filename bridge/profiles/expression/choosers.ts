import { js, type Code } from './code.ts';
import { isTrue } from './value.ts';

/** A function that works its values out one by one: those that do not matter never are. */
export interface Chooser {
  least: number;
  most: number;
  make: (values: readonly Code[]) => Code;
}

/** Functions that are one of their values. */
export const choosers: Record<string, Chooser> = {
  /** if(test, yes, no), where the `?` and `:` of a file would need quotes. */
  if: { least: 3, most: 3, make: ([test, yes, no]) => choose(test!, yes!, no!) },
  /** first(a, b, …): the first that is there. */
  first: { least: 1, most: 32, make: (values) => values.reduce((first, next) => js`(${first} ?? ${next})`) },
};

/** One of two values, by a third. */
export function choose(test: Code, yes: Code, no: Code): Code {
  return js`(${isTrue}(${test}) ? ${yes} : ${no})`;
}
