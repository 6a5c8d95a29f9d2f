import type { Entry } from './entry.ts';
import type { Value } from './expression/value.ts';
import type { Context } from './layout/context.ts';
import type { Layout } from './layout/layout.ts';
import { compileParts } from './layout/part.ts';
import type { PartTable } from './layout/part-table.ts';
import { BAD_CHECK, WAIT, WHOLE, type Run, type Status } from './layout/run.ts';
import { encodings, type Encoding } from './text.ts';

/** Who says a frame: the device, the host, or both. */
export type Speaker = 'device' | 'host' | 'both';
const SPEAKERS = ['device', 'host', 'both'] as const;

/** One kind of frame. */
export interface Frame {
  name: string;
  from: Speaker;
  layout: Layout;
  /** The names of its parts. */
  parts: ReadonlySet<string>;
}

/** Compiles `frame:` or `frames:` of a profile. @throws ProfileMistake */
export function compileFrames(profile: Entry, table: PartTable): Frame[] {
  const endian = profile.at('endian').isThere ? profile.at('endian').oneOf(['le', 'be'] as const) : null;
  const encoding: Encoding = profile.at('encoding').isThere
    ? profile.at('encoding').oneOf(encodings)
    : 'ascii';
  const context: Context = { table, endian, encoding, isItem: false, checks: null };
  const given = framesIn(profile);
  if (given.length === 0) profile.at('frames').fail('至少要有一种帧', 'there is at least one kind of frame');
  return given.map(([name, entry]) => {
    table.beginFrame();
    const from = entry.isMap && entry.at('from').isThere ? entry.at('from').oneOf(SPEAKERS) : 'both';
    if (entry.isMap) entry.only(['from', 'parts']);
    const layout = compileParts(entry.isMap ? entry.at('parts') : entry, context);
    return { name, from, layout, parts: table.visible };
  });
}

/** `frame:` for one kind of frame, or `frames:` for several; the parts alone, or with who says it. */
function framesIn(profile: Entry): [string, Entry][] {
  const frame = profile.at('frame');
  if (!frame.isThere) return profile.at('frames').fields();
  if (profile.at('frames').isThere) frame.fail('frame 与 frames 只写一个', 'give frame or frames, not both');
  return [['frame', frame]];
}

/**
 * Tries every byte alone: one that no frame can begin with is noise wherever it stands.
 *
 * @param devices the settings of those that may have sent it
 */
export function beginnings(frames: readonly Frame[], run: Run, devices: readonly Value[]): Uint8Array {
  const may = (settings: Value, { layout, name }: Frame, byte: number) => {
    run.settings = settings;
    run.sent = null;
    run.begin(Uint8Array.of(byte), name);
    run.isOpen = true;
    run.isIdle = false;
    run.limit = Infinity;
    const status = layout.read(run);
    return status === WAIT || status === WHOLE || status === BAD_CHECK;
  };
  return Uint8Array.from({ length: 256 }, (_, byte) =>
    devices.some((settings) => frames.some((frame) => may(settings, frame, byte))) ? 1 : 0,
  );
}

/** How near something came to being a frame. */
export function rank(status: Status): number {
  return status === WHOLE ? 3 : status === WAIT ? 2 : status === BAD_CHECK ? 1 : 0;
}
