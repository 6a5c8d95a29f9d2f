import type { Cancel, Clock } from '../../clock/clock.ts';
import { toHex } from '../../framing/bytes.ts';
import { acknowledgeFf68, buildFf68, ff68Func, type Ff68Frame } from '../../framing/ff68.ts';

/** Milliseconds without an acknowledgement after which a unit says it again, and how often. */
const ANSWER_TIMEOUT = 300;
const MOST_REPEATS = 3;
/** A finger is not on the same key again sooner; hosts take it for a bounce. */
const SAME_KEY = 900;

const startRating = 0x0b;
const blank = 0x0a;

/** Codes of the keys that a clerk uses, after their digits. */
export const padKeys = {
  finish: [0x0b],
  call: [0x0c],
  recall: [0x0d],
  start: [0x01, 0x0f],
  pass: [0x06, 0x0f],
  callBack: [0x03, 0x0f],
  pause: [0x12],
  transferTo: (digit: number) => [digit, 0x13],
} as const;

/** What the pad's display shows. */
export interface PadDisplay {
  waiting: number | null;
  /** Digits of the ticket number; none when nobody is called. */
  number: string;
}

interface Press {
  frame: Uint8Array;
  acknowledgement: string;
  repeats: number;
  done: (acknowledged: boolean) => void;
}

/**
 * A call pad 呼叫器 with the evaluator 评价器 that hangs on it, under one address. What was
 * pressed is said again until the host acknowledges it, and given up after the last repeat.
 */
export class Ff68Unit {
  readonly address: number;
  /** Told what the pad shows whenever the host sends it something to show. */
  shown: (display: PadDisplay) => void = () => undefined;
  /** Told when the evaluator lights its keys: somebody may rate now. */
  ratingAsked: () => void = () => undefined;
  display: PadDisplay = { waiting: null, number: '' };
  stars: number | null = null;
  /** Off the wires: it hears nothing, and nobody hears it. */
  isAway = false;
  readonly #clock: Clock;
  readonly #send: (bytes: Uint8Array) => void;
  readonly #presses: Press[] = [];
  readonly #lastPressed = new Map<string, number>();
  #timer: Cancel | undefined;

  constructor(address: number, clock: Clock, send: (bytes: Uint8Array) => void) {
    this.address = address;
    this.#clock = clock;
    this.#send = send;
  }

  /** Presses keys of the pad; resolves with whether the host has acknowledged them. */
  press(data: readonly number[]): Promise<boolean> {
    return this.#say({ address: this.address, func: ff68Func.key, data: [...data] });
  }

  /** Presses a key of the evaluator, from 0. */
  rate(key: number): Promise<boolean> {
    return this.#say({ address: this.address, func: ff68Func.rating, data: [key] });
  }

  /** Takes a frame that the host sent to this address. */
  hear(frame: Ff68Frame): void {
    if (this.isAway) return;
    if (frame.func === ff68Func.show) this.#show(frame.data);
    if (frame.func !== ff68Func.key) return;
    const [press] = this.#presses;
    // The acknowledgement of the finish key and "ask for a rating" are the same bytes.
    if (press && toHex(buildFf68(frame)) === press.acknowledgement) this.#finish(press, true);
    else if (frame.data.length === 1 && frame.data[0] === startRating) this.ratingAsked();
  }

  #show(data: number[]): void {
    if (data.length === 1) this.stars = data[0]!;
    if (data.length !== 6) return;
    const text = (digits: number[]) => digits.filter((digit) => digit !== blank).join('');
    const waiting = text(data.slice(0, 3));
    this.display = { waiting: waiting === '' ? null : Number(waiting), number: text(data.slice(3)) };
    this.shown(this.display);
  }

  #say(parts: Ff68Frame): Promise<boolean> {
    const frame = buildFf68(parts);
    const key = toHex(frame);
    const now = this.#clock.now();
    const at = Math.max(now, (this.#lastPressed.get(key) ?? -Infinity) + SAME_KEY);
    this.#lastPressed.set(key, at);
    return new Promise((done) => {
      const acknowledgement = toHex(acknowledgeFf68(parts));
      const press = { frame, acknowledgement, repeats: 0, done };
      const begin = () => {
        if (this.#presses.push(press) === 1) this.#transmit(press);
      };
      if (at === now) begin();
      else this.#clock.after(at - now, begin);
    });
  }

  #transmit(press: Press): void {
    this.#timer = this.#clock.after(ANSWER_TIMEOUT, () => {
      if (press.repeats >= MOST_REPEATS) {
        this.#finish(press, false);
        return;
      }
      press.repeats += 1;
      this.#transmit(press);
    });
    if (!this.isAway) this.#send(press.frame);
  }

  #finish(press: Press, acknowledged: boolean): void {
    this.#timer?.();
    this.#presses.shift();
    press.done(acknowledged);
    const [next] = this.#presses;
    if (next) this.#transmit(next);
  }
}
