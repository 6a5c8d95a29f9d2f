import { stringify } from 'yaml';
import { hideValue } from '../../shared/config/secrets.ts';
import { same, type Bilingual } from '../../shared/text.ts';
import { systemClock } from '../clock/clock.ts';
import type { ByteDriver, Driver, MessageDriver } from '../drivers/driver.ts';
import { createLog } from '../log.ts';
import type { Profile } from '../profiles/profile.ts';
import { EmbeddedBroker } from '../transports/broker.ts';
import type { LoneDevice } from './lone-device.ts';
import { makeClient } from './lone-clients.ts';
import { makeDevice } from './lone-devices.ts';
import { BytePort } from './ports/byte-port.ts';
import type { Faults } from './ports/faults.ts';
import { faultyPort } from './ports/faulty.ts';
import { happens, type MessageWire } from './ports/faulty-messages.ts';
import type { MessageFaults } from './ports/message-faults.ts';
import { MessagePort } from './ports/message-port.ts';
import { connectMqtt, type Broker } from './ports/mqtt.ts';
import { openPty } from './ports/pty.ts';
import { offerTasmota } from './ports/tasmota-bridge.ts';
import { serveTcp } from './ports/tcp.ts';
import { Random } from './random.ts';
import { SimTrouble } from './trouble.ts';

interface CommonOptions {
  /** As a hall's configuration has them. */
  settings: Record<string, unknown>;
  seed: number;
}

/** Options of `hall sim --device` for a device that speaks bytes. */
export interface ByteOptions extends CommonOptions {
  driver: ByteDriver;
  profile?: Profile | undefined;
  /** TCP port to serve it at; 0 for any. */
  tcp: number;
  /** Path under which it also appears as a serial port. */
  pty?: string | undefined;
  /** The serial bridge of a Tasmota device that it stands behind too: its topic, and its broker. */
  bridge?: { topic: string; broker: Broker } | undefined;
  faults: Faults;
}

/** Options of `hall sim --device` for a device that speaks MQTT. */
export interface MessageOptions extends CommonOptions {
  driver: MessageDriver;
  /** `embedded` runs a broker beside the device, at the port where those of halls are. */
  broker: Broker;
  faults: MessageFaults;
}

export type DeviceOptions = ByteOptions | MessageOptions;

/** A simulated device at its port or its broker, until `stop`. */
export interface RunningDevice {
  /** Does what a person at the device would. False for words that mean nothing to it. */
  type(words: string): boolean;
  stop(): Promise<void>;
}

/** One that speaks bytes, at its TCP port. */
export interface ServedDevice extends RunningDevice {
  port: number;
}

type Tell = (words: Bilingual) => void;

const host = '127.0.0.1';
/** Where the broker inside a bridge is unless its configuration says another. */
const EMBEDDED_PORT = 1883;

/**
 * Runs one simulated device.
 *
 * @param out told what a person would see of it, and first how a bridge reaches it
 * @throws SimTrouble for a port that is taken, a broker that is not there, or without socat
 */
export function runDevice(options: ByteOptions, out: Tell): Promise<ServedDevice>;
export function runDevice(options: DeviceOptions, out: Tell): Promise<RunningDevice>;
export function runDevice(options: DeviceOptions, out: Tell): Promise<RunningDevice> {
  return 'broker' in options ? runClient(options, out) : runBytes(options, out);
}

async function runBytes(options: ByteOptions, out: Tell): Promise<ServedDevice> {
  const { driver, profile, settings, tcp, pty, bridge, faults, seed } = options;
  const port = new BytePort();
  const checked = driver.settings.parse(settings) as Record<string, unknown>;
  const device = makeDevice({ driver, port, clock: systemClock, settings: checked, profile, tell: out });
  const line = { faults, random: new Random(`${seed}/faults`), clock: systemClock };
  const cable = faultyPort(port, line);
  const served = await serveTcp(cable, { host, port: tcp }).catch(taken);
  const bridged = bridge ? await bridgeFor(cable, bridge).catch(giveUp) : null;
  const serial =
    pty === undefined
      ? null
      : await openPty(pty, served.port).catch(async (error: unknown) => {
          await bridged?.close();
          return giveUp(error);
        });
  async function giveUp(error: unknown): Promise<never> {
    await served.close();
    throw error;
  }
  const transport = bridged
    ? bridged.transport
    : pty === undefined
      ? { kind: 'tcp', host, port: served.port }
      : { kind: 'serial', path: pty, baudRate: profile?.line.baudRate ?? 9600 };
  introduce(device, { driver, transport, settings }, out);
  return {
    port: served.port,
    type: (words) => device.type(words),
    async stop() {
      device.stop?.();
      await serial?.close();
      await bridged?.close();
      await served.close();
    },
  };
}

