import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latestCalls } from '../../../shared/displays/calls.ts';
import { contentOf, type Content } from '../../../shared/displays/content.ts';
import { screenOf, signOf } from '../../../shared/displays/display.ts';
import type { HallInput } from '../../../shared/config/schema.ts';
import { day, type Clock, type Day } from '../../support/day.ts';
import { DATE, smallHall } from '../../support/hall.ts';
import { presentOf } from '../../support/present.ts';

const tcp = { kind: 'tcp' as const, host: 'localhost', port: 1 };
const hallOf = (displays: HallInput['displays'] = {}) =>
  smallHall({
    lines: [{ id: 'signs', transport: tcp }],
    devices: [
      { id: 'sign-1', driver: 'display', line: 'signs', window: '1' },
      { id: 'hall-sign', driver: 'display', line: 'signs' },
    ],
    displays,
  });
const hall = hallOf();
const above = signOf({ id: 'sign-1', window: '1' });
const ofHall = signOf({ id: 'hall-sign' });

const at = (told: Day, clock: Clock, display = above): Content => contentOf(presentOf(told, clock), display);
const shown = (told: Day, clock: Clock, display = above): string => at(told, clock, display).text;

describe('the sign above a window', () => {
  it('says whether the window is open, and who is there', () => {
    const told = day(hall).open('1', '08:30');
    expect(shown(told, '08:31')).toBe('欢迎光临');
    expect(shown(told.pause('1', '08:40'), '08:41')).toBe('暂停服务');
    expect(shown(told.resume('1', '08:50'), '08:51')).toBe('欢迎光临');
    told.issue('A', '08:52').call('1', '08:53');
    expect(shown(told, '08:54')).toBe('当前号 A001');
    expect(shown(told.start('1', '08:54').finish('1', '08:55'), '08:56')).toBe('欢迎光临');
    expect(at(told.close('1', '09:00'), '09:05')).toMatchObject({
      ...{ layer: 'window', text: '本窗口已关闭', since: told.at('09:00') },
    });
  });

  it('calls for so many seconds, and again when the call is repeated', () => {
    const told = day(hall).issue('A', '09:00').call('1', '09:01');
    expect(at(told, '09:01:29')).toMatchObject({ layer: 'call', text: '请A001到1号窗口' });
    expect(at(told, '09:01:30')).toMatchObject({ layer: 'window', text: '当前号 A001' });
    told.recall('1', '09:02');
    expect(at(told, '09:02:29')).toMatchObject({ layer: 'call', since: told.at('09:02') });
    expect(at(told, '09:02:30').layer).toBe('window');
  });

  it('stops calling whoever was passed over, and calls nobody of another window', () => {
    const told = day(hall).open('1', '09:00').issue('A', '09:00').call('2', '09:01');
    expect(shown(told, '09:01')).toBe('欢迎光临');
    told.issue('A', '09:01').call('1', '09:02').pass('1', '09:02:05');
    expect(shown(told, '09:02:06')).toBe('欢迎光临');
  });

  it('shows a notice only where it is named and nobody is at its window', () => {
    const notices = [{ id: 'all', text: '减税政策' }];
    expect(shown(day(hallOf({ notices })).open('1', '09:00'), '09:01')).toBe('欢迎光临');
    const named = [{ id: 'named', text: '请带身份证', displays: ['sign-1'] }];
    const told = day(hallOf({ notices: named })).open('1', '09:00');
    expect(shown(told, '09:01')).toBe('请带身份证');
    expect(shown(told, '09:01', ofHall)).toBe('');
    expect(shown(told.pause('1', '09:02'), '09:03')).toBe('暂停服务');
  });
});

