/** Numbers that look random and are the same in every run. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d = 1;

  constructor(seed: string) {
    [this.#a, this.#b, this.#c] = hash(seed);
    for (let i = 0; i < 12; i++) this.next();
  }

  /** From 0 up to but not including 1 (sfc32). */
  next(): number {
    const sum = (this.#a + this.#b + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** Lognormal with this mean and coefficient of variation. */
  lognormal(mean: number, cv: number): number {
    const variance = Math.log(1 + cv * cv);
    return Math.exp(Math.log(mean) - variance / 2 + Math.sqrt(variance) * this.#normal());
  }

  /** One of these, by weight. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    let rest = this.next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [choice, weight] of choices) {
      rest -= weight;
      if (rest < 0) return choice;
    }
    return choices.at(-1)![0];
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.whole(0, choices.length - 1)]!;
  }

  #normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return radius * Math.cos(2 * Math.PI * this.next());
  }
}

/** Gives every actor its own stream, so that one more actor changes nothing for the others. */
export type Streams = (name: string) => Random;

/** The streams of one seed. */
export function streamsOf(seed: number): Streams {
  return (name) => new Random(`${seed}/${name}`);
}

function hash(text: string): [number, number, number] {
  const mix = (start: number, prime: number) => {
    let state = start;
    for (let i = 0; i < text.length; i++) {
      state = Math.imul(state ^ text.charCodeAt(i), prime);
      state = (state << 13) | (state >>> 19);
    }
    state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    return (state ^ (state >>> 13)) | 0;
  };
  return [mix(0x9e3779b9, 0x9e3779b1), mix(0x243f6a88, 0x85ebca77), mix(0xb7e15162, 0xc2b2ae3d)];
}
