import { describe, expect, it } from 'vitest';
import { aheadOf, deskOf, heldFor, lastFinished, passedFor } from '../../../dashboard/window/desk.ts';
import { idlenessOf, idleToday } from '../../../dashboard/window/idleness.ts';
import { paceOf } from '../../../dashboard/window/pace.ts';
import { mainStep, obstacleTo, stepKeys, steps } from '../../../dashboard/window/steps.ts';
import { targetsFor } from '../../../dashboard/window/targets.ts';
import type { HallInput } from '../../../shared/config/schema.ts';
import { day, type Day } from '../../support/day.ts';
import { smallHall } from '../../support/hall.ts';
import { act } from '../../support/present.ts';

const desk = (told: Day, clock = '10:00', window = '1') => deskOf(told.view(clock), window)!;
const config = (told: Day, window = '1') => told.hall.windows.find(({ id }) => id === window)!;
const waitingTwo = () => day().open('1', '08:30').issue('A', '09:00').issue('B', '09:01');

describe('the steps of a clerk', () => {
  it('have a key each', () => {
    expect(new Set(steps.map((step) => stepKeys[step].code)).size).toBe(steps.length);
  });

  it('say why each can do nothing in every state of the window', () => {
    const why = (told: Day) =>
      Object.fromEntries(steps.map((step) => [step, obstacleTo(step, desk(told), true)]));
    expect(why(day())).toMatchObject({ open: null, call: 'closed', start: 'nobody', pause: 'closed' });
    expect(why(day().open('1', '08:30'))).toMatchObject({ call: 'empty', pause: null, close: null });
    const called = waitingTwo().call('1', '09:02');
    expect(why(called)).toMatchObject({ call: 'called', recall: null, done: 'notStarted', close: 'settle' });
    called.start('1', '09:03');
    expect(why(called)).toMatchObject({ call: 'serving', pass: 'started', done: null, transfer: null });
    expect(why(waitingTwo().pause('1', '09:02'))).toMatchObject({
      call: 'paused',
      pause: null,
      open: 'paused',
    });
    expect(obstacleTo('call', desk(waitingTwo()), true)).toBeNull();
    expect(obstacleTo('call', desk(waitingTwo()), false)).toBe('link');
    expect(obstacleTo('lend', desk(waitingTwo()), true)).toBe('notDedicated');
  });

  it('have one that comes next as a rule', () => {
    const told = day();
    const after = (next: Day) => mainStep(desk(next));
    expect(after(told)).toBe('open');
    expect(after(told.open('1', '08:30'))).toBeNull();
    expect(after(told.issue('A', '09:00'))).toBe('call');
    expect(after(told.call('1', '09:01'))).toBe('start');
    expect(after(told.start('1', '09:02'))).toBe('done');
    expect(after(told.finish('1', '09:03').pause('1', '09:04'))).toBe('pause');
  });
});

describe('the queue of a window', () => {
  it('is told by service and class, with those it may help with apart', () => {
    const windows: HallInput['windows'] = [
      { id: '1', number: 1, services: ['A'], lend: { services: ['B'], afterMinutes: 10 } },
      { id: '3', number: 3, services: ['B', 'C'] },
    ];
    const told = day(smallHall({ windows })).issue('A', '09:00').issue('B', '09:01').issue('C', '09:02');
    act(told, '09:03', 'issueTicket', { service: 'A', class: 'priority' });
    const rows = (clock: string) =>
      aheadOf(told.view(clock), config(told)).map(({ service, waiting, lent, classes }) =>
        [service, waiting, lent, ...classes.map(({ id }) => id)].join(' '),
      );
    expect(rows('09:05')).toEqual(['A 2 false priority']);
    expect(rows('09:12')).toEqual(['A 2 false priority', 'B 1 true']);
  });

  it('leaves what was put by where it may be taken up, its own first', () => {
    const told = day().open('1', '08:30').open('3', '08:30').issue('A', '09:00').issue('B', '09:00');
    told.issue('B', '09:00').issue('C', '09:00');
    told
      .call('1', '09:01', 'A001')
      .start('1', '09:02')
      .say('09:03', {
        type: 'ticket.held',
        data: { ticket: 'A001', window: '1' },
      });
    told.call('3', '09:04', 'B001').pass('3', '09:05').call('3', '09:06', 'C001').pass('3', '09:07');
    told.call('1', '09:08', 'B002').pass('1', '09:09');
    const numbers = (list: { ticket: { number: string }; mine: boolean }[]) =>
      list.map(({ ticket, mine }) => `${ticket.number}${mine ? ' here' : ''}`);
    expect(numbers(heldFor(told.view('09:10'), config(told)))).toEqual(['A001 here']);
    expect(numbers(heldFor(told.view('09:10'), config(told, '3')))).toEqual([]);
    expect(numbers(passedFor(told.view('09:10'), config(told)))).toEqual(['B002 here', 'B001']);
    expect(numbers(passedFor(told.view('09:10'), config(told, '3')))).toEqual([
      'C001 here',
      'B001 here',
      'B002',
    ]);
  });
});

