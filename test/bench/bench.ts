/** What a benchmark measured: figures, and whether they reach what was set for them. */
export type Result = Record<string, number | string | boolean | Record<string, number>>;

/** A benchmark: measures ours and the floor in one run, and says both and their ratio. */
export interface Bench {
  /** What it is called by: `npm run bench -- latency`. */
  name: string;
  /** Ends everything it started, also when it fails. Results are printed as they come. */
  run: () => Promise<Iterable<Result>>;
}

/** The `p` quantile of measured values, by nearest rank. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? NaN;
}

/** The middle of some rounds: one that met with a busy machine does not speak for the others. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** What was to be reached, in words and as a verdict on the measured value. */
export function reach(words: string, met: boolean): { reach: string; met: boolean } {
  return { reach: words, met };
}

/** Prints one result as one JSON line. */
export function print(name: string, result: Result): void {
  console.log(JSON.stringify({ bench: name, ...result }));
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The time as every process of this machine and the browser on it tell it, milliseconds UTC with fractions. */
export function wallClock(): number {
  return performance.timeOrigin + performance.now();
}
