import { describe, expect, it } from 'vitest';
import { answerMs, answerStep } from '../../../shared/answer-steps.ts';
import type { EventData, HallEvent } from '../../../shared/events/index.ts';
import type { Scope } from '../../../shared/metrics/figure.ts';
import { figures, type FigureId } from '../../../shared/metrics/index.ts';
import { HOUR } from '../../../shared/time.ts';
import { day } from '../../support/day.ts';

const NINE = day().at('09:00');

/** Counts of lines as events 101, 102, …, each of an hour from nine o'clock unless it says otherwise. */
function counting(...said: Partial<EventData<'line.counted'>>[]) {
  const counted = said.map((data, index): HallEvent<'line.counted'> => ({
    seq: 101 + index,
    at: NINE + HOUR,
    type: 'line.counted',
    data: { line: 'bus', from: NINE, to: NINE + HOUR, counts: {}, devices: [], ...data },
  }));
  return (id: FigureId, scope?: Scope) => figures[id].compute({ ...day().view('18:00'), counted }, scope);
}

describe('the scale of answer times', () => {
  it.each([0, 1, 2, 3, 7, 12, 50, 133, 499, 2500])('keeps %i ms within 9 %%', (ms) => {
    const measured = Math.max(0.5, ms);
    expect(Math.abs(answerMs(answerStep(ms)) / measured - 1)).toBeLessThan(0.091);
  });
});

describe('figures of lines', () => {
  it('say nothing, not zero, where nothing was counted', () => {
    const figure = counting();
    for (const id of ['unansweredRate', 'answerMedian', 'badFrameRate', 'noiseRate', 'reconnects'] as const) {
      expect(figure(id)).toEqual({ value: null, n: 0, evidence: [] });
    }
  });

  it('count requests without an answer against all that ask for one, over the hours and not hour by hour', () => {
    // 1 of 10 and 9 of 90: 10 of 100, however the hours differ.
    const figure = counting(
      { devices: [{ device: 'a', asked: 10, unanswered: 1 }] },
      {
        devices: [
          { device: 'a', asked: 90, unanswered: 9 },
          { device: 'b', asked: 100 },
        ],
      },
      { devices: [{ device: 'pad', frames: 5 }] },
    );
    expect(figure('unansweredRate', { device: 'a' })).toEqual({ value: 0.1, n: 100, evidence: [101, 102] });
    expect(figure('unansweredRate', { device: 'b' })).toEqual({ value: 0, n: 100, evidence: [102] });
    expect(figure('unansweredRate', { line: 'bus' })).toMatchObject({ value: 10 / 200, n: 200 });
    // A device that is never asked leaves nothing unanswered, and answers nothing either.
    expect(figure('unansweredRate', { device: 'pad' })).toMatchObject({ value: null, n: 0 });
  });

  it('take the median and P95 of all answers together', () => {
    // Twenty answers: 18 of 4 ms, one of 64, one of 256: the tenth is 4, the nineteenth 64.
    const figure = counting(
      { devices: [{ device: 'a', asked: 10, answers: [[answerStep(4), 10]] }] },
      {
        devices: [
          {
            device: 'a',
            asked: 10,
            answers: [
              [answerStep(4), 8],
              [answerStep(64), 1],
              [answerStep(256), 1],
            ],
          },
        ],
      },
    );
    expect(figure('answerMedian', { device: 'a' })).toEqual({ value: 4, n: 20, evidence: [101, 102] });
    expect(figure('answerP95', { device: 'a' })).toMatchObject({ value: 64, n: 20 });
  });

  it('count bad frames and noise by line, and give no device a share of them', () => {
    const figure = counting(
      { counts: { frames: 97, badChecksums: 3, noise: 600 } },
      { from: NINE + HOUR, to: NINE + 2 * HOUR, counts: { frames: 100, noise: 120, reconnects: 2 } },
      { line: 'other', counts: { frames: 50, noise: 60 } },
    );
    expect(figure('badFrameRate', { line: 'bus' })).toEqual({ value: 3 / 200, n: 200, evidence: [101, 102] });
    // 720 bytes in 120 minutes.
    expect(figure('noiseRate', { line: 'bus' })).toEqual({ value: 6, n: 120, evidence: [101, 102] });
    expect(figure('reconnects', { line: 'bus' })).toMatchObject({ value: 2, n: 2 });
    expect(figure('reconnects', { line: 'other' })).toMatchObject({ value: 0, n: 1 });
    expect(figure('badFrameRate', { device: 'a' }).value).toBeNull();
  });

  it('divide noise by the minutes that were counted, not by those on the clock', () => {
    // The bridge ran for a quarter of an hour of these two hours.
    const figure = counting({ to: NINE + HOUR / 4, counts: { noise: 30 } });
    expect(figure('noiseRate', { line: 'bus' })).toMatchObject({ value: 2, n: 15 });
  });
});

describe('time that is not known', () => {
  it('is neither up nor down, and the share of time known says how much it is', () => {
    // Nine hours of service: six online, one offline, two in which nobody listened.
    const told = day()
      .device('pad', '08:00', 'online')
      .device('pad', '10:30', 'unknown')
      .device('pad', '12:30', 'offline')
      .device('pad', '13:30', 'online');
    expect(told.figure('deviceAvailability', '18:00').value).toBeCloseTo(6 / 7, 12);
    expect(told.figure('deviceKnown', '18:00')).toMatchObject({ value: 7 / 9, n: 1 });
    expect(told.figure('deviceOutages', '18:00')).toMatchObject({ value: 1, n: 1 });
  });

  it('at the opening of a day is no outage', () => {
    const told = day().device('pad', '08:00', 'offline').device('pad', '09:00', 'online');
    expect(told.figure('deviceOutages', '18:00').value).toBe(0);
  });
});
