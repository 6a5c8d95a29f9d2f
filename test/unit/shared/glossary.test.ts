import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figures, type FigureId } from '../../../shared/metrics/index.ts';
import { randomDays } from '../../support/random-day.ts';

const all = Object.entries(figures) as [FigureId, (typeof figures)[FigureId]][];

describe('the glossary', () => {
  it.each(all)('%s carries its own id, a version, and every text in both languages', (id, figure) => {
    expect(figure.id).toBe(id);
    expect(figure.version).toBeGreaterThanOrEqual(1);
    expect(figure.name.zh).toMatch(/\p{Script=Han}|P90/u);
    expect(figure.name.en).not.toMatch(/\p{Script=Han}/u);
    expect(figure.text.zh).toMatch(/\p{Script=Han}.*。$/u);
    expect(figure.text.en).toMatch(/^[A-Z].*\.$/);
    expect(figure.text.en).not.toMatch(/\p{Script=Han}/u);
  });

  it('gives no two figures the same name', () => {
    for (const language of ['zh', 'en'] as const) {
      const names = all.map(([, { name }]) => name[language]);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

describe('every figure, on any day', () => {
  it.each(all)('%s opens to facts of that day, each once, in order', (_, { compute }) => {
    fc.assert(
      fc.property(randomDays(), fc.constantFrom(undefined, '1', '2'), (told, window) => {
        const { evidence } = compute(told.view(told.state.at), window === undefined ? {} : { window });
        expect(evidence).toEqual([...new Set(evidence)].sort((a, b) => a - b));
        expect(evidence.every((seq) => seq >= 1 && seq <= told.state.seq)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it.each(all)('%s is a share from 0 to 1, or no less than zero, or nothing', (id, { compute, unit }) => {
    fc.assert(
      fc.property(randomDays(), (told) => {
        const { value, n } = compute(told.view(told.state.at));
        expect(value ?? 0).toBeGreaterThanOrEqual(0);
        if (unit === 'share') expect(value ?? 0).toBeLessThanOrEqual(1);
        // A share or a duration of nothing is nothing; of time that is added up, n only counts the stretches.
        const ofTime = ['occupancy', 'idleWhileQueue', 'pausedTime'].includes(id);
        const ofCases = (unit === 'share' || unit === 'seconds') && !ofTime;
        if (ofCases) expect(value === null).toBe(n === 0);
      }),
      { numRuns: 40 },
    );
  });

  it.each(all)('%s is read without changing what it is read from', (_, { compute }) => {
    fc.assert(
      fc.property(randomDays(), (told) => {
        const before = JSON.stringify(told.state);
        compute(told.view(told.state.at));
        expect(JSON.stringify(told.state)).toBe(before);
      }),
      { numRuns: 5 },
    );
  });
});
