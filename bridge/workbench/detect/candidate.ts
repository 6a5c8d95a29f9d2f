import type { ByteDriver, Request } from '../../drivers/driver.ts';
import { toHex } from '../../framing/bytes.ts';
import { Framer } from '../../framing/framer.ts';
import { settingsToTry, type CandidateSettings } from './candidate-settings.ts';
import type { Evidence, FrameHeard } from './evidence.ts';
import { isVerifying } from './verification.ts';

/** Different frames that are looked at; more of them prove nothing more. */
const MOST_DISTINCT = 64;

/** A device that may be the one at the other end: reads along, and keeps what speaks for it and against. */
export class Candidate {
  readonly driver: ByteDriver;
  readonly evidence: Evidence;
  /** The frame that answered the question asked, if one was. */
  answer: Uint8Array | null = null;
  readonly #settings: CandidateSettings[];
  readonly #pending: Request | null;
  readonly #framer: Framer;

  /** @param pending the question that was sent, if one was */
  constructor(driver: ByteDriver, settings: CandidateSettings[], pending: Request | null = null) {
    this.driver = driver;
    this.#settings = settings;
    this.#pending = pending;
    const framing = driver.framing(settings.map(({ parsed }) => parsed));
    this.evidence = {
      framing: framing.id,
      verifying: isVerifying(driver),
      ...{ frames: 0, frameBytes: 0, noise: 0, badChecksums: 0, heard: new Map() },
    };
    this.#framer = new Framer(framing, {
      frame: (bytes) => this.#take(bytes),
      discarded: (bytes, why) => {
        this.evidence.noise += bytes.length;
        if (why === 'badChecksum') this.evidence.badChecksums += 1;
      },
    });
  }

  push(chunk: Uint8Array): void {
    this.#framer.push(chunk);
  }

  /** The line fell silent: what is incomplete stays so. */
  idle(): void {
    this.#framer.idle();
  }

  /** The settings by which most of its frames were read, beyond the defaults. */
  get settings(): Record<string, unknown> {
    const counts = new Map<CandidateSettings, number>();
    for (const { readBy, times } of this.evidence.heard.values()) {
      if (readBy) counts.set(readBy, (counts.get(readBy) ?? 0) + times);
    }
    const [most] = [...counts].sort((a, b) => b[1] - a[1]);
    return most?.[0].given ?? this.#settings[0]?.given ?? {};
  }

  #take(bytes: Uint8Array): void {
    const { evidence } = this;
    evidence.frames += 1;
    evidence.frameBytes += bytes.length;
    if (this.#pending?.answeredBy?.(bytes)) this.answer ??= bytes;
    const hex = toHex(bytes);
    const heard = evidence.heard.get(hex);
    if (heard) heard.times += 1;
    else if (evidence.heard.size < MOST_DISTINCT) evidence.heard.set(hex, this.#read(bytes));
  }

  #read(bytes: Uint8Array): FrameHeard {
    const readBy = this.#settings.find(
      ({ parsed }) => this.driver.decode(bytes, parsed, this.#pending) !== null,
    );
    return { length: bytes.length, times: 1, readBy: readBy ?? null };
  }
}

/** One candidate for each device of the catalog and each way its settings can cut frames. */
export function candidatesOf(drivers: Iterable<ByteDriver>, pending: Request | null = null): Candidate[] {
  return [...drivers].flatMap((driver) =>
    settingsToTry(driver).map((settings) => new Candidate(driver, settings, pending)),
  );
}
