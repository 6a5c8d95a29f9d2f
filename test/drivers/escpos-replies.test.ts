import { describe, expect, it } from 'vitest';
import { loadDrivers } from '../../bridge/drivers/catalog.ts';
import type { ByteDriver, Request } from '../../bridge/drivers/driver.ts';
import { fromHex, toHex } from '../../bridge/framing/bytes.ts';
import { bytewise, glue, hear } from './stream.ts';

const printer = (await loadDrivers()).get('escpos-printer') as ByteDriver;
const sets = (given: Record<string, unknown> = {}) => printer.settings.parse(given);
const framing = (given: Record<string, unknown> = {}) => printer.framing([sets(given)]);
const pollOf = (name: string, given: Record<string, unknown> = {}): Request =>
  printer.polls!(sets(given)).find(({ request }) => request.name === name)!.request;

describe('a printer that is asked', () => {
  it('is told to report changes after every connect, without an answer being waited for', () => {
    const greeting = printer.greeting!(sets());
    expect(greeting.map(({ bytes }) => toHex(bytes))).toEqual(['1D 61 4E', '10 14 07 01']);
    expect(greeting.every(({ answeredBy }) => answeredBy === undefined)).toBe(true);
  });

  it('is asked four things every five seconds, each answered by one byte', () => {
    const polls = printer.polls!(sets()).filter(({ every }) => every === 5000);
    expect(polls.map(({ request }) => [request.name, toHex(request.bytes)])).toEqual([
      ['status 1', '10 04 01'],
      ['status 2', '10 04 02'],
      ['status 3', '10 04 03'],
      ['status 4', '10 04 04'],
    ]);
    for (const { request } of polls) {
      expect(request.timeout).toBe(500);
      expect(request.answeredBy!(Uint8Array.of(0x12))).toBe(true);
      expect(request.answeredBy!(Uint8Array.of(0x10, 0, 0, 0))).toBe(false);
    }
  });

  it('may take as long as its site says', () => {
    expect(printer.polls!(sets({ pollSeconds: 10 }))[0]!.every).toBe(10_000);
  });

  it('is asked who it is once an hour, and need not know', () => {
    const names = printer.polls!(sets()).filter(({ every }) => every === 3_600_000);
    expect(names.map(({ request }) => [request.name, toHex(request.bytes), request.optional])).toEqual([
      ['firmware', '1D 49 41', true],
      ['maker', '1D 49 42', true],
      ['model', '1D 49 43', true],
      ['serial', '1D 49 44', true],
    ]);
    const { request } = names[2]!;
    const answer = fromHex('5F 54 4D 2D 54 38 38 00');
    expect(request.answeredBy!(answer)).toBe(true);
    expect(printer.decode(answer, sets(), request)?.readings).toEqual([
      { kind: 'value', name: 'model', value: 'TM-T88' },
    ]);
  });

  it('is asked for its full status only where it has a presenter', () => {
    expect(printer.polls!(sets()).map(({ request }) => request.name)).not.toContain('status 20');
    const request = pollOf('status 20', { presenter: true });
    expect(toHex(request.bytes)).toBe('10 04 14');
    expect(request.answeredBy!(fromHex('10 0F 00 00 00 00'))).toBe(true);
    expect(request.answeredBy!(Uint8Array.of(0x12))).toBe(false);
  });

  it('counts as broken for good by any bit of its last status byte', () => {
    const [flags] = printer.decode(fromHex('10 0F 01 02 09 08'), sets(), null)!.readings;
    expect(flags).toEqual({
      kind: 'printer',
      flags: { paper: 'out', cover: true, recoverable: true, unrecoverable: true },
    });
  });
});

