import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { HallConfig } from '../shared/config/schema.ts';
import { keptRunSchema } from '../shared/readiness.ts';
import { Announcement } from './announce/announcement.ts';
import { Bridge } from './bridge.ts';
import { systemClock, type Clock } from './clock/clock.ts';
import { SteadyClock } from './clock/steady.ts';
import { catalogOf } from './config/catalog.ts';
import { Configuration, type PutIntoForce } from './config/configuration.ts';
import type { Settings } from './config/settings.ts';
import type { HallSource } from './config/source.ts';
import { Journal } from './journal/journal.ts';
import { KeptFile } from './kept-file.ts';
import type { Log } from './log.ts';
import type { Shelf } from './profiles/shelf.ts';
import { freeBytes } from './machine.ts';
import { Readiness } from './operations/readiness/readiness.ts';
import { Reach, type Redirect } from './reach.ts';
import { ReadingRoom } from './reports/reading-room.ts';
import { createHttp } from './server/http.ts';
import { Projection } from './server/projection.ts';
import { createDoor } from './server/rights.ts';
import { SocketServer } from './server/socket.ts';
import { SimDesk } from './sim/desk/desk.ts';
import type { Stand } from './sim/desk/stand.ts';
import { listSerialPorts } from './transports/serial-ports.ts';
import { Trial } from './trial.ts';
import { DetectDesk } from './workbench/detect/desk.ts';
import { openPlaces, placesOf } from './workbench/detect/occupancy.ts';
import { ProfileDesk } from './workbench/profile-desk.ts';

export interface RunParts {
  source: HallSource;
  settings: Settings;
  shelf: Shelf;
  log: Log;
  demo: boolean;
  /** Leads lines of the demo to its simulated devices. */
  redirect?: Redirect;
  /** The simulated devices of the demo. */
  stands?: readonly Stand[];
  /** The time the hall lives by; that of the machine where absent. */
  clock?: Clock;
}

/** A hall that runs: where it is reached, and how it ends. */
export interface Running {
  /** Address to open in a browser. */
  url: string;
  /** Address of the embedded broker, if a line uses it. */
  brokerUrl: string | null;
  bridge: Bridge;
  stop(): Promise<void>;
}

/** A configuration that was made and not read; a change of it is written to the data folder. */
export function sourceOf(hall: HallConfig, data: string): HallSource {
  return { file: join(data, 'hall.yaml'), text: stringify(hall), hall, warning: null };
}

/**
 * Runs a hall: opens the journal, the broker, the lines and the server, in this order, and
 * closes them in the opposite one.
 *
 * @throws Error when the journal is in use or a port is taken; what was opened is closed again
 */
