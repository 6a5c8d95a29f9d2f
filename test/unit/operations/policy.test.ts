import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HallInput } from '../../../shared/config/schema.ts';
import { nextFor } from '../../../shared/queue/next.ts';
import { placeOf } from '../../../shared/queue/place.ts';
import { classSentence, reasonSentence } from '../../../shared/queue/words.ts';
import { day, type Clock, type Day } from '../../support/day.ts';
import { smallHall } from '../../support/hall.ts';
import { act, presentOf } from '../../support/present.ts';

const named = (zh: string) => ({ zh, en: zh });
const classes: HallInput['classes'] = [
  { id: 'slot', name: named('预约'), mark: '约', rule: { kind: 'slot', early: 30, late: 10 } },
  { id: 'first', name: named('优先'), mark: '优', rule: { kind: 'ahead' } },
  { id: 'green', name: named('绿色'), mark: '绿', rule: { kind: 'ratio', every: 3 }, given: 'anyone' },
];
const hallWith = (more: Partial<HallInput> = {}) => smallHall({ classes, queue: { overtakes: 2 }, ...more });

/** Whom a window would call next, with the reason, as `number rule`. */
function next(told: Day, window = '1', clock = '10:00'): string | null {
  const config = told.hall.windows.find(({ id }) => id === window)!;
  const found = nextFor(presentOf(told, clock), config);
  return found && `${found.ticket.number} ${found.why.rule}${found.why.lent ? ' lent' : ''}`;
}

/** Calls and serves at once, so that the window is free again. */
function serveNext(told: Day, clock: Clock, window = '1'): string {
  act(told, clock, 'callNext', { window });
  const number = told.state.tickets[told.state.windows[window]!.ticket!]!.number;
  act(told, clock, 'startService', { window });
  act(told, clock, 'finishService', { window });
  return number;
}

describe('a class that goes ahead', () => {
  const told = () => {
    const one = day(hallWith()).open('1', '09:00').issue('A', '09:00').issue('A', '09:01');
    for (let n = 0; n < 4; n += 1) act(one, '09:02', 'issueTicket', { service: 'A', class: 'first' });
    return one;
  };

  it('is called before those who came earlier, and says whom it passed', () => {
    const found = nextFor(presentOf(told()), told().hall.windows[0]!)!;
    expect(found.ticket.number).toBe('A003');
    expect(found.why).toMatchObject({ rule: 'ahead', class: 'first' });
    expect(found.why.overtook).toHaveLength(2);
    expect(reasonSentence(found.why, told().hall)).toEqual({
      zh: '优先类先叫：优先，越过 2 人',
      en: 'Its class goes ahead: 优先, passing 2',
    });
  });

  it('passes nobody more often than the hall allows', () => {
    const one = told();
    const order = ['09:10', '09:11', '09:12', '09:13', '09:14', '09:15'].map((at) => serveNext(one, at));
    expect(order).toEqual(['A003', 'A004', 'A001', 'A002', 'A005', 'A006']);
    expect(one.state.tickets['A001']?.legs[0]).toMatchObject({ overtaken: 2, why: { rule: 'bound' } });
  });

  it('reads as one sentence', () => {
    const { classes: all, queue } = hallWith();
    expect(classSentence(all[1]!, queue.overtakes).zh).toBe('先于普通号呼叫，但任何人至多被越过 2 次。');
  });
});

describe('a class with a ratio', () => {
  it('gets at least every third call of a window, and no more while others came first', () => {
    const one = day(hallWith()).open('1', '09:00');
    for (let n = 0; n < 6; n += 1) one.issue('A', '09:00');
    for (let n = 0; n < 3; n += 1) act(one, '09:01', 'issueTicket', { service: 'A', class: 'green' });
    const order = Array.from({ length: 9 }, (_, n) => serveNext(one, `09:1${n}`));
    expect(order).toEqual(['A001', 'A002', 'A007', 'A003', 'A004', 'A008', 'A005', 'A006', 'A009']);
  });
});

describe('an appointment', () => {
  const book = (told: Day, from: string, id = 'Y1') =>
    act(told, '08:30', 'bookAppointment', { appointment: id, service: 'A', date: '2026-03-02', from });

  it('waits like everyone before its slot, and goes ahead from then on', () => {
    const told = book(day(hallWith()), '10:00').issue('A', '09:00').open('1', '09:00');
    act(told, '09:40', 'checkIn', { appointment: 'Y1' });
    expect(next(told, '1', '09:59')).toBe('A001 order');
    expect(next(told, '1', '10:00')).toBe('A002 slot');
  });

  it('that comes too late waits in the order of arrival', () => {
    const told = book(day(hallWith()), '10:00').issue('A', '09:00').open('1', '09:00');
    act(told, '10:11', 'checkIn', { appointment: 'Y1' });
    expect(next(told, '1', '10:12')).toBe('A001 order');
  });

  it('of the earlier slot goes before one of a later slot that checked in first', () => {
    const told = book(book(day(hallWith()), '10:00', 'Y1'), '09:45', 'Y2').open('1', '09:00');
    act(told, '09:40', 'checkIn', { appointment: 'Y1' });
    act(told, '09:41', 'checkIn', { appointment: 'Y2' });
    expect(next(told, '1', '10:01')).toBe('A002 slot');
  });
});

