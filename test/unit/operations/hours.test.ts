import { describe, expect, it } from 'vitest';
import { turnDay } from '../../../bridge/operations/day.ts';
import { closeLeftWindows } from '../../../bridge/operations/hours.ts';
import { spent } from '../../../shared/metrics/services.ts';
import { day, type Clock, type Day } from '../../support/day.ts';
import { presentOf } from '../../support/present.ts';

const closed = (told: Day, clock: Clock) =>
  closeLeftWindows(presentOf(told, clock)).map(({ data }) => 'window' in data && data.window);

describe('after closing time (17:30)', () => {
  it('a window that was left paused is closed, and its night is no pause', () => {
    const told = day().open('1', '08:30').pause('1', '17:40');
    expect(closed(told, '17:44:59')).toEqual([]);
    expect(closed(told, '17:45')).toEqual(['1']);
    told.close('1', '17:45');
    expect(spent(told.state.windows['1']!, 'paused', told.at('18:00'))).toBe(5 * 60_000);
    expect(closed(told, '18:00')).toEqual([]);
  });

  it('an open window is closed when nobody waits and half an hour has gone since it served', () => {
    const told = day().issue('A', '17:20').serve('1', '17:25', '17:26', '17:50');
    expect(closed(told, '18:19:59')).toEqual([]);
    expect(closed(told, '18:20')).toEqual(['1']);
  });

  it('an empty window counts as closed since closing time, or since its last use after that', () => {
    const leftAt = (told: Day, clock: Clock) =>
      closeLeftWindows(presentOf(told, clock)).map(({ data }) => 'leftAt' in data && data.leftAt);
    const idle = day().open('1', '08:30');
    expect(leftAt(idle, '17:40')).toEqual([idle.at('17:30')]);
    const late = day().issue('A', '17:20').call('1', '17:40').pass('1', '17:45');
    expect(leftAt(late, '18:14:59')).toEqual([]);
    expect(leftAt(late, '18:15')).toEqual([late.at('17:45')]);
    for (const draft of closeLeftWindows(presentOf(late, '18:15'))) late.say('18:15', draft);
    expect(late.state.windows['1']).toMatchObject({ mode: 'closed', since: late.at('17:45') });
    expect(late.state.windows['1']!.timeline.at(-1)).toEqual({ at: late.at('17:45'), is: 'closed' });
  });

  it('no window is closed that has somebody to serve, or somebody at it', () => {
    const told = day().issue('A', '17:20').issue('A', '17:21').call('1', '17:25').open('2', '17:25');
    expect(closed(told, '19:00')).toEqual([]);
    told.finish('1', '19:00').call('2', '19:00');
    expect(closed(told, '19:30')).toEqual(['1']);
  });
});

describe('at the end of a day over which nobody closed a window', () => {
  /** What the turn of the day writes, folded. */
  function turned(told: Day): Day {
    for (const { at, draft } of turnDay(told.state, told.at('24:00') + 1, told.hall).slice(0, -1))
      told.say(at, draft);
    return told;
  }

  it('it counts as closed since closing time, whatever it was left with', () => {
    const told = turned(day().open('1', '08:30').pause('2', '17:00').issue('C', '17:00'));
    expect(spent(told.state.windows['1']!, 'open', told.at('24:00'))).toBe(9 * 3_600_000);
    expect(spent(told.state.windows['2']!, 'paused', told.at('24:00'))).toBe(30 * 60_000);
  });

  it('nobody was served there until midnight', () => {
    const told = turned(day().issue('A', '17:00').call('1', '17:10').start('1', '17:12'));
    expect(told.state.windows['1']!.timeline.at(-1)).toEqual({ at: told.at('17:30'), is: 'closed' });
    expect(told.figure('afterHoursTime', '24:00').value).toBe(0);
    expect(told.figure('longestUnbroken', '24:00').value).toBe(20);
    const late = turned(day().issue('A', '17:00').call('1', '17:40').start('1', '17:42'));
    expect(late.figure('afterHoursTime', '24:00').value).toBe(2);
  });
});

it('before closing time a pause is a pause, however long', () => {
  const told = day().open('1', '08:30').pause('1', '09:00');
  expect(closed(told, '17:29:59')).toEqual([]);
  expect(closed(told, '17:30')).toEqual(['1']);
});
