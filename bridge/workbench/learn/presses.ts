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
 * several times without a pause: such a burst is one frame.
 */
export function samplesOf(presses: readonly Press[]): Sample[] {
  return presses.flatMap(({ label, bytes }) => (bytes.length > 0 ? [{ label, frame: once(bytes) }] : []));
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
