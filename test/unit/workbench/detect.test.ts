import { describe, expect, it } from 'vitest';
import type { ByteDriver } from '../../../bridge/drivers/driver.ts';
import { fromHex } from '../../../bridge/framing/bytes.ts';
import { loadCatalog } from '../../../bridge/profiles/catalog.ts';
import { LIBRARY, loadProfiles } from '../../../bridge/profiles/load.ts';
import { candidatesOf } from '../../../bridge/workbench/detect/candidate.ts';
import { charactersToTry, hintsOf } from '../../../bridge/workbench/detect/characters.ts';
import { isDecisive } from '../../../bridge/workbench/detect/evidence.ts';
import { findingsOf } from '../../../bridge/workbench/detect/findings.ts';
import { Impression } from '../../../bridge/workbench/detect/impression.ts';
import { byteDrivers, queriesOf } from '../../../bridge/workbench/detect/queries.ts';
import { isVerifying } from '../../../bridge/workbench/detect/verification.ts';
import type { Finding, PortCharacter } from '../../../shared/workbench/detection.ts';

const drivers: ByteDriver[] = byteDrivers(await loadCatalog());
const driver = (id: string) => drivers.find((one) => one.id === id)!;

const at9600: PortCharacter = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 };
const call = 'FF 68 03 03 68 01 01 0C 0E 16';
const recall = 'FF 68 03 03 68 01 01 0D 0F 16';
const pause = 'FF 68 03 03 68 01 01 12 14 16';
const rated = 'FF 68 03 03 68 01 11 02 14 16';

/** Every device of the catalog, after it has read along; `|` is a silence. */
function listened(hex: string) {
  const candidates = candidatesOf(drivers);
  for (const run of hex.split('|')) {
    for (const candidate of candidates) candidate.push(fromHex(run));
    for (const candidate of candidates) candidate.idle();
  }
  return candidates;
}

function findings(hex: string, character: PortCharacter | null = at9600): Finding[] {
  return findingsOf(listened(hex).map((candidate) => ({ candidate, character })));
}

const ids = (found: Finding[]) => found.map((one) => one.driver);

/** What a receiver at twice the speed makes of bytes: each bit is seen twice, each start bit anew. */
function garbled(hex: string): string {
  const bits = [...fromHex(hex)].flatMap((byte) => [
    0,
    ...Array.from({ length: 8 }, (_, bit) => (byte >> bit) & 1),
    1,
  ]);
  const doubled = bits.flatMap((bit) => [bit, bit]);
  const bytes: number[] = [];
  for (let at = 0; at + 10 <= doubled.length;) {
    if (doubled[at] === 1) {
      at += 1;
      continue;
    }
    bytes.push(doubled.slice(at + 1, at + 9).reduce((byte, bit, place) => byte | (bit << place), 0));
    at += 10;
  }
  return Buffer.from(bytes).toString('hex');
}

