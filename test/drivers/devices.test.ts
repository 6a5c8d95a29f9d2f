import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../bridge/profiles/catalog.ts';
import type { ByteDriver, MessageDriver, Reading } from '../../bridge/drivers/driver.ts';
import { fromHex, toHex } from '../../bridge/framing/bytes.ts';
import { buildFf68 } from '../../bridge/framing/ff68.ts';
import { parseOnbon } from '../../bridge/framing/onbon.ts';
import { hear } from './stream.ts';

const drivers = await loadCatalog();
const bytes = (id: string): ByteDriver => drivers.get(id) as ByteDriver;
const messages = (id: string): MessageDriver => drivers.get(id) as MessageDriver;

describe('a call pad and its evaluator under one address', () => {
  const pad = bytes('ff68-pad');
  const evaluator = bytes('ff68-evaluator');
  const press = (data: number[], settings: Record<string, unknown> = {}) =>
    pad.decode(buildFf68({ address: 1, func: 1, data }), pad.settings.parse(settings), null)?.readings;

  it('stand on one line with one framing', () => {
    expect(pad.framing([]).id).toBe(evaluator.framing([]).id);
  });

  it.each<[number[], Reading]>([
    [[0x0b], { kind: 'key', key: 'finish', digits: [] }],
    [[1, 0x0f], { kind: 'key', key: 'start', digits: [] }],
    [[6, 0x0f], { kind: 'key', key: 'pass', digits: [] }],
    [[0, 0x0f], { kind: 'key', key: 'hang', digits: [] }],
    [[1, 2, 3, 0x0f], { kind: 'key', key: 'callBack', digits: [1, 2] }],
    [[4, 0x0f], { kind: 'key', key: 'other', digits: [4] }],
    [[0x0f], { kind: 'key', key: 'other', digits: [] }],
    [[1, 2, 0x13], { kind: 'key', key: 'transfer', digits: [1, 2] }],
    [[0x0e], { kind: 'key', key: 'other', digits: [] }],
  ])('say %j with a key frame', (data, reading) => {
    expect(press(data)).toEqual([reading]);
  });

  it('can be told what a key means here, by its code in either notation', () => {
    expect(press([0x0e], { keys: { '0x0E': 'pass' } })).toEqual([{ kind: 'key', key: 'pass', digits: [] }]);
    expect(press([0x0e], { keys: { 14: 'pass' } })).toEqual([{ kind: 'key', key: 'pass', digits: [] }]);
    expect(pad.settings.safeParse({ keys: { 256: 'pass' } }).success).toBe(false);
    expect(pad.settings.safeParse({ keys: { 14: 'explode' } }).success).toBe(false);
  });

  it('leave the frames of other addresses alone', () => {
    const frame = buildFf68({ address: 2, func: 1, data: [0x0c] });
    expect(pad.decode(frame, pad.settings.parse({}), null)).toBeNull();
  });

  it.each([
    [7, 'A012', '0A 0A 07 00 01 02'],
    [0, 'A012', '0A 0A 00 00 01 02'],
    [1500, 'B7', '09 09 09 00 00 07'],
    [12, 'A1234', '0A 01 02 02 03 04'],
    [0, '', '0A 0A 00 0A 0A 0A'],
  ])('show %i waiting and ticket "%s"', (waiting, number, digits) => {
    const [request] = pad.actions!.showQueue!({ waiting, number }, pad.settings.parse({}));
    expect(toHex(request!.bytes.subarray(7, -2))).toBe(digits);
    expect(request!.answeredBy).toBeUndefined();
  });

  it('ask for a rating', () => {
    const [request] = evaluator.actions!.askRating!({}, evaluator.settings.parse({ address: 5 }));
    expect(toHex(request!.bytes)).toBe('FF 68 03 03 68 05 01 0B 11 16');
  });
});

