import { compileFunction } from 'node:vm';

/**
 * JavaScript that is being written. What a profile says never becomes a part of the text: its
 * values are held beside it and stand in it under names of our own.
 */
export class Code {
  readonly pieces: readonly string[];
  readonly between: readonly unknown[];

  constructor(pieces: readonly string[], between: readonly unknown[]) {
    this.pieces = pieces;
    this.between = between;
  }
}

/** A variable of the function that is being written, for what is worked out once and used twice. */
export class Local {
  readonly kind = 'local';
}

/**
 * Writes code: js`${isTrue}(${test}) ? ${yes} : ${no}`. Code in it is put in its place, a `Local`
 * becomes a variable, and every other value is held beside the text. `s` is what the function is given.
 */
export function js(pieces: TemplateStringsArray, ...between: unknown[]): Code {
  return new Code(pieces, between);
}

/** Codes in a row, as the values of a call or the statements of a function. */
export function joined(codes: readonly Code[], between: string): Code {
  return new Code(['', ...codes.slice(1).map(() => between), ''], codes);
}

/**
 * Makes the function of one value, `s`, that returns what an expression comes to.
 *
 * The compiler of the machine knows a function by its text. Functions put together of closures all
 * have the same few texts, so that it learns nothing about any of them; one that is written for its
 * profile is some three times faster.
 */
export function functionOf<Scope, Result>(expression: Code): (scope: Scope) => Result {
  return withBody(js`return ${expression};`);
}

/** The same of statements, of which one returns. */
export function withBody<Scope, Result>(body: Code): (scope: Scope) => Result {
  const writing = new Writing();
  const text = writing.textOf(body);
  const { locals, held } = writing;
  const variables = locals.length > 0 ? `let ${locals.join(', ')};\n` : '';
  const names = held.map((_, at) => heldName(at));
  const make = compileFunction(`'use strict';\nreturn function (s) {\n${variables}${text}\n};`, names);
  return make(...held) as (scope: Scope) => Result;
}

function heldName(at: number): string {
  return `h${at}`;
}

/** One function while its text is put together. */
class Writing {
  readonly held: unknown[] = [];
  readonly locals: string[] = [];
  readonly #names = new Map<unknown, string>();

  textOf({ pieces, between }: Code): string {
    return pieces
      .map((piece, at) => (at < between.length ? piece + this.#wordOf(between[at]) : piece))
      .join('');
  }

  #wordOf(value: unknown): string {
    if (value instanceof Code) return this.textOf(value);
    if (value === null || typeof value === 'boolean') return String(value);
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return String(value);
    const known = this.#names.get(value);
    if (known !== undefined) return known;
    const name = value instanceof Local ? this.#newLocal() : this.#hold(value);
    this.#names.set(value, name);
    return name;
  }

  #newLocal(): string {
    const name = `t${this.locals.length}`;
    this.locals.push(name);
    return name;
  }

  #hold(value: unknown): string {
    this.held.push(value);
    return heldName(this.held.length - 1);
  }
}
