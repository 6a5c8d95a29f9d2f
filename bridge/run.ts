import type { AddressInfo } from 'node:net';
import type { HallConfig, LineConfig } from '../shared/config/schema.ts';
import { Bridge } from './bridge.ts';
import { systemClock } from './clock/clock.ts';
import { SettingsError, isLoopback, type Settings } from './config/settings.ts';
import type { Driver } from './drivers/driver.ts';
import { Journal } from './journal/journal.ts';
import type { Log } from './log.ts';
import { ReadingRoom } from './reports/reading-room.ts';
import { createHttp } from './server/http.ts';
import { Projection } from './server/projection.ts';
import { createDoor } from './server/rights.ts';
import { SocketServer } from './server/socket.ts';
import { EmbeddedBroker } from './transports/broker.ts';
import { transportOf } from './transports/kinds.ts';

export interface RunParts {
  hall: HallConfig;
  settings: Settings;
  drivers: ReadonlyMap<string, Driver>;
  log: Log;
  demo: boolean;
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

/**
 * Runs a hall: opens the journal, the broker, the lines and the server, in this order, and
 * closes them in the opposite one.
 *
 * @throws Error when the journal is in use or a port is taken; what was opened is closed again
 */
export async function runHall({ hall, settings, drivers, log, demo }: RunParts): Promise<Running> {
  const closing: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const { journal, state } = await Journal.open({ folder: settings.data });
    closing.push(() => journal.close());
    const broker = await startBroker(hall, settings);
    if (broker) closing.push(() => broker.stop());
    const reach = ({ transport }: LineConfig) => transportOf(transport, { broker });
    const bridge = new Bridge({
      ...{ hall, drivers, journal, state, clock: systemClock, log, demo },
      transportOf: reach,
    });
    const projection = new Projection(bridge.live, bridge.publicHall());
    const room = new ReadingRoom({ file: journal.file, hall: projection.hall });
    closing.push(() => room.close());
    const authorise = createDoor(settings);
    const { live, commands, fleet } = bridge;
    const http = await createHttp({ live, commands, fleet, projection, room, authorise, log });
    const parts = { live, commands, fleet, projection, authorise, clock: systemClock };
    const socket = new SocketServer({ http: http.server, ...parts });
    closing.push(async () => {
      await socket.close();
      await http.close();
    });
    // Lines open before the server listens, so that no page sees a hall without its day.
    await bridge.start();
    closing.push(() => bridge.stop());
    await http.listen({ host: settings.host, port: settings.port });
    const { port } = http.server.address() as AddressInfo;
    const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
    return {
      url: `http://${host}:${port}`,
      brokerUrl: broker ? `mqtt://127.0.0.1:${broker.port}` : null,
      bridge,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startBroker(hall: HallConfig, settings: Settings): Promise<EmbeddedBroker | null> {
  const isUsed = hall.lines.some(
    ({ transport }) => transport.kind === 'mqtt' && transport.url === 'embedded',
  );
  if (!isUsed) return null;
  if (!isLoopback(hall.broker.host) && !settings.remoteAllowed) {
    throw new SettingsError(
      settings.language === 'zh'
        ? `broker.host: ${hall.broker.host} 会让其他机器连接内置 MQTT，而它没有口令。确认请设置 HALL_REMOTE。`
        : `broker.host: ${hall.broker.host} opens the built-in MQTT broker to other machines, and it asks for no password. Set HALL_REMOTE if that is meant.`,
    );
  }
  return EmbeddedBroker.start(hall.broker);
}
