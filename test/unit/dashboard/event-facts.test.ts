import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actorName,
  eventName,
  factsOf,
  keyFacts,
  type Vocabulary,
} from '../../../dashboard/components/event/facts.ts';
import type { Draft, HallEvent } from '../../../shared/events/index.ts';
import type { Language } from '../../../shared/text.ts';
import { publicHall, smallHall } from '../../support/hall.ts';
import { randomDays } from '../../support/random-day.ts';

const pad = {
  id: 'pad-1',
  line: 'bus',
  driver: 'ff68-pad',
  kind: 'pad',
  name: { zh: '一号呼叫器', en: 'Pad 1' },
};
const hall = { ...publicHall(smallHall()), devices: [pad] };
const vocabulary = (language: Language): Vocabulary => ({
  language,
  hall,
  ticketNumber: (id) => id.split('/').at(-1) ?? id,
});
const event = (draft: Draft): HallEvent => ({ seq: 1, at: 0, ...draft }) as HallEvent;

describe('an event in words', () => {
  it('names tickets, windows and services as people do', () => {
    const called = event({ type: 'ticket.called', data: { ticket: '2026-03-02/A007', window: '2' } });
    expect(keyFacts(called, vocabulary('zh'))).toEqual(['A007', '2号窗口']);
    expect(keyFacts(called, vocabulary('en'))).toEqual(['A007', 'Window 2']);
  });

  it('says a code in words, by the event it stands in', () => {
    const paused = event({ type: 'window.paused', data: { window: '1', reason: 'meal' } });
    expect(keyFacts(paused, vocabulary('zh'))).toContain('用餐');
    const lost = event({
      type: 'device.availabilityChanged',
      device: 'pad-1',
      data: { availability: 'offline', reason: 'lineLost' },
    });
    expect(keyFacts(lost, vocabulary('zh'))).toEqual(['一号呼叫器', '离线', '线路断开']);
  });

  it('says who asked for it', () => {
    expect(actorName('device:pad-1', vocabulary('zh'))).toBe('设备 · 一号呼叫器');
    expect(actorName('rule', vocabulary('en'))).toBe('Rule');
  });

  it('keeps the type where a newer bridge knows an event this page does not', () => {
    expect(eventName('robot.waved', 'zh')).toBe('robot.waved');
  });

  it('tells a value by the name its device has for it, be it the name of a command', () => {
    const read = event({
      type: 'device.valueRead',
      device: 'pad-1',
      data: { name: 'recall', value: 21.5, unit: '°C' },
    });
    expect(keyFacts(read, vocabulary('zh'))).toEqual(['一号呼叫器', 'recall', '21.5', '°C']);
    expect(factsOf(read, vocabulary('zh')).map(({ name }) => name)).toEqual(['读数', '数值', '单位']);
  });

  it('has a name for every fact, and leaves no Chinese in English', () => {
    fc.assert(
      fc.property(randomDays({ maxLength: 40 }), ({ events }) => {
        for (const one of events) {
          for (const { key, name, value } of factsOf(one, vocabulary('en'))) {
            expect(name, key).toMatch(/^[A-Z]/);
            expect(`${name}${value}`).not.toMatch(/[\u4e00-\u9fff]/);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});
