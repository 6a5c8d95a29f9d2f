import { describe, expect, it } from 'vitest';
import { checkClock, checkDisk } from '../../../bridge/operations/readiness/hall-checks.ts';
import { readinessDays } from '../../../bridge/reports/sheets.ts';
import type { HallEvent } from '../../../shared/events/index.ts';
import { liveHall } from '../../support/live.ts';

describe('the clock of the bridge', () => {
  it('is right when it is not before the journal and agrees with other clocks', async () => {
    const { live } = await liveHall();
    expect(checkClock(live, 0, [0, 2, -3])).toMatchObject({
      verdict: 'ok',
      reason: { en: expect.stringContaining('at most 3 s from the clocks of 3 devices') },
    });
    expect(checkClock(live, 0, []).reason.zh).toContain('没有会报时的设备可比');
  });

  it('is a fault when it stands before what the journal holds, and says by how much', async () => {
    const { live, set, hear } = await liveHall({ at: '09:00' });
    await hear({ type: 'button.pressed', data: { action: 'single' } });
    set('08:50');
    expect(checkClock(live, 0, [])).toMatchObject({
      verdict: 'fault',
      reason: { en: expect.stringContaining('600 s before the last event of the journal') },
    });
  });

  it('that stands behind the time of the hall is told', async () => {
    const { live } = await liveHall();
    expect(checkClock(live, 90_000, [])).toMatchObject({ verdict: 'attention' });
  });

  it('is in doubt when the clocks of several devices agree with each other and not with it', async () => {
    const { live } = await liveHall();
    expect(checkClock(live, 0, [600, 605, 598])).toMatchObject({ verdict: 'attention' });
    // One device alone, or devices that disagree, say more of themselves than of the bridge.
    expect(checkClock(live, 0, [600]).verdict).toBe('ok');
    expect(checkClock(live, 0, [600, -600, 0]).verdict).toBe('ok');
  });
});

describe('the disk', () => {
  it.each([
    [82e9, 'ok', '82.0 GB'],
    [900e6, 'attention', '900 MB'],
    [150e6, 'fault', '150 MB'],
  ])('with %d bytes left is %s', async (free, verdict, said) => {
    const found = await checkDisk(() => Promise.resolve(free));
    expect(found).toMatchObject({ verdict, reason: { en: expect.stringContaining(said) } });
  });

  it('that does not tell is not said to be well', async () => {
    expect((await checkDisk(() => Promise.reject(new Error('EACCES')))).verdict).toBe('unknown');
  });
});

describe('days and their sheets', () => {
  const opened = (seq: number) =>
    ({ seq, at: seq, type: 'window.opened', data: { window: '1' } }) as HallEvent<'window.opened'>;

  it('give an opening to the day in which it lies, and only the first of it', () => {
    const days = [
      { date: '2026-03-03', seq: 100 },
      { date: '2026-03-02', seq: 1 },
    ];
    const [second, first] = readinessDays(days, [opened(5), opened(9), opened(120)]);
    expect(first).toMatchObject({ date: '2026-03-02', opened: { seq: 5 }, readiness: 'missing' });
    expect(second).toMatchObject({ date: '2026-03-03', opened: { seq: 120 }, readiness: 'missing' });
  });
});
