import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLog } from '../../bridge/log.ts';
import { EmbeddedBroker } from '../../bridge/transports/broker.ts';
import { mqttTransport, type MqttSettings } from '../../bridge/transports/mqtt.ts';
import type { MessageConnection, MessageTransport } from '../../bridge/transports/transport.ts';
import { MOST_BYTES } from '../../bridge/transports/retained.ts';
import { issueCertificates } from '../support/certificates.ts';
import { runningHall } from '../support/running.ts';
import { Watched } from '../support/until.ts';
import { Mosquitto } from './mosquitto.ts';

/** A connection of the bridge, and what it hears. */
class Seat {
  readonly heard: string[] = [];
  readonly closed: (string | undefined)[] = [];
  readonly #watched = new Watched();
  connection: MessageConnection | null = null;

  static async at(transport: MessageTransport, filters: string[] = []): Promise<Seat> {
    const seat = new Seat();
    seat.connection = await transport.open({
      message: ({ topic, payload, retained }) => {
        seat.heard.push(`${topic} ${Buffer.from(payload).toString()}${retained ? ' (kept)' : ''}`);
        seat.#watched.tell();
        return Promise.resolve();
      },
      closed: (error) => {
        seat.closed.push(error?.message);
        seat.#watched.tell();
      },
    });
    onTestFinished(() => seat.connection?.close());
    if (filters.length > 0) await seat.connection.subscribe(filters);
    return seat;
  }

  hears(message: string): Promise<void> {
    return this.#watched.when(() => this.heard.includes(message), message);
  }
}

async function clientOf(broker: Mosquitto, options: IClientOptions = {}): Promise<MqttClient> {
  const client = await mqtt.connectAsync(broker.url, { reconnectPeriod: 0, ...options });
  onTestFinished(() => client.endAsync(true));
  return client;
}

/** The next message a client is sent, and what the broker says about it. */
function nextOf(client: MqttClient): Promise<{ payload: string; packet: mqtt.IPublishPacket }> {
  return new Promise((resolve) => {
    client.once('message', (_topic, payload, packet) => resolve({ payload: payload.toString(), packet }));
  });
}

describe.each([4, 5, undefined] as const)('a broker spoken to in version %s', (version) => {
  it('brings messages, takes messages, and keeps what it is told to keep', async () => {
    const broker = await Mosquitto.running();
    const transport = mqttTransport({ url: broker.url, version });
    const seat = await Seat.at(transport, ['hall/+/state']);
    await seat.connection?.publish('hall/a/state', 'on', { retain: true });
    await seat.connection?.publish('hall/b/state', 'off');
    await seat.connection?.publish('hall/c/state', 'maybe', { qos: 0 });
    for (const message of ['a/state on', 'b/state off', 'c/state maybe']) await seat.hears(`hall/${message}`);
    const late = await Seat.at(transport, ['hall/#']);
    await late.hears('hall/a/state on (kept)');
    expect(late.heard).toHaveLength(1);
  });
});

describe('MQTT 5', () => {
  it('lets a message expire that nobody came for in time', async () => {
    const broker = await Mosquitto.running();
    const seat = await Seat.at(mqttTransport({ url: broker.url }));
    await seat.connection?.publish('door/unlock', '3', { retain: true, expiry: 60_000 });
    const client = await clientOf(broker, { protocolVersion: 5 });
    const next = nextOf(client);
    await client.subscribeAsync('door/#');
    const { payload, packet } = await next;
    expect(payload).toBe('3');
    expect(packet.properties?.messageExpiryInterval).toBeGreaterThan(50);
  });

  it('is given up for 3.1.1 at a broker that does not know it, unless it was asked for', async () => {
    const broker = await EmbeddedBroker.start({ host: '127.0.0.1', port: 0 }, createLog('silent'));
    onTestFinished(() => broker.stop());
    const url = `mqtt://127.0.0.1:${broker.port}`;
    const bridge = await Seat.at(broker.transport(), ['#']);
    const seat = await Seat.at(mqttTransport({ url }));
    await seat.connection?.publish('a', 'b');
    await bridge.hears('a b');
    await expect(Seat.at(mqttTransport({ url, version: 5 }))).rejects.toThrow(/protocol version/);
  });
});

