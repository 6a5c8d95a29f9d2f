import type { Clock } from '../../clock/clock.ts';
import type { Random } from '../random.ts';
import { BytePort, type ByteLink } from './byte-port.ts';
import { damaged, misheard, noise, pieces, type FaultName, type Faults } from './faults.ts';

const SLOWLY = 15;
const LATE = [300, 1500] as const;
const PULLED = [1000, 3000] as const;
/** Ratios of rates that are mistaken for one another, as 9600 for 19200. */
const RATES = [0.5, 2, 3] as const;

export interface FaultyLine {
  /** Looked at for everything that is said, so that it may be changed while the line is in use. */
  faults: Faults;
  random: Random;
  clock: Clock;
  /** How many times as fast the host's end is set as the device's; as fast where absent. */
  skew?: number;
  /** Told what arrives at the host's end, and what leaves it. */
  passed?: (direction: 'in' | 'out', bytes: Uint8Array) => void;
}

/**
 * A port whose line has faults, around the port of any simulated device or bus: hosts attach
 * to this one, and what they and the devices say to each other suffers on its way. Bytes that
 * arrive keep their order, as on a real line. Where nothing is to go wrong, it is that port itself.
 */
export function faultyPort(device: BytePort, line: FaultyLine): BytePort {
  return Object.keys(line.faults).length === 0 ? device : cablePort(device, line);
}

/** The same for a line whose faults are put on and taken off while it is in use. */
export function cablePort(device: BytePort, line: FaultyLine): BytePort {
  const host = new BytePort();
  new Cable(device, host, line).join();
  return host;
}

class Cable {
  readonly #device: BytePort;
  readonly #host: BytePort;
  readonly #line: FaultyLine;
  #link: ByteLink | null = null;
  /** What waits to arrive together with what is said next. */
  #held: Uint8Array = new Uint8Array(0);
  /** Until when the line is busy with what was said before. */
  #busyUntil = 0;

  constructor(device: BytePort, host: BytePort, line: FaultyLine) {
    this.#device = device;
    this.#host = host;
    this.#line = line;
  }

  join(): void {
    this.#host.receiver = (bytes) => this.#toDevice(bytes);
    this.#device.onPlug((plugged) => {
      if (!plugged) return this.#host.unplug();
      this.#attach();
      this.#host.plug();
    });
    if (this.#device.plugged) this.#attach();
    else this.#host.unplug();
  }

  #attach(): void {
    this.#link = this.#device.attach({
      bytes: (bytes) => this.#toHost(bytes),
      closed: () => (this.#link = null),
    });
  }

  #happens(fault: FaultName): boolean {
    const chance = this.#line.faults[fault] ?? 0;
    return chance > 0 && this.#line.random.chance(chance);
  }

  #toDevice(said: Uint8Array): void {
    const { random, skew = 1, passed } = this.#line;
    passed?.('out', said);
    if (this.#happens('echo')) this.#arrive(said, 0);
    if (this.#happens('drop')) return;
    const bytes = skew === 1 ? said : misheard(said, 1 / skew);
    this.#link?.write(this.#happens('damage') ? damaged(bytes, random) : bytes);
  }

  #toHost(said: Uint8Array): void {
    const { random, skew = 1 } = this.#line;
    if (this.#happens('drop')) return;
    if (this.#happens('unplug')) return this.#pull(said);
    let bytes = skew === 1 ? said : misheard(said, skew);
    if (this.#happens('damage')) bytes = damaged(bytes, random);
    if (this.#happens('baud')) bytes = misheard(bytes, random.pick(RATES));
    if (this.#happens('noise')) bytes = joined(noise(random), bytes);
    if (this.#happens('duplicate')) bytes = joined(bytes, bytes);
    const isNext = this.#held.length > 0;
    bytes = joined(this.#held, bytes);
    this.#held = new Uint8Array(0);
    if (!isNext && this.#happens('merge')) {
      this.#held = bytes;
      return;
    }
    const late = this.#happens('late') ? random.whole(...LATE) : 0;
    if (!this.#happens('split')) return this.#arrive(bytes, late);
    let after = late;
    for (const piece of pieces(bytes, random)) {
      this.#arrive(piece, after);
      after += random.whole(1, SLOWLY);
    }
  }

  /** The host hears half of it; then nobody is there for a while. */
  #pull(said: Uint8Array): void {
    this.#arrive(said.subarray(0, Math.ceil(said.length / 2)), 0);
    this.#host.unplug();
    this.#line.clock.after(this.#line.random.whole(...PULLED), () => {
      if (this.#device.plugged) this.#host.plug();
    });
  }

  /** Bytes come to the host, `ms` from now, and not before what was said before them. */
  #arrive(bytes: Uint8Array, ms: number): void {
    const { clock, passed } = this.#line;
    const now = clock.now();
    const at = Math.max(now + ms, this.#busyUntil);
    this.#busyUntil = at;
    const come = () => {
      passed?.('in', bytes);
      this.#host.send(bytes);
    };
    if (at === now) come();
    else clock.after(at - now, come);
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.length === 0 ? b : Uint8Array.of(...a, ...b);
}
