import type { FrameRecord, FrameVerdict } from '../../../shared/channel.ts';
import type { Cancel, Clock } from '../../clock/clock.ts';
import type { ByteDriver } from '../../drivers/driver.ts';
import { toHex } from '../../framing/bytes.ts';
import { Framer } from '../../framing/framer.ts';

/** Frames that are kept of a device. */
const KEPT = 100;
/** Bytes that are kept of what a host sent in one go. */
const LONGEST = 4096;
/** After so long a silence the rest of a frame does not come any more, in milliseconds. */
const PAUSE = 60;

/** What passed, before it is put into words. */
interface Passed extends Omit<FrameRecord, 'hex' | 'fields'> {
  bytes: Uint8Array;
}

/** What passed between a lone device and whoever attached to it, as the bridge would read it. */
export class Trace {
  readonly counts = { frames: 0, badChecksums: 0, noise: 0 };
  readonly #device: string;
  readonly #driver: ByteDriver;
  readonly #clock: Clock;
  readonly #framer: Framer;
  readonly #passed: Passed[] = [];
  #n = 0;
  #cancel: Cancel | undefined;

  /** @param settings of the driver, checked */
  constructor(device: string, driver: ByteDriver, settings: unknown, clock: Clock) {
    this.#device = device;
    this.#driver = driver;
    this.#clock = clock;
    this.#framer = new Framer(driver.framing([settings]), {
      frame: (bytes) => this.#keep('in', 'frame', bytes),
      discarded: (bytes, why) => this.#keep('in', why, bytes),
    });
  }

  /** Takes what the device said (`in`), or what was said to it. */
  take(direction: 'in' | 'out', bytes: Uint8Array): void {
    if (direction === 'out') return this.#keep('out', 'sent', bytes.slice(0, LONGEST));
    this.#cancel?.();
    this.#framer.push(bytes);
    if (this.#framer.pending > 0) this.#cancel = this.#clock.after(PAUSE, () => this.#framer.idle());
  }

  /** The latest, oldest first. */
  recent(): FrameRecord[] {
    return this.#passed.map(({ bytes, ...record }) => ({
      ...record,
      hex: toHex(bytes),
      fields: isWhole(record.verdict) ? this.#driver.describe(bytes) : [],
    }));
  }

  stop(): void {
    this.#cancel?.();
  }

  #keep(direction: 'in' | 'out', verdict: FrameVerdict, bytes: Uint8Array): void {
    if (direction === 'in') this.#count(verdict, bytes.length);
    const device = this.#device;
    const at = this.#clock.now();
    this.#passed.push({ n: ++this.#n, at, line: device, device, direction, verdict, bytes });
    if (this.#passed.length > KEPT) this.#passed.shift();
  }

  #count(verdict: FrameVerdict, length: number): void {
    if (verdict === 'frame') this.counts.frames += 1;
    else {
      this.counts.noise += length;
      if (verdict === 'badChecksum') this.counts.badChecksums += 1;
    }
  }
}

/** Only of a whole frame it is known which byte is what. */
function isWhole(verdict: FrameVerdict): boolean {
  return verdict === 'frame' || verdict === 'sent';
}
