import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../bridge/framing/bytes.ts';
import { crc16Arc, xor8 } from '../../../bridge/framing/checksums.ts';
import { parseProfile } from '../../../bridge/profiles/load.ts';
import type { Press } from '../../../bridge/workbench/learn/presses.ts';
import { propose } from '../../../bridge/workbench/learn/propose.ts';
import type { BoxWords } from '../../../bridge/workbench/learn/profile-text.ts';

const evaluator: BoxWords = {
  id: 'new-box',
  name: { zh: '新评价器', en: 'New evaluator' },
  kind: 'evaluator',
  meanings: { 键1: '1', 键2: '2', 键3: '3', 键4: '4', 键5: '5' },
};

function presses(frames: Record<string, string>): Press[] {
  return Object.entries(frames).map(([label, hex]) => ({ label, bytes: fromHex(hex) }));
}

/** What the learned profile reads from bytes. */
function grades(text: string, ...frames: string[]): unknown[] {
  const profile = parseProfile(text, 'new-box.yaml');
  const settings = profile.settings.schema.parse({});
  return frames.map((hex) => profile.decode(fromHex(hex), settings, null)?.readings);
}

describe('learning a box from its keys', () => {
  it('finds head, key, sum and end of an evaluator, and writes a profile that reads it', () => {
    const proposal = propose(
      presses({
        键1: 'FF 68 03 03 68 01 11 00 12 16',
        键2: 'FF 68 03 03 68 01 11 01 13 16',
        键3: 'FF 68 03 03 68 01 11 02 14 16',
      }),
      evaluator,
    );
    expect(proposal.check).toMatchObject({ name: 'sum8', form: 'u8', from: 5, behind: 1 });
    expect(proposal.shape.uses).toEqual([...Array<string>(7).fill('fixed'), 'key', 'checksum', 'fixed']);
    expect(grades(proposal.text, 'FF 68 03 03 68 01 11 02 14 16')).toEqual([
      [{ kind: 'rating', raw: 2, grade: 3 }],
    ]);
  });

  it('takes a frame that is repeated in one burst for one', () => {
    const twice = (hex: string) => `${hex} ${hex}`;
    const proposal = propose(
      presses({ 键1: twice('AA 01 10 11'), 键2: twice('AA 01 20 21'), 键3: 'AA 01 40 41' }),
      evaluator,
    );
    expect(proposal.frames.map(({ hex }) => hex)).toEqual(['AA 01 10 11', 'AA 01 20 21', 'AA 01 40 41']);
    expect(proposal.check).toMatchObject({ form: 'u8', from: 1 });
  });

  it('finds a CRC, whatever its place and byte order', () => {
    const frame = (key: number) => {
      const body = Uint8Array.of(0x02, 0x30, key, 0x07);
      const crc = crc16Arc(body);
      return Uint8Array.of(...body, crc & 0xff, crc >> 8, 0x03);
    };
    const proposal = propose(
      [1, 2, 5].map((key) => ({ label: `键${key}`, bytes: frame(key) })),
      evaluator,
    );
    expect(proposal.check).toMatchObject({ name: 'crc16_arc', form: 'u16le', from: 0, behind: 1 });
    expect(proposal.notes).toEqual([]);
  });

  it('finds the length where frames differ in it, and the key from the end', () => {
    const frame = (...data: number[]) => {
      const body = [0x5a, data.length + 4, 1, ...data];
      return Uint8Array.of(...body, xor8(Uint8Array.from(body)));
    };
    const proposal = propose(
      [
        { label: '键1', bytes: frame(9, 0x31) },
        { label: '键1', bytes: frame(0x31) },
        { label: '键2', bytes: frame(7, 8, 0x32) },
        { label: '键3', bytes: frame(0x33) },
      ],
      evaluator,
    );
    expect(proposal.shape.lengthField).toEqual({ at: 1, rest: 0 });
    expect(grades(proposal.text, '5A 05 01 33 6D')).toEqual([[{ kind: 'rating', raw: 0x33, grade: 3 }]]);
  });

  it('leaves alone what changes by itself, as a counter does', () => {
    const frame = (counter: number, key: number) => {
      const body = [0x7e, counter, 0x21, key];
      return Uint8Array.of(
        ...body,
        body.reduce((sum, byte) => (sum + byte) & 0xff),
      );
    };
    const proposal = propose(
      [
        { label: '键1', bytes: frame(1, 4) },
        { label: '键1', bytes: frame(2, 4) },
        { label: '键2', bytes: frame(3, 8) },
        { label: '键2', bytes: frame(4, 8) },
      ],
      evaluator,
    );
    expect(proposal.shape.uses).toEqual(['fixed', 'free', 'fixed', 'key', 'checksum']);
    expect(grades(proposal.text, '7E 63 21 08 0A')).toEqual([[{ kind: 'rating', raw: 8, grade: 2 }]]);
  });

  it('says what to do where one key alone was pressed, and where nothing tells keys apart', () => {
    expect(() => propose(presses({ 键1: 'AA 01 02' }), evaluator)).toThrow(/Two different keys/);
    const same = propose(
      [
        { label: '键1', bytes: fromHex('AA 01 02 03') },
        { label: '键2', bytes: fromHex('AA 01 02 03') },
        { label: '键2', bytes: fromHex('AA 01 05 06') },
      ],
      evaluator,
    );
    expect(same.notes.map(({ en }) => en).join()).toMatch(/No single byte tells the keys apart/);
  });

  describe('of a box that speaks by itself', () => {
    const key = (code: string, sum: string) => `02 10 03 10 03 30 ${code} ${sum} 03`;
    const beat = '02 10 03 10 03 37 45 8D 03';
    const heard = (label: string, hex: string) => ({ label, bytes: fromHex(hex) });

    it('takes what comes under several keys for a heartbeat, which is no rating', () => {
      const proposal = propose(
        [
          ...[heard('键5', beat), heard('键5', key('35', 'FA'))],
          ...[heard('键4', key('34', 'FB')), heard('键3', key('33', 'FC')), heard('键3', beat)],
        ],
        evaluator,
      );
      expect(proposal.own).toEqual([beat]);
      expect(proposal.frames.map(({ label }) => label)).toEqual(['键5', '键4', '键3']);
      expect(grades(proposal.text, key('33', 'FC'), beat)).toEqual([
        [{ kind: 'rating', raw: 0x33, grade: 3 }],
        [],
      ]);
    });

    it('takes out under every key what was heard while nothing was pressed, and says how where nobody told it', () => {
      const presses = [heard('键5', beat), heard('键5', key('35', 'FA')), heard('键4', key('34', 'FB'))];
      expect(
        propose(presses, evaluator)
          .notes.map(({ en }) => en)
          .join(),
      ).toMatch(/choose "Without a press"/);
      const { shape, text, notes } = propose(presses, evaluator, 0, [fromHex(beat)]);
      expect(shape.key).toBe(6);
      expect(notes.map(({ en }) => en).join()).not.toMatch(/Without a press|No single byte/);
      expect(grades(text, key('35', 'FA'), beat)).toEqual([[{ kind: 'rating', raw: 0x35, grade: 5 }], []]);
    });

    it('takes apart a key and a heartbeat that came without a pause', () => {
      const { own, frames, text } = propose(
        [
          heard('键5', key('35', 'FA')),
          ...[heard('键4', `${key('34', 'FB')} ${beat}`), heard('键3', `${beat} ${key('33', 'FC')}`)],
        ],
        evaluator,
      );
      expect(own).toEqual([beat]);
      expect(frames.map(({ hex }) => hex)).toEqual([key('35', 'FA'), key('34', 'FB'), key('33', 'FC')]);
      expect(grades(text, key('34', 'FB'))).toEqual([[{ kind: 'rating', raw: 0x34, grade: 4 }]]);
    });

    it('is not kept busy by bytes that could be taken apart in countless ways', () => {
      const bytes = (length: number) => new Uint8Array(length).fill(0xaa);
      const bursts = [3, 5, 7, 9, 11].map((length) => ({ label: '键1', bytes: bytes(length) }));
      const last = { label: '键2', bytes: Uint8Array.of(...bytes(500), 1) };
      expect(() => propose([...bursts, last], evaluator)).not.toThrow();
    });

    it('tells a key by another byte where a heartbeat has the same value in the place of the key', () => {
      const frame = (...bytes: number[]) => Uint8Array.of(...bytes, xor8(Uint8Array.from(bytes)));
      const { text } = propose(
        [1, 2, 3].map((code) => ({ label: `键${code}`, bytes: frame(0x7e, 0x21, code) })),
        evaluator,
        0,
        [frame(0x7e, 0x11, 1), frame(0x7e, 0x11, 7)],
      );
      const profile = parseProfile(text, 'new-box.yaml');
      const settings = profile.settings.schema.parse({});
      const read = (...bytes: number[]) => profile.decode(frame(...bytes), settings, null)?.readings;
      expect(read(0x7e, 0x21, 2)).toEqual([{ kind: 'rating', raw: 2, grade: 2 }]);
      expect(read(0x7e, 0x11, 1)).toEqual([]);
    });

    it('reads heartbeats of another length by their length field, and leaves out those of another make', () => {
      const frame = (command: number, ...data: number[]) => {
        const body = [0x5a, command, data.length + 4, ...data];
        return Uint8Array.of(...body, xor8(Uint8Array.from(body)));
      };
      const presses = [1, 2, 3].map((code) => ({ label: `键${code}`, bytes: frame(0x21, code) }));
      const { text } = propose(presses, evaluator, 0, [frame(0x11, 9, 9, 1)]);
      const profile = parseProfile(text, 'new-box.yaml');
      const settings = profile.settings.schema.parse({});
      expect(profile.decode(frame(0x21, 3), settings, null)?.readings).toMatchObject([{ grade: 3 }]);
      expect(profile.decode(frame(0x11, 9, 9, 1), settings, null)?.readings).toEqual([]);
      const strange = propose(presses, evaluator, 0, [fromHex('01 02 03 04 05 06 07')]);
      expect(strange.text).not.toContain('01 02 03');
      expect(strange.notes.map(({ en }) => en).join()).toMatch(/counts as noise/);
    });
  });
});