describe('a display of the hall', () => {
  it('shows the calls that stand, the latest first, and the notice again when they are over', () => {
    const told = day(hallOf({ notices: [{ id: 'tax', text: '征期至15日' }] }));
    expect(at(told, '08:59', ofHall)).toMatchObject({ layer: 'notice', notice: 'tax' });
    told.issue('A', '09:00').issue('A', '09:00').call('1', '09:01').call('2', '09:01:10');
    expect(shown(told, '09:01:15', ofHall)).toBe('请A002到2号窗口\n请A001到1号窗口');
    expect(shown(told, '09:01:35', ofHall)).toBe('请A002到2号窗口');
    expect(shown(told, '09:01:40', ofHall)).toBe('征期至15日');
  });

  it('shows nothing where there is nothing to show', () => {
    expect(at(day(hall), '09:00', ofHall)).toMatchObject({ layer: 'nothing', text: '' });
  });

  it('may be for some windows only: named ones, or those of services and groups', () => {
    const grouped = smallHall({
      groups: [{ id: 'tax', name: { zh: '税', en: 'Tax' } }],
      services: ['A', 'B', 'C'].map((id) => ({
        ...{ id, prefix: id, name: { zh: id, en: id } },
        ...(id === 'C' ? { group: 'tax' } : {}),
      })),
    });
    expect(screenOf({ id: 'x' }, grouped).windows).toBeUndefined();
    expect(screenOf({ id: 'x', windows: ['2'] }, grouped).windows).toEqual(['2']);
    expect(screenOf({ id: 'x', services: ['B'] }, grouped).windows).toEqual(['1', '3']);
    const third = screenOf({ id: 'x', groups: ['tax'] }, grouped);
    expect(third.windows).toEqual(['3']);
    const told = day(grouped).issue('A', '09:00').call('1', '09:01');
    expect(at(told, '09:01', third).layer).toBe('nothing');
    expect(latestCalls(told, third, 5)).toEqual([]);
    told.issue('C', '09:01').call('3', '09:02');
    expect(shown(told, '09:02', third)).toBe('请C001到3号窗口');
  });
});

describe('notices', () => {
  const turning = {
    notices: [
      { id: 'one', text: '一', seconds: 10 },
      { id: 'two', text: '二', seconds: 20, from: DATE, until: `${DATE} 17:30` },
      { id: 'old', text: '旧', until: '2026-03-01' },
      { id: 'later', text: '后', from: '2026-03-03' },
    ],
  };

  it('turn in their order, each for its seconds, while they are in force', () => {
    const told = day(hallOf(turning));
    const screen = { id: 'hall' };
    const texts = Array.from({ length: 60 }, (_, second) =>
      shown(told, told.at('10:00') + second * 1000, screen),
    );
    expect(texts.filter((text) => text === '一')).toHaveLength(20);
    expect(texts.filter((text) => text === '二')).toHaveLength(40);
    expect(shown(told, '17:30:59', screen)).toMatch(/[一二]/);
    expect([0, 10, 20].map((second) => shown(told, told.at('17:31') + second * 1000, screen))).toEqual([
      ...['一', '一', '一'],
    ]);
  });

  it('turn slower on signs', () => {
    const told = day(hallOf(turning));
    const texts = Array.from({ length: 120 }, (_, second) =>
      shown(told, told.at('10:00') + second * 1000, ofHall),
    );
    const turns = texts.filter((text, second) => second > 0 && text !== texts[second - 1]);
    expect(turns.length).toBeLessThanOrEqual(2);
    expect(new Set(texts)).toEqual(new Set(['一', '二']));
  });

  it('that people post turn with the others until they are withdrawn', () => {
    const told = day(hall).say('09:00', {
      type: 'notice.posted',
      data: { notice: 'posted-2', text: '系统维护', seconds: 10 },
    });
    expect(at(told, '09:01', ofHall)).toMatchObject({ layer: 'notice', text: '系统维护', seq: 2 });
    told.say('09:02', { type: 'notice.withdrawn', data: { notice: 'posted-2' } });
    expect(at(told, '09:03', ofHall).layer).toBe('nothing');
  });
});

