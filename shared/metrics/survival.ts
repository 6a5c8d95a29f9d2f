/** A duration that ended (`open` false) or has lasted at least so long (`open` true). */
export interface Lifetime {
  seconds: number;
  open: boolean;
}

/**
 * The `p` quantile of durations of which some still run, by the product-limit estimator
 * (Kaplan & Meier 1958): the shortest duration that at least the share `p` does not exceed.
 * Leaving the open ones out would flatter a hall in which people wait; counting them as
 * ended now would flatter it too. With none open it is the plain order statistic.
 *
 * @returns null for no durations; `atLeast` when so many still run that only a lower
 *   bound is known, which is then the longest duration seen
 */
export function survivalQuantile(
  lifetimes: readonly Lifetime[],
  p: number,
): { seconds: number; atLeast: boolean } | null {
  if (lifetimes.length === 0) return null;
  // At equal durations the ended ones come first: the open ones outlived them.
  const sorted = [...lifetimes].sort((a, b) => a.seconds - b.seconds || Number(a.open) - Number(b.open));
  let survival = 1;
  for (const [index, { seconds, open }] of sorted.entries()) {
    if (open) continue;
    survival *= 1 - 1 / (sorted.length - index);
    if (survival <= 1 - p + 1e-12) return { seconds, atLeast: false };
  }
  return { seconds: sorted.at(-1)?.seconds ?? 0, atLeast: true };
}
