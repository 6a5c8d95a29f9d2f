import type { Codec } from './codec.ts';
import { BuildError, type Draft } from './draft.ts';
import type { Layout } from './layout.ts';
import { NOISE, WAIT, WHOLE, type Run, type Status } from './run.ts';
import { find, makeAll, takeBack, takePrefix } from './stepped.ts';
import { marked } from './sized.ts';
import type { Content } from './size.ts';
import type { Step, Turned } from './step.ts';

/** A part that is made of parts of its own, with steps in between or without. */
export interface Nest {
  slot: number;
  name: string;
  codec: Codec;
  steps: readonly Step[];
  inner: Layout;
}

/** Reads the parts inside a part. */
export function readNest(nest: Nest): (run: Run) => Status {
  const content: Content = { from: 0, to: 0 };
  if (nest.codec.size?.isOwn) return (run) => readOwn(run, nest);
  return (run) => {
    const start = run.at;
    const status = find(nest.codec, run, content);
    return status === WHOLE ? readContent(run, nest, start, content.from, content.to) : status;
  };
}

/** Reads the parts inside content that was found; they must be all of it. */
export function readContent(run: Run, nest: Nest, start: number, from: number, to: number): Status {
  const { steps, slot, inner } = nest;
  const behind = run.at;
  if (steps.length === 0) {
    run.keep(slot, run.bytes.subarray(from, to), start, behind);
    const { end, isOpen } = run;
    run.at = from;
    run.end = to;
    run.isOpen = false;
    const status = inner.read(run);
    const isAll = run.at === to;
    run.at = behind;
    run.end = end;
    run.isOpen = isOpen;
    return status === WHOLE && !isAll ? NOISE : status;
  }
  const turned = takeBack(steps, run.bytes.subarray(from, to), run);
  if (!turned) return NOISE;
  run.keep(slot, turned.bytes, start, behind);
  const { status, read } = readTurned(run, inner, turned, from, false);
  run.at = behind;
  return status === WHOLE && read !== turned.bytes.length ? NOISE : status;
}

/** A part as long as its own parts need. */
function readOwn(run: Run, { slot, steps, inner }: Nest): Status {
  const start = run.at;
  if (steps.length === 0) {
    const status = inner.read(run);
    if (status === WHOLE) run.keep(slot, run.bytes.subarray(start, run.at), start, run.at);
    return status;
  }
  const turned = takePrefix(steps, run.bytes.subarray(start, Math.min(run.end, run.limit)), run);
  if (!turned) return NOISE;
  const { status, read } = readTurned(run, inner, turned, start, run.isOpen && !turned.isBroken);
  if (status !== WHOLE) return status === WAIT && run.end >= run.limit ? NOISE : status;
  run.at = start + (turned.origins?.[read] ?? read);
  run.keep(slot, turned.bytes.subarray(0, read), start, run.at);
  return WHOLE;
}

/** Reads parts of bytes that steps made, and says how many of them. */
function readTurned(
  run: Run,
  inner: Layout,
  turned: Turned,
  from: number,
  isOpen: boolean,
): { status: Status; read: number } {
  const { bytes, buffer, at, end, limit, isOpen: wasOpen, origins, trace } = run;
  run.bytes = turned.bytes;
  run.buffer = run.addBuffer(turned.bytes);
  run.at = 0;
  run.end = turned.bytes.length;
  run.limit = Infinity;
  run.isOpen = isOpen;
  if (turned.isTangled) run.trace = null;
  else if (trace) {
    const place = (byte: number) => {
      const outer = from + (turned.origins?.[byte] ?? byte);
      return origins?.[outer] ?? outer;
    };
    run.origins = Array.from({ length: turned.bytes.length + 1 }, (_, byte) => place(byte));
  }
  const status = inner.read(run);
  const read = run.at;
  Object.assign(run, { bytes, buffer, at, end, limit, isOpen: wasOpen, origins, trace });
  return { status, read };
}

/** Writes a part from its parts, or from the bytes that were given for it whole. */
export function writeNest({ slot, name, codec, steps, inner }: Nest, draft: Draft): void {
  const { run } = draft;
  if (steps.length === 0 && draft.given[name] === undefined) {
    const start = draft.length;
    inner.write(draft);
    const mark = codec.size && marked(new Uint8Array(0), codec.size, run);
    if (mark) draft.addBytes(mark);
    draft.mark(slot, start);
    return;
  }
  const plain = plainOf({ name, codec, steps, inner }, draft);
  const made = makeAll(steps, plain, run);
  const wire = made && codec.size ? marked(made, codec.size, run) : made;
  if (!wire) throw new BuildError(name, 'unfit');
  draft.add(slot, plain, wire);
}

function plainOf({ name, codec, steps, inner }: Omit<Nest, 'slot'>, draft: Draft): Uint8Array {
  const given = draft.take(name);
  if (given !== undefined) {
    const bytes =
      codec.encode?.(
        given,
        draft.run,
        steps.some(({ resizes }) => resizes),
      ) ?? null;
    if (!bytes) throw new BuildError(name, 'unfit');
    return bytes;
  }
  const inside = draft.inner();
  inner.write(inside);
  return inside.finish();
}
