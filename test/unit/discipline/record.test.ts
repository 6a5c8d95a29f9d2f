import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countPhones } from '../../../shared/discipline/count.ts';
import { minutesOf, onDuty, recordOf, type RecordStretch } from '../../../shared/discipline/record.ts';
import { lengthOf } from '../../../shared/hall/timeline.ts';
import { MINUTE, clockTime } from '../../../shared/time.ts';
import { findPhonesOut } from '../../../bridge/operations/alerts/phones.ts';
import { presentOf } from '../../support/present.ts';
import { LockerDay, hallWithLocker } from '../../support/clerks.ts';
import type { Clock } from '../../support/day.ts';

const viewOf = ({ day: told }: LockerDay, clock: Clock) => ({
  ...{ state: told.state, hall: told.hall, now: told.at(clock) },
});

/** The day of a clerk as it is read at an instant: `09:00 compliant`. */
function told(locker: LockerDay, clock: Clock, number = 1): string[] {
  const view = viewOf(locker, clock);
  const clerk = view.hall.clerks[number - 1];
  if (!clerk) throw new Error('no such clerk');
  return recordOf(view, clerk).map(
    ({ from, kind, why }: RecordStretch) =>
      `${clockTime(from, view.hall.zone).slice(0, 5)} ${kind}${why === undefined ? '' : ` ${why}`}`,
  );
}

/** All three locked in, the first at work from nine. */
const working = () =>
  new LockerDay().phone(1, '08:20', 'in').phone(2, '08:21', 'in').phone(3, '08:22', 'in').open(1, '09:00');

describe('the record of a clerk', () => {
  it('is compliant while the phone is in, and asks only about a phone that is out on duty', () => {
    const locker = working();
    expect(told(locker, '10:00')).toEqual(['09:00 compliant']);
    locker.phone(1, '10:00', 'out').phone(1, '10:30', 'in');
    expect(told(locker, '11:00')).toEqual(['09:00 compliant', '10:00 violation', '10:30 compliant']);
  });

  it('knows nothing of a phone outside of duty, in a pause, or at the edges of duty', () => {
    const locker = new LockerDay().open(1, '08:10');
    locker.phone(1, '08:12', 'in').phone(2, '08:14', 'in').phone(3, '08:15', 'in');
    locker.day.pause('1', '11:30', 'meal');
    locker.phone(1, '11:31', 'out').phone(1, '12:20', 'in');
    locker.day.resume('1', '12:30');
    locker.phone(1, '17:28', 'out');
    expect(told(locker, '17:29').at(-1)).toBe('17:28 violation');
    locker.day.close('1', '17:30');
    expect(told(locker, '18:00')).toEqual([
      '08:10 permitted grace',
      '08:12 compliant',
      '12:30 compliant',
      '17:28 permitted grace',
    ]);
  });

  it('ends when the hall closes, or with the last who is served after that, though the window stands open', () => {
    const locker = working();
    locker.day.issue('A', '17:20').serve('1', '17:25', '17:26', '17:31');
    locker.phone(1, '17:33', 'out');
    expect(told(locker, '18:00')).toEqual(['09:00 compliant']);
    expect(findPhonesOut(presentOf(locker.day, '17:58'))).toEqual([]);
    const early = working().phone(1, '17:10', 'out');
    expect(told(early, '17:50')).toEqual(['09:00 compliant', '17:10 violation', '17:27 permitted grace']);
  });

  it('does not go on into the night for a service that nobody ended', () => {
    const locker = working();
    locker.day.issue('A', '17:20').call('1', '17:25').start('1', '17:26');
    locker.phone(1, '17:33', 'out');
    expect(told(locker, '20:00')).toEqual(['09:00 compliant']);
    expect(findPhonesOut(presentOf(locker.day, '20:00'))).toEqual([]);
  });

  it('counts a phone that was permitted out as permitted, with a grace for the way back', () => {
    const locker = working();
    locker.day.say('10:00', {
      type: 'phone.permitted',
      data: { clerk: 'c1', reason: 'family', until: locker.day.at('10:20'), by: '王主任' },
    });
    locker.phone(1, '10:05', 'out');
    expect(told(locker, '10:40')).toEqual([
      '09:00 compliant',
      '10:05 permitted permission',
      '10:20 permitted grace',
      '10:23 violation',
    ]);
    locker.day.say('10:10', { type: 'phone.permissionEnded', data: { clerk: 'c1' } });
    expect(told(locker, '10:40')).toContain('10:13 violation');
  });

  it('takes back or corrects what was contested, and leaves what is upheld', () => {
    for (const [decision, kind] of [
      ['upheld', 'violation'],
      ['withdrawn', 'unknown withdrawn'],
      ['corrected', 'permitted corrected'],
    ] as const) {
      const locker = working().phone(1, '10:00', 'out');
      const stretch = { from: locker.day.at('10:00'), to: locker.day.at('11:00') };
      const contest = { clerk: 'c1', date: '2026-03-02', stretch, text: '手机在包里' };
      locker.day.say('11:00', { type: 'record.contested', data: contest });
      expect(told(locker, '10:50')).toContain('10:00 violation');
      const answer = { clerk: 'c1', contest: locker.day.state.seq, decision, text: '已查', by: '王主任' };
      locker.day.say('11:10', { type: 'record.answered', data: answer });
      expect(told(locker, '10:50').at(-1)).toBe(`10:00 ${kind}`);
    }
  });
});

