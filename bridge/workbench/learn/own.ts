import { toHex } from '../../framing/bytes.ts';
import type { Sample } from './presses.ts';

/** Frames of keys, and frames that the box says of itself. */
export interface Parted {
  keys: Sample[];
  /** Heartbeats and states: said without a press, whichever key it was heard under. */
  own: Sample[];
}

/**
 * Takes out what a box says of itself. That is what was heard while nothing was pressed, and what was
 * heard under several keys each of which has another frame too: a heartbeat comes whatever is pressed.
 *
 * @param samples what was heard under each key, without repetitions
 * @param told what was heard while nothing was pressed
 */
export function partOwn(samples: readonly Sample[], told: readonly Uint8Array[]): Parted {
  const labels = Map.groupBy(samples, ({ frame }) => toHex(frame));
  const frames = Map.groupBy(samples, ({ label }) => label);
  const isShared = (same: readonly Sample[]) =>
    same.length > 1 && same.every(({ label }) => frames.get(label)!.length > 1);
  const own = new Map(told.map((frame) => [toHex(frame), frame]));
  for (const [hex, same] of labels) if (isShared(same)) own.set(hex, same[0]!.frame);
  return {
    keys: samples.filter(({ frame }) => !own.has(toHex(frame))),
    own: [...own.values()].map((frame) => ({ label: '', frame })),
  };
}
