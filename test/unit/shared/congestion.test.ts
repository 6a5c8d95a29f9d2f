import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { congestion, serviceMinutes } from '../../../shared/metrics/congestion.ts';
import { day } from '../../support/day.ts';
import { smallHall } from '../../support/hall.ts';

describe('minutes of a service', () => {
  it('are as configured until five services of today are known, then their mean', () => {
    const told = day();
    for (let n = 0; n < 5; n += 1) {
      expect(serviceMinutes(told.view('18:00')).get('A')).toEqual({ minutes: 8, n: 0 });
      const from = told.at('09:00') + n * 600_000;
      told.issue('A', from).serve('1', from, from, from + (n + 1) * 60_000);
    }
    // 1, 2, 3, 4 and 5 minutes.
    expect(serviceMinutes(told.view('18:00')).get('A')).toEqual({ minutes: 3, n: 5 });
    expect(serviceMinutes(told.view('18:00')).get('B')).toEqual({ minutes: 8, n: 0 });
  });
});

describe('the time to clear', () => {
  it('is nobody waiting, nothing to do', () => {
    expect(day().open('1', '09:00').figure('clearingTime', '10:00')).toEqual({
      value: 0,
      n: 0,
      evidence: [],
    });
  });

  it('shares the work among the open windows that may serve it', () => {
    const told = day()
      .open('1', '09:00')
      .open('2', '09:00')
      .issue('A', '09:01')
      .issue('A', '09:01')
      .issue('A', '09:01');
    // 24 minutes of work at two windows.
    expect(told.figure('clearingTime', '10:00')).toMatchObject({ value: 12, n: 3 });
    expect(told.pause('2', '09:10').figure('clearingTime', '10:00').value).toBe(24);
  });

  it('is ruled by the group of services with the fewest windows', () => {
    // C at window 3 only: 16 minutes there, whatever windows 1 and 2 do.
    const told = day().open('1', '09:00').open('2', '09:00').open('3', '09:00');
    told.issue('A', '09:01').issue('C', '09:01').issue('C', '09:01');
    expect(told.figure('clearingTime', '10:00').value).toBe(16);
    // B joins C at window 3 or goes to window 1: four people and 32 minutes at three windows, C still the worst.
    expect(told.issue('B', '09:02').figure('clearingTime', '10:00').value).toBe(16);
    // Three B: 8 for A, 24 for B, 16 for C at three windows; B and C at windows 1 and 3 are the worst.
    told.issue('B', '09:03').issue('B', '09:03');
    expect(told.figure('clearingTime', '10:00').value).toBe(20);
  });

  it('is without end when somebody waits whom no open window may serve', () => {
    const told = day().open('2', '09:00').issue('C', '09:01');
    expect(told.figure('clearingTime', '10:00')).toMatchObject({ value: null, endless: true });
    expect(told.open('3', '09:10').figure('clearingTime', '10:00').value).toBe(8);
  });

  it('is without end for them even where such services have taken no time at all', () => {
    const told = day();
    for (let n = 0; n < 5; n += 1) told.issue('C', '09:00').serve('3', '09:00', '09:00', '09:00');
    told.close('3', '09:01').issue('C', '09:02');
    expect(told.figure('clearingTime', '10:00')).toMatchObject({ value: null, endless: true });
  });

  it('leaves a window that is kept for a class to that class', () => {
    const windows = [
      { id: '1', number: 1, services: ['A'], reserved: ['priority'] },
      { id: '2', number: 2, services: ['A'] },
    ];
    const told = day(smallHall({ windows })).open('1', '09:00').issue('A', '09:01');
    expect(told.figure('clearingTime', '10:00')).toMatchObject({ value: null, endless: true });
    told.say('09:02', { type: 'ticket.classed', data: { ticket: 'A001', class: 'priority' } });
    expect(told.figure('clearingTime', '10:00').value).toBe(8);
    told.open('2', '09:03').issue('A', '09:04').issue('A', '09:04');
    expect(told.figure('clearingTime', '10:00').value).toBe(16);
  });

  it('knows a window that helps others, at once or as soon as they have waited long enough', () => {
    const windows = [
      { id: '1', number: 1, services: ['A'] },
      { id: '2', number: 2, services: ['C'], lend: { services: ['A'], afterMinutes: 10 } },
    ];
    const told = day(smallHall({ windows })).open('2', '09:00').issue('A', '09:00');
    expect(told.figure('clearingTime', '09:05').value).toBe(8);
    told.open('1', '09:00').issue('A', '09:00');
    expect(told.figure('clearingTime', '09:05').value).toBe(16);
    expect(told.figure('clearingTime', '09:10').value).toBe(8);
  });

  it('knows no help that a person must allow first', () => {
    const lend = { services: ['A'], afterMinutes: 0, confirm: true };
    const windows = [{ id: '2', number: 2, services: ['C'], lend }];
    const told = day(smallHall({ windows })).open('2', '09:00').issue('A', '09:00');
    expect(told.figure('clearingTime', '09:30')).toMatchObject({ endless: true });
    told.say('09:30', { type: 'window.lent', data: { window: '2', until: told.at('10:00') } });
    expect(told.figure('clearingTime', '09:30').value).toBe(8);
  });

  it('sends whoever was sent to one window nowhere else', () => {
    const told = day().open('2', '08:30').issue('A', '08:30').call('1', '08:31').start('1', '08:31');
    const data = { ticket: 'A001', window: '1', service: 'A', to: '2' };
    told.say('08:40', { type: 'ticket.transferred', data }).issue('A', '08:40').issue('A', '08:40');
    expect(told.figure('clearingTime', '09:00').value).toBe(12);
    expect(told.pause('2', '09:00').figure('clearingTime', '09:00')).toMatchObject({ endless: true });
    expect(told.close('2', '09:00').figure('clearingTime', '09:00').value).toBe(24);
  });

  it('is the optimum of the linear programme: minutes of service shared out among windows', () => {
    const skills = fc.array(fc.subarray([0, 1, 2, 3, 4], { minLength: 1 }), { minLength: 1, maxLength: 5 });
    const people = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 5, maxLength: 5 });
    const lengths = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 5, maxLength: 5 });
    fc.assert(fc.property(skills, people, lengths, expectOptimum), { numRuns: 300 });
  });

  it('is the optimum for as many services as a hall may have', () => {
    // Twenty services; two windows for all of 0 to 9 together, ten for 10 to 19.
    const first = Array.from({ length: 10 }, (_, i) => i);
    const second = first.map((i) => i + 10);
    const told = crowd(
      [first, first, ...Array<number[]>(10).fill(second)],
      Array(20).fill(1),
      Array(20).fill(6),
    );
    expect(told.figure('clearingTime', '10:00').value).toBeCloseTo(30, 9);
  });
});