describe('a doubtful sensor accuses nobody', () => {
  it('when its board is away, and until it has spoken again', () => {
    const locker = working().phone(1, '10:00', 'out');
    locker.day.device('lockers', '10:00:30', 'offline').device('lockers', '10:20', 'online');
    locker.switches([1], '10:21', 'open');
    expect(told(locker, '10:30').slice(1)).toEqual([
      '10:00 violation',
      '10:00 unknown silent',
      '10:21 violation',
    ]);
  });

  it('when it never changed while those of others did', () => {
    const locker = new LockerDay().phone(2, '08:21', 'in').phone(3, '08:22', 'in').open(1, '09:00');
    expect(told(locker, '10:00')).toEqual(['09:00 unknown stuck']);
    expect(told(new LockerDay().open(1, '09:00'), '10:00')).toContain('09:03 violation');
  });

  it('when the phone moved behind a door that was closed, or the door stays open over it', () => {
    const unseen = working().switches([1], '10:00', 'open');
    expect(told(unseen, '10:30')).toEqual(['09:00 compliant', '10:00 unknown contradiction']);
    const ajar = working();
    const changes = [{ channel: 1, state: 'open' as const }];
    ajar.day.say('10:00', { type: 'locker.changed', device: 'lockers', data: { changes } });
    expect(told(ajar, '10:30')).toEqual(['09:00 compliant', '10:03 unknown contradiction']);
  });

  it('when several boxes changed in the same instant', () => {
    const locker = working().switches([1, 2, 3], '10:00', 'open');
    expect(told(locker, '10:30')).toEqual(['09:00 compliant', '10:00 unknown together']);
  });

  it('when it or its board comes and goes', () => {
    const locker = working();
    for (let second = 0; second < 8; second++) {
      locker.switches([1], `10:00:${10 + second * 3}`, second % 2 ? 'closed' : 'open');
    }
    expect(told(locker, '10:05').slice(1)).toEqual(['10:00 unknown flapping']);
    const lost = working().phone(1, '10:00', 'out');
    for (const minute of [2, 4, 6]) {
      lost.day.device('lockers', `10:0${minute}`, 'offline').device('lockers', `10:0${minute}:10`, 'online');
      lost.switches([1], `10:0${minute}:12`, 'open');
    }
    expect(told(lost, '10:12').slice(1, 3)).toEqual(['10:00 violation', '10:02 unknown silent']);
    expect(
      told(lost, '10:12')
        .slice(2)
        .filter((line) => !line.includes('unknown')),
    ).toEqual([]);
  });

  it('when a clerk has no box at all', () => {
    const hall = hallWithLocker({ clerks: [{ id: 'c1', number: '01' }] });
    expect(told(new LockerDay(hall).open(1, '09:00'), '10:00')).toEqual(['09:00 unknown noSlot']);
  });
});

