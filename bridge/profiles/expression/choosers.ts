import { isTrue, type Compiled, type Value } from './value.ts';

/** A function that works its values out one by one: those that do not matter never are. */
export interface Chooser {
  least: number;
  most: number;
  make: <Scope>(values: readonly Compiled<Scope>[]) => Compiled<Scope>;
}

/** Functions that are one of their values. */
export const choosers: Record<string, Chooser> = {
  /** if(test, yes, no), where the `?` and `:` of a file would need quotes. */
  if: { least: 3, most: 3, make: ([test, yes, no]) => choose(test!, yes!, no!) },
  /** first(a, b, …): the first that is there. */
  first: { least: 1, most: 32, make: firstOf },
};

/** One of two values, by a third. */
export function choose<Scope>(
  test: Compiled<Scope>,
  yes: Compiled<Scope>,
  no: Compiled<Scope>,
): Compiled<Scope> {
  return (scope) => (isTrue(test(scope)) ? yes(scope) : no(scope));
}

/** Each has a call of its own: a loop would make all of them from one, which is slower. */
function firstOf<Scope>([a = nothing, b = nothing, c = nothing, ...more]: readonly Compiled<Scope>[]) {
  const rest: Compiled<Scope> = more.length > 0 ? firstOf(more) : nothing;
  return (scope: Scope): Value => a(scope) ?? b(scope) ?? c(scope) ?? rest(scope);
}

const nothing = (): Value => null;