describe('a reply of a printer', () => {
  it.each(['12', '1A', '5F 45 50 53 4F 4E 00'])('that nobody asked for says nothing (%s)', (hex) => {
    expect(printer.decode(fromHex(hex), sets(), null)).toBeNull();
    const other = { name: 'printTicket', bytes: new Uint8Array(0) };
    expect(printer.decode(fromHex(hex), sets(), other)).toBeNull();
  });

  it('means what its question was about', () => {
    const flagsOf = (n: number) => {
      const [reading] = printer.decode(Uint8Array.of(0x1a), sets(), pollOf(`status ${n}`))!.readings;
      return reading?.kind === 'printer' ? reading.flags : null;
    };
    expect(flagsOf(1)).toEqual({ offline: true });
    expect(flagsOf(3)).toEqual({ cutter: true, recoverable: false, unrecoverable: false });
  });

  it('of one bit of a pair counts as well as of both', () => {
    for (const [byte, paper] of [
      [0x16, 'low'],
      [0x1a, 'low'],
      [0x32, 'out'],
      [0x52, 'out'],
      [0x7e, 'out'],
    ] as const) {
      const decoded = printer.decode(Uint8Array.of(byte), sets(), pollOf('status 4'));
      expect(decoded?.readings).toEqual([{ kind: 'printer', flags: { paper } }]);
    }
  });

  it('is cut from the stream by its first byte, however it arrives', () => {
    const said = ['12', '18 00 0F 00', '5F 54 4D 00', '10 00 00 00', '72', '38 00 00 00'];
    const stream = glue(said.map(fromHex));
    for (const chunks of [[stream], bytewise(stream)]) {
      expect(hear(framing(), chunks)).toMatchObject({ frames: said, discarded: [] });
    }
  });

  it('of flow control is noise unless the site says that it comes through', () => {
    const stream = fromHex('13 12 11');
    expect(hear(framing(), [stream]).frames).toEqual(['12']);
    expect(hear(framing({ flow: 'xonXoff' }), [stream]).frames).toEqual(['13', '12', '11']);
    expect(printer.decode(fromHex('13'), sets({ flow: 'xonXoff' }), pollOf('status 1'))).toEqual({
      readings: [],
    });
  });

  it('of six bytes is told from an automatic one only where the printer has a presenter', () => {
    const stream = fromHex('10 0F 24 00 08 00 10 00 03 00 12');
    const whole = ['10 0F 24 00 08 00', '10 00 03 00', '12'];
    for (const chunks of [[stream], bytewise(stream)]) {
      expect(hear(framing({ presenter: true }), chunks)).toMatchObject({ frames: whole, discarded: [] });
    }
    expect(hear(framing(), [stream]).frames).not.toContain(whole[0]);
  });

  it('in the stream of a job is noise unless the printer proves its tickets by it', () => {
    expect(hear(framing(), [fromHex('00 03 12')]).frames).toEqual(['12']);
    expect(hear(framing({ proof: 'inStream' }), [fromHex('00 03 12')]).frames).toEqual(['00', '03', '12']);
    expect(printer.decode(fromHex('03'), sets({ proof: 'inStream' }), null)).toBeNull();
  });
});

describe('a ticket is not sent before', () => {
  it.each([{}, { proof: 'inStream' }])('the printer was asked how it is, twice if need be (%j)', (given) => {
    const { look } = printer.proof!(sets(given));
    expect(look.map(({ bytes, retries }) => [toHex(bytes), retries])).toEqual([
      ['10 04 01', 1],
      ['10 04 02', 1],
      ['10 04 03', 1],
      ['10 04 04', 1],
    ]);
  });
});

describe('a printed ticket is proved', () => {
  it('by a clean status once it is cut', () => {
    const { after, requests, conclusive } = printer.proof!(sets());
    expect(requests.map(({ bytes }) => toHex(bytes))).toEqual([
      '10 04 01',
      '10 04 02',
      '10 04 03',
      '10 04 04',
    ]);
    expect([after, conclusive]).toEqual([1500, false]);
  });

  it('by what a printer answers after all that came before, where it knows that', () => {
    const { after, requests, conclusive } = printer.proof!(sets({ proof: 'inStream' }));
    expect(requests.map(({ bytes }) => toHex(bytes))).toEqual(['1D 72 01']);
    expect([after, conclusive]).toEqual([0, true]);
    expect(requests[0]!.answeredBy!(Uint8Array.of(0x0f))).toBe(true);
    expect(requests[0]!.answeredBy!(Uint8Array.of(0x12))).toBe(false);
  });
});
