import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../bridge/profiles/catalog.ts';
import type { ByteDriver, Reading } from '../../bridge/drivers/driver.ts';
import { fromHex, toHex } from '../../bridge/framing/bytes.ts';
import { escposFraming } from '../../bridge/framing/escpos.ts';
import { escpos } from '../../bridge/framing/escpos-commands.ts';
import { bitmapOf, rasterCommands } from '../../bridge/framing/escpos-raster.ts';
import { readEscpos } from '../../bridge/framing/escpos-tokens.ts';
import { acknowledgeFf68, buildFf68, ff68Framing, parseFf68 } from '../../bridge/framing/ff68.ts';
import {
  buildLock8a,
  buildLock8aQuery,
  buildLock8aUnlock,
  lock8aFraming,
} from '../../bridge/framing/lock8a.ts';
import { buildOnbon, onbonFraming, parseOnbon, unwrapOnbon, wrapOnbon } from '../../bridge/framing/onbon.ts';
import { hear, tidy, vectorsOf, type Vector } from './stream.ts';

const drivers = await loadCatalog();
const byteDriver = (id: string): ByteDriver => drivers.get(id) as ByteDriver;

/** Settles every vector of a protocol by its bytes (and its meaning where bytes recur); none is left over. */
function settle(
  protocol: string,
  cases: [hex: string, check: (vector: Vector) => void, meaning?: string][],
): void {
  const vectors = vectorsOf(protocol);
  const caseOf = (vector: Vector) =>
    cases.find(([hex, , meaning]) => hex === vector.hex && (!meaning || vector.meaning.includes(meaning)));

  it('settles every published frame', () => {
    expect(vectors.filter((vector) => !caseOf(vector)).map(({ meaning }) => meaning)).toEqual([]);
    expect(vectors).toHaveLength(cases.length);
  });
  it.each(vectors)('$direction $hex: $meaning', (vector) => caseOf(vector)![1](vector));
}

/** The host sends exactly these bytes. */
const sends = (bytes: Iterable<number>) => (vector: Vector) =>
  expect(toHex(Uint8Array.from(bytes))).toBe(tidy(vector.hex));

describe('ESC/POS', () => {
  const printer = byteDriver('escpos-printer');
  const settings = printer.settings.parse({});
  const well = { offline: false, cover: false, cutter: false, recoverable: false, unrecoverable: false };

  const says = (readings: Reading[], answers?: string) => (vector: Vector) => {
    const frame = fromHex(vector.hex);
    expect(hear(escposFraming(), [frame])).toMatchObject({ frames: [tidy(vector.hex)], discarded: [] });
    const pending = answers === undefined ? null : { name: answers, bytes: new Uint8Array(0) };
    expect(printer.decode(frame, settings, pending)?.readings).toEqual(readings);
  };
  const flags = (given: Extract<Reading, { kind: 'printer' }>['flags']): Reading[] => [
    { kind: 'printer', flags: given },
  ];
  const isNoise = (vector: Vector) =>
    expect(hear(escposFraming(), [fromHex(vector.hex)])).toMatchObject({
      frames: [],
      discarded: [{ why: 'noise' }],
    });
  /** Never sent, but named when seen. */
  const isNamed = (en: string) => (vector: Vector) =>
    expect(printer.describe(fromHex(vector.hex))[0]?.name.en).toBe(en);

  settle('escpos', [
    ['1B 40', sends(escpos.initialise())],
    ['10 04 01', sends(escpos.realTimeStatus(1))],
    ['10 04 03', sends(escpos.realTimeStatus(3))],
    ['10 04 04', sends(escpos.realTimeStatus(4))],
    ['1E', says(flags({ paper: 'low' }), 'status 4')],
    ['72', says(flags({ paper: 'out' }), 'status 4')],
    ['1A', says(flags({ offline: true }), 'status 1'), 'DLE EOT 1'],
    ['16', says(flags({ cover: true }), 'status 2')],
    ['1A', says(flags({ cutter: true, recoverable: false, unrecoverable: false }), 'status 3'), 'DLE EOT 3'],
    ['81', isNoise],
    ['80', isNoise],
    ['02', isNoise],
    ['1D 61 4F', sends(escpos.automaticStatus(0x4f))],
    ['1D 61 00', sends(escpos.automaticStatus(0))],
    ['10 00 00 00', says(flags({ ...well, paper: 'ok' }))],
    ['10 00 03 00', says(flags({ ...well, paper: 'low' }))],
    ['38 00 00 00', says(flags({ ...well, offline: true, cover: true, paper: 'ok' }))],
    ['18 08 00 00', says(flags({ ...well, offline: true, cutter: true, paper: 'ok' }))],
    ['18 40 00 00', says(flags({ ...well, offline: true, recoverable: true, paper: 'ok' }))],
    ['1D 49 41', sends(escpos.identify(0x41))],
    ['1D 49 43', sends(escpos.identify(0x43))],
    ['1D 49 44', sends(escpos.identify(0x44))],
    ['5F 45 50 53 4F 4E 00', says([{ kind: 'value', name: 'maker', value: 'EPSON' }], 'maker')],
    ['1D 56 00', (vector) => sends(escpos.cut('full').slice(-3))(vector)],
    ['1D 56 42 00', sends(escpos.cut('feedPartial'))],
    [
      '1D 28 6B 04 00 31 41 32 00 1D 28 6B 03 00 31 43 03 1D 28 6B 03 00 31 45 30 ' +
        '1D 28 6B 07 00 31 50 30 31 32 33 34 1D 28 6B 03 00 31 51 30',
      sends(escpos.qrCode('1234')),
    ],
    ['1D 76 30 00 01 00 01 00 80', sends(rasterCommands(bitmapOf([[true]])))],
    ['1D 76 30 00 01 00 02 00 C0 00', sends(rasterCommands(bitmapOf([[true, true], [false]])))],
    ['1C 2E', sends(escpos.chineseOff())],
    ['1C 43 01', isNamed('Kanji code system')],
    ['1D 28 6B 09 00 31 50 30 E5 8A 9E E7 A8 8E', sends(escpos.qrStore('办税'))],
    [
      '1D 28 6B 05 00 31 50 30 E5 8A 9E E7 A8 8E',
      (vector) => {
        expect(toHex(Uint8Array.from(escpos.qrStore('办税')))).not.toBe(vector.hex);
        // A printer takes the bytes past the announced length for text, and so do we.
        expect(readEscpos(fromHex(vector.hex)).tokens.map(({ kind }) => kind)).toEqual(['command', 'text']);
      },
    ],
  ]);
});

