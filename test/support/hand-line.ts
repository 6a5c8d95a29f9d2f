import { onTestFinished } from 'vitest';
import { Bridge } from '../../bridge/bridge.ts';
import { systemClock, type Clock } from '../../bridge/clock/clock.ts';
import { loadCatalog } from '../../bridge/profiles/catalog.ts';
import { Journal } from '../../bridge/journal/journal.ts';
import type { Driver } from '../../bridge/drivers/driver.ts';
import { createLog } from '../../bridge/log.ts';
import type { ByteEvents, ByteTransport } from '../../bridge/transports/transport.ts';
import type { HallInput } from '../../shared/config/schema.ts';
import type { EventType, HallEvent } from '../../shared/events/index.ts';
import { temporaryFolder } from './folder.ts';
import { smallHall } from './hall.ts';
import { fromHex } from './serial-server.ts';
import { Watched } from './until.ts';

/** The computer's clock with somebody's hand on it: timers run on, the time of day is set. */
export class SetClock implements Clock {
  #ahead = 0;

  now(): number {
    return Date.now() + this.#ahead;
  }

  after(ms: number, task: () => void) {
    return systemClock.after(ms, task);
  }

  every(ms: number, task: () => void) {
    return systemClock.every(ms, task);
  }

  /** Sets the clock forward, or back. */
  move(ms: number): void {
    this.#ahead += ms;
  }
}

/** A line whose other end a test holds: it decides when bytes arrive and when a write is done. */
export class HandLine {
  events: ByteEvents | null = null;
  readonly written: string[] = [];
  /** Takes a write; a promise that stays open is a cable on which the bytes still travel. */
  onWrite: (hex: string) => Promise<void> | void = () => undefined;
  readonly #watched = new Watched();
  #opens = 0;

  readonly transport: ByteTransport = {
    medium: 'bytes',
    address: 'by hand',
    gap: 20,
    open: (events) => {
      this.events = events;
      this.#opens += 1;
      this.#watched.tell();
      return Promise.resolve({
        write: async (bytes) => {
          const hex = Buffer.from(bytes).toString('hex');
          this.written.push(hex);
          this.#watched.tell();
          await this.onWrite(hex);
        },
        close: () => Promise.resolve(),
      });
    },
  };

  say(hex: string): void {
    this.events?.bytes(fromHex(hex));
  }

  opened(times = 1): Promise<void> {
    return this.#watched.when(() => this.#opens >= times, 'an open line');
  }

  /** Waits until these bytes have been written so many times. */
  hears(hex: string, times = 1): Promise<void> {
    const wanted = fromHex(hex).toString('hex');
    return this.#watched.when(() => this.written.filter((one) => one === wanted).length >= times, hex);
  }
}

/** A bridge without a server, on a line that is held by hand. */
export interface HandBridge {
  bridge: Bridge;
  events: HallEvent[];
  sees<T extends EventType>(type: T, fits?: (event: HallEvent<T>) => boolean): Promise<HallEvent<T>>;
}

export async function handBridge(
  line: HandLine,
  devices: HallInput['devices'],
  clock: Clock = systemClock,
  drivers?: ReadonlyMap<string, Driver>,
): Promise<HandBridge> {
  const lines = [{ id: 'line', transport: { kind: 'serial' as const, path: 'by hand' } }];
  const hall = smallHall({ lines, devices });
  const { journal, state } = await Journal.open({ folder: temporaryFolder() });
  const bridge = new Bridge({
    ...{ hall, journal, state, clock, log: createLog('silent') },
    drivers: drivers ?? (await loadCatalog()),
    transportOf: () => line.transport,
  });
  const events: HallEvent[] = [];
  const journalled = new Watched();
  bridge.live.onCommitted((committed) => {
    events.push(...committed);
    journalled.tell();
  });
  await bridge.start();
  onTestFinished(async () => {
    await bridge.stop();
    await journal.close();
  });
  const sees = async <T extends EventType>(type: T, fits: (event: HallEvent<T>) => boolean = () => true) => {
    const find = () => events.find((event) => event.type === type && fits(event as HallEvent<T>));
    await journalled.when(() => find() !== undefined, type);
    return find() as HallEvent<T>;
  };
  return { bridge, events, sees };
}
