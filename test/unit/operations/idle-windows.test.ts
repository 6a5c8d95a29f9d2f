import { expect, it } from 'vitest';
import { findIdleWindows } from '../../../bridge/operations/alerts/windows.ts';
import { day } from '../../support/day.ts';
import { smallHall } from '../../support/hall.ts';
import { presentOf } from '../../support/present.ts';

it('a window is given its time again when a failed system is back', () => {
  const told = day()
    .open('3', '08:30')
    .say('09:05', { type: 'outage.declared', data: { outage: 'o', system: '金税' } })
    .issue('B', '09:10');
  expect(findIdleWindows(presentOf(told, '09:54'))).toEqual([]);
  told.say('09:55', { type: 'outage.ended', data: { outage: 'o' } });
  expect(findIdleWindows(presentOf(told, '09:57'))).toEqual([]);
  expect(findIdleWindows(presentOf(told, '09:58'))).toMatchObject([{ kind: 'window.idle' }]);
});

it('a window that is kept for a class has its time from when somebody is of that class', () => {
  const windows = [{ id: '3', number: 3, services: ['B'], reserved: ['priority'] }];
  const told = day(smallHall({ windows }))
    .open('3', '08:30')
    .issue('B', '08:40')
    .say('09:00', { type: 'ticket.classed', data: { ticket: 'B001', class: 'priority' } });
  expect(findIdleWindows(presentOf(told, '09:00'))).toEqual([]);
  expect(findIdleWindows(presentOf(told, '09:02:59'))).toEqual([]);
  expect(findIdleWindows(presentOf(told, '09:03'))).toMatchObject([{ kind: 'window.idle' }]);
});

it('a window has its time when somebody who was passed over waits again', () => {
  const told = day().issue('B', '08:30').call('3', '08:31').pass('3', '08:32');
  told.say('09:00', { type: 'ticket.returned', data: { ticket: 'B001', place: 'place' } });
  expect(findIdleWindows(presentOf(told, '09:00'))).toEqual([]);
  expect(findIdleWindows(presentOf(told, '09:02:59'))).toEqual([]);
  expect(findIdleWindows(presentOf(told, '09:03'))).toMatchObject([{ kind: 'window.idle' }]);
});

it('a window has its time when the window that somebody was sent to closes', () => {
  const told = day().issue('A', '08:30').call('1', '08:31').start('1', '08:31').open('2', '08:30');
  const data = { ticket: 'A001', window: '1', service: 'A', to: '2' };
  told.say('08:40', { type: 'ticket.transferred', data }).close('2', '09:00');
  expect(findIdleWindows(presentOf(told, '09:02:59'))).toEqual([]);
  expect(findIdleWindows(presentOf(told, '09:03'))).toMatchObject([{ about: { window: '1' } }]);
});
