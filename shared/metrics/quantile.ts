/**
 * The `p` quantile by linear interpolation between order statistics
 * (Hyndman & Fan 1996, type 7: the default of R, NumPy and spreadsheets).
 *
 * @param values in any order; not changed
 * @param p from 0 to 1
 * @returns null for no values
 */
export function quantile(values: readonly number[], p: number): number | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const place = (sorted.length - 1) * p;
  const low = Math.floor(place);
  const a = sorted[low] as number;
  const b = sorted[Math.min(low + 1, sorted.length - 1)] as number;
  return a + (place - low) * (b - a);
}

export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The Wilson score interval of a share at 95 % (Wilson 1927): honest for small `n`,
 * where 3 of 3 is not "100 %".
 */
export function wilson(successes: number, n: number): { low: number; high: number } | null {
  if (n === 0) return null;
  const z = 1.959964;
  const p = successes / n;
  const centre = p + (z * z) / (2 * n);
  const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  // Exactly so where all or none succeeded: what is left of reckoning would read as 99.9 %.
  return {
    low: successes === 0 ? 0 : (centre - spread) / scale,
    high: successes === n ? 1 : (centre + spread) / scale,
  };
}
