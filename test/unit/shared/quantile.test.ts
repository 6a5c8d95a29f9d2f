import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean, quantile, wilson } from '../../../shared/metrics/quantile.ts';
import { survivalQuantile, type Lifetime } from '../../../shared/metrics/survival.ts';

describe('a quantile', () => {
  // R: x <- c(15, 20, 35, 40, 50); quantile(x, p, type = 7). NumPy: np.quantile(x, p).
  it.each([
    [0, 15],
    [0.05, 16],
    [0.3, 23],
    [0.4, 29],
    [0.5, 35],
    [0.9, 46],
    [1, 50],
  ])('%f of 15, 20, 35, 40, 50 is %f', (p, value) => {
    expect(quantile([50, 15, 40, 20, 35], p)).toBeCloseTo(value, 12);
  });

  it('of one value is that value, of none is nothing', () => {
    expect(quantile([7], 0.9)).toBe(7);
    expect(quantile([], 0.5)).toBeNull();
    expect(mean([])).toBeNull();
  });

  it('sorts by size, not as words, and leaves its argument alone', () => {
    const values = [100, 9, 20];
    expect(quantile(values, 0.5)).toBe(20);
    expect(values).toEqual([100, 9, 20]);
  });

  it('never falls as p rises and stays within what was seen', () => {
    const values = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, share, share, (seen, p, q) => {
        const [low, high] = [quantile(seen, Math.min(p, q)) ?? NaN, quantile(seen, Math.max(p, q)) ?? NaN];
        expect(low).toBeLessThanOrEqual(high + 1e-9);
        expect(low).toBeGreaterThanOrEqual(Math.min(...seen) - 1e-9);
        expect(high).toBeLessThanOrEqual(Math.max(...seen) + 1e-9);
      }),
    );
  });
});

describe('the Wilson interval', () => {
  // Newcombe 1998, Statistics in Medicine 17, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i reaches from %f to %f, as published', (successes, n, low, high) => {
    const interval = wilson(successes, n);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  it('of 3 in 3 is far from certain, and never leaves 0 to 1', () => {
    // 3 ÷ (3 + z²)
    expect(wilson(3, 3)?.low).toBeCloseTo(0.438503, 5);
    expect(wilson(3, 3)?.high).toBe(1);
    expect(wilson(0, 3)?.low).toBe(0);
  });

  it('ends exactly at all and at none', () => {
    for (let n = 1; n < 400; n += 1) {
      expect(wilson(n, n)?.high).toBe(1);
      expect(wilson(0, n)?.low).toBe(0);
    }
  });

  it('of nothing is nothing', () => {
    expect(wilson(0, 0)).toBeNull();
  });
});

const ended = (...seconds: number[]): Lifetime[] => seconds.map((one) => ({ seconds: one, open: false }));
const running = (...seconds: number[]): Lifetime[] => seconds.map((one) => ({ seconds: one, open: true }));

describe('the product-limit quantile', () => {
  it('is the order statistic when nobody waits any more', () => {
    expect(survivalQuantile(ended(5, 1, 4, 2, 3), 0.5)).toEqual({ seconds: 3, atLeast: false });
    expect(survivalQuantile(ended(1, 2, 3, 4), 0.5)).toEqual({ seconds: 2, atLeast: false });
    expect(survivalQuantile(ended(...Array.from({ length: 10 }, (_, i) => i + 1)), 0.9)).toEqual({
      seconds: 9,
      atLeast: false,
    });
  });

  // Freireich et al. 1963, as in Cox & Oakes 1984: weeks of remission under 6-MP, + for censored.
  // R: survfit(Surv(time, status) ~ 1, gehan, subset = treat == "6-MP")
  //    S(6) = 0.857, S(7) = 0.807, S(10) = 0.753, S(13) = 0.690, S(16) = 0.627, S(22) = 0.538, S(23) = 0.448
  //    median 23, first quartile 13.
  const remission = [
    ...ended(6, 6, 6, 7, 10, 13, 16, 22, 23),
    ...running(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35),
  ];

  it.each([
    [0.14, 6],
    [0.19, 7],
    [0.24, 10],
    [0.25, 13],
    [0.37, 16],
    [0.46, 22],
    [0.5, 23],
  ])('of the 6-MP remissions at %f is %i weeks', (p, weeks) => {
    expect(survivalQuantile(remission, p)).toEqual({ seconds: weeks, atLeast: false });
  });

  it('says "at least" the longest seen when too many still run', () => {
    expect(survivalQuantile(remission, 0.9)).toEqual({ seconds: 35, atLeast: true });
    expect(survivalQuantile(running(60, 90), 0.5)).toEqual({ seconds: 90, atLeast: true });
  });

  it('takes one that still runs to outlast one that ended at the same length', () => {
    expect(survivalQuantile([...running(5), ...ended(5)], 0.5)).toEqual({ seconds: 5, atLeast: false });
  });

  it('of nothing is nothing', () => {
    expect(survivalQuantile([], 0.5)).toBeNull();
  });

  it('without open durations is the smallest that enough durations do not exceed', () => {
    const seconds = fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(seconds, fc.constantFrom(0.1, 0.25, 0.5, 0.75, 0.9), (lengths, p) => {
        const sorted = [...lengths].sort((a, b) => a - b);
        const expected = sorted[Math.ceil(p * sorted.length - 1e-9) - 1];
        expect(survivalQuantile(ended(...lengths), p)).toEqual({ seconds: expected, atLeast: false });
      }),
    );
  });

  it('never flatters: letting a wait run on raises no quantile less than ending it now would', () => {
    const lengths = fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.boolean()), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(lengths, (pairs) => {
        const some = pairs.map(([one, open]) => ({ seconds: one, open }));
        const none = pairs.map(([one]) => ({ seconds: one, open: false }));
        const [censored, naive] = [survivalQuantile(some, 0.5), survivalQuantile(none, 0.5)];
        expect(censored?.seconds).toBeGreaterThanOrEqual(naive?.seconds ?? Infinity);
      }),
    );
  });
});
