import { describe, expect, it } from 'vitest';
import { waitWords } from '../../../shared/queue/place-words.ts';

const said = (minutes: number | null, windows = 2) => waitWords({ minutes, windows }).en;

describe('an expected wait', () => {
  it('is told no finer than anybody knows it', () => {
    expect([0.2, 0.6, 12.4, 19.9, 22, 43].map((minutes) => said(minutes))).toEqual([
      'No wait',
      ...[1, 12, 20, 20, 45].map((minutes) => `about ${minutes} min`),
    ]);
  });

  it('is no number where no window is open', () => {
    expect([said(null), said(5, 0)]).toEqual(['No window is open', 'No window is open']);
  });
});
