import type { Entry } from '../entry.ts';
import { compileNode } from '../expression/compile.ts';
import { ExpressionError, namesIn, parseExpression } from '../expression/syntax.ts';
import { isBytes, type Value } from '../expression/value.ts';
import type { Codec } from './codec.ts';
import type { PartTable } from './part-table.ts';
import { NOISE, WHOLE, type Run, type Status } from './run.ts';
import { marked } from './sized.ts';
import type { Content } from './size.ts';
import type { Prefix, Step, Turned } from './step.ts';
import { stepOf } from './steps.ts';

/** The steps of a part, made ready: `steps: [unescape('7D 02 = 7E'), xor(key)]`. */
export function stepsOf(entry: Entry, table: PartTable): Step[] {
  return entry.list().map((one) =>
    one.reading((text) => {
      const node = parseExpression(text);
      const args = node.kind === 'call' ? node.args : [];
      const name = node.kind === 'call' || node.kind === 'name' ? node.name : text;
      if (args.some((arg) => namesIn(arg).some((one) => table.isPart(one)))) table.isTurnedByParts = true;
      return stepOf(
        name,
        args.map((arg) => compileNode<Run>(arg, table)),
        args,
      );
    }),
  );
}

/** Takes every step back, in order; null where the bytes cannot have been made this way. */
export function takeBack(steps: readonly Step[], bytes: Uint8Array, run: Run): Turned | null {
  let turned: Turned = { bytes };
  for (const step of steps) {
    const next = step.read(turned.bytes, run);
    if (!next) return null;
    turned = { bytes: next.bytes, ...joinedOrigins(turned, next) };
  }
  return turned;
}

/** Takes every step back as far as it goes; null where one of them needs to know where the bytes end. */
export function takePrefix(steps: readonly Step[], bytes: Uint8Array, run: Run): Prefix | null {
  let turned: Prefix = { bytes, isBroken: false };
  for (const step of steps) {
    const next = step.prefix?.(turned.bytes, run);
    if (!next) return null;
    const isBroken = turned.isBroken || next.isBroken;
    turned = { bytes: next.bytes, ...joinedOrigins(turned, next), isBroken };
  }
  return turned;
}

function joinedOrigins(before: Turned, after: Turned): Pick<Turned, 'origins' | 'isTangled'> {
  const isTangled = before.isTangled === true || after.isTangled === true;
  const origins = after.origins?.map((at) => before.origins?.[at] ?? at) ?? before.origins;
  return { ...(origins ? { origins } : {}), ...(isTangled ? { isTangled } : {}) };
}

/** Makes every step, the last first; null where they cannot be made of these bytes. */
export function makeAll(steps: readonly Step[], bytes: Uint8Array, run: Run): Uint8Array | null {
  return steps.reduceRight<Uint8Array | null>((made, step) => made && step.write(made, run), bytes);
}

/** A codec whose bytes go through steps on their way. */
export function stepped(codec: Codec, steps: readonly Step[]): Codec {
  const resizes = steps.some((step) => step.resizes);
  if (!codec.size && resizes) {
    throw new ExpressionError({
      zh: '这个步骤会改变字节数：请写 bytes(线上的字节数)，把数写在它的 parts 里',
      en: 'this step changes how many bytes there are: write bytes(…) for those on the line, and the number in its parts',
    });
  }
  const content: Content = { from: 0, to: 0 };
  const convert = (bytes: Uint8Array, run: Run): Value | undefined => {
    const turned = takeBack(steps, bytes, run);
    if (!turned) return undefined;
    return codec.convert ? codec.convert(turned.bytes, run) : readAlone(codec, turned.bytes, run);
  };
  return {
    width: null,
    ...(codec.size ? { size: codec.size } : {}),
    ...(codec.isWords ? { isWords: true } : {}),
    convert,
    read(run) {
      const status = find(codec, run, content);
      if (status !== WHOLE) return status;
      const value = convert(run.bytes.subarray(content.from, content.to), run);
      if (value === undefined) return NOISE;
      run.value = value;
      return WHOLE;
    },
    write(value, run) {
      const plain = codec.encode ? codec.encode(value, run, resizes) : codec.write(value, run);
      const made = plain && makeAll(steps, plain, run);
      return codec.size ? marked(made, codec.size, run) : made;
    },
  };
}

/** Finds where the content of a part lies. */
export function find(codec: Codec, run: Run, content: Content): Status {
  if (codec.size) return codec.size.take(run, content);
  const status = run.need(codec.width ?? 0);
  if (status !== WHOLE) return status;
  content.from = run.at;
  run.at += codec.width ?? 0;
  content.to = run.at;
  return WHOLE;
}

/** Reads bytes that stand for themselves, all of them. */
function readAlone(codec: Codec, bytes: Uint8Array, run: Run): Value | undefined {
  const { bytes: around, at, end, isOpen } = run;
  run.bytes = bytes;
  run.at = 0;
  run.end = bytes.length;
  run.isOpen = false;
  const isWhole = codec.read(run) === WHOLE && run.at === bytes.length;
  run.bytes = around;
  run.at = at;
  run.end = end;
  run.isOpen = isOpen;
  const { value } = run;
  if (!isWhole) return undefined;
  return isBytes(value) ? value.slice() : value;
}
