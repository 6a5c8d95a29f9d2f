import type { Compiled, Value } from '../expression/value.ts';
import { toBytes, toNumber } from '../expression/value.ts';
import { ExpressionError, type Node } from '../expression/syntax.ts';
import { nearest } from '../expression/nearest.ts';
import { escaping } from './escapes.ts';
import type { Run } from './run.ts';
import type { Make, Prefix, Step, StepKind, Turned } from './step.ts';

/** A step that turns each byte into another, both ways. */
function bytewise(
  read: (byte: number, key: number) => number,
  write: (byte: number, key: number) => number,
): Make {
  return ([amount]) => {
    const turn = (change: typeof read) => (bytes: Uint8Array, run: Run) => {
      const key = amount ? keyOf(amount(run)) : [0];
      return key && bytes.map((byte, at) => change(byte, key[at % key.length]!));
    };
    const [back, forth] = [turn(read), turn(write)];
    const all = (bytes: Uint8Array, run: Run) => {
      const plain = back(bytes, run);
      return plain && { bytes: plain, isBroken: false };
    };
    return { read: all, prefix: all, write: forth };
  };
}

/** Of bytes that come two and two: all whole pairs up to one that is wrong. */
function pairs(bytes: Uint8Array, plainOf: (high: number, low: number) => number | null): Prefix {
  const plain: number[] = [];
  let isBroken = false;
  for (let at = 0; at + 1 < bytes.length && !isBroken; at += 2) {
    const byte = plainOf(bytes[at]!, bytes[at + 1]!);
    if (byte === null) isBroken = true;
    else plain.push(byte);
  }
  const origins = Array.from({ length: plain.length + 1 }, (_, at) => 2 * at);
  return { bytes: Uint8Array.from(plain), origins, isBroken };
}

/** A step whose bytes come two and two. */
function ofPairs(
  plainOf: (high: number, low: number, run: Run) => number | null,
): Pick<Step, 'read' | 'prefix'> {
  const prefix = (bytes: Uint8Array, run: Run) => pairs(bytes, (high, low) => plainOf(high, low, run));
  return {
    prefix,
    read(bytes, run) {
      const found = prefix(bytes, run);
      return 2 * found.bytes.length === bytes.length ? found : null;
    },
  };
}

function tangled(bytes: Uint8Array | null): Turned | null {
  return bytes && { bytes, isTangled: true };
}

/** The key of a step: one number, or several used in turn. */
function keyOf(value: Value): Uint8Array | null {
  const bytes = typeof value === 'number' ? Uint8Array.of(value) : toBytes(value);
  return bytes && bytes.length > 0 ? bytes : null;
}

const xor = (byte: number, key: number) => byte ^ key;
const turnBits = (byte: number) => {
  let turned = 0;
  for (let bit = 0; bit < 8; bit += 1) turned |= ((byte >> bit) & 1) << (7 - bit);
  return turned;
};
const swapNibbles = (byte: number) => ((byte & 15) << 4) | (byte >> 4);
const rotateLeft = (byte: number, by: number) => ((byte << (by & 7)) | (byte >> (8 - (by & 7)))) & 255;

const reverse: Make = () => ({
  read: (bytes) => ({ bytes: bytes.toReversed(), isTangled: true }),
  write: (bytes) => bytes.toReversed(),
});

/** Groups of so many bytes, each turned round: words sent lowest byte first. */
const swap: Make = ([width]) => {
  const sizeOf = (run: Run) => {
    const size = (width && toNumber(width(run))) ?? 2;
    return Number.isInteger(size) && size >= 1 ? size : null;
  };
  const turn = (bytes: Uint8Array, run: Run) => {
    const size = sizeOf(run);
    if (size === null || bytes.length % size !== 0) return null;
    return bytes.map((_, at) => bytes[at - (at % size) + (size - 1 - (at % size))]!);
  };
  return {
    read: (bytes, run) => tangled(turn(bytes, run)),
    prefix(bytes, run) {
      const whole = bytes.subarray(0, bytes.length - (bytes.length % (sizeOf(run) ?? 1)));
      const turned = tangled(turn(whole, run));
      return turned && { ...turned, isBroken: false };
    },
    write: turn,
  };
};

/** parity('even'): seven bits a byte; the eighth makes the number of ones even, or odd. */
const parity: Make = (_args, [kind]) => {
  const wanted = kind?.kind === 'literal' ? ['even', 'odd'].indexOf(String(kind.value)) : -1;
  if (wanted < 0)
    throw new ExpressionError({
      zh: "应写成 parity('even') 或 parity('odd')",
      en: "write parity('even') or parity('odd')",
    });
  const withBit = (byte: number) => {
    let ones = wanted;
    for (let rest = byte & 0x7f; rest > 0; rest >>= 1) ones += rest & 1;
    return (byte & 0x7f) | ((ones & 1) << 7);
  };
  const prefix = (bytes: Uint8Array) => {
    const wrong = bytes.findIndex((byte) => byte !== withBit(byte));
    const right = wrong < 0 ? bytes : bytes.subarray(0, wrong);
    return { bytes: right.map((byte) => byte & 0x7f), isBroken: wrong >= 0 };
  };
  return {
    prefix,
    read(bytes) {
      const found = prefix(bytes);
      return found.isBroken ? null : found;
    },
    write: (bytes) => (bytes.every((byte) => byte < 0x80) ? bytes.map(withBit) : null),
  };
};

