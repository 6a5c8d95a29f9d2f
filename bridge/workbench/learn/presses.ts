/** What a box said when something was done to it: the key's name as the technician gave it, and the bytes. */
export interface Press {
  label: string;
  bytes: Uint8Array;
}

/** One frame of a press, alone. */
export interface Sample {
  label: string;
  frame: Uint8Array;
}

/**
 * The frames of presses. A box that repeats itself until it is answered says the same frame
 * several times without a pause: such a burst is one frame. One that is made of frames such as
 * others are alone, as when a heartbeat follows a key at once, is each of them.
 *
 * @param others what was heard besides, by which it is known how frames begin and how long they are
 */
export function samplesOf(presses: readonly Press[], others: readonly Uint8Array[] = []): Sample[] {
  const bursts = presses.flatMap(({ label, bytes }) =>
    bytes.length > 0 ? [{ label, frame: once(bytes) }] : [],
  );
  const all = [...bursts.map(({ frame }) => frame), ...others];
  const lengths = new Set(all.map(({ length }) => length).filter((length) => length >= 3));
  const head = headOf(all);
  return bursts.flatMap(({ label, frame }) => {
    const pieces = head.length >= LEAST_HEAD ? cut(frame, head, lengths) : null;
    return (pieces ?? [frame]).map((piece) => ({ label, frame: piece }));
  });
}

/** Bytes that all frames must begin with, before one is looked for inside of another. */
const LEAST_HEAD = 2;

function headOf(all: readonly Uint8Array[]): Uint8Array {
  const first = all[0] ?? new Uint8Array();
  const other = first.findIndex((byte, at) => all.some((one) => one[at] !== byte));
  return first.subarray(0, other < 0 ? first.length : other);
}

/** The frames a burst is made of, two at least, each as long as one that was heard alone; null where it is none. */
function cut(burst: Uint8Array, head: Uint8Array, lengths: ReadonlySet<number>): Uint8Array[] | null {
  const hopeless = new Set<number>();
  const from = (start: number): Uint8Array[] | null => {
    if (hopeless.has(start)) return null;
    for (const length of lengths) {
      const next = start + length;
      if (next >= burst.length || !head.every((byte, at) => burst[next + at] === byte)) continue;
      const more = from(next) ?? (lengths.has(burst.length - next) ? [burst.subarray(next)] : null);
      if (more) return [burst.subarray(start, next), ...more];
    }
    hopeless.add(start);
    return null;
  };
  return from(0);
}

/** The shortest piece of which the bytes are a repetition. */
function once(bytes: Uint8Array): Uint8Array {
  for (let length = 3; length <= bytes.length / 2; length += 1) {
    if (bytes.length % length !== 0) continue;
    if (bytes.every((byte, at) => byte === bytes[at % length])) return bytes.slice(0, length);
  }
  return bytes;
}

/** Samples without repetitions of one frame under one label; the same under another is a contradiction, and stays. */
export function distinct(samples: readonly Sample[]): Sample[] {
  const seen = new Set<string>();
  return samples.filter(({ label, frame }) => {
    const key = `${label}/${frame.join()}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
