import type { FrameRecord, FrameVerdict } from '../../shared/channel.ts';
import { Refusal } from '../../shared/refusals.ts';
import { malformed } from '../schemas/malformed.ts';
import type { CaptureRecord } from '../../shared/workbench/capture.ts';
import type { ByteDriver, Driver } from '../drivers/driver.ts';
import { fromHex, toHex } from '../framing/bytes.ts';
import { Framer } from '../framing/framer.ts';

/** A silence that ends a frame, in milliseconds; as a line between two records of a file. */
const GAP = 60;

/**
 * Reads the bytes of a capture again as another device would: frames, noise and wrong checks
 * with their times, what was sent in between as it was.
 *
 * @throws Refusal for a device that is not there or speaks messages, for settings that do not
 *   fit, and for bytes that are no hex
 */
export function reread(
  driver: Driver | undefined,
  given: unknown,
  records: readonly CaptureRecord[],
): FrameRecord[] {
  if (driver?.medium !== 'bytes') throw new Refusal('capture.noBytes', { driver: driver?.id ?? '' });
  const settings = driver.settings.safeParse(given);
  if (!settings.success) throw malformed(settings.error, given);
  return new Reading(driver, settings.data).of(records);
}

class Reading {
  readonly #driver: ByteDriver;
  readonly #settings: unknown;
  readonly #out: FrameRecord[] = [];
  readonly #framer: Framer;
  /** When each byte that is not told yet came. */
  #times: number[] = [];

  constructor(driver: ByteDriver, settings: unknown) {
    this.#driver = driver;
    this.#settings = settings;
    this.#framer = new Framer(driver.framing([settings]), {
      frame: (bytes) => this.#tell(bytes, 'frame'),
      discarded: (bytes, why) => this.#tell(bytes, why),
    });
  }

  of(records: readonly CaptureRecord[]): FrameRecord[] {
    let last: number | null = null;
    for (const { at, direction, hex } of records) {
      const bytes = bytesOf(hex);
      if (last !== null && at - last > GAP) this.#framer.idle();
      last = at;
      if (direction === 'out') {
        this.#framer.idle();
        this.#add(at, 'out', 'sent', bytes);
        continue;
      }
      for (let i = 0; i < bytes.length; i += 1) this.#times.push(at);
      this.#framer.push(bytes);
    }
    this.#framer.idle();
    return this.#out;
  }

  #tell(bytes: Uint8Array, verdict: FrameVerdict): void {
    const [at = 0] = this.#times.splice(0, bytes.length);
    this.#add(at, 'in', verdict, bytes);
  }

  #add(at: number, direction: 'in' | 'out', verdict: FrameVerdict, bytes: Uint8Array): void {
    const isFrame = verdict === 'frame' || verdict === 'sent';
    const isOurs = verdict === 'frame' && this.#driver.decode(bytes, this.#settings, null) !== null;
    this.#out.push({
      ...{ n: this.#out.length + 1, at, line: 'capture', direction, verdict, hex: toHex(bytes) },
      ...(isOurs ? { device: this.#driver.id } : {}),
      fields: isFrame ? this.#driver.describe(bytes) : [],
    });
  }
}

function bytesOf(hex: string): Uint8Array {
  try {
    return fromHex(hex);
  } catch {
    throw new Refusal('command.malformed', { detail: `hex: ${hex.slice(0, 40)}` });
  }
}