describe('the 8A lock board', () => {
  const board = byteDriver('lock-8a');
  const framing = lock8aFraming([{ address: 1, groups: 3 }]);

  const says =
    (readings: Reading[], address = 1) =>
    (vector: Vector) => {
      const frame = fromHex(vector.hex);
      expect(hear(framing, [frame])).toMatchObject({ frames: [tidy(vector.hex)], discarded: [] });
      const settings = board.settings.parse({ address, channels: 12, groups: 3 });
      expect(board.decode(frame, settings, null)?.readings).toEqual(readings);
    };
  const doors = (...closed: number[]): Reading[] => [
    {
      kind: 'channels',
      states: Array.from({ length: 12 }, (_, i) => (closed.includes(i + 1) ? 'closed' : 'open')),
    },
  ];
  const isRefused = (vector: Vector) => {
    const { frames, discarded } = hear(framing, [fromHex(vector.hex)]);
    expect(frames).toEqual([]);
    expect(discarded[0]?.why).toBe('badChecksum');
  };

  settle('lockboard-8a-xor', [
    ['8A 01 01 11 9B', sends(buildLock8aUnlock(1, 1))],
    ['8A 01 02 11 98', sends(buildLock8aUnlock(1, 2))],
    ['8A 01 04 11 9E', sends(buildLock8aUnlock(1, 4))],
    ['8A 01 0C 11 96', sends(buildLock8aUnlock(1, 12))],
    ['8A 03 0C 11 94', sends(buildLock8aUnlock(3, 12))],
    [
      '8A 01 00 11 9A',
      // Opens every door of the board: nothing here can send it, and its echo is no state.
      ({ hex }) => {
        expect(() => buildLock8aUnlock(1, 0)).toThrow(RangeError);
        expect(board.decode(fromHex(hex), board.settings.parse({}), null)).toBeNull();
      },
    ],
    ['8A 01 01 00 8A', says([{ kind: 'result', ok: true }])],
    ['8A 01 02 00 89', says([{ kind: 'result', ok: true }])],
    ['8A 02 0C 00 84', says([{ kind: 'result', ok: true }], 2)],
    ['8A 03 0C 00 85', says([{ kind: 'result', ok: true }], 3)],
    ['80 01 01 33 B3', sends(buildLock8aQuery(1, 1))],
    ['80 01 01 00 80', says([{ kind: 'channel', channel: 1, state: 'open' }])],
    ['80 01 00 33 B2', sends(buildLock8aQuery(1))],
    ['80 01 00 00 00 33 B2', says(doors())],
    ['80 01 00 00 02 33 B0', says(doors(2))],
    ['90 01 02 02 02 93', sends(buildLock8a(0x90, 1, 2, 2, 2))],
    ['9B 01 01 11 8A', sends(buildLock8a(0x9b, 1, 1, 0x11))],
    ['82 01 01 00 82', says([{ kind: 'channel', channel: 1, state: 'open' }])],
    ['81 01 01 11 90', says([{ kind: 'channel', channel: 1, state: 'closed' }])],
    ['8A 01 01 11 9A', isRefused],
  ]);
});

