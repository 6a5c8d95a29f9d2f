import type { Span } from './hall/timeline.ts';

/** The spans in which any of these holds, in order and without overlap. */
export function union(spans: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = whole.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else whole.push({ from, to });
  }
  return whole;
}

/** The spans in which both hold; each list in order and without overlap. */
export function intersection(some: readonly Span[], others: readonly Span[]): Span[] {
  const both: Span[] = [];
  let first = 0;
  for (const { from, to } of some) {
    while ((others[first]?.to ?? Infinity) <= from) first += 1;
    for (let at = first; at < others.length && (others[at] as Span).from < to; at += 1) {
      const other = others[at] as Span;
      both.push({ from: Math.max(from, other.from), to: Math.min(to, other.to) });
    }
  }
  return both;
}

/** The spans of the first without those of the second; each list in order and without overlap. */
export function without(some: readonly Span[], others: readonly Span[]): Span[] {
  let edge = -Infinity;
  const between = others.map(({ from, to }) => {
    const span = { from: edge, to: from };
    edge = to;
    return span;
  });
  return intersection(some, [...between, { from: edge, to: Infinity }]);
}
