import { phonesOn } from '../shared/config/clerks.ts';
import type { HallConfig, LineConfig } from '../shared/config/schema.ts';
import { publicHall, type PublicDevice, type PublicHall } from '../shared/config/public.ts';
import type { Actor, Draft, EventData, HallEvent } from '../shared/events/index.ts';
import { SECOND } from '../shared/time.ts';
import type { Cancel, Clock } from './clock/clock.ts';
import type { SteadyClock } from './clock/steady.ts';
import { Fleet, type FleetParts } from './devices/fleet.ts';
import type { Driver } from './drivers/driver.ts';
import type { Journal } from './journal/journal.ts';
import type { Log } from './log.ts';
import { isAtRest, noteClock } from './operations/clock.ts';
import { Commands } from './operations/commands.ts';
import { refuseBreaking } from './operations/configuring.ts';
import { effectsOf, type Places } from './operations/effects.ts';
import { ticketSubject } from './operations/codes.ts';
import { LiveHall } from './operations/live-hall.ts';
import { settlePrints } from './operations/prints.ts';
import { Signs } from './operations/signs.ts';

export interface BridgeParts {
  hall: HallConfig;
  drivers: ReadonlyMap<string, Driver>;
  journal: Journal;
  /** The state the journal was opened with. */
  state: Awaited<ReturnType<typeof Journal.open>>['state'];
  clock: Clock;
  /** The same clock, where it can be set by people. */
  steady?: SteadyClock;
  log: Log;
  transportOf: FleetParts['transportOf'];
  /** 1 for a hall that is watched; more where a past is lived and nobody looks at the second. */
  pace?: number;
  demo?: boolean;
  /** Address under which phones reach this hall, if they do. */
  publicUrl?: () => string | undefined;
}

/** What a change of the configuration is recorded as, and by whom. */
export interface Configuring {
  by: Actor;
  data: EventData<'hall.configured'>;
  /** Brings it on disk; called once it is known that it may come into force. */
  write: () => Promise<{ undo(): Promise<void> }>;
  /** Whether the way to a line is as it was, beyond its own configuration. */
  isSame?: (line: LineConfig) => boolean;
}

