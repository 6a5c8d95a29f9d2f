import { describe, expect, it } from 'vitest';
import { loadDrivers } from '../../bridge/drivers/catalog.ts';
import type { ByteDriver, Request } from '../../bridge/drivers/driver.ts';
import { fromHex, toHex } from '../../bridge/framing/bytes.ts';
import { areasPayload, readAreas, type OnbonArea } from '../../bridge/framing/onbon-areas.ts';
import { clockPayload, onbonErrors, readClock, statusPayload } from '../../bridge/framing/onbon-commands.ts';
import { buildOnbon, onbonAnyScreen, onbonHost, parseOnbon } from '../../bridge/framing/onbon.ts';
import { refusals } from '../../shared/refusals.ts';
import { hear, tidy, vectorsOf } from './stream.ts';

const sign = (await loadDrivers()).get('onbon-bx5k') as ByteDriver;
const sets = (given: Record<string, unknown> = {}) => sign.settings.parse(given);
const answer = (
  group: number,
  command: number,
  third = 0,
  payload: Uint8Array = new Uint8Array(0),
  from = 1,
) => buildOnbon({ to: onbonHost, from, group, command, third, payload });
const yes = answer(0xa0, 0);
const local = '2026-11-21 08:59:58';

/** The frame of the only request of an action. */
function asked(requests: Request[]) {
  expect(requests).toHaveLength(1);
  const [request] = requests as [Request];
  expect(hear(sign.framing([]), [request.bytes]).frames).toHaveLength(1);
  return { request, frame: parseOnbon(request.bytes)! };
}

const { showText, clearText, setPower, setBrightness, setClock, askStatus } = sign.actions!;
const shown = (text: string, given: Record<string, unknown> = {}) => {
  const { frame } = asked(showText!({ text }, sets(given)));
  return { frame, areas: readAreas(frame.payload)!.areas };
};
const twoAreas = [
  { id: 0, width: 64, height: 32, colour: 'red' },
  { id: 7, x: 64, width: 128, height: 32, align: 'centre', vertical: 'middle', overflow: 'run' },
];

describe('a sign', () => {
  it.each([
    ['on', setPower!({ on: true }, sets()), 'A3 00', '01'],
    ['off', setPower!({ on: false }, sets()), 'A3 00', '02'],
    ['dark', setBrightness!({ level: 3 }, sets()), 'A3 02', `01${' 03'.repeat(49)}`],
    ['empty', clearText!({}, sets()), 'A3 10', ''],
    ['right about the time', setClock!({ local }, sets()), 'A2 03', '26 20 11 21 08 59 58 06'],
    ['asked', askStatus!({ local }, sets()), 'A1 02', ''],
  ])('is made %s', (_, requests, command, payload) => {
    const { frame } = asked(requests);
    expect(toHex(Uint8Array.of(frame.group, frame.command))).toBe(command);
    expect(toHex(frame.payload)).toBe(payload);
    expect(frame).toMatchObject({ to: 1, from: onbonHost, third: 1 });
  });

  it.each([
    ['screen OFF', (given: unknown) => setPower!({ on: false }, given)],
    ['clear screen, dst 0xFFFE', (given: unknown) => clearText!({}, given)],
  ])("is sent byte for byte what the maker's own program sends: %s", (meaning, act) => {
    const recorded = vectorsOf('onbon-bx5k').find((vector) => vector.meaning.startsWith(meaning))!;
    const { request } = asked(act(sets({ screen: onbonAnyScreen })));
    expect(toHex(request.bytes)).toBe(tidy(recorded.hex));
  });

  it.each([
    ['5k', 0xfe, 24],
    ['6k', 0xfe, 192],
    ['5k2', 0x58, 24],
    ['5mk1', 0x54, 24],
    ['6k3', 0x63, 192],
    ['6k1-yy', 0x64, 192],
  ])('of the model %s is addressed as that, and measured as that counts', (cards, model, width) => {
    const { frame, areas } = shown('A', { cards, width: 192 });
    expect([frame.model, areas[0]?.width]).toEqual([model, width]);
  });

  it('takes a line of the text for each of its areas, each in its own way', () => {
    const { frame, areas } = shown('3号\n请A012到3号窗口办理业务', { areas: twoAreas });
    expect(areas).toEqual([
      { id: 0, x: 0, y: 0, width: 8, height: 32, text: '3号' },
      { id: 7, x: 8, y: 0, width: 16, height: 32, text: '请A012到3号窗口办理业务' },
    ]);
    const hex = toHex(frame.payload);
    // Red; standing still. Centred in the middle, in one line, running to the left.
    expect(hex).toContain('5C 43 31 33 BA C5');
    expect(hex).toContain('00 00 0A 01 01 03 00 04 08');
  });

  it('leaves the areas as they are for which a text has no line, and loses no line', () => {
    expect(shown('只有一行', { areas: twoAreas }).areas.map(({ id }) => id)).toEqual([0]);
    expect(shown('一\n二\n三', { areas: twoAreas }).areas.map(({ text }) => text)).toEqual(['一', '二 三']);
    expect(shown('一\n二').areas.map(({ text }) => text)).toEqual(['一 二']);
  });

  it('whose fonts end with GB 2312 is sent nothing beyond', () => {
    expect(shown('镕喆ABC中').areas[0]?.text).toBe('镕喆ABC中');
    expect(shown('镕喆ABC中', { charset: 'gb2312' }).areas[0]?.text).toBe('??ABC中');
  });

  it.each([
    [{ areas: [{ id: 0, x: 4, width: 64, height: 32 }] }, 'a multiple of 8 on 5K cards'],
    [{ areas: [{ id: 0, width: 60, height: 32 }] }, 'a multiple of 8 on 5K cards'],
    [
      {
        areas: [
          { id: 1, width: 64, height: 32 },
          { id: 1, width: 64, height: 32 },
        ],
      },
      '"1" is used twice',
    ],
  ])('cannot be given areas that no card has: %j', (given, message) => {
    expect(sign.settings.safeParse(given).error?.issues[0]?.message).toBe(message);
    const [first] = given.areas;
    expect(sign.settings.safeParse({ cards: '6k', areas: [first] }).success).toBe(true);
  });

  it('can lose some of its areas, or all', () => {
    const area: OnbonArea = {
      ...{ id: 2, x: 1, y: 2, width: 3, height: 4, align: 'left', vertical: 'top', single: true },
      ...{ motion: 'static', speed: 0, stay: 8, text: new Uint8Array(0) },
    };
    expect(readAreas(areasPayload([area], [0, 5]))).toMatchObject({ removed: [0, 5], areas: [{ id: 2 }] });
    expect(readAreas(areasPayload([], 'all'))).toEqual({ removed: 'all', areas: [] });
    const payload = areasPayload([area]);
    for (let length = 1; length < payload.length; length++) {
      expect(readAreas(payload.subarray(0, length))?.areas ?? []).toEqual([]);
    }
  });
});