describe('the Onbon sign', () => {
  const sign = byteDriver('onbon-bx5k');
  const preamble = 'A5 A5 A5 A5 A5 A5 A5 A5';
  const command = (to: number, group: number, cmd: number, payload = '') =>
    buildOnbon({ to, from: 0x8000, group, command: cmd, third: 1, payload: fromHex(payload) });
  const area = (length: string, width: string, text: string) =>
    `00 01 ${length} 00 00 00 00 00 00 ${width} 00 10 00 00 00 00 05 00 00 00 00 02 01 02 00 00 08 ${text}`;
  const wraps = (plain: string) => (vector: Vector) => {
    expect(toHex(wrapOnbon(fromHex(plain)))).toBe(tidy(vector.hex));
    expect(toHex(unwrapOnbon(fromHex(vector.hex))!)).toBe(plain);
    // Content without header and CRC is no frame on the line.
    expect(hear(onbonFraming, [fromHex(vector.hex)]).frames).toEqual([]);
  };
  const call = '0D 00 00 00 C7 EB 41 30 30 31 B5 BD 33 BA C5 B4 B0';

  settle('onbon-bx5k', [
    [
      `${preamble} 01 00 00 80 00 00 00 00 00 00 FE 02 05 00 A2 00 01 00 00 68 F8 5A`,
      sends(command(1, 0xa2, 0)),
    ],
    [
      `${preamble} 01 00 00 80 00 00 00 00 00 00 FE 02 05 00 A3 10 01 00 00 51 F8 5A`,
      sends(command(1, 0xa3, 0x10)),
    ],
    [
      `${preamble} A5 00 80 FE FF 00 00 00 00 00 00 FE 02 05 00 A0 00 00 00 00 14 AC 5A`,
      (vector) => {
        const frame = fromHex(vector.hex);
        expect(hear(onbonFraming, [frame])).toMatchObject({ frames: [tidy(vector.hex)], discarded: [] });
        const pending = { name: 'showText', bytes: new Uint8Array(0) };
        expect(sign.decode(frame, sign.settings.parse({}), pending)).toEqual({
          readings: [{ kind: 'result', ok: true }],
        });
      },
    ],
    [
      `${preamble} 01 00 00 80 00 00 00 00 00 00 FE 02 32 00 A3 06 01 2D 00 00 01 29 00 00 00 00 00 00 18 00 20 00 ` +
        '00 00 00 02 00 00 00 00 02 02 03 00 04 05 0E 00 00 00 30 31 32 33 34 35 51 52 53 54 54 56 27 42 A8 7D 5A',
      (vector) => {
        const frame = fromHex(vector.hex);
        expect(hear(onbonFraming, [frame])).toMatchObject({ frames: [tidy(vector.hex)], discarded: [] });
        expect(parseOnbon(frame)).toMatchObject({ to: 1, group: 0xa3, command: 6, third: 1 });
        expect(
          sign
            .describe(frame)
            .map(({ value }) => value?.zh)
            .join('\n'),
        ).toContain("“012345QRSTTV'B”");
      },
    ],
    [`${preamble} A6 02 A6 01 00 5B 01 00 5B 02 5A`, wraps('A5 A6 00 5B 00 5A')],
    [`${preamble} A6 02 5B 02 5A`, wraps('A5 5A')],
    [
      `${preamble} FE FF 00 80 00 00 00 00 00 00 FE 02 06 00 A3 00 01 00 00 02 1D F0 5A`,
      sends(command(0xfffe, 0xa3, 0, '02')),
    ],
    [
      `${preamble} FE FF 00 80 00 00 00 00 00 00 FE 02 05 00 A3 10 01 00 00 75 DC 5A`,
      sends(command(0xfffe, 0xa3, 0x10)),
    ],
    [
      `${preamble} FE FF 00 80 00 00 00 00 00 00 FE 02 31 00 A3 06 01 00 00 00 01 28 00 00 00 00 00 00 08 00 10 00 ` +
        '00 00 00 05 00 00 00 00 02 01 02 00 00 08 0D 00 00 00 C7 EB 41 30 30 31 B5 BD 33 BA C5 B4 B0 9E 8D 5A',
      sends(command(0xfffe, 0xa3, 6, area('28', '08', call))),
    ],
    [
      `${preamble} FE FF 00 80 00 00 00 00 00 00 FE 02 31 00 A3 06 01 00 00 00 01 28 00 00 00 00 00 00 40 00 10 00 ` +
        '00 00 00 05 00 00 00 00 02 01 02 00 00 08 0D 00 00 00 C7 EB 41 30 30 31 B5 BD 33 BA C5 B4 B0 B6 87 5A',
      sends(command(0xfffe, 0xa3, 6, area('28', '40', call))),
    ],
    [
      `${preamble} FE FF 00 80 00 00 00 00 00 00 FE 02 28 00 A3 06 01 00 00 00 01 1F 00 00 00 00 00 00 08 00 10 00 ` +
        '00 00 00 05 00 00 00 00 02 01 02 00 00 08 04 00 00 00 D5 C5 B1 A6 01 40 CA 5A',
      sends(command(0xfffe, 0xa3, 6, area('1F', '08', '04 00 00 00 D5 C5 B1 A6'))),
    ],
  ]);
});

