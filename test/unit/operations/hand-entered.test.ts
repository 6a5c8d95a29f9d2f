import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../dashboard/components/event/facts.ts';
import type { HallEvent } from '../../../shared/events/index.ts';
import { placeOf } from '../../../shared/queue/place.ts';
import { nextFor } from '../../../shared/queue/next.ts';
import { day, type Day } from '../../support/day.ts';
import { publicHall, smallHall } from '../../support/hall.ts';
import { act, decided, presentOf, refusalOf } from '../../support/present.ts';

const enter = (told: Day, clock: string, number: string, taken: string) =>
  act(told, clock, 'enterTicket', { service: 'A', number, taken });
const waiting = (told: Day) => told.state.waiting.map((id) => told.state.tickets[id]?.number);
const issue = (told: Day, clock: string) => act(told, clock, 'issueTicket', { service: 'A' });

describe('a ticket that was written by hand', () => {
  it('waits in the order of the time at which it was taken, under its own number', () => {
    const told = issue(issue(day(), '09:00'), '09:30');
    enter(told, '09:40', 'a 501', '09:10');
    enter(told, '09:41', 'A502', '09:35');
    enter(told, '09:42', '503', '08:50');
    expect(waiting(told)).toEqual(['A503', 'A001', 'A501', 'A002', 'A502']);
    const window = told.hall.windows[0]!;
    told.open('1', '09:43');
    const next = nextFor(presentOf(told, '09:44'), window);
    expect(next).toMatchObject({ ticket: { number: 'A503' }, why: { rule: 'order' } });
    expect(next?.why).not.toHaveProperty('overtook');
    expect(placeOf(told.view('09:44'), next!.ticket.id).ahead).toBe(0);
    expect(placeOf(told.view('09:44'), '2026-03-02/A502').ahead).toBe(4);
  });

  it('has waited since it was taken, but nobody was idle over it before it was known', () => {
    const told = day().open('2', '08:30');
    enter(told, '09:40', 'A501', '09:10');
    expect(told.figure('longestWait', '09:40').value).toBe(30 * 60);
    expect(told.figure('idleWhileQueue', '09:40', { window: '2' }).value).toBe(0);
    act(told, '09:40', 'callNext', { window: '2' });
    expect(told.figure('waitMedian', '09:41').value).toBe(30 * 60);
    expect(told.figure('arrivals', '09:41')).toMatchObject({ value: 1 });
  });

  it('is counted apart, and not taken for one who went or was passed', () => {
    const told = issue(issue(day().open('2', '08:30'), '09:00'), '09:05');
    act(told, '09:10', 'callNext', { window: '2' });
    act(told, '09:11', 'finishService', { window: '2' });
    act(told, '09:12', 'callNext', { window: '2' });
    enter(told, '09:15', 'A501', '08:45');
    expect(told.figure('longestWait', '09:15').value).toBe(30 * 60);
    expect(told.figure('handEntered', '09:16')).toMatchObject({ value: 1, n: 1 });
    act(told, '09:16', 'finishService', { window: '2' });
    act(told, '09:17', 'callNext', { window: '2' });
    expect(told.figure('overtaking', '09:18').value).toBe(0);
    expect(told.figure('handEntered', '10:00', { period: told.period('09:00', '10:00') }).value).toBe(0);
  });

  it('says in its story that it was entered by hand, and when it was written', () => {
    const told = enter(day(), '09:40', 'A501', '09:10');
    const hall = publicHall(smallHall());
    const facts = factsOf(told.events.at(-1) as HallEvent, {
      ...{ language: 'zh', hall },
      ticketNumber: (id) => id.split('/').at(-1) ?? id,
    });
    expect(facts).toContainEqual({ key: 'channel', name: '渠道', value: '手工补录' });
    expect(facts).toContainEqual({ key: 'takenAt', name: '取号时间（事后告知）', value: '2026-03-02 09:10' });
  });

  it('keeps its number to itself: those that are printed later go around it', () => {
    const told = issue(day(), '09:00');
    enter(told, '09:10', 'A2', '09:05');
    enter(told, '09:10', 'A4', '09:06');
    issue(issue(issue(told, '09:20'), '09:21'), '09:22');
    expect(Object.values(told.state.tickets).map(({ number }) => number)).toEqual([
      'A001',
      'A002',
      'A004',
      'A003',
      'A005',
      'A006',
    ]);
  });
});

describe('a ticket that was written by hand is refused', () => {
  const refused = (number: string, taken = '09:00', service = 'A') =>
    refusalOf(issue(day(), '09:30'), 'enterTicket', { service, number, taken });

  it('when its number is in use, also for the second time it is entered', () => {
    expect(refused('A001')).toBe('ticket.numberUsed');
    const told = enter(day(), '09:10', 'A501', '09:05');
    expect(refusalOf(told, 'enterTicket', { service: 'A', number: '501', taken: '09:05' })).toBe(
      'ticket.numberUsed',
    );
  });

  it.each(['B012', 'A', 'A000', 'A12345', 'A1X', '-1', 'A１２', '<b>'])('as %s is no number', (number) => {
    expect(refused(number)).toBe('ticket.badNumber');
  });

  it('when it would have been taken in the time to come, or for a service that there is not', () => {
    expect(refused('A501', '09:31')).toBe('ticket.future');
    expect(refused('Z501', '09:00', 'Z')).toBe('service.unknown');
  });

  it('never as being of yesterday: after midnight a late hour is of the business day that still runs', () => {
    const hall = smallHall({ dayStart: '04:00' });
    const told = day(hall);
    const past = told.at('23:59') + 61 * 60_000;
    const [draft] = decided(told.say(past, { type: 'window.opened', data: { window: '1' } }), 'enterTicket', {
      ...{ service: 'A', number: 'A501', taken: '23:30' },
    });
    expect(draft?.data).toMatchObject({ takenAt: told.at('23:30') });
  });

  it('as a ticket of an ordinary channel: only its own command enters it', () => {
    expect(() => decided(day(), 'issueTicket', { service: 'A', channel: 'hand' as 'guide' })).toThrow();
  });
});