describe('an answer of a sign', () => {
  const settled = (requests: Request[], frame: Uint8Array) => requests[0]!.answeredBy!(frame);
  const readings = (requests: Request[], frame: Uint8Array) =>
    sign.decode(frame, sets(), requests[0]!)?.readings;

  it('settles an order by a yes, and makes known what is so now', () => {
    const off = setPower!({ on: false }, sets());
    expect(settled(off, yes)).toBe(true);
    expect(readings(off, yes)).toEqual([
      { kind: 'result', ok: true },
      { kind: 'value', name: 'power', value: false },
    ]);
    const dim = setBrightness!({ level: 3 }, sets());
    expect(readings(dim, yes)).toContainEqual({ kind: 'value', name: 'brightness', value: 3 });
    expect(readings(setClock!({ local }, sets()), yes)).toContainEqual({
      kind: 'value',
      name: 'clock error',
      value: 0,
      unit: 's',
    });
  });

  it('to a question is its own or a no; the yes to an order before it is none', () => {
    const question = askStatus!({ local }, sets());
    const status = answer(
      0xa1,
      2,
      0,
      statusPayload({ on: true, brightness: 9, clock: '2026-11-21 09:02:00' }),
    );
    expect(settled(question, yes)).toBe(false);
    expect(settled(question, answer(0xa0, 1, 2))).toBe(true);
    expect(settled(question, status)).toBe(true);
    expect(settled(setPower!({ on: true }, sets()), status)).toBe(false);
    expect(readings(question, yes)).toEqual([]);
    expect(readings(question, status)).toEqual([
      { kind: 'value', name: 'power', value: true },
      { kind: 'value', name: 'brightness', value: 9 },
      { kind: 'value', name: 'clock error', value: 122, unit: 's' },
    ]);
  });

  it('that its clock holds no time says that the error is not known', () => {
    const status = answer(0xa1, 2, 0, statusPayload({ on: false, brightness: 0, clock: null }));
    expect(readings(askStatus!({ local }, sets()), status)).toContainEqual({
      kind: 'value',
      name: 'clock error',
      value: null,
      unit: 's',
    });
    expect(readings(askStatus!({ local }, sets()), answer(0xa1, 2))).toEqual([]);
  });

  it.each(Object.entries(onbonErrors))(
    'of no, for reason %s, is told in words of both languages (%s)',
    (error, code) => {
      const no = answer(0xa0, 1, Number(error));
      expect(readings(showText!({ text: 'A' }, sets()), no)).toEqual([{ kind: 'result', ok: false, code }]);
      const words = sign.describe(no).find(({ name }) => name.en === 'Error')?.value;
      expect(words).toEqual(refusals[code!]);
    },
  );

  it('of no, for a reason nobody knows, keeps its number', () => {
    expect(readings(showText!({ text: 'A' }, sets()), answer(0xa0, 1, 99))).toEqual([
      { kind: 'result', ok: false, detail: 'error 99' },
    ]);
  });

  it('without its number is taken for the sign that was asked, and for no other', () => {
    const nameless = answer(0xa0, 0, 0, new Uint8Array(0), onbonAnyScreen);
    expect(sign.decode(nameless, sets(), showText!({ text: 'A' }, sets())[0]!)).not.toBeNull();
    expect(sign.decode(nameless, sets(), null)).toBeNull();
    expect(sign.decode(answer(0xa0, 0, 0, new Uint8Array(0), 2), sets(), null)).toBeNull();
  });
});

describe('the clock of a sign', () => {
  it('is set and read as binary-coded decimals, the year low byte first, Sunday as 7', () => {
    expect(toHex(clockPayload('2026-11-22 23:00:59'))).toBe('26 20 11 22 23 00 59 07');
    expect(toHex(clockPayload('2026-11-23 00:00:00'))).toBe('26 20 11 23 00 00 00 01');
    expect(readClock(fromHex('26 20 11 22 23 00 59 07'))).toBe('2026-11-22 23:00:59');
  });

  it('is never set to what is no time', () => {
    expect(() => clockPayload('yesterday')).toThrow(RangeError);
    expect(readClock(fromHex('FF FF FF FF FF FF FF FF'))).toBeNull();
    expect(readClock(fromHex('26 20 13 01 00 00 00 01'))).toBeNull();
  });
});
