import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fieldHex,
  joinRuns,
  nameBytes,
  payloadText,
  splitHex,
} from '../../../dashboard/components/event/frame-bytes.ts';
import {
  actorName,
  eventName,
  factsOf,
  keyFacts,
  type Vocabulary,
} from '../../../dashboard/components/event/facts.ts';
import { eventNames, fieldNames } from '../../../dashboard/components/event/names.ts';
import { eventTime } from '../../../dashboard/components/event/event-time.ts';
import type { FrameField } from '../../../shared/channel.ts';
import { eventSchemas, type HallEvent } from '../../../shared/events/index.ts';

const field = (at: number, length: number, role: FrameField['role']): FrameField => ({
  at,
  length,
  role,
  name: { zh: role, en: role },
  value: { zh: '', en: '' },
});
const fields = [field(0, 2, 'start'), field(2, 1, 'length'), field(3, 2, 'data'), field(5, 1, 'checksum')];
const hex = 'AA 55 03 01 02 FE';

describe('the bytes of a frame', () => {
  it('are read with and without spaces; half a byte is left out', () => {
    expect(splitHex('aa 55 0')).toEqual(['AA', '55']);
    expect(splitHex('AA5503')).toEqual(['AA', '55', '03']);
    expect(splitHex('')).toEqual([]);
  });

  it('have the role of the field that covers them', () => {
    expect(nameBytes(hex, fields).map(({ role }) => role)).toEqual([
      'start',
      'start',
      'length',
      'data',
      'data',
      'checksum',
    ]);
  });

  it('are unnamed where no field covers them', () => {
    const bytes = nameBytes('AA 55 03 01 02 FE 99', fields);
    expect(bytes.at(-1)).toEqual({ at: 6, hex: '99', field: -1, role: 'unnamed' });
    expect(nameBytes('00 FF', []).every(({ role }) => role === 'unnamed')).toBe(true);
  });

  it('join to one run for each field, in order', () => {
    expect(joinRuns(nameBytes(hex, fields)).map((run) => run.hex)).toEqual(['AA 55', '03', '01 02', 'FE']);
  });

  it('keeps two fields of one role apart', () => {
    const two = [field(0, 1, 'data'), field(1, 1, 'data')];
    expect(joinRuns(nameBytes('01 02', two))).toHaveLength(2);
  });

  it('are all there, once and in order, whatever the fields say', () => {
    const anyField = fc
      .record({ at: fc.nat(20), length: fc.integer({ min: 1, max: 8 }) })
      .map(({ at, length }) => field(at, length, 'data'));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 24 }), fc.array(anyField, { maxLength: 6 }), (bytes, some) => {
        const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');
        const runs = joinRuns(nameBytes(text, some));
        expect(runs.map((run) => run.hex).join(' ')).toBe(text);
      }),
    );
  });

  it('of one field are found again, and none beyond the end of the frame', () => {
    expect(fieldHex(hex, field(3, 2, 'data'))).toBe('01 02');
    expect(fieldHex(hex, field(5, 4, 'data'))).toBe('FE');
    expect(fieldHex(hex, field(9, 1, 'data'))).toBe('');
  });
});

describe('a payload', () => {
  const toHex = (text: string) => Buffer.from(text).toString('hex');

  it('is shown as text where it is text, Chinese too', () => {
    expect(payloadText(toHex('{"业务":"A"}'))).toBe('{"业务":"A"}');
    expect(payloadText(toHex('a\tb\n'))).toBe('a\tb\n');
  });

  it('is not guessed at where it is not', () => {
    expect(payloadText('FF 68 03')).toBeNull();
    expect(payloadText('41 00 42')).toBeNull();
    expect(payloadText('')).toBeNull();
  });
});

describe('events in words', () => {
  const vocabulary: Vocabulary = {
    language: 'zh',
    hall: {
      services: [{ id: 'tax', prefix: 'A', name: { zh: '申报', en: 'Returns' }, minutes: 8 }],
      windows: [{ id: 'w3', number: 3, services: ['tax'] }],
      devices: [
        { id: 'pad-3', name: { zh: '三号呼叫器', en: 'Pad 3' }, kind: 'pad', driver: 'x', line: 'l' },
      ],
    },
    ticketNumber: (id) => id.split('/').at(-1) ?? id,
  };
  const called: HallEvent = {
    seq: 7,
    at: 0,
    type: 'ticket.called',
    data: { ticket: '2026-03-02/A012', window: 'w3' },
  };

  it('have a name in both languages for every type', () => {
    for (const type of Object.keys(eventSchemas)) {
      expect(eventNames).toHaveProperty([type]);
      expect(eventName(type, 'zh')).toMatch(/\p{Script=Han}/u);
      expect(eventName(type, 'en')).toMatch(/^[A-Z]/);
    }
  });

  it('have a name for every field of every type', () => {
    for (const schema of Object.values(eventSchemas)) {
      for (const name of Object.keys(schema.shape)) expect(fieldNames, name).toHaveProperty([name]);
    }
  });

  it('show a type of a newer bridge as it is', () => {
    expect(eventName('roof.opened', 'zh')).toBe('roof.opened');
  });

  it('name the ticket by its number and the window by its sign', () => {
    expect(keyFacts(called, vocabulary)).toEqual(['A012', '3号窗口']);
    expect(keyFacts(called, { ...vocabulary, language: 'en' })).toEqual(['A012', 'Window 3']);
  });

  it('put codes in words by the event they belong to, and show an unknown code as it is', () => {
    const change = (reason: string): HallEvent => ({
      seq: 1,
      at: 0,
      device: 'pad-3',
      type: 'device.availabilityChanged',
      data: { availability: 'offline', reason },
    });
    expect(keyFacts(change('noAnswer'), vocabulary)).toEqual(['三号呼叫器', '离线', '轮询无应答']);
    expect(keyFacts(change('meteor'), vocabulary)).toContain('meteor');
    const paused: HallEvent = {
      seq: 1,
      at: 0,
      type: 'window.paused',
      data: { window: 'w3', reason: 'meal' },
    };
    expect(keyFacts(paused, vocabulary)).toEqual(['3号窗口', '用餐']);
  });

  it('count transactions from one, and tell nothing known from nothing at all', () => {
    const rated: HallEvent = {
      seq: 1,
      at: 0,
      type: 'rating.given',
      data: { window: 'w3', ticket: '2026-03-02/A012', leg: 0, grade: 5 },
    };
    const facts = factsOf(rated, vocabulary);
    expect(facts.find(({ key }) => key === 'leg')?.value).toBe('1');
    expect(facts.find(({ key }) => key === 'grade')?.value).toBe('非常满意');
    const closed: HallEvent = {
      seq: 1,
      at: 0,
      type: 'day.closed',
      data: { date: '2026-03-02', leftovers: [] },
    };
    expect(factsOf(closed, vocabulary).find(({ key }) => key === 'leftovers')?.value).toBe('无');
  });

  it('say who asked', () => {
    expect(actorName('device:pad-3', vocabulary)).toBe('设备 · 三号呼叫器');
    expect(actorName('person:loopback', { ...vocabulary, language: 'en' })).toBe('This machine');
  });

  it('have their time to the millisecond in the zone of the hall', () => {
    expect(eventTime(Date.UTC(2026, 2, 2, 1, 2, 3, 45), 'Asia/Shanghai')).toBe('2026-03-02 09:02:03.045');
  });
});