/** The serial bridge of a Tasmota device, perhaps with a broker beside it. */
async function bridgeFor(cable: BytePort, { topic, broker: asked }: { topic: string; broker: Broker }) {
  const beside = asked.url === 'embedded' ? await brokerBeside() : null;
  const reached = beside ? { ...asked, url: beside.url } : asked;
  const broker = { ...reached, clientId: `hallwatch-sim-${topic}-${process.pid}` };
  const offered = await offerTasmota(cable, { broker, topic, clock: systemClock }).catch(
    async (error: unknown) => {
      await beside?.stop();
      throw error;
    },
  );
  return {
    transport: { kind: 'tasmotaSerial', ...shownOf(reached), topic },
    async close() {
      await offered.close();
      await beside?.stop();
    },
  };
}

/** How a broker is reached, for a configuration that somebody may look at. */
function shownOf({ password, ...shown }: Broker): Record<string, unknown> {
  return { ...shown, url: hideValue('url', shown.url), ...(password === undefined ? {} : { password: '…' }) };
}

async function runClient(options: MessageOptions, out: Tell): Promise<RunningDevice> {
  const { driver, settings, broker: asked, faults, seed } = options;
  const broker = asked.url === 'embedded' ? await brokerBeside() : null;
  const reached = broker ? { ...asked, url: broker.url } : asked;
  const port = new MessagePort();
  const [clock, random] = [systemClock, new Random(`${seed}/device`)];
  const wire: MessageWire = { faults, clock, random: new Random(`${seed}/faults`) };
  const device = makeClient({
    ...{ driver, port, clock, random, services: [], windows: [], tell: out },
    settings: driver.settings.parse(settings),
    happens: (fault) => happens(wire, fault),
  });
  const named = { ...reached, clientId: `hallwatch-sim-${driver.id}-${process.pid}` };
  const client = await connectMqtt(port, named, () => wire).catch(async (error: unknown) => {
    device.stop?.();
    await broker?.stop();
    throw error;
  });
  const transport = { kind: 'mqtt', ...shownOf(reached) };
  introduce(device, { driver, transport, settings }, out);
  return {
    type: (words) => device.type(words),
    async stop() {
      device.stop?.();
      await client.close();
      await broker?.stop();
    },
  };
}

/** A broker of this program's own, for whoever has none: the one that a bridge has inside. */
async function brokerBeside(): Promise<{ url: string; stop(): Promise<void> }> {
  const log = createLog('warn');
  const broker = await EmbeddedBroker.start({ host, port: EMBEDDED_PORT }, log).catch(busy);
  // What nobody listens to inside would wait for somebody who does.
  const seat = broker.transport();
  const listening = await seat.open({ message: () => Promise.resolve(), closed: () => undefined });
  await listening.subscribe([]);
  return { url: `mqtt://${host}:${broker.port}`, stop: () => broker.stop() };
}

function introduce(
  device: LoneDevice,
  { driver, transport, settings }: { driver: Driver; transport: object; settings: object },
  out: Tell,
): void {
  out({
    zh: `${driver.name.zh}，可写入大厅配置：`,
    en: `${driver.name.en}; for the configuration of a hall:`,
  });
  out(same(configurationOf(driver.id, transport, settings)));
  if (device.typing.en !== '') out(device.typing);
}

function configurationOf(driver: string, transport: object, settings: object): string {
  const device = {
    id: 'sim',
    driver,
    line: 'sim',
    ...(Object.keys(settings).length > 0 ? { settings } : {}),
  };
  const hall = { lines: [{ id: 'sim', transport }], devices: [device] };
  return stringify(hall, { defaultStringType: 'PLAIN', flowCollectionPadding: true }).trimEnd();
}

function taken(error: NodeJS.ErrnoException & { port?: number }): never {
  if (error.code !== 'EADDRINUSE') throw error;
  throw new SimTrouble(
    {
      zh: `端口 ${error.port} 已被占用：请用 --tcp 换一个端口。`,
      en: `Port ${error.port} is taken: choose another with --tcp.`,
    },
    { cause: error },
  );
}

function busy(error: NodeJS.ErrnoException): never {
  if (error.code !== 'EADDRINUSE') throw error;
  const url = `mqtt://${host}:${EMBEDDED_PORT}`;
  throw new SimTrouble(
    {
      zh: `端口 ${EMBEDDED_PORT} 已有 MQTT 服务器：请用 --broker ${url} 连它。`,
      en: `A broker is at port ${EMBEDDED_PORT} already: use it with --broker ${url}.`,
    },
    { cause: error },
  );
}
