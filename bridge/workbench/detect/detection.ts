import { SECOND } from '../../../shared/time.ts';
import {
  targetWords,
  type DetectAsked,
  type DetectNews,
  type DetectReport,
  type DetectTarget,
  type PortCharacter,
  type SettingHeard,
} from '../../../shared/workbench/detection.ts';
import type { Clock } from '../../clock/clock.ts';
import type { ByteDriver } from '../../drivers/driver.ts';
import { characterWords } from '../../transports/character.ts';
import { serialTransport } from '../../transports/serial.ts';
import { tcpTransport } from '../../transports/tcp.ts';
import type { ByteTransport } from '../../transports/transport.ts';
import { candidatesOf } from './candidate.ts';
import { Capture } from './capture.ts';
import { confidenceOf, isDecisive, score } from './evidence.ts';
import { findingsOf, type Heard } from './findings.ts';
import { Listening, MOST_READ } from './listening.ts';
import { verdictOf } from './verdict.ts';

/** A silent setting is left after this share of the time that one with bytes gets. */
const QUIET = 0.3;
/** So many bytes without a frame of any device: there is no use in waiting for more. */
const ENOUGH = 64;
/** Settings that could not be opened one after the other: then it is the port that is gone. */
const MOST_FAILURES = 2;

export interface DetectionParts {
  asked: DetectAsked;
  /** In the order of listening. */
  characters: readonly PortCharacter[];
  drivers: readonly ByteDriver[];
  clock: Clock;
}

/** The way to a box, its port set so; null where the setting is not ours. */
export function transportTo(target: DetectTarget, character: PortCharacter | null): ByteTransport {
  if (target.kind === 'tcp') return tcpTransport(target);
  if (!character) throw new TypeError('a serial port has a character');
  return serialTransport({ path: target.path, ...character });
}

/** Listens to an unknown box at one setting after the other, and never says anything to it. */
export class Detection {
  readonly #parts: DetectionParts;
  readonly #capture = new Capture();
  readonly #settings: SettingHeard[];
  #kept: Heard[] = [];
  #listening: Listening | null = null;
  #character: PortCharacter | null = null;
  #bytes = 0;
  #until: number | null = null;
  #phase: DetectReport['phase'] = 'listening';
  #error: string | null = null;
  #isCancelled = false;
  #wake: () => void = () => undefined;

  constructor(parts: DetectionParts) {
    this.#parts = parts;
    const { target, only } = parts.asked;
    const characters = target.kind === 'tcp' ? [null] : only ? [only] : parts.characters;
    this.#settings = characters.map((character) => ({
      ...{ words: character ? characterWords(character) : '', character, state: 'waiting', bytes: 0 },
      ...{ frames: 0, symptom: null, heads: [], lengths: [], text: null, error: null },
    }));
  }

  /** What is known now, and what was heard since the last time. */
  takeNews(): DetectNews {
    return { report: this.#report(), heard: this.#capture.takeRecords() };
  }

  /** Opens the first setting. @throws Error with the system's reason when the port cannot be had */
  async open(): Promise<void> {
    await this.#turnTo(this.#settings[0]!);
  }

  /** Listens until something is certain, every setting was heard, or it is cancelled; the port is free after. */
  async run(): Promise<void> {
    let failures = 0;
    try {
      for (const setting of this.#settings) {
        if (this.#isCancelled) break;
        if (!this.#listening && !(await this.#tried(setting))) {
          failures += 1;
          if (failures >= MOST_FAILURES) break;
          continue;
        }
        failures = 0;
        const isDone = await this.#dwell(setting);
        if (isDone) break;
      }
    } finally {
      await this.#listening?.close();
      this.#listening = null;
      this.#until = null;
      this.#phase = this.#error === null ? 'ended' : 'failed';
    }
  }

  /** Ends it soon. */
  cancel(): void {
    this.#isCancelled = true;
    this.#wake();
  }

  async #turnTo(setting: SettingHeard): Promise<void> {
    const { asked, drivers, clock } = this.#parts;
    this.#character = setting.character;
    this.#listening = await Listening.open({
      transport: transportTo(asked.target, setting.character),
      candidates: candidatesOf(drivers),
      ...{ capture: this.#capture, clock, changed: () => this.#wake() },
    });
    setting.state = 'listening';
  }

  async #tried(setting: SettingHeard): Promise<boolean> {
    try {
      await this.#turnTo(setting);
      this.#error = null;
      return true;
    } catch (error) {
      setting.state = 'failed';
      setting.error = error instanceof Error ? error.message : String(error);
      this.#error = setting.error;
      return false;
    }
  }

  /** Stays at one setting as long as it is worth it. Returns whether nothing else need be heard. */
  async #dwell(setting: SettingHeard): Promise<boolean> {
    const { clock } = this.#parts;
    const listening = this.#listening!;
    const since = clock.now();
    for (;;) {
      this.#until = since + this.#patience(listening);
      const left = this.#until - clock.now();
      if (left <= 0 || this.#isCancelled || listening.lost !== null) break;
      await new Promise<void>((resolve) => {
        const cancel = clock.after(left, resolve);
        this.#wake = () => {
          cancel();
          resolve();
        };
      });
    }
    await listening.close();
    this.#conclude(setting, listening);
    this.#listening = null;
    this.#error = listening.lost;
    return listening.lost !== null || listening.candidates.some(({ evidence }) => isDecisive(evidence));
  }

  /** How long a setting is listened to, in milliseconds. */
  #patience({ bytes, candidates }: Listening): number {
    const { seconds, target, only } = this.#parts.asked;
    const long = seconds * SECOND;
    if (only) return long;
    if (bytes > MOST_READ) return 0;
    const quiet = long * QUIET;
    if (candidates.some(({ evidence }) => isDecisive(evidence))) return quiet;
    if (target.kind === 'tcp') return long;
    const isPromising = bytes < ENOUGH || candidates.some(({ evidence }) => confidenceOf(evidence));
    return bytes > 0 && isPromising ? long : quiet;
  }

  #conclude(setting: SettingHeard, listening: Listening): void {
    this.#bytes += listening.bytes;
    Object.assign(setting, {
      ...{ state: 'heard', bytes: listening.bytes, frames: mostFrames(listening) },
      ...listening.impression.words,
    });
    const worth = listening.candidates.filter(({ evidence }) => score(evidence) > 0);
    this.#kept.push(...worth.map((candidate) => ({ candidate, character: setting.character })));
  }

  #report(): DetectReport {
    const { asked } = this.#parts;
    const now = this.#listening;
    const present = now?.candidates.map((candidate) => ({ candidate, character: this.#character })) ?? [];
    const settings = this.#settings.map((setting) =>
      setting.state === 'listening' && now
        ? { ...setting, ...now.impression.words, bytes: now.bytes, frames: mostFrames(now) }
        : { ...setting },
    );
    const findings = findingsOf([...this.#kept, ...present]);
    const bytes = this.#bytes + (now?.bytes ?? 0);
    const part = { phase: this.#phase, target: asked.target, bytes, findings, error: this.#error };
    const verdict = verdictOf({ ...part, address: targetWords(asked.target) });
    return { ...part, until: this.#until, settings, verdict };
  }
}

/** Frames of the device that fits best; none where that is no more than coincidence. */
function mostFrames({ candidates }: Listening): number {
  const best = candidates.reduce((a, b) => (score(b.evidence) > score(a.evidence) ? b : a), candidates[0]!);
  return confidenceOf(best.evidence) === null ? 0 : best.evidence.frames;
}