/** Told of every configuration that came into force. */
export type ConfigListener = (hall: PublicHall) => void;

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
  readonly #signs: Signs;
  readonly #parts: BridgeParts;
  readonly #configListeners = new Set<ConfigListener>();
  #stops: Cancel[] = [];

  constructor(parts: BridgeParts) {
    const { hall, drivers, journal, state, clock, log, transportOf, pace = 1 } = parts;
    this.#parts = parts;
    this.journal = journal;
    const described = () => JSON.stringify(this.publicHall());
    this.live = new LiveHall({ hall, journal, clock, log, state, described });
    this.fleet = new Fleet({ hall, drivers, transportOf, live: this.live, clock, log, pace });
    this.commands = new Commands(this.live, this.fleet, log, journal.answered);
    this.#signs = new Signs(this.live, this.fleet, log);
  }

  /** What screens may know of this hall. */
  publicHall(): PublicHall {
    const { drivers, demo = false } = this.#parts;
    return publicHall(this.live.hall, publicDevices(this.live.hall, drivers), demo);
  }

  /** Address of the page behind a ticket's code; none where phones do not reach this hall. */
  ticketLink(ticket: string): string | undefined {
    const address = this.#parts.publicUrl?.();
    return address?.replace(/\/*$/, `/t/${this.live.codeFor(ticketSubject(ticket))}`);
  }

  /** Calls `listener` with every configuration that comes into force. */
  onConfigured(listener: ConfigListener): void {
    this.#configListeners.add(listener);
  }

  /** Opens the day and the lines. */
  async start(): Promise<void> {
    const { clock, log, pace = 1 } = this.#parts;
    const tick = () => {
      this.#watchClock().catch((error: unknown) => log.error({ error }, 'clock'));
      this.live.tick().catch((error: unknown) => log.error({ error }, 'tick'));
      this.#signs.look();
    };
    this.#stops = [
      this.live.onCommitted((events) => this.#carryOut(events)),
      clock.every(SECOND * pace, tick),
    ];
    await this.fleet.doubt();
    await this.live.tick();
    await this.live.record({ by: { who: 'rule:start', from: 'bridge' } }, settlePrints);
    await this.#forget();
    await this.fleet.start();
  }

  /**
   * Puts another configuration into force, without a restart: decisions first, then the disk,
   * the journal, the lines, and whoever watches. Whatever fails before the journal has it
   * leaves everything as it was.
   *
   * @throws Refusal when it would break what is under way, or cannot be recorded; Error when
   *   it cannot be written
   */
  async configure(next: HallConfig, { by, data, write, isSame }: Configuring): Promise<void> {
    const { live, fleet } = this;
    const before = live.hall;
    refuseBreaking({ state: live.state, hall: before, now: live.now }, next);
    // From here on nobody is decided on by the old rules.
    live.configure(next);
    let written: Awaited<ReturnType<typeof write>> | undefined;
    try {
      written = await write();
      await live.record({ by }, () => [{ type: 'hall.configured', data }]);
    } catch (error) {
      live.configure(before);
      await written?.undo();
      throw error;
    }
    try {
      await fleet.configure(next, isSame);
      await this.#forget();
    } catch (error) {
      // It is in force and on disk: what a line does with it is told by its own state.
      this.#parts.log.error({ error }, 'a line did not change as configured');
    }
    const hall = this.publicHall();
    for (const listener of this.#configListeners) listener(hall);
  }

  /** Runs the devices of a configuration that is not in force, for a look; null ends that. */
  async attempt(hall: HallConfig | null): Promise<void> {
    await this.fleet.configure(hall ?? this.live.hall);
    await this.#forget();
  }

  /** Lets devices go on by the drivers there are now; those whose driver is the same notice nothing. */
  async refresh(): Promise<void> {
    await this.fleet.configure(this.live.hall);
  }

  /** Records that a configuration is in force which this journal does not know. */
  async noteConfigured(by: Actor, data: EventData<'hall.configured'>): Promise<void> {
    await this.live.record({ by }, () => [{ type: 'hall.configured', data }]);
  }

  /** Closes the lines; everything decided is on disk afterwards. The journal stays open. */
  async stop(): Promise<void> {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#signs.stop();
    await this.fleet.stop();
    this.live.keepSnapshot();
    await this.journal.flush();
  }

  /** Records what people did to the machine's clock, and takes its time again once nobody is here. */
  async #watchClock(): Promise<void> {
    const { steady } = this.#parts;
    if (!steady) return;
    const { live } = this;
    if (steady.ahead > 0 && isAtRest(live.state)) steady.align(live.state.at);
    const { ahead } = steady;
    const jump = steady.takeJump();
    await live.record({ by: { who: 'rule:clock', from: 'bridge' } }, (present) =>
      noteClock(present, ahead, jump),
    );
  }

  /** What is known of devices that are no longer there is not the present any more. */
  async #forget(): Promise<void> {
    await this.live.record({ by: { who: 'rule:config', from: 'bridge' } }, ({ state }) =>
      Object.keys(state.devices)
        .filter((id) => !this.fleet.has(id))
        .map((device): Draft => ({ type: 'device.removed', device, data: {} })),
    );
  }

  /** Devices act on what is on disk, and only while it is fresh. */
  #carryOut(events: HallEvent[]): void {
    const { log } = this.#parts;
    const places: Places = {
      hall: this.live.hall,
      kindOf: (device) => this.fleet.kindOf(device),
      can: (device, action) => this.fleet.can(device, action),
      ticketLink: (ticket) => this.ticketLink(ticket),
    };
    this.#signs.look(events);
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

/** The devices of a configuration as screens may know them. */
function publicDevices(hall: HallConfig, drivers: ReadonlyMap<string, Driver>): PublicDevice[] {
  return hall.devices.flatMap(({ id, name, driver: driverId, line, window, at, settings }) => {
    const driver = drivers.get(driverId);
    if (!driver) return [];
    const phones = phonesOn(id, hall.clerks);
    const printer = driver.kind === 'kiosk' ? settings['printer'] : undefined;
    return [
      {
        ...{ id, line, kind: driver.kind, driver: driverId },
        name: name ?? { zh: `${driver.name.zh} ${id}`, en: `${driver.name.en} ${id}` },
        ...(window !== undefined ? { window } : {}),
        ...(at !== undefined ? { at } : {}),
        actions: Object.keys(driver.actions ?? {}),
        ...(phones.length > 0 ? { phones } : {}),
        ...(phones.length > 0 || driver.private ? { private: true } : {}),
        ...(typeof printer === 'string' ? { printer } : {}),
      },
    ];
  });
}