describe('whatever happens', () => {
  const step = fc.record({
    minute: fc.integer({ min: 1, max: 25 }),
    clerk: fc.integer({ min: 1, max: 3 }),
    what: fc.constantFrom('open', 'close', 'pause', 'in', 'out', 'switch', 'lost', 'back', 'permit', 'end'),
  });

  /** A day at random, from nine o'clock on. */
  function lived(steps: { minute: number; clerk: number; what: string }[]): {
    locker: LockerDay;
    end: number;
  } {
    const locker = new LockerDay();
    const { day: told } = locker;
    let minute = 9 * 60;
    const clock = () => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
    for (const { minute: later, clerk, what } of steps) {
      minute += later;
      const window = String(clerk);
      const mode = told.state.windows[window]?.mode ?? 'closed';
      if (what === 'open') locker.open(clerk, clock());
      else if (what === 'close' && mode !== 'closed') told.close(window, clock());
      else if (what === 'pause' && mode === 'open') told.pause(window, clock());
      else if (what === 'in' || what === 'out') locker.phone(clerk, clock(), what);
      else if (what === 'switch') locker.switches([clerk, (clerk % 3) + 1], clock(), 'open');
      else if (what === 'lost') told.device('lockers', clock(), 'offline');
      else if (what === 'back') told.device('lockers', clock(), 'online');
      else if (what === 'permit') {
        const until = told.at(clock()) + 20 * MINUTE;
        told.say(clock(), {
          type: 'phone.permitted',
          data: { clerk: `c${clerk}`, reason: 'work', until, by: 'x' },
        });
      } else if (what === 'end')
        told.say(clock(), { type: 'phone.permissionEnded', data: { clerk: `c${clerk}` } });
    }
    return { locker, end: told.at(clock()) + 5 * MINUTE };
  }

  it('the four kinds add up to the time on duty, and a board that is away never accuses', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 24 }), (steps) => {
        const { locker, end } = lived(steps);
        const view = viewOf(locker, end);
        for (const clerk of view.hall.clerks) {
          const record = recordOf(view, clerk);
          const { compliant, permitted, violation, unknown } = minutesOf(record);
          const duty = lengthOf(onDuty(view, clerk)) / MINUTE;
          expect(compliant + permitted + violation + unknown).toBeCloseTo(duty, 6);
          const { changes = [] } = view.state.devices['lockers'] ?? {};
          changes.forEach(({ at, availability }, index) => {
            if (availability === 'online') return;
            const to = changes[index + 1]?.at ?? Infinity;
            const accused = record.some((one) => one.kind === 'violation' && one.from < to && one.to > at);
            expect(accused).toBe(false);
          });
        }
      }),
      { numRuns: 200 },
    );
  });

  it('the count is of as many as are on duty with a box, and its minutes are those of the records', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 24 }), (steps) => {
        const { locker, end } = lived(steps);
        const view = viewOf(locker, end);
        const count = countPhones(view);
        const here = view.hall.clerks.filter((clerk) => onDuty(view, clerk).at(-1)?.to === end);
        expect((count?.in ?? 0) + (count?.permitted ?? 0) + (count?.ask ?? 0) + (count?.unknown ?? 0)).toBe(
          here.length,
        );
        const duty = view.hall.clerks.reduce((sum, clerk) => sum + lengthOf(onDuty(view, clerk)), 0) / MINUTE;
        const all = Object.values(count?.minutes ?? {}).reduce((sum, one) => sum + one, 0);
        expect(Math.abs(all - duty)).toBeLessThan(0.3);
      }),
      { numRuns: 100 },
    );
  });
});
