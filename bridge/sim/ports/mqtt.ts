import mqtt, { type MqttClient } from 'mqtt';
import { SimTrouble } from '../trouble.ts';
import type { MessagePort, MessageSeat, Publication } from './message-port.ts';

/**
 * Connects every client of a hall to a broker, each with its own will, and keeps it
 * connected. Resolves when the first connect of each succeeded.
 *
 * @throws SimTrouble when the broker does not answer within five seconds
 */
export async function connectMqtt(port: MessagePort, url: string): Promise<{ close(): Promise<void> }> {
  const clients = port.seats.map((seat) => connectSeat(seat, url));
  const close = async () => {
    await Promise.all(clients.map(({ client, seat }) => leave(client, seat)));
  };
  try {
    await Promise.all(clients.map(({ client }) => firstConnect(client, url)));
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
}

function connectSeat(seat: MessageSeat, url: string): { client: MqttClient; seat: MessageSeat } {
  const { id, will, filters } = seat.settings;
  const client = mqtt.connect(url, {
    clientId: `sim-${id}`,
    reconnectPeriod: 2000,
    connectTimeout: 5000,
    // What a device says while the broker is away is lost, not kept for later.
    queueQoSZero: false,
    will: { ...will, payload: Buffer.from(will.payload) },
  });
  const broker = {
    publish({ topic, payload, qos, retain }: Publication) {
      if (client.connected) client.publish(topic, payload, { qos, retain }, () => undefined);
    },
  };
  client.on('error', () => undefined);
  client.on('message', (topic, payload) => seat.receiver(topic, payload));
  client.on('connect', () => {
    const joined = () => seat.attach(broker);
    if (filters.length === 0) joined();
    else client.subscribe(filters, { qos: 1 }, joined);
  });
  client.on('close', () => seat.detach(broker));
  seat.onPlug((plugged) => {
    if (plugged) client.reconnect();
    else client.end(true);
  });
  return { client, seat };
}

function firstConnect(client: MqttClient, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const silent = new SimTrouble({
      zh: `${url} 没有 MQTT 服务器应答：请先启动它，或用 --broker 指定另一个。`,
      en: `No MQTT broker answers at ${url}: start it first, or name another with --broker.`,
    });
    const timer = setTimeout(() => reject(silent), 5000);
    client.once('connect', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** A clean goodbye keeps the will from being sent, so the last word is said first. */
async function leave(client: MqttClient, { settings: { will } }: MessageSeat): Promise<void> {
  if (client.connected) await client.publishAsync(will.topic, will.payload, will).catch(() => undefined);
  await client.endAsync(true);
}
