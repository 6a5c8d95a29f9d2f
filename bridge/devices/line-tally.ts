import { answerStep } from '../../shared/answer-steps.ts';
import type { LineCounters } from '../../shared/channel.ts';
import type { EventData } from '../../shared/events/index.ts';
import { lineCountSchema, type DeviceCount } from '../../shared/events/line.ts';

/** What passed a line in a period, as the journal takes it. */
export type Counted = EventData<'line.counted'>;

interface Tally {
  frames: number;
  asked: number;
  unanswered: number;
  /** Answers by the step of their time. */
  answers: Map<number, number>;
}

/**
 * What passed a line since it was last recorded. Read and forgotten apart: what is read and then
 * not recorded is still there, and what comes in between is not lost.
 */
export class LineTally {
  readonly #line: string;
  /** Counts up for as long as the line is there. */
  readonly #counters: Readonly<LineCounters>;
  readonly #recorded: LineCounters;
  readonly #devices = new Map<string, Tally>();
  #since: number;

  constructor(line: string, counters: Readonly<LineCounters>, now: number) {
    this.#line = line;
    this.#counters = counters;
    this.#recorded = { ...counters };
    this.#since = now;
  }

  /** Says that a device was heard. */
  heard(device: string): void {
    this.#of(device).frames += 1;
  }

  /** Says how a request that asks for an answer ended: after so many milliseconds, or null for no answer. */
  asked(device: string, ms: number | null): void {
    const tally = this.#of(device);
    tally.asked += 1;
    if (ms === null) tally.unanswered += 1;
    else {
      const step = answerStep(ms);
      tally.answers.set(step, (tally.answers.get(step) ?? 0) + 1);
    }
  }

  /** Everything since it was last forgotten. A clock that was set back makes no period end before it began. */
  read(now: number): Counted {
    const counts: Counted['counts'] = {};
    for (const name of lineCountSchema.options) {
      const passed = this.#counters[name] - this.#recorded[name];
      if (passed > 0) counts[name] = passed;
    }
    const devices = [...this.#devices].map(([device, tally]) => countOf(device, tally));
    return { line: this.#line, from: this.#since, to: Math.max(now, this.#since), counts, devices };
  }

  /** Forgets what was read, once it is on disk. */
  forget({ to, counts, devices }: Counted): void {
    this.#since = to;
    for (const name of lineCountSchema.options) this.#recorded[name] += counts[name] ?? 0;
    for (const { device, frames = 0, asked = 0, unanswered = 0, answers = [] } of devices) {
      const tally = this.#of(device);
      tally.frames -= frames;
      tally.asked -= asked;
      tally.unanswered -= unanswered;
      for (const [step, times] of answers) {
        const left = (tally.answers.get(step) ?? 0) - times;
        if (left > 0) tally.answers.set(step, left);
        else tally.answers.delete(step);
      }
      if (tally.frames === 0 && tally.asked === 0) this.#devices.delete(device);
    }
  }

  #of(device: string): Tally {
    let tally = this.#devices.get(device);
    if (!tally) {
      tally = { frames: 0, asked: 0, unanswered: 0, answers: new Map() };
      this.#devices.set(device, tally);
    }
    return tally;
  }
}

function countOf(device: string, { frames, asked, unanswered, answers }: Tally): DeviceCount {
  return {
    device,
    ...(frames > 0 ? { frames } : {}),
    ...(asked > 0 ? { asked } : {}),
    ...(unanswered > 0 ? { unanswered } : {}),
    ...(answers.size > 0 ? { answers: [...answers].sort(([a], [b]) => a - b) } : {}),
  };
}
