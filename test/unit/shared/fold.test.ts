import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HallEvent } from '../../../shared/events/index.ts';
import { eventSchemas } from '../../../shared/events/index.ts';
import { apply } from '../../../shared/hall/apply.ts';
import { VALUES_KEPT, emptyState, lastLeg, type HallState } from '../../../shared/hall/state.ts';
import { day } from '../../support/day.ts';
import { randomDays } from '../../support/random-day.ts';

const roundtrip = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('the fold', () => {
  it.each([0, 1, 3])('refuses event %i after event 1: nothing twice, nothing left out', (seq) => {
    const { state } = day();
    expect(() => apply(state, { seq, at: 0, type: 'window.opened', data: { window: '1' } })).toThrow(
      `event ${seq} does not follow 1`,
    );
    expect(state.windows).toEqual({});
    expect(state.seq).toBe(1);
  });

  it.each<[HallEvent['type'], object]>([
    ['ticket.called', { ticket: 'A001', window: '1' }],
    ['ticket.recalled', { ticket: 'A001', window: '1' }],
    ['ticket.passed', { ticket: 'A001', window: '1' }],
    ['ticket.started', { ticket: 'A001', window: '1' }],
    ['ticket.finished', { ticket: 'A001', window: '1', outcome: 'done' }],
    ['ticket.transferred', { ticket: 'A001', window: '1', service: 'B' }],
    ['ticket.printed', { ticket: 'A001', printer: 'p' }],
    ['ticket.printFailed', { ticket: 'A001', printer: 'p', code: 'x', uncertain: false }],
    ['rating.given', { ticket: 'A001', window: '1', leg: 0, grade: 5 }],
    ['day.closed', { date: '2026-03-02', leftovers: ['A001'] }],
  ])('refuses %s of a ticket that does not exist', (type, data) => {
    const told = day().open('1', '08:30');
    expect(() => told.say('09:00', { type, data } as never)).toThrow('A001');
    expect(told.state.seq).toBe(2);
  });

  it('refuses a call to a window nobody has opened', () => {
    const told = day().issue('A', '09:00');
    expect(() => told.say('09:00', { type: 'ticket.called', data: { ticket: 'A001', window: '9' } })).toThrow(
      'unknown window 9',
    );
  });

  it('comes to the same state at once, in steps, and after any stop on the way', () => {
    fc.assert(
      fc.property(randomDays(), fc.integer({ min: 0, max: 200 }), (told, stop) => {
        let stored: HallState = emptyState();
        for (const [index, event] of told.events.entries()) {
          stored = apply(stored, roundtrip(event));
          if (index === stop || index % 7 === 0) stored = roundtrip(stored);
        }
        expect(stored).toEqual(told.state);
      }),
    );
  });

  it('keeps plain JSON: nothing is lost when it is stored', () => {
    fc.assert(
      fc.property(randomDays(), (told) => {
        expect(roundtrip(told.state)).toStrictEqual(told.state);
      }),
    );
  });

  it('does not hold on to the events it was given', () => {
    const told = day().issue('A', '09:00').call('1', '09:01').device('p', '09:02', 'online');
    told.say('09:03', {
      type: 'locker.changed',
      device: 'p',
      data: { changes: [{ channel: 2, state: 'closed' }] },
    });
    const before = roundtrip(told.events);
    told.device('p', '09:04', 'offline').finish('1', '09:05').rate('1', '09:06', 5).end('18:00');
    expect(told.events.slice(0, before.length)).toEqual(before);
  });

  it('knows the events of this test by their schemas', () => {
    fc.assert(
      fc.property(randomDays(), (told) => {
        for (const { type, data } of told.events) expect(eventSchemas[type].parse(data)).toEqual(data);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a ticket', () => {
  it('goes from waiting to the window to its end, each time with its event', () => {
    const told = day().issue('A', '09:00').call('1', '09:05').start('1', '09:06');
    expect(told.state.waiting).toEqual([]);
    expect(told.state.windows['1']).toMatchObject({
      ticket: 'A001',
      step: 'serving',
      stepSince: told.at('09:06'),
    });
    told.finish('1', '09:10', 'accepted');
    expect(told.state.windows['1']).not.toHaveProperty('ticket');
    expect(told.state.tickets['A001']).toEqual({
      id: 'A001',
      number: 'A001',
      legs: [
        {
          ...{ service: 'A', window: '1', calls: 1, recalls: 0, end: 'accepted' },
          ...{ arrivedAt: told.at('09:00'), arrivedSeq: 2 },
          ...{ firstCalledAt: told.at('09:05'), calledAt: told.at('09:05'), calledSeq: 4 },
          ...{ startedAt: told.at('09:06'), startedSeq: 5, endedAt: told.at('09:10'), endedSeq: 6 },
        },
      ],
    });
  });

  it('passed over and called again keeps its first call, and its end is undone', () => {
    const told = day().issue('A', '09:00').call('1', '09:05').pass('1', '09:06');
    expect(lastLeg(told.state.tickets['A001']!)).toMatchObject({ end: 'passed', endedAt: told.at('09:06') });
    told.call('2', '09:20', 'A001');
    const leg = lastLeg(told.state.tickets['A001']!);
    expect(leg).toMatchObject({
      calls: 2,
      window: '2',
      firstCalledAt: told.at('09:05'),
      calledAt: told.at('09:20'),
    });
    expect(leg).not.toHaveProperty('end');
    expect(leg).not.toHaveProperty('endedAt');
    expect(told.state.windows['1']).not.toHaveProperty('ticket');
  });

  it('transferred waits last in its new service', () => {
    const told = day().issue('A', '09:00').issue('B', '09:01').call('2', '09:05').transfer('2', '09:06', 'B');
    expect(told.state.waiting).toEqual(['B001', 'A001']);
    expect(told.state.tickets['A001']?.legs.map(({ service, end }) => [service, end])).toEqual([
      ['A', 'transferred'],
      ['B', undefined],
    ]);
  });
});

describe('the list of calls', () => {
  it('begins with the latest, marks repeated ones, and does not grow without end', () => {
    const told = day();
    for (let n = 0; n < 25; n += 1)
      told.issue('A', '09:00').call('1', '09:01').recall('1', '09:02').pass('1', '09:03');
    expect(told.state.calls).toHaveLength(20);
    expect(told.state.calls.slice(0, 3).map(({ number, again }) => [number, again])).toEqual([
      ['A025', true],
      ['A025', false],
      ['A024', true],
    ]);
  });
});

describe('the close of a day', () => {
  it('ends every open ticket as left over and frees the windows', () => {
    const told = day()
      .issue('A', '17:00')
      .issue('A', '17:01')
      .issue('B', '17:02')
      .call('1', '17:10')
      .start('1', '17:11');
    told.serve('3', '17:12', '17:12', '17:20').end('24:00');
    const ends = Object.values(told.state.tickets).map((ticket) => lastLeg(ticket).end);
    expect(ends).toEqual(['leftover', 'leftover', 'done']);
    expect(told.state.waiting).toEqual([]);
    expect(told.state.windows['1']).not.toHaveProperty('ticket');
    expect(told.state.day).toMatchObject({ closedAt: told.at('24:00') });
  });

  it('is forgotten by the next day, but for windows, devices and alerts', () => {
    const told = day()
      .issue('A', '09:00')
      .serve('1', '09:01', '09:02', '09:05')
      .orphan('1', '09:06', 5, 'tooLate');
    told.device('p', '09:07', 'online').end('24:00').close('1', '24:00');
    told.say('30:00', { type: 'day.opened', data: { date: '2026-03-03' } });
    const { tickets, issued, waiting, calls, orphans, refusals } = told.state;
    expect({ tickets, issued, waiting, calls, orphans, refusals }).toEqual({
      ...{ tickets: {}, issued: {}, waiting: [], calls: [], orphans: [], refusals: [] },
    });
    expect(told.state.windows['1']).toEqual({
      mode: 'closed',
      since: told.at('30:00'),
      timeline: [{ at: told.at('30:00'), is: 'closed' }],
    });
    expect(told.state.devices['p']?.availability).toBe('online');
  });
});

describe('a device that falls silent', () => {
  it('leaves its doors and contacts unknown, not as they were', () => {
    const told = day().device('board', '09:00', 'online');
    const changes = [
      { channel: 1, state: 'closed' as const },
      { channel: 3, state: 'open' as const },
    ];
    told.say('09:01', { type: 'locker.changed', device: 'board', data: { changes } });
    told.say('09:01', { type: 'contact.changed', device: 'board', data: { state: 'open' } });
    expect(told.state.lockers['board']).toEqual(['closed', 'unknown', 'open']);
    told.device('board', '09:02', 'unknown');
    expect(told.state.lockers['board']).toEqual(['unknown', 'unknown', 'unknown']);
    expect(told.state.contacts['board']).toBe('unknown');
  });

  it('has been so since the change, however often it is said again', () => {
    const told = day().device('p', '09:00', 'offline').device('p', '09:05', 'offline');
    expect(told.state.devices['p']?.since).toBe(told.at('09:00'));
  });
});

describe('the values of a device', () => {
  const said = (name: string, value: number | string | boolean) =>
    ({ type: 'device.valueRead', device: 'plug', data: { name, value } }) as const;

  it('are the last ones, in the order in which they were first said, with their event', () => {
    const told = day().say('09:00', said('power', 12)).say('09:01', said('relay', true));
    told.say('09:02', said('power', 13));
    expect(told.state.values['plug']).toEqual([
      { name: 'power', value: 13, since: told.at('09:02'), seq: 4 },
      { name: 'relay', value: true, since: told.at('09:01'), seq: 3 },
    ]);
  });

  it('are so many and no more, whatever names a device invents', () => {
    const told = day();
    for (let n = 0; n < 100; n += 1) told.say('09:00', said(`name ${n}`, n));
    told.say('09:00', said('__proto__', 1)).say('09:01', said('name 0', 'again'));
    expect(told.state.values['plug']).toHaveLength(VALUES_KEPT);
    expect(told.state.values['plug']?.[0]?.value).toBe('again');
  });
});