describe('the broker inside', () => {
  it('passes on what it has no room to keep, and replays it to nobody', async () => {
    const broker = await EmbeddedBroker.start({ host: '127.0.0.1', port: 0 }, createLog('silent'));
    onTestFinished(() => broker.stop());
    const bridge = await Seat.at(broker.transport(), ['small', 'large']);
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`);
    onTestFinished(() => client.endAsync(true));
    await client.publishAsync('large', Buffer.alloc(MOST_BYTES, 'x'), { qos: 1, retain: true });
    await client.publishAsync('small', 'a', { qos: 1, retain: true });
    await bridge.hears('small a');
    expect(bridge.heard[0]).toMatch(/^large xxx/);
    const topics: string[] = [];
    const heard = new Promise<void>((resolve) => {
      client.on('message', (topic) => {
        topics.push(topic);
        if (topic === 'end') resolve();
      });
    });
    await client.subscribeAsync(['large', 'small', 'end'], { qos: 1 });
    await client.publishAsync('end', '', { qos: 1 });
    await heard;
    expect(topics).toEqual(['small', 'end']);
    const late = await Seat.at(broker.transport(), ['small', 'large']);
    expect(late.heard).toEqual(['small a (kept)']);
  });
});

describe('a last will', () => {
  const will = { topic: 'hall/bridge/state', payload: 'offline', retain: true, qos: 1 } as const;

  /** A seat whose connection breaks without a goodbye: it goes through a socket that is cut. */
  async function cutSeat(broker: Mosquitto, settings: Partial<MqttSettings>) {
    const cut: (() => void)[] = [];
    const between = createServer((socket) => {
      const onward = connect(broker.port, '127.0.0.1');
      socket.pipe(onward).pipe(socket);
      for (const end of [socket, onward]) end.on('error', () => undefined);
      cut.push(() => {
        socket.destroy();
        onward.destroy();
      });
    }).listen(0, '127.0.0.1');
    await once(between, 'listening');
    onTestFinished(() => {
      between.close();
    });
    const { port } = between.address() as { port: number };
    const transport = mqttTransport({ url: `mqtt://127.0.0.1:${port}`, ...settings });
    return { transport, cut: () => cut.splice(0).forEach((one) => one()) };
  }

  it.each([4, 5] as const)('is said by the broker when the bridge is lost (version %s)', async (version) => {
    const broker = await Mosquitto.running();
    const watcher = await Seat.at(mqttTransport({ url: broker.url }), ['hall/#']);
    const { transport, cut } = await cutSeat(broker, { version, will });
    await Seat.at(transport);
    cut();
    await watcher.hears('hall/bridge/state offline');
  });

  it('with a delay is not said of a bridge that is soon back under its name', async () => {
    const broker = await Mosquitto.running();
    const watcher = await Seat.at(mqttTransport({ url: broker.url }), ['hall/#']);
    const delayed = { will: { ...will, delay: 1000 }, clientId: 'hall-a' };
    const { transport, cut } = await cutSeat(broker, delayed);
    await Seat.at(transport);
    cut();
    const back = await Seat.at(transport);
    // Another, whose will comes no sooner, and who does not come back.
    const other = { topic: 'hall/other/state', payload: 'offline', delay: 2000 };
    const second = await cutSeat(broker, { will: other, clientId: 'hall-b' });
    await Seat.at(second.transport);
    second.cut();
    await watcher.hears('hall/other/state offline');
    expect(watcher.heard).toEqual(['hall/other/state offline']);
    expect(back.closed).toEqual([]);
  });
});

describe('a broker with TLS', () => {
  it('is reached with its authority and a certificate of ours, and not without', async () => {
    const certificates = issueCertificates();
    const broker = await Mosquitto.running({ certificates });
    const { ca, client } = certificates;
    const secure = { url: broker.url, ca, ...client };
    const seat = await Seat.at(mqttTransport(secure), ['a']);
    await seat.connection?.publish('a', 'b');
    await seat.hears('a b');
    await expect(Seat.at(mqttTransport({ url: broker.url, ...client }))).rejects.toThrow(/certificate/);
    await expect(Seat.at(mqttTransport({ url: broker.url, ca }))).rejects.toThrow();
    await Seat.at(mqttTransport({ ...secure, ca: undefined, rejectUnauthorized: false }));
    await expect(Seat.at(mqttTransport({ ...secure, ca: `${ca}.none` }))).rejects.toThrow(/ENOENT.*open/);
  });
});

describe('a broker with passwords', () => {
  it('is reached with the right one; with a wrong one the line says so and is tried rarely', async () => {
    const broker = await Mosquitto.running({ account: { name: 'hall', password: 'right' } });
    const line = (id: string, password: string) =>
      ({ id, transport: { kind: 'mqtt', url: broker.url, username: 'hall', password } }) as const;
    const hall = await runningHall({
      lines: [line('right', 'right'), line('wrong', 'left')],
      devices: ['right', 'wrong'].map((id) => ({
        id,
        driver: 'zigbee2mqtt-contact',
        line: id,
        settings: { device: id },
      })),
    });
    await hall.line('right', ({ connected }) => connected);
    const wrong = await hall.line('wrong', ({ error }) => error !== undefined);
    expect(wrong.error).toMatch(/Not authorized/i);
    const { now, lines } = await hall.report();
    expect((lines.find(({ id }) => id === 'wrong')?.retryAt ?? 0) - now).toBeGreaterThan(10_000);
  });
});
