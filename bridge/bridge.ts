import type { HallConfig } from '../shared/config/schema.ts';
import { publicHall, type PublicHall } from '../shared/config/public.ts';
import type { HallEvent } from '../shared/events/index.ts';
import { SECOND } from '../shared/time.ts';
import type { Cancel, Clock } from './clock/clock.ts';
import { Fleet, type FleetParts } from './devices/fleet.ts';
import type { Driver } from './drivers/driver.ts';
import type { Journal } from './journal/journal.ts';
import type { Log } from './log.ts';
import { Commands } from './operations/commands.ts';
import { effectsOf } from './operations/effects.ts';
import { LiveHall } from './operations/live-hall.ts';

export interface BridgeParts {
  hall: HallConfig;
  drivers: ReadonlyMap<string, Driver>;
  journal: Journal;
  /** The state the journal was opened with. */
  state: Awaited<ReturnType<typeof Journal.open>>['state'];
  clock: Clock;
  log: Log;
  transportOf: FleetParts['transportOf'];
  /** 1 for a hall that is watched; more where a past is lived and nobody looks at the second. */
  pace?: number;
  demo?: boolean;
}

/**
 * The bridge without its server: devices, journal and decisions, tied together.
 *
 *   device → reading → event → journal → (committed) → effects on devices, listeners
 */
export class Bridge {
  readonly live: LiveHall;
  readonly fleet: Fleet;
  readonly commands: Commands;
  readonly journal: Journal;
  readonly #parts: BridgeParts;
  #stops: Cancel[] = [];

  constructor(parts: BridgeParts) {
    const { hall, drivers, journal, state, clock, log, transportOf, pace = 1 } = parts;
    this.#parts = parts;
    this.journal = journal;
    this.live = new LiveHall({ hall, journal, clock, log, state });
    this.fleet = new Fleet({ hall, drivers, transportOf, live: this.live, clock, log, pace });
    this.commands = new Commands(this.live, this.fleet, log, journal.answered);
  }

  /** What screens may know of this hall. */
  publicHall(): PublicHall {
    const { hall, demo = false } = this.#parts;
    return publicHall(hall, this.fleet.publicDevices(), demo);
  }

  /** Opens the day and the lines. */
  async start(): Promise<void> {
    const { clock, log, pace = 1 } = this.#parts;
    const tick = () => {
      this.live.tick().catch((error: unknown) => log.error({ error }, 'tick'));
    };
    this.#stops = [
      this.live.onCommitted((events) => this.#carryOut(events)),
      clock.every(SECOND * pace, tick),
    ];
    await this.live.tick();
    await this.fleet.start();
  }

  /** Closes the lines; everything decided is on disk afterwards. The journal stays open. */
  async stop(): Promise<void> {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    await this.fleet.stop();
    this.live.keepSnapshot();
    await this.journal.flush();
  }

  /** Devices act on what is on disk, and only while it is fresh. */
  #carryOut(events: HallEvent[]): void {
    const { hall, log } = this.#parts;
    const places = { hall, kindOf: (device: string) => this.fleet.kindOf(device) };
    for (const event of events) {
      for (const { device, action, args, within } of effectsOf(event, this.live.state, places)) {
        const occasion = { expires: event.at + within, cause: event.seq };
        // How it ended is an event of its own; here it is only noted for the technician.
        this.fleet.act(device, action, args, occasion).catch((error: unknown) => {
          log.debug({ device, action, error }, 'action');
        });
      }
    }
  }
}