describe('a service under way', () => {
  const hall = smallHall({
    services: [
      { id: 'A', prefix: 'A', name: { zh: '甲', en: 'A' }, minutes: 8, promiseMinutes: 30 },
      { id: 'B', prefix: 'B', name: { zh: '乙', en: 'B' } },
      { id: 'C', prefix: 'C', name: { zh: '丙', en: 'C' } },
    ],
  });
  const beyond = (told: Day, clock: string) => paceOf(told.view(clock), desk(told, clock))?.beyond;

  it('passes what is expected, what is usual and what was promised, the time aside not counted', () => {
    const told = day(hall).issue('A', '09:00').call('1', '09:00');
    expect(beyond(told, '09:00')).toBeUndefined();
    told.start('1', '09:00');
    expect(['09:07', '09:09', '09:17', '09:31'].map((clock) => beyond(told, clock))).toEqual([
      'none',
      'expected',
      'usual',
      'promised',
    ]);
    act(told, '09:31', 'holdService', { window: '1' });
    act(told, '09:59', 'resumeService', { window: '1', ticket: 'A001' });
    expect(paceOf(told.view('10:00'), desk(told))).toMatchObject({ spent: 32 * 60_000, usualFrom: 0 });
  });

  it('leaves whether it was rated, and never how', () => {
    const told = day().issue('A', '09:00').serve('1', '09:01', '09:02', '09:05');
    expect(lastFinished(told.view('09:06'), '1')).toMatchObject({ rated: false, ticket: { number: 'A001' } });
    told.rate('1', '09:06', 1);
    expect(lastFinished(told.view('09:07'), '1')?.rated).toBe(true);
    expect(lastFinished(told.view('09:07'), '2')).toBeNull();
  });
});

describe('an idle window', () => {
  const why = (told: Day, clock: string) => idlenessOf(told.view(clock), desk(told, clock));

  it('idles only while somebody waits, after a minute, and not in a pause', () => {
    const told = day().open('1', '09:00');
    expect(why(told, '09:10')).toMatchObject({ why: 'nobody' });
    told.issue('A', '09:10');
    expect(why(told, '09:13')).toEqual({ why: 'waited', ms: 3 * 60_000 });
    told.call('1', '09:14').start('1', '09:15').issue('A', '09:15').finish('1', '09:20');
    expect(why(told, '09:20:30')).toEqual({ why: 'tidying', ms: 30_000 });
    told.pause('1', '09:23', 'system');
    expect(why(told, '09:30')).toEqual({ why: 'paused', ms: 7 * 60_000 });
    expect(idleToday(told.view('09:30'), '1')).toEqual({ waited: 6 * 60_000, paused: 7 * 60_000 });
  });
});

it('somebody is sent only to another window that is there and may serve them, or to an expert', () => {
  const windows: HallInput['windows'] = [
    { id: '1', number: 1, services: ['A', 'B', 'C'] },
    { id: '2', number: 2, services: ['A'] },
    { id: '3', number: 3, services: ['B'] },
    { id: '4', number: 4, services: ['C'], expert: true },
  ];
  const told = day(smallHall({ windows })).open('1', '08:30').open('2', '08:30').open('4', '08:30');
  const ids = (service: string) => targetsFor(told.view('09:00'), service, '1').map(({ id }) => id);
  expect(ids('A')).toEqual(['2', '4']);
  expect(ids('B')).toEqual(['4']);
});
