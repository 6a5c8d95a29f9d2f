import { expect, it } from 'vitest';
import { findIdleWindows } from '../../../bridge/operations/alerts/windows.ts';
import { day } from '../../support/day.ts';
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
