import { describe, expect, it } from 'vitest';
import { MOST_BYTES, MOST_TOPICS, Retained } from '../../../bridge/transports/retained.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** What is kept, and the counts that were said of what was not. */
function retained() {
  const said: unknown[] = [];
  const kept = new Retained({ warn: ({ turnedAway }: { turnedAway: number }) => said.push(turnedAway) });
  const topics = (...filters: string[]) =>
    [...kept.under(filters)].map(({ topic, payload }) => `${topic} ${new TextDecoder().decode(payload)}`);
  return { kept, said, topics };
}

describe('retained messages', () => {
  it('are the last of each topic, until an empty one', () => {
    const { kept, topics } = retained();
    kept.keep('a/1', bytes('x'));
    kept.keep('a/1', bytes('y'));
    kept.keep('b', bytes('z'));
    expect(topics('a/#', '+/1')).toEqual(['a/1 y']);
    kept.keep('a/1', bytes(''));
    expect(topics('#')).toEqual(['b z']);
  });

  it('are not kept without end: the rest is turned away, counted, and said now and then', () => {
    const { kept, said } = retained();
    for (let n = 0; n < MOST_TOPICS; n += 1) expect(kept.keep(`t/${n}`, bytes('1'))).toBe(true);
    for (let n = 0; n < 120; n += 1) expect(kept.keep(`more/${n}`, bytes('1'))).toBe(false);
    expect([...kept.under(['more/#'])]).toEqual([]);
    expect(kept.turnedAway).toBe(120);
    expect(said).toEqual([1, 10, 100]);
    // One that is known is kept anew, and one that goes makes room.
    expect(kept.keep('t/7', bytes('2'))).toBe(true);
    kept.keep('t/8', bytes(''));
    expect(kept.keep('more/0', bytes('1'))).toBe(true);
  });

  it('are bounded in bytes as well, however a topic grows and shrinks', () => {
    const { kept, topics } = retained();
    const third = new Uint8Array(MOST_BYTES / 3 - 10);
    for (const topic of ['a', 'b', 'c']) expect(kept.keep(topic, third)).toBe(true);
    expect(kept.keep('d', third)).toBe(false);
    expect(kept.keep('c', new Uint8Array(MOST_BYTES))).toBe(false);
    expect(kept.keep('c', bytes('small'))).toBe(true);
    expect(topics('c')).toEqual(['c small']);
    expect(kept.keep('d', third.subarray(10))).toBe(true);
  });
});