describe('a lock board', () => {
  const board = bytes('lock-8a');
  const ask = (settings: Record<string, unknown> = {}) => board.polls!(board.settings.parse(settings));

  it('is asked for all its locks once a second', () => {
    const [poll, ...more] = ask();
    expect(more).toEqual([]);
    expect([toHex(poll!.request.bytes), poll!.every]).toEqual(['80 01 00 33 B2', 1000]);
    expect(poll!.request.answeredBy!(fromHex('80 01 00 00 02 33 B0'))).toBe(true);
    expect(poll!.request.answeredBy!(poll!.request.bytes)).toBe(false);
  });

  it('is asked lock by lock when its one status byte would look like the question', () => {
    const polls = ask({ channels: 2 });
    expect(polls.map(({ request }) => toHex(request.bytes))).toEqual(['80 01 01 33 B3', '80 01 02 33 B0']);
    const { request } = polls[1]!;
    expect(request.answeredBy!(request.bytes)).toBe(false);
    expect(request.answeredBy!(fromHex('80 01 02 11 92'))).toBe(true);
    expect(request.answeredBy!(fromHex('80 01 01 11 93'))).toBe(false);
  });

  it('says of no echoed order or question what state a lock is in', () => {
    const settings = board.settings.parse({});
    for (const echo of [
      '80 01 00 33 B2',
      '80 01 05 33 B7',
      '8A 01 01 11 9B',
      '90 01 02 02 02 93',
      '9A 01 01 11 8B',
    ]) {
      expect(hear(board.framing([settings]), [fromHex(echo)]).frames).toEqual([echo]);
      expect(board.decode(fromHex(echo), settings, null)?.readings ?? []).toEqual([]);
    }
  });

  it.each([
    ['shortWhenLocked', '8A 01 03 00 88', [{ kind: 'result', ok: true }]],
    ['shortWhenOpen', '8A 01 03 00 88', [{ kind: 'result', ok: false, detail: 'notOpened' }]],
  ])('answers "unlock" by its wiring (%s), never with a door', (feedback, answer, readings) => {
    const settings = board.settings.parse({ feedback });
    const [request] = board.actions!.unlockDoor!({ door: 3 }, settings);
    expect(toHex(request!.bytes)).toBe('8A 01 03 11 99');
    expect(request!.answeredBy!(fromHex(answer))).toBe(true);
    expect(request!.answeredBy!(request!.bytes)).toBe(false);
    expect(board.decode(fromHex(answer), settings, request!)?.readings).toEqual(readings);
  });

  it.each([0, -1, 1.5, 25, 256])('never unlocks door %d, which it does not have', (door) => {
    expect(() => board.actions!.unlockDoor!({ door }, board.settings.parse({}))).toThrow(RangeError);
  });

  it('may number its status bytes from the other end', () => {
    const settings = board.settings.parse({ channels: 24, groupOrder: 'lowFirst' });
    const [reading] = board.decode(fromHex('80 01 00 00 02 33 B0'), settings, null)!.readings;
    const states = reading?.kind === 'channels' ? reading.states : [];
    expect(states.flatMap((state, i) => (state === 'closed' ? [i + 1] : []))).toEqual([18]);
  });
});

describe('a window sign', () => {
  const sign = bytes('onbon-bx5k');
  const show = (text: string, settings: Record<string, unknown> = {}) => {
    const [request] = sign.actions!.showText!({ text }, sign.settings.parse(settings));
    const frame = parseOnbon(request!.bytes)!;
    const payload = frame.payload;
    const area = payload.subarray(4);
    return { request: request!, frame, width: area[5]! + 256 * area[6]!, area, text: area.subarray(27) };
  };

  it('shows a short text in one line over the whole screen, standing still', () => {
    const { frame, width, area, text } = show('请A012到3号窗口');
    expect(frame).toMatchObject({ to: 1, from: 0x8000, group: 0xa3, command: 6, third: 1 });
    expect([width, area[7], toHex(area.subarray(17, 20))]).toEqual([24, 32, '01 01 01']);
    expect(new TextDecoder('gbk').decode(text)).toBe('请A012到3号窗口');
    expect(area[23]).toBe(text.length);
    expect(frame.payload[2]).toBe(area.length);
  });

  it('breaks a longer text into lines', () => {
    expect(toHex(show('请A012号到3号窗口办理业务请带好证件').area.subarray(17, 20))).toBe('02 02 01');
  });

  it('gives 6K cards the width in pixels', () => {
    expect(show('1', { cards: '6k' }).width).toBe(192);
  });

  it('passes no control code of the card on', () => {
    const { text } = show('\\C1红\\n\x1b\x00淺\r\nB');
    expect(new TextDecoder('gbk').decode(text)).toBe('＼C1红＼n? B');
    expect([...text]).not.toContain(0x5c);
  });

  it('cuts an endless text between two characters', () => {
    const { text, request } = show(`A${'楼'.repeat(500)}`);
    expect(new TextDecoder('gbk').decode(text)).toBe(`A${'楼'.repeat(119)}`);
    expect(hear(sign.framing([]), [request.bytes]).frames).toHaveLength(1);
  });

  it('is known to be alive by its answer to a ping every ten seconds', () => {
    const [poll] = sign.polls!(sign.settings.parse({}));
    expect(poll!.every).toBe(10_000);
    expect(toHex(poll!.request.bytes)).toBe(
      'A5 A5 A5 A5 A5 A5 A5 A5 01 00 00 80 00 00 00 00 00 00 FE 02 05 00 A2 00 01 00 00 68 F8 5A',
    );
    expect(poll!.request.answeredBy!(fromHex(sign.examples[0]!.frame))).toBe(true);
    expect(poll!.request.answeredBy!(poll!.request.bytes)).toBe(false);
  });
});

