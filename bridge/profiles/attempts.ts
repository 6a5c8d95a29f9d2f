import type { Value } from './expression/value.ts';
import { rank, type Frame } from './frame-kinds.ts';
import type { Attempt } from './frame-fields.ts';
import type { PartTable } from './layout/part-table.ts';
import { WHOLE, type Misfit, type Run } from './layout/run.ts';

/**
 * Reads bytes as every kind of frame and with the settings of every device, and keeps what came furthest.
 *
 * @param scope makes a run with the settings of a device
 */
export function bestAttempt(
  bytes: Uint8Array,
  frames: readonly Frame[],
  devices: readonly Value[],
  scope: (settings: Value) => Run,
): Attempt | null {
  let best: Attempt | null = null;
  for (const settings of devices) {
    for (const frame of frames) {
      const run = scope(settings);
      run.begin(bytes, frame.name);
      run.isIdle = true;
      run.trace = [];
      const spans = run.trace;
      const status = frame.layout.read(run);
      const isBetter = best === null || rank(status) > rank(best.status) || spans.length > best.spans.length;
      if (isBetter) best = { spans, run, status };
      if (status === WHOLE && run.at === bytes.length) return best;
    }
  }
  return best;
}

/** The part of a run that is not what it must be, by its name. */
export function misfitOf({ misfit }: Run, table: PartTable): (Misfit & { name: string }) | null {
  const name = table.entries.find(([, slot]) => slot === misfit?.slot)?.[0];
  return misfit && name !== undefined ? { ...misfit, name } : null;
}
