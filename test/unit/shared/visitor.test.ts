import { describe, expect, it } from 'vitest';
import { publicNotice } from '../../../shared/visitor/notice.ts';
import { ticketPage } from '../../../shared/visitor/ticket-page.ts';
import { day, type Day } from '../../support/day.ts';
import { publicHall, smallHall } from '../../support/hall.ts';
import { act } from '../../support/present.ts';

const hall = smallHall();
const seen = (told: Day, ticket = 'A001') => {
  const view = { state: told.state, hall: publicHall(told.hall), now: told.state.at };
  return ticketPage(view, told.state.tickets[ticket]!);
};

describe('the page of a ticket', () => {
  it('names every step from the issue to the end', () => {
    const told = day(hall).open('1', '08:30').issue('A', '09:00');
    expect(seen(told)).toMatchObject({ step: 'waiting', place: { ahead: 0, windows: 1 }, mayGiveUp: true });
    expect(seen(told.call('1', '09:01'))).toMatchObject({ step: 'called', window: 1, mayGiveUp: true });
    expect(seen(told.start('1', '09:02'))).toMatchObject({ step: 'serving', mayGiveUp: false });
    act(told, '09:04', 'holdService', { window: '1' });
    expect(seen(told)).toMatchObject({ step: 'held', window: 1, mayGiveUp: true });
    act(told, '09:05', 'resumeService', { window: '1', ticket: 'A001' });
    expect(seen(told).step).toBe('serving');
    expect(seen(told.finish('1', '09:06', 'returned'))).toMatchObject({
      ...{ step: 'served', outcome: 'returned' },
      since: told.at('09:06'),
    });
  });

  it('says that a passed ticket was passed, and that one sent on waits anew', () => {
    const passed = day(hall).issue('A', '09:00').call('1', '09:01').pass('1', '09:03');
    expect(seen(passed)).toMatchObject({ step: 'passed', mayGiveUp: false, passedReturn: 'place' });
    const sentOn = day(hall)
      .issue('A', '09:00')
      .call('1', '09:01')
      .start('1', '09:02')
      .transfer('1', '09:04', 'C');
    expect(seen(sentOn)).toMatchObject({ step: 'waiting', isSentOn: true, service: { zh: '业务C' } });
    expect(seen(sentOn).place).toMatchObject({ minutes: null, windows: 0 });
  });
});

it('the page of a ticket says before the hall opens and after it closed that nobody is served', () => {
  const early = day(hall).issue('A', '08:10');
  expect(seen(early)).toMatchObject({ step: 'waiting', rest: 'before', hours: { open: '08:30' } });
  const late = day(hall).open('1', '09:00').issue('A', '17:29');
  expect(seen(late.issue('A', '17:45'))).not.toHaveProperty('rest');
  expect(seen(late.pause('1', '17:50'))).not.toHaveProperty('rest');
  expect(seen(late.resume('1', '17:55').close('1', '18:00'))).toMatchObject({
    step: 'waiting',
    rest: 'after',
  });
  const unattended = day(hall).issue('A', '09:00');
  expect(seen(unattended)).not.toHaveProperty('rest');
});

describe('what is published', () => {
  const notice = (told: Day) =>
    publicNotice({ state: told.state, hall: publicHall(told.hall), now: told.state.at }, null);

  it('counts whoever still waits over the target as a miss', () => {
    const told = day(hall).issue('A', '09:00').call('1', '09:05').issue('A', '09:06').issue('B', '09:20');
    told.say('09:30', { type: 'window.opened', data: { window: '2' } });
    const { services, serviceLevel } = notice(told);
    expect(serviceLevel).toEqual({ value: 0.5, n: 2 });
    expect(services.map(({ waiting }) => waiting)).toEqual([1, 1, 0]);
  });
});
