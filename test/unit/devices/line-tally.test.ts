import { describe, expect, it } from 'vitest';
import { nextCount } from '../../../bridge/devices/counting.ts';
import { zeroCounters } from '../../../bridge/devices/frame-log.ts';
import { LineTally } from '../../../bridge/devices/line-tally.ts';
import { answerStep } from '../../../shared/answer-steps.ts';
import { HOUR, MINUTE, SECOND, localInstant } from '../../../shared/time.ts';

describe('the tally of a line', () => {
  it('holds what passed since it was recorded, each thing once', () => {
    const counters = zeroCounters();
    const tally = new LineTally('bus', counters, 1000);
    counters.frames = 3;
    tally.heard('pad');
    tally.asked('lock', 4);
    tally.asked('lock', null);
    const first = tally.read(5000);
    expect(first).toEqual({
      ...{ line: 'bus', from: 1000, to: 5000, counts: { frames: 3 } },
      devices: [
        { device: 'pad', frames: 1 },
        { device: 'lock', asked: 2, unanswered: 1, answers: [[answerStep(4), 1]] },
      ],
    });
    // What comes while it is written is not lost.
    counters.frames = 4;
    tally.heard('pad');
    tally.forget(first);
    expect(tally.read(9000)).toEqual({
      ...{
        line: 'bus',
        from: 5000,
        to: 9000,
        counts: { frames: 1 },
        devices: [{ device: 'pad', frames: 1 }],
      },
    });
  });

  it('keeps what was read and not recorded', () => {
    const counters = zeroCounters();
    const tally = new LineTally('bus', counters, 0);
    counters.noise = 7;
    tally.read(HOUR);
    expect(tally.read(2 * HOUR)).toMatchObject({ from: 0, to: 2 * HOUR, counts: { noise: 7 } });
  });

  it('ends no period before it began when the clock is set back', () => {
    const tally = new LineTally('bus', zeroCounters(), HOUR);
    expect(tally.read(HOUR / 2)).toMatchObject({ from: HOUR, to: HOUR });
  });
});

describe('the next count', () => {
  const time = { zone: 'Asia/Kolkata', dayStart: '00:00' };
  const at = (minutes: number) => localInstant('2026-03-02', minutes, time.zone);

  it('is due at the full hour of the hall, wherever it lies from UTC', () => {
    expect(nextCount(at(9 * 60 + 10), time)).toBe(at(10 * 60));
    expect(nextCount(at(10 * 60), time)).toBe(at(11 * 60));
  });

  it('of the last hour of a day is due before the day ends, so that it is one of its events', () => {
    const midnight = at(24 * 60);
    expect(nextCount(midnight - 5 * MINUTE, time)).toBe(midnight - SECOND);
    expect(nextCount(midnight - SECOND, time)).toBe(midnight + HOUR);
  });

  it('is not due twice when a timer is a little early', () => {
    expect(nextCount(at(10 * 60) - 3, time)).toBe(at(11 * 60));
  });
});