describe('the FF68 call pad and evaluator', () => {
  const pad = byteDriver('ff68-pad');
  const evaluator = byteDriver('ff68-evaluator');

  const presses =
    (key: string, address = 1) =>
    (vector: Vector) => {
      const frame = fromHex(vector.hex);
      expect(hear(ff68Framing, [frame])).toMatchObject({ frames: [tidy(vector.hex)], discarded: [] });
      expect(evaluator.decode(frame, evaluator.settings.parse({ address }), null)).toBeNull();
      expect(pad.decode(frame, pad.settings.parse({ address }), null)).toEqual({
        readings: [{ kind: 'key', key, digits: [] }],
        acknowledge: frame,
        once: { key: expect.any(String), ms: 800 },
      });
    };
  const rates = (raw: number, grade: number) => (vector: Vector) => {
    const frame = fromHex(vector.hex);
    expect(hear(ff68Framing, [frame])).toMatchObject({ frames: [tidy(vector.hex)], discarded: [] });
    expect(pad.decode(frame, pad.settings.parse({}), null)).toBeNull();
    expect(evaluator.decode(frame, evaluator.settings.parse({}), null)).toMatchObject({
      readings: [{ kind: 'rating', raw, grade }],
      acknowledge: buildFf68({ address: 1, func: 1, data: [raw] }),
    });
  };
  /** Only hosts send it: echoed by an adapter, it presses no key. */
  const isHostOnly = (frame: Uint8Array) => (vector: Vector) => {
    sends(frame)(vector);
    expect(pad.decode(frame, pad.settings.parse({}), null)).toBeNull();
    expect(evaluator.decode(frame, evaluator.settings.parse({}), null)).toBeNull();
  };

  settle('queuesystem-ff68', [
    ['FF 68 03 03 68 01 01 0C 0E 16', presses('call')],
    ['FF 68 03 03 68 01 01 0D 0F 16', presses('recall')],
    ['FF 68 03 03 68 01 01 12 14 16', presses('pause')],
    ['FF 68 03 03 68 01 01 13 15 16', presses('transfer')],
    ['FF 68 04 04 68 01 01 00 0F 11 16', presses('hang')],
    ['FF 68 04 04 68 01 01 03 0F 14 16', presses('callBack')],
    ['FF 68 03 03 68 01 11 01 13 16', rates(1, 3)],
    ['FF 68 03 03 68 01 11 02 14 16', rates(2, 4)],
    ['FF 68 03 03 68 01 01 00 02 16', sends(acknowledgeFf68({ address: 1, func: 0x11, data: [0] }))],
    [
      'FF 68 08 08 68 01 02 0A 0A 0A 00 01 02 24 16',
      isHostOnly(buildFf68({ address: 1, func: 2, data: [10, 10, 10, 0, 1, 2] })),
    ],
    ['FF 68 02 02 68 01 03 04 16', isHostOnly(buildFf68({ address: 1, func: 3, data: [] }))],
    ['FF 68 03 03 68 01 02 05 08 16', isHostOnly(buildFf68({ address: 1, func: 2, data: [5] }))],
    ['FF 68 03 03 68 16 01 0C 23 16', presses('call', 0x16)],
    [
      'FF 68 03 03 68 01 01 0C 0F 16',
      (vector) => {
        expect(hear(ff68Framing, [fromHex(vector.hex)])).toMatchObject({
          frames: [],
          discarded: [{ why: 'badChecksum' }],
        });
        expect(parseFf68(fromHex(vector.hex))).toBeNull();
      },
    ],
  ]);
});
