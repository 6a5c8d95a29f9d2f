import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { hideValue } from '../../../shared/config/secrets.ts';
import { clientOptions, type MqttSettings } from '../../transports/mqtt.ts';
import { SimTrouble } from '../trouble.ts';
import { FaultyWay, type MessageWire } from './faulty-messages.ts';
import type { MessagePort, MessageSeat, Publication } from './message-port.ts';

/** How a broker is reached, and who comes; the wills are the clients' own. */
export type Broker = Omit<MqttSettings, 'will'>;

/** How long a broker may take to answer first, and a client to say goodbye, in milliseconds. */
const PATIENCE = 5000;
const GOODBYE = 2000;
/** How long a client waits before it connects again, in milliseconds. */
const AGAIN_AFTER = 2000;
/** Reasons of a CONNACK that another try does not mend: of MQTT 3.1.1, and of 5. */
const REFUSED = [1, 2, 4, 5, 132, 133, 134, 135, 138, 140];

interface Client {
  client: MqttClient;
  seat: MessageSeat;
  /** Topics under which the broker keeps what it should not. */
  kept: Set<string>;
  ready: Promise<void>;
}

/**
 * Connects every client of a port to a broker, each with its own will, and keeps it
 * connected. Resolves when each has connected and said what it says then.
 *
 * @param wireOf what becomes of a client's messages on their way; they arrive as they are where absent
 * @throws SimTrouble when the broker does not answer within five seconds, or takes nobody in
 */
export async function connectMqtt(
  port: MessagePort,
  broker: Broker,
  wireOf: (seat: MessageSeat) => MessageWire | undefined = () => undefined,
): Promise<{ close(): Promise<void> }> {
  const clients = port.seats.map((seat) => connectSeat(seat, broker, wireOf(seat)));
  const close = async () => {
    await Promise.all(clients.map(leave));
  };
  try {
    await Promise.all(clients.map(({ ready }) => ready));
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
}

function connectSeat(seat: MessageSeat, broker: Broker, wire: MessageWire | undefined): Client {
  const { url, clientId, ...access } = broker;
  const client = mqtt.connect(url, {
    ...optionsOf(access, url),
    clientId: clientId ?? `sim-${seat.settings.id}`,
    reconnectPeriod: AGAIN_AFTER,
    connectTimeout: PATIENCE,
    // What a device says while the broker is away is lost, not kept for later.
    queueQoSZero: false,
    ...willOf(seat),
  });
  const kept = new Set<string>();
  const direct = {
    publish({ topic, payload, qos, retain }: Publication) {
      if (!client.connected) return;
      const bytes = typeof payload === 'string' ? payload : Buffer.from(payload);
      client.publish(topic, bytes, { qos, retain }, () => undefined);
    },
    cut: () => void client.stream.destroy(),
  };
  const way = wire && new FaultyWay(seat, direct, { wire, kept });
  const side = way ?? direct;
  const joined = Promise.withResolvers<void>();
  const { filters } = seat.settings;
  client.on('message', (topic, payload, { retain }) => {
    if (way) way.hear(topic, payload, retain);
    else seat.receiver(topic, payload, retain);
  });
  client.on('connect', () => {
    const join = () => {
      seat.attach(side);
      joined.resolve();
    };
    if (filters.length === 0) join();
    else client.subscribe(filters, { qos: 1 }, join);
  });
  client.on('close', () => {
    seat.detach(side);
    // Where a will is numbered, the next connection has another.
    Object.assign(client.options, willOf(seat));
  });
  seat.onPlug((plugged) => {
    if (plugged) client.reconnect();
    else client.end(true);
  });
  return { client, seat, kept, ready: inTime(client, joined.promise, url) };
}

function optionsOf(access: Omit<Broker, 'url'>, url: string): IClientOptions {
  try {
    return clientOptions(access, access.version ?? 4);
  } catch (cause) {
    throw refused(url, cause);
  }
}

function willOf({ settings: { will } }: MessageSeat): Pick<IClientOptions, 'will'> {
  const said = typeof will === 'function' ? will() : will;
  if (!said) return {};
  const { topic, payload, qos, retain } = said;
  return { will: { topic, payload: Buffer.from(payload), qos, retain } };
}

/** @throws SimTrouble when the broker does not answer in time, or says no */
async function inTime(client: MqttClient, joined: Promise<void>, url: string): Promise<void> {
  const late = Promise.withResolvers<never>();
  let last: unknown;
  const timer = setTimeout(() => late.reject(last ? refused(url, last) : silent(url)), PATIENCE);
  client.on('error', (error) => {
    last = error;
    if (REFUSED.includes((error as { code?: number }).code ?? 0)) late.reject(refused(url, error));
  });
  try {
    await Promise.race([joined, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function silent(url: string): SimTrouble {
  const address = hideValue('url', url);
  return new SimTrouble({
    zh: `${address} 没有 MQTT 服务器应答：请先启动它，或用 --broker 指定另一个。`,
    en: `No MQTT broker answers at ${address}: start it first, or name another with --broker.`,
  });
}

function refused(url: string, cause: unknown): SimTrouble {
  const { code, message } = cause as { code?: unknown; message?: string };
  if (code === 'ECONNREFUSED') return silent(url);
  const address = hideValue('url', url);
  const detail = message || String(code);
  return new SimTrouble(
    {
      zh: `连不上 MQTT 服务器 ${address}（${detail}）：请检查地址、用户名、口令与证书。`,
      en: `The MQTT broker ${address} cannot be reached (${detail}): check its address, the user, the password and the certificates.`,
    },
    { cause },
  );
}

/** Whoever says goodbye has no will any more, so the last word is said first; what should not be kept goes too. */
async function leave({ client, seat, kept }: Client): Promise<void> {
  if (client.connected) {
    const { will, goodbye } = seat.settings;
    const last = () => (typeof will === 'function' ? will() : will);
    const words = goodbye ? goodbye() : [last()].filter((one) => one !== null);
    const cleared = [...kept].map((topic) => ({ topic, payload: '', qos: 1, retain: true }) as const);
    const said = Promise.all(
      [...words, ...cleared].map(({ topic, payload, qos, retain }) =>
        client.publishAsync(topic, Buffer.from(payload), { qos, retain }).catch(() => undefined),
      ),
    );
    await within(said);
    await within(client.endAsync());
  }
  await client.endAsync(true);
}

/** Nobody waits for a broker that does not answer any more. */
async function within(work: Promise<unknown>): Promise<void> {
  const timer = Promise.withResolvers<void>();
  const late = setTimeout(() => timer.resolve(), GOODBYE);
  await Promise.race([work.catch(() => undefined), timer.promise]);
  clearTimeout(late);
}