describe('a dedicated window', () => {
  const lending = (lend: NonNullable<NonNullable<HallInput['windows']>[number]['lend']>) =>
    hallWith({
      windows: [
        { id: '1', number: 1, services: ['A'] },
        { id: '2', number: 2, services: ['C'], lend },
      ],
    });

  it('helps others once they have waited long enough and none of its own waits', () => {
    const told = day(lending({ services: ['A'], afterMinutes: 10 }))
      .issue('A', '09:00')
      .open('2', '09:00');
    expect(next(told, '2', '09:09')).toBeNull();
    expect(next(told, '2', '09:10')).toBe('A001 order lent');
    expect(next(told.issue('C', '09:11'), '2', '09:12')).toBe('C001 order');
  });

  it('that is lent only by hand helps while a person says so', () => {
    const told = day(lending({ services: ['A'], afterMinutes: 0, confirm: true })).issue('A', '09:00');
    told.open('2', '09:00');
    expect(next(told, '2', '09:30')).toBeNull();
    act(told, '09:30', 'lendWindow', { window: '2', minutes: 20 });
    expect(next(told, '2', '09:49')).toBe('A001 order lent');
    expect(next(told, '2', '09:50')).toBeNull();
  });

  it('kept for a class calls nobody else, and is never lent by itself', () => {
    const hall = hallWith({ windows: [{ id: '1', number: 1, services: ['A'], reserved: ['first'] }] });
    const told = day(hall).issue('A', '09:00').open('1', '09:00');
    expect(next(told)).toBeNull();
    act(told, '09:30', 'issueTicket', { service: 'A', class: 'first' });
    expect(next(told)).toBe('A002 ahead');
  });
});

describe('a ticket sent to one window', () => {
  it('is called there first and nowhere else, until that window closes', () => {
    const told = day(hallWith())
      .issue('A', '09:00')
      .issue('A', '09:01')
      .open('1', '09:00')
      .open('2', '09:00');
    told.call('1', '09:02').start('1', '09:03');
    act(told, '09:05', 'transferTicket', { window: '1', to: '2' });
    expect(next(told, '2')).toBe('A001 directed');
    expect(next(told, '1')).toBe('A002 order');
    told.call('1', '09:06', 'A002').start('1', '09:06').finish('1', '09:07');
    expect(next(told, '1')).toBeNull();
    expect(next(told.close('2', '09:08'), '1')).toBe('A001 order');
  });
});