describe('what fits what was heard', () => {
  it('knows by its own examples whether a device carries a checksum', () => {
    for (const id of ['ff68-pad', 'lock-8a', 'onbon-bx5k', 'kerong-cu48', 'modbus-relay']) {
      expect([id, isVerifying(driver(id))]).toEqual([id, true]);
    }
    for (const id of ['escpos-printer', 'winnsen'])
      expect([id, isVerifying(driver(id))]).toEqual([id, false]);
  });

  it('is a call pad after three keys, and says why in words', () => {
    const [pad, ...others] = findings(`${call} | ${recall} | ${pause}`);
    expect(pad).toMatchObject({ driver: 'ff68-pad', confidence: 'certain', settings: {}, apart: null });
    expect(pad?.why.en).toBe('3 frames, all checksums right, no noise, all understood');
    expect(pad?.why.zh).toBe('3 帧，校验全部正确，没有杂波，全部读得懂');
    expect(others).toEqual([]);
  });

  it('finds the address that a device has', () => {
    const at = (hex: string) => hex.replace('68 01 01', '68 05 01');
    const [pad] = findings(`${at(call).replace('0E 16', '12 16')} | ${at(pause).replace('14 16', '18 16')}`);
    expect(pad).toMatchObject({ driver: 'ff68-pad', settings: { address: 5 } });
  });

  it('finds how many channels a lock board answers for', () => {
    const [board] = findings('80 01 00 80 33 32 | 80 01 00 00 33 B2');
    expect(board).toMatchObject({ driver: 'lock-8a', settings: { channels: 16 } });
  });

  it('counts several different frames for more than the same one again', () => {
    const [several] = findings(`${call} | ${recall} | ${pause}`);
    const [again] = findings(`${call} | ${call} | ${call}`);
    expect(several!.score).toBeGreaterThan(again!.score);
  });

  it('counts noise against a device, and says how much of it there was', () => {
    const [clean] = findings(`${call} | ${recall}`);
    const [noisy] = findings(`${call} 12 34 56 12 34 56 12 34 56 | ${recall} 12 34 56`);
    expect(noisy!.score).toBeLessThan(clean!.score / 2);
    expect(noisy!.why.en).toContain('12 bytes in no frame');
  });

  it('counts a checksum for far more than a shape without one', () => {
    const [pad] = findings(`${call} | ${recall}`);
    const [winnsen] = findings('90 07 92 01 01 01 03 | 90 07 92 01 00 01 03');
    expect(winnsen?.driver).toBe('winnsen');
    expect(pad!.score).toBeGreaterThan(3 * winnsen!.score);
    expect(winnsen!.confidence).not.toBe('certain');
    expect(winnsen!.why.en).toContain('carry no checksum');
  });

  it('takes nothing for certain that came once', () => {
    expect(listened(call).some(({ evidence }) => isDecisive(evidence))).toBe(false);
    expect(listened(`${call} | ${recall} | ${pause}`).some(({ evidence }) => isDecisive(evidence))).toBe(
      true,
    );
  });

  it('names both devices of a line where both speak', () => {
    const found = findings(`${call} | ${recall} | ${rated} | ${pause}`);
    expect(ids(found).toSorted()).toEqual(['ff68-evaluator', 'ff68-pad']);
    expect(found[0]!.apart!.en).toMatch(/both may be added/);
    expect(found.map(({ together, confidence }) => [together, confidence])).toEqual([
      [true, 'certain'],
      [true, 'certain'],
    ]);
  });

  it('guesses no dialect where two fit, and says what tells them apart', () => {
    // A question of the host, which two devices of one framing hear and neither answers.
    const show = 'FF 68 08 08 68 01 02 00 00 03 00 01 02 09 16';
    const found = findings(`${show} | ${show.replace('00 01 02 09', '00 01 03 0A')}`);
    expect(ids(found).toSorted()).toEqual(['ff68-evaluator', 'ff68-pad']);
    for (const { apart, confidence } of found) {
      expect(confidence).toBe('likely');
      expect(apart!.en).toMatch(/nothing is guessed.*(press a key|press a rating key)/);
      expect(apart!.zh).toMatch(/不代为选择/);
    }
  });

  it('finds no device in noise, in floating wires, or at a wrong speed', () => {
    const noise = Array.from({ length: 4000 }, (_, i) =>
      ((i * i * 31 + i * 7) & 0xff).toString(16).padStart(2, '0'),
    );
    expect(findings(noise.join(''))).toEqual([]);
    expect(findings('00'.repeat(200) + 'FF'.repeat(50))).toEqual([]);
    expect(findings(garbled([call, recall, pause, call].join('')))).toEqual([]);
  });

  it('hears every example of every device as that device, or as one with which it shares the line', () => {
    for (const one of drivers) {
      const checked = one.examples.filter(({ answers }) => answers === undefined);
      if (!isVerifying(one) || checked.length === 0) continue;
      const hex = checked.map(({ frame }) => frame).join(' | ');
      const candidates = listened(hex).filter(({ driver: { id } }) => id === one.id);
      expect([one.id, candidates.some(({ evidence }) => evidence.frames > 0)]).toEqual([one.id, true]);
    }
  });
});

describe('what the bytes look like', () => {
  const impressionOf = (...runs: string[]) => {
    const impression = new Impression();
    for (const run of runs) impression.take(fromHex(run));
    return impression.words;
  };

  it('is floating wires where only 00 and FF come', () => {
    expect(impressionOf('00 FF 00 00 00 FF FF 00 00 00').symptom?.zh).toMatch(/悬空.*终端电阻/);
  });

  it('is a wrong speed where only smeared values come, and not where a frame repeats', () => {
    expect(impressionOf('FB F2 FB FE F2 FB FC FE FB F2').symptom?.en).toMatch(/another speed/);
    expect(impressionOf(call, call, call).symptom).toBeNull();
  });

  it('is text where it can be read', () => {
    const words = impressionOf(Buffer.from('TEMP=21.5 HUM=40\r\n').toString('hex'));
    expect(words).toMatchObject({ text: 'TEMP=21.5 HUM=40', symptom: null });
  });

  it('is told by its beginnings and lengths', () => {
    expect(impressionOf('A1 02 03', 'A1 02 04', 'B7 01')).toMatchObject({
      heads: [
        { hex: 'A1 02', times: 2 },
        { hex: 'B7 01', times: 1 },
      ],
      lengths: [
        { length: 3, times: 2 },
        { length: 2, times: 1 },
      ],
    });
  });
});

describe('the order of listening', () => {
  it('begins with what most devices of the library have, and leaves no setting out', async () => {
    const { profiles } = await loadProfiles(LIBRARY);
    const hints = hintsOf(drivers, profiles.values()).values();
    const order = charactersToTry(hints);
    const words = order.map(({ baudRate, dataBits, parity }) => `${baudRate} ${dataBits}${parity}`);
    expect(words[0]).toBe('9600 8none');
    expect(words[1]).toBe('19200 8none');
    expect(words[2]).toBe('57600 8none');
    for (const rate of [2400, 4800, 9600, 19200, 38400, 57600, 115200]) {
      for (const way of ['8none', '8even', '7even']) expect(words).toContain(`${rate} ${way}`);
    }
    expect(new Set(order.map((one) => JSON.stringify(one))).size).toBe(order.length);
  });
});

describe('questions that change nothing', () => {
  it('are named with their bytes for the devices that have some, at the address asked for', () => {
    const queries = queriesOf(drivers, new Map(), 5);
    const of = (id: string) => queries.find((one) => one.driver === id);
    expect(of('lock-8a')).toMatchObject({ hex: '80 05 00 33 B6', settings: { address: 5 } });
    expect(of('escpos-printer')).toMatchObject({ hex: '10 04 01' });
    expect(of('onbon-bx5k')?.request).toBe('ping');
  });
});