/** A hall with these skills open, in which these many people wait for services of these lengths. */
function crowd(skills: number[][], people: number[], lengths: number[]) {
  const id = (index: number) => `s${index}`;
  const told = day(
    smallHall({
      services: lengths.map((minutes, i) => ({
        ...{ id: id(i), prefix: String.fromCharCode(65 + i), minutes },
        name: { zh: id(i), en: id(i) },
      })),
      windows: skills.map((services, i) => ({ id: `w${i}`, number: i + 1, services: services.map(id) })),
    }),
  );
  skills.forEach((_, i) => told.open(`w${i}`, '09:00'));
  people.forEach((n, i) => {
    for (let one = 0; one < n; one += 1) told.issue(id(i), '09:01');
  });
  return told;
}

function expectOptimum(skills: number[][], people: number[], lengths: number[]): void {
  const { value, endless } = crowd(skills, people, lengths).figure('clearingTime', '10:00');
  const work = people.map((n, i) => n * (lengths[i] ?? 0));
  const isServed = work.every((minutes, i) => minutes === 0 || skills.some((skill) => skill.includes(i)));
  if (!isServed) {
    expect([value, endless]).toEqual([null, true]);
  } else if (work.every((minutes) => minutes === 0)) {
    expect(value).toBe(0);
  } else {
    // Enough time is enough, and a thousandth less is not.
    expect(fits(skills, work, value! * 1.001)).toBe(true);
    expect(fits(skills, work, value! * 0.999)).toBe(false);
  }
}

/** Whether the work fits into `time` at each window: maximum flow in whole millionths of a minute. */
function fits(skills: number[][], work: number[], time: number): boolean {
  const left = work.map((minutes) => Math.round(minutes * 1e6));
  const room = skills.map(() => Math.round(time * 1e6));
  const given = work.map(() => skills.map(() => 0));
  const push = (service: number, amount: number, seen: Set<number>): number => {
    for (const [window, skill] of skills.entries()) {
      if (!skill.includes(service) || seen.has(window)) continue;
      seen.add(window);
      let pushed = Math.min(amount, room[window] ?? 0);
      if (pushed > 0) room[window]! -= pushed;
      for (let other = 0; pushed === 0 && other < work.length; other += 1) {
        const here = given[other]?.[window] ?? 0;
        if (other === service || here === 0) continue;
        pushed = push(other, Math.min(amount, here), seen);
        given[other]![window]! -= pushed;
      }
      if (pushed > 0) {
        given[service]![window]! += pushed;
        return pushed;
      }
    }
    return 0;
  };
  for (let service = 0; service < work.length; service += 1) {
    while ((left[service] ?? 0) > 0) {
      const pushed = push(service, left[service] ?? 0, new Set());
      if (pushed === 0) return false;
      left[service]! -= pushed;
    }
  }
  return true;
}

describe('the degree of congestion', () => {
  it.each([
    [0, 'smooth'],
    [9.9, 'smooth'],
    [10, 'normal'],
    [20, 'crowded'],
    [39.9, 'crowded'],
    [40, 'severe'],
  ] as const)('of %f minutes is %s', (minutes, degree) => {
    expect(congestion({ value: minutes, n: 1, evidence: [] }, [10, 20, 40])).toBe(degree);
  });

  it('of a hall that will not clear at all is severe', () => {
    expect(congestion({ value: null, endless: true, n: 1, evidence: [] }, [10, 20, 40])).toBe('severe');
  });
});