/** Two hex digits a byte, in either case, and nothing between them. */
const hexDigits: Make = () => ({
  ...ofPairs((high, low) => {
    const [first, second] = [digitOf(high), digitOf(low)];
    return first < 0 || second < 0 ? null : 16 * first + second;
  }),
  write: (bytes) => new TextEncoder().encode(Buffer.from(bytes).toString('hex').toUpperCase()),
});

const DIGITS = '0123456789abcdef';

/** What a hex digit in ASCII stands for, or -1. */
function digitOf(byte: number): number {
  return DIGITS.indexOf(String.fromCharCode(byte).toLowerCase());
}

const base64: Make = () => ({
  read(bytes) {
    const text = Buffer.from(bytes).toString('latin1');
    return /^[A-Za-z0-9+/]*={0,2}$/.test(text)
      ? { bytes: Uint8Array.from(Buffer.from(text, 'base64')), isTangled: true }
      : null;
  },
  write: (bytes) => new TextEncoder().encode(Buffer.from(bytes).toString('base64')),
});

/** Each byte as two: its high nibble and its low one, both with the same high half added. */
const nibblePairs: Make = ([base]) => ({
  ...ofPairs((first, second, run) => {
    const added = base ? (toNumber(base(run)) ?? 0) : 0;
    const [high, low] = [first - added, second - added];
    return high < 0 || high > 15 || low < 0 || low > 15 ? null : (high << 4) | low;
  }),
  write(bytes, run) {
    const high = base ? (toNumber(base(run)) ?? 0) : 0;
    return Uint8Array.from([...bytes].flatMap((byte) => [high + (byte >> 4), high + (byte & 15)]));
  },
});

/** Consistent overhead byte stuffing (Cheshire and Baker, 1999): no byte is zero. */
const cobs: Make = () => ({
  // What follows a block may be a zero of the content or the end: only who knows the end can tell.
  read(bytes) {
    const plain: number[] = [];
    const origins: number[] = [];
    for (let at = 0; at < bytes.length;) {
      const code = bytes[at]!;
      if (code === 0 || at + code > bytes.length) return null;
      for (let i = 1; i < code; i += 1) {
        plain.push(bytes[at + i]!);
        origins.push(at + i);
      }
      at += code;
      if (code < 0xff && at < bytes.length) {
        plain.push(0);
        origins.push(at);
      }
    }
    return { bytes: Uint8Array.from(plain), origins: [...origins, bytes.length] };
  },
  write(bytes) {
    const out = [0];
    let code = 0;
    for (const byte of bytes) {
      if (byte !== 0) out.push(byte);
      if (byte === 0 || out.length - code === 0xff) {
        out[code] = out.length - code;
        code = out.length;
        out.push(0);
      }
    }
    out[code] = out.length - code;
    return Uint8Array.from(out);
  },
});

/** Every step, by the name a profile calls it. Each says what to do with the bytes that were received. */
const steps: Record<string, StepKind> = {
  invert: {
    least: 0,
    most: 0,
    make: bytewise(
      (byte) => ~byte,
      (byte) => ~byte,
    ),
  },
  xor: { least: 1, most: 1, make: bytewise(xor, xor) },
  add: {
    least: 1,
    most: 1,
    make: bytewise(
      (byte, key) => byte + key,
      (byte, key) => byte - key,
    ),
  },
  subtract: {
    least: 1,
    most: 1,
    make: bytewise(
      (byte, key) => byte - key,
      (byte, key) => byte + key,
    ),
  },
  mask: {
    least: 1,
    most: 1,
    make: bytewise(
      (byte, key) => byte & key,
      (byte) => byte,
    ),
  },
  rotate_left: {
    least: 1,
    most: 1,
    make: bytewise(rotateLeft, (byte, by) => rotateLeft(byte, 8 - (by & 7))),
  },
  flip_bits: { least: 0, most: 0, make: bytewise(turnBits, turnBits) },
  swap_nibbles: { least: 0, most: 0, make: bytewise(swapNibbles, swapNibbles) },
  reverse: { least: 0, most: 0, make: reverse },
  swap: { least: 0, most: 1, make: swap },
  parity: { least: 1, most: 1, make: parity },
  hex: { least: 0, most: 0, make: hexDigits, resizes: true },
  base64: { least: 0, most: 0, make: base64, resizes: true },
  nibbles: { least: 0, most: 1, make: nibblePairs, resizes: true },
  cobs: { least: 0, most: 0, make: cobs, resizes: true },
  ...escaping,
};

export const stepNames = Object.keys(steps);

/**
 * Makes a step ready.
 *
 * @param args its arguments, compiled; `nodes` the same as they were read
 * @throws ExpressionError for a step that is not there, or with another number of values
 */
export function stepOf(name: string, args: Compiled<Run>[], nodes: Node[]): Step {
  const found = Object.hasOwn(steps, name) ? steps[name] : undefined;
  if (!found) {
    const meant = nearest(name, stepNames);
    throw new ExpressionError({
      zh: `没有步骤“${name}”，${meant ? `是否想写“${meant}”？` : `可用：${stepNames.join('、')}`}`,
      en: `there is no step "${name}"; ${meant ? `did you mean "${meant}"?` : `known: ${stepNames.join(', ')}`}`,
    });
  }
  if (args.length < found.least || args.length > found.most) {
    const wanted = found.least === found.most ? `${found.least}` : `${found.least}–${found.most}`;
    throw new ExpressionError({
      zh: `步骤“${name}”要 ${wanted} 个值，却给了 ${args.length} 个`,
      en: `the step "${name}" takes ${wanted === '1' ? '1 value' : `${wanted} values`}, not ${args.length}`,
    });
  }
  const step = found.make(args, nodes);
  return found.resizes ? { ...step, resizes: true } : step;
}
