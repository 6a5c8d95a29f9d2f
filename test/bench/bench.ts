/** A benchmark: measures ours and the floor in one run, and says both and their ratio. */
export interface Bench {
  name: string;
  run: () => Promise<Record<string, number | string>[]>;
}

/** The `p` quantile of measured values, by nearest rank. */
export function percentile(values: number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? NaN;
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** Prints one result as one JSON line. */
export function print(name: string, result: Record<string, number | string>): void {
  console.log(JSON.stringify({ bench: name, ...result }));
}