export async function runHall(parts: RunParts): Promise<Running> {
  const { source, settings, shelf, log, demo, redirect, stands = [] } = parts;
  const { drivers } = shelf;
  const { hall } = source;
  const closing: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const { journal, state } = await Journal.open({ folder: settings.data });
    closing.push(() => journal.close());
    const steady = parts.clock ? undefined : new SteadyClock(systemClock, () => performance.now(), state.at);
    const clock = parts.clock ?? steady ?? systemClock;
    const reach = await Reach.open(hall, settings, log, redirect);
    closing.push(() => reach.stop());
    /** Where it listens, once it does. */
    let url = '';
    const bridge: Bridge = new Bridge({
      ...{ hall, drivers, journal, state, clock, log, demo },
      ...(steady ? { steady } : {}),
      transportOf: (line) => reach.transportOf(line),
      // The demo is looked at where it runs, so that its codes lead somewhere too.
      publicUrl: () => bridge.live.hall.publicUrl ?? (demo && url !== '' ? url : undefined),
    });
    const putIntoForce: PutIntoForce = async (next, how) => {
      const prepared = await reach.prepare(next);
      try {
        await bridge.configure(next, { ...how, isSame: prepared.isSame });
      } catch (error) {
        await prepared.undo();
        throw error;
      }
      await prepared.done().catch((error: unknown) => log.error({ error }, 'the broker'));
    };
    const { configuration, unrecorded } = await Configuration.open(
      { ...{ source, data: settings.data, drivers, putIntoForce }, now: () => clock.now() },
      state.configuration?.version ?? 0,
    );
    const trial = new Trial({
      clock,
      edited: (edits) => configuration.edited(edits),
      attempt: async (tried) => {
        const prepared = await reach.prepare(tried ?? bridge.live.hall);
        await bridge.attempt(tried);
        await prepared.done();
      },
      failed: (error) => log.error({ error }, 'the end of a trial'),
    });
    const projection = new Projection(bridge.live, bridge.publicHall());
    const room = new ReadingRoom({ file: journal.file, hall: projection.hall });
    closing.push(() => room.close());
    const { live, commands, fleet } = bridge;
    const readiness = new Readiness({
      ...{ live, devices: fleet, log, hall: () => projection.hall },
      freeBytes: () => freeBytes(settings.data),
      setBack: () => steady?.ahead ?? 0,
      previous: () => room.ask('lastSheet', {}),
      kept: await KeptFile.open(join(settings.data, 'readiness.json'), keptRunSchema, log),
    });
    const publicUrl = () => live.hall.publicUrl;
    const authorise = createDoor({ remoteAllowed: settings.remoteAllowed, publicUrl });
    const common = { live, commands, fleet, projection, authorise };
    const config = {
      ...{ configuration, trial, catalog: () => catalogOf(drivers) },
      ports: async () => ({ ports: await listSerialPorts(live.hall) }),
    };
    const desk = new ProfileDesk({
      shelf,
      hall: () => live.hall,
      refresh: () => bridge.refresh(),
    });
    const detecting = new DetectDesk({
      ...{ drivers, clock },
      profiles: () => shelf.profiles.map(({ profile }) => profile),
      lines: () => [...placesOf(live.hall.lines), ...openPlaces(fleet.report().lines)],
    });
    const simulating = new SimDesk({
      ...{ drivers, demo, stands, clock },
      profile: (id) => shelf.profile(id),
      hall: () => live.hall,
      leads: (line) => reach.leadsToSimulated(line),
      embedded: () => reach.lend(live.hall.broker),
      isUp: (line) => fleet.report().lines.some(({ id, connected }) => id === line && connected),
      isOnline: (device) => live.state.devices[device]?.availability === 'online',
      logOf: (line) => fleet.logOf(line),
    });
    const bench = { desk, detecting, simulating };
    const ticketLink = (ticket: string) => bridge.ticketLink(ticket);
    const http = await createHttp({ ...common, ...bench, room, readiness, config, ticketLink, log });
    const socket = new SocketServer({ ...common, http: http.server, clock });
    const announcement = new Announcement({
      ...{ live, commands, log, clock, epoch: journal.epoch },
      hall: () => live.hall,
      devices: () => bridge.publicHall().devices,
      state: () => projection.state,
      transportOf: (line, will, name) => reach.besides(line, will, name),
    });
    const announce = () => {
      announcement.configure().catch((error: unknown) => log.error({ error }, 'announce'));
    };
    bridge.onConfigured((shown) => {
      trial.forget();
      projection.configure(shown);
      announce();
      room.configure(shown).catch((error: unknown) => log.error({ error }, 'the reading room'));
      socket.tellHall();
    });
    closing.push(async () => {
      // Together: the one waits for connections that only the other ends, as those nobody has used.
      await Promise.all([socket.close(), http.close()]);
    });
    closing.push(() => detecting.stop());
    // Lines open before the server listens, so that no page sees a hall without its day.
    await bridge.start();
    closing.push(() => bridge.stop());
    // Their goodbyes are heard while the bridge still hears.
    closing.push(() => simulating.stop());
    closing.push(() => Promise.resolve(trial.forget()));
    closing.push(() => readiness.stop());
    announce();
    closing.push(() => announcement.stop());
    if (unrecorded) await bridge.noteConfigured(unrecorded.by, unrecorded.data);
    await http.listen({ host: settings.host, port: settings.port });
    const { port } = http.server.address() as AddressInfo;
    const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
    url = `http://${host}:${port}`;
    return {
      url,
      brokerUrl: reach.broker ? `mqtt://127.0.0.1:${reach.broker.port}` : null,
      bridge,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
