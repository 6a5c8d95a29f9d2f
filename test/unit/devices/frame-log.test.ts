import { describe, expect, it } from 'vitest';
import { FrameLog } from '../../../bridge/devices/frame-log.ts';
import { FrameRing, MOST_BYTES, MOST_FRAMES, type Passed } from '../../../bridge/devices/frame-ring.ts';

const passed = (bytes: ArrayLike<number>, more: Partial<Passed> = {}): Passed => ({
  ...{ at: 1000, direction: 'in', verdict: 'frame', bytes: Uint8Array.from(bytes) },
  ...more,
});

const logOf = () => new FrameLog('bus', ({ bytes: { length } }) => [fieldOf(length)]);

function fieldOf(length: number) {
  return { at: 0, length, name: { zh: '全部', en: 'All' }, role: 'data' as const };
}

describe('the log of a line', () => {
  it('tells what passed, oldest first, each with its number and its own words', () => {
    const log = logOf();
    log.add(passed([1, 2], { device: 'pad', at: 5 }));
    log.add(passed([], { direction: 'out', verdict: 'sent' }));
    log.add(passed([3], { topic: 'hall/a', verdict: 'message' }));
    expect(log.recent()).toEqual([
      {
        n: 1,
        at: 5,
        line: 'bus',
        device: 'pad',
        direction: 'in',
        verdict: 'frame',
        hex: '01 02',
        fields: [fieldOf(2)],
      },
      { n: 2, at: 1000, line: 'bus', direction: 'out', verdict: 'sent', hex: '', fields: [fieldOf(0)] },
      {
        n: 3,
        at: 1000,
        line: 'bus',
        direction: 'in',
        verdict: 'message',
        topic: 'hall/a',
        hex: '03',
        fields: [fieldOf(1)],
      },
    ]);
  });

  it('tells those who watch the same as those who look later', () => {
    const log = logOf();
    const seen: unknown[] = [];
    const end = log.watch((records) => seen.push(...records));
    log.add(passed([1], { device: 'pad' }));
    log.add(passed([2, 3]));
    end();
    expect(seen).toEqual(log.recent());
    log.add(passed([4]));
    expect(seen).toHaveLength(2);
  });

  it('keeps the latest, whatever was in their places before', () => {
    const log = logOf();
    // Long and short in turn, with and without a device: nothing of one shows in the next.
    for (let n = 1; n <= 2 * MOST_FRAMES + 7; n += 1) {
      log.add(
        passed(Array<number>(n % 5 === 0 ? 200 : n % 3).fill(n % 256), n % 2 ? { device: `d${n}` } : {}),
      );
    }
    const recent = log.recent();
    expect(recent).toHaveLength(MOST_FRAMES);
    expect(recent[0]?.n).toBe(MOST_FRAMES + 8);
    for (const { n, hex, device } of recent) {
      const byte = (n % 256).toString(16).toUpperCase().padStart(2, '0');
      expect(hex).toBe(
        Array<string>(n % 5 === 0 ? 200 : n % 3)
          .fill(byte)
          .join(' '),
      );
      expect(device).toBe(n % 2 ? `d${n}` : undefined);
    }
  });

  it('does not hold on to the bytes it was given', () => {
    const log = logOf();
    const bytes = Uint8Array.of(1, 2, 3);
    log.add({ ...passed([]), bytes });
    bytes.fill(0);
    expect(log.recent()[0]?.hex).toBe('01 02 03');
  });

  it('keeps fewer where they are huge, and always the latest', () => {
    const ring = new FrameRing();
    const times = () => [...ring].map(({ at }) => at);
    for (let at = 1; at <= 20; at += 1) ring.add(passed(new Uint8Array(MOST_BYTES / 8), { at }));
    expect(times()).toEqual([13, 14, 15, 16, 17, 18, 19, 20]);
    ring.add(passed(new Uint8Array(2 * MOST_BYTES), { at: 21 }));
    expect(times()).toEqual([21]);
    ring.add(passed([1], { at: 22 }));
    expect([...ring]).toEqual([passed([1], { at: 22, device: undefined, topic: undefined })]);
  });
});