describe('a text that a person put on a sign', () => {
  it('stands for a while, gives way to a call, and is not tried again once it has failed', () => {
    const told = day(hall).open('1', '09:00');
    told.say('09:01', { type: 'display.textRequested', device: 'sign-1', data: { text: '试屏' } });
    expect(at(told, '09:01:59')).toMatchObject({ layer: 'hand', text: '试屏' });
    expect(shown(told, '09:02')).toBe('欢迎光临');
    told.say('09:03', { type: 'device.actionRequested', device: 'sign-1', data: { action: 'clearText' } });
    expect(at(told, '09:03:01')).toMatchObject({ layer: 'hand', text: '' });
    told.say('09:03:02', { type: 'display.failed', device: 'sign-1', data: { text: '', code: 'sign.busy' } });
    expect(shown(told, '09:03:03')).toBe('欢迎光临');
    told.say('09:04', { type: 'display.textRequested', device: 'sign-1', data: { text: '试屏' } });
    expect(shown(told.issue('A', '09:04').call('1', '09:04'), '09:04:01')).toBe('请A001到1号窗口');
  });
});

describe('whatever happens', () => {
  /** A second of the day, and what happens in it at window 1. */
  const steps = fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 120 }),
      what: fc.constantFrom(
        'call',
        'recall',
        'start',
        'finish',
        'pass',
        'pause',
        'post',
        'raise',
        'clear',
        'hand',
      ),
    }),
    { maxLength: 40 },
  );
  const seconds = fc.integer({ min: 5, max: 120 });

  function tell(told: Day, clock: number, what: string): void {
    const window = told.state.windows['1'];
    const isFree = window?.mode === 'open' && window.ticket === undefined;
    if (what === 'call' && isFree) told.issue('A', clock).call('1', clock);
    if (what === 'recall' && window?.step === 'called') told.recall('1', clock);
    if (what === 'start' && window?.step === 'called') told.start('1', clock);
    if (what === 'finish' && window?.step === 'serving') told.finish('1', clock);
    if (what === 'pass' && window?.step === 'called') told.pass('1', clock);
    if (what === 'pause' && isFree) told.pause('1', clock).resume('1', clock);
    const notice = `posted-${told.state.seq}`;
    if (what === 'post')
      told.say(clock, { type: 'notice.posted', data: { notice, text: '通知', seconds: 10 } });
    if (what === 'raise') told.say(clock, { type: 'emergency.raised', data: { text: '请立即疏散' } });
    if (what === 'clear' && told.state.emergency) told.say(clock, { type: 'emergency.cleared', data: {} });
    if (what === 'hand') {
      told.say(clock, { type: 'display.textRequested', device: 'sign-1', data: { text: '试屏' } });
    }
  }

  it('an emergency takes every display, and no call outlasts its seconds unless it is repeated', () => {
    fc.assert(
      fc.property(steps, seconds, (story, callSeconds) => {
        const told = day(hallOf({ callSeconds })).open('1', '08:30');
        let clock = told.at('09:00');
        for (const { after, what } of story) {
          clock += after * 1000;
          tell(told, clock, what);
          for (const display of [above, ofHall, { id: 'hall' }]) {
            for (const later of [0, 5, 31, callSeconds]) {
              const content = at(told, clock + later * 1000, display);
              if (told.state.emergency) {
                expect(content).toMatchObject({ layer: 'emergency', text: '请立即疏散' });
                continue;
              }
              expect(content.layer).not.toBe('emergency');
              for (const call of content.calls ?? []) {
                expect(clock + later * 1000 - call.at).toBeLessThan(callSeconds * 1000);
                expect(told.state.windows[call.window]?.ticket).toBe(call.ticket);
              }
              if (later === callSeconds) expect(content.layer).not.toBe('call');
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('the notice comes back by itself once calls, texts and emergencies are over', () => {
    fc.assert(
      fc.property(steps, (story) => {
        const told = day(hallOf({ notices: [{ id: 'tax', text: '征期至15日' }] })).open('1', '08:30');
        let clock = told.at('09:00');
        for (const { after, what } of story) tell(told, (clock += after * 1000), what);
        if (told.state.emergency) told.say(clock, { type: 'emergency.cleared', data: {} });
        expect(at(told, clock + 30_000, ofHall).layer).toBe('notice');
      }),
      { numRuns: 60 },
    );
  });

  it('an emergency may be for some displays only', () => {
    const told = day(hall).say('09:00', {
      type: 'emergency.raised',
      data: { text: '停电', displays: ['hall-sign'] },
    });
    expect(at(told, '09:01', ofHall).layer).toBe('emergency');
    expect(at(told, '09:01').layer).toBe('window');
  });
});