describe('the place of somebody who waits', () => {
  it('in a class with a ratio is behind only so many of others', () => {
    const told = day(hallWith()).open('1', '09:00');
    for (let n = 0; n < 6; n += 1) told.issue('A', '09:00');
    expect(placeOf(told.view('09:01'), { service: 'A' }).ahead).toBe(6);
    expect(placeOf(told.view('09:01'), { service: 'A', class: 'green' }).ahead).toBe(2);
    act(told, '09:02', 'issueTicket', { service: 'A', class: 'green' });
    expect(placeOf(told.view('09:03'), { service: 'A', class: 'green' }).ahead).toBe(5);
  });

  it('is by the rule that calls: whoever is in the slot is next, and those passed know it', () => {
    const told = day(hallWith()).open('1', '08:30');
    act(told, '08:30', 'bookAppointment', {
      ...{ appointment: 'Y1', service: 'A', date: '2026-03-02', from: '10:00' },
    });
    for (let n = 0; n < 3; n += 1) told.issue('A', '09:00');
    act(told, '09:40', 'checkIn', { appointment: 'Y1' });
    const ahead = (id: string, clock: string) => placeOf(told.view(clock), id).ahead;
    const booked = told.state.appointments['Y1']!.ticket!;
    expect(ahead(booked, '10:00')).toBe(0);
    expect(placeOf(told.view('10:00'), booked).minutes).toBe(0);
    expect(['A001', 'A002', 'A003'].map((id) => ahead(id, '10:00'))).toEqual([1, 2, 3]);
    // Before the slot it is called when the slot has come: after the first, whose service lasts until then.
    expect(ahead(booked, '09:56')).toBe(1);
    expect(['A001', 'A002', 'A003'].map((id) => ahead(id, '09:56'))).toEqual([0, 2, 3]);
  });

  it('counts on being passed no more often than the hall allows', () => {
    const told = day(hallWith()).open('1', '09:00').issue('A', '09:00');
    for (let n = 0; n < 4; n += 1) act(told, '09:02', 'issueTicket', { service: 'A', class: 'first' });
    expect(placeOf(told.view('09:03'), 'A001').ahead).toBe(2);
    expect(placeOf(told.view('09:03'), { service: 'A', class: 'first' }).ahead).toBe(5);
  });

  it('is not behind whoever is called where it cannot be', () => {
    const told = day(hallWith()).open('1', '09:00').open('2', '09:00').issue('A', '09:00');
    told.call('1', '09:01').start('1', '09:01');
    act(told, '09:05', 'transferTicket', { window: '1', to: '2' });
    told.issue('A', '09:06').issue('A', '09:06');
    expect(placeOf(told.view('09:07'), 'A001')).toMatchObject({ ahead: 0, windows: 1 });
    expect(placeOf(told.pause('2', '09:08').view('09:08'), 'A001')).toMatchObject({ ahead: 0, windows: 0 });
  });

  it('foretells the calls that are then made', () => {
    const step = fc.record({
      what: fc.constantFrom('ordinary', 'first', 'green', 'slot', 'call'),
      minutes: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 3, maxLength: 25 }), (steps) => {
        const told = day(hallWith()).open('2', '08:30');
        let at = told.at('09:00');
        for (const [n, { what, minutes }] of steps.entries()) {
          at += minutes * 60_000;
          if (what === 'call') {
            if (told.state.waiting.length > 0) serveNext(told, at, '2');
          } else if (what === 'slot') {
            const appointment = `Y${n}`;
            const booked = {
              appointment,
              service: 'A',
              from: at,
              to: at + 60 * 60_000,
              source: 'person' as const,
            };
            told.say(at, { type: 'appointment.booked', data: booked });
            act(told, at, 'checkIn', { appointment });
          } else {
            act(told, at, 'issueTicket', { service: 'A', ...(what === 'ordinary' ? {} : { class: what }) });
          }
        }
        const places = told.state.waiting.map((id) => [id, placeOf(told.view(at), id).ahead] as const);
        const foretold = places.toSorted((a, b) => a[1] - b[1]).map(([id]) => told.state.tickets[id]!.number);
        expect(foretold.map(() => serveNext(told, at, '2'))).toEqual(foretold);
      }),
      { numRuns: 60 },
    );
  });

  it('counts who is called before, and tells no wait where no window is open', () => {
    const told = day(hallWith()).issue('A', '09:00').issue('A', '09:01').issue('B', '09:02');
    expect(placeOf(told.view('09:03'), 'A002')).toEqual({ ahead: 1, minutes: null, windows: 0 });
    told.open('2', '09:03');
    // One ahead of 8 minutes, at the one window that is open and free.
    expect(placeOf(told.view('09:03'), 'A002')).toEqual({ ahead: 1, minutes: 8, windows: 1 });
    expect(placeOf(told.view('09:03'), { service: 'A', class: 'first' }).ahead).toBe(0);
    // Busy: half a service until it is free, then one more before.
    told.call('2', '09:04').start('2', '09:04');
    expect(placeOf(told.view('09:04'), { service: 'A' })).toEqual({ ahead: 1, minutes: 12, windows: 1 });
  });

  it('counts a window for the service that it is lent to, while nobody of its own waits', () => {
    const windows: HallInput['windows'] = [
      { id: '1', number: 1, services: ['A'] },
      { id: '2', number: 2, services: ['C'], lend: { services: ['A'], afterMinutes: 10, confirm: true } },
    ];
    const told = day(hallWith({ windows })).open('1', '09:00').open('2', '09:00');
    told.issue('A', '09:00').issue('A', '09:01').issue('A', '09:02');
    // Two ahead of 8 minutes each, at the one window of the service.
    expect(placeOf(told.view('09:03'), 'A003')).toEqual({ ahead: 2, minutes: 16, windows: 1 });
    act(told, '09:03', 'lendWindow', { window: '2', minutes: 20 });
    expect(placeOf(told.view('09:03'), 'A003')).toEqual({ ahead: 2, minutes: 8, windows: 2 });
    // Lent to one service it is of no use to another.
    expect(placeOf(told.view('09:03'), { service: 'B' }).windows).toBe(0);
    expect(placeOf(told.view('09:24'), 'A003')).toEqual({ ahead: 2, minutes: 16, windows: 1 });
    // Whoever it is there for comes first.
    told.issue('C', '09:04');
    expect(placeOf(told.view('09:05'), 'A003')).toEqual({ ahead: 2, minutes: 16, windows: 1 });
  });

  it('counts a window that helps by its rule for those who have waited long enough', () => {
    const windows: HallInput['windows'] = [
      { id: '1', number: 1, services: ['A'] },
      { id: '2', number: 2, services: ['C'], lend: { services: ['A'], afterMinutes: 10 } },
    ];
    const told = day(hallWith({ windows })).open('1', '09:00').open('2', '09:00');
    told.issue('A', '09:00').issue('A', '09:10');
    expect(placeOf(told.view('09:12'), 'A002')).toEqual({ ahead: 1, minutes: 4, windows: 1 });
    expect(placeOf(told.view('09:20'), 'A002')).toEqual({ ahead: 1, minutes: 4, windows: 2 });
  });
});
