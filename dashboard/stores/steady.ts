import { computed, type ComputedRef } from 'vue';

/**
 * A computed value that stays the very same for as long as it says the same, part by part, so
 * that only what changed is drawn anew. For plain values made afresh by `compute`; never for
 * parts of the state itself, which changes in place.
 */
export function steady<T>(compute: () => T): ComputedRef<T> {
  return computed<T>((before) => keep(before, compute()));
}

/** `next`, with every part of it that equals its counterpart in `before` taken from there. */
export function keep<T>(before: unknown, next: T): T {
  if (Object.is(before, next)) return next;
  if (Array.isArray(before) && Array.isArray(next)) return keepList(before, next) as T;
  if (isRecord(before) && isRecord(next)) return keepRecord(before, next) as T;
  return next;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keepList(before: unknown[], next: unknown[]): unknown[] {
  let isSame = before.length === next.length;
  for (let index = 0; index < next.length; index += 1) {
    next[index] = keep(before[index], next[index]);
    isSame &&= Object.is(next[index], before[index]);
  }
  return isSame ? before : next;
}

function keepRecord(before: Record<string, unknown>, next: Record<string, unknown>) {
  const keys = Object.keys(next);
  let isSame = keys.length === Object.keys(before).length;
  for (const key of keys) {
    next[key] = keep(before[key], next[key]);
    isSame &&= Object.is(next[key], before[key]) && key in before;
  }
  return isSame ? before : next;
}