describe('devices over MQTT', () => {
  const say = (driver: MessageDriver, settings: Record<string, unknown>, topic: string, text: string) => {
    const message = { topic, payload: new TextEncoder().encode(text), retained: false };
    return driver.decode(message, driver.settings.parse(settings), undefined);
  };

  it('count one press of a button once', () => {
    const button = messages('zigbee2mqtt-button');
    expect(say(button, { device: 'b' }, 'zigbee2mqtt/b', '{"action":"single"}')?.once).toEqual({
      key: 'single',
      ms: 800,
    });
  });

  it('know nothing more of a device when only its bridge is back', () => {
    const contact = messages('zigbee2mqtt-contact');
    expect(say(contact, { device: 'd' }, 'zigbee2mqtt/bridge/state', '{"state":"online"}')).toEqual({
      readings: [],
    });
  });

  it.each(['contact', 'button'])('refuse a %s name that would listen to others', (kind) => {
    for (const device of ['#', 'a/+/b', '/a', 'a/', '']) {
      expect(messages(`zigbee2mqtt-${kind}`).settings.safeParse({ device }).success).toBe(false);
    }
  });

  it.each(['{"contact":"yes"}', '{"contact":1}', '{"battery":-3}', '{"battery":"97"}', '{"contact":null}'])(
    'claim nothing from %s',
    (text) => {
      const contact = messages('zigbee2mqtt-contact');
      expect(say(contact, { device: 'd' }, 'zigbee2mqtt/d', text)).toEqual({ readings: [] });
    },
  );

  it.each(['', '{', '[1]', '"x"', 'null', '{"id":1,"service":"A"}', '{"id":"","service":"A"}', '{"id":"7"}'])(
    'give no ticket for %j',
    (text) => {
      expect(say(messages('kiosk-mqtt'), { kiosk: 'k1' }, 'hall/kiosk/k1/request', text)).toBeNull();
    },
  );

  it('answer a kiosk with its ticket or with the reason for none', () => {
    const kiosk = messages('kiosk-mqtt');
    const settings = kiosk.settings.parse({ kiosk: 'k1' });
    const answer = kiosk.actions!.answerKiosk!;
    expect(answer({ request: 'r1', number: 'A012', ahead: 3 }, settings)).toEqual([
      { topic: 'hall/kiosk/k1/response', payload: '{"id":"r1","number":"A012","ahead":3}' },
    ]);
    expect(answer({ request: 'r1', code: 'printer.paperOut' }, settings)).toEqual([
      { topic: 'hall/kiosk/k1/response', payload: '{"id":"r1","refused":"printer.paperOut"}' },
    ]);
  });

  it('let a kiosk ask for the same ticket again for ten minutes', () => {
    const decoded = say(
      messages('kiosk-mqtt'),
      { kiosk: 'k1' },
      'hall/kiosk/k1/request',
      '{"id":"r1","service":"A"}',
    );
    expect(decoded?.once).toEqual({ key: 'r1', ms: 600_000 });
  });
});
