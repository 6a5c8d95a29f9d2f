import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { until, within } from '../support/until.ts';
import { Mosquitto } from './mosquitto.ts';

async function externalHall(broker: Mosquitto) {
  const hall = await runningHall({
    lines: [{ id: 'mqtt', transport: { kind: 'mqtt', url: broker.url } }],
    devices: [
      { id: 'kiosk', driver: 'kiosk-mqtt', line: 'mqtt', settings: { kiosk: 'k1' } },
      { id: 'door', driver: 'zigbee2mqtt-contact', line: 'mqtt', settings: { device: 'door' } },
      { id: 'help', driver: 'zigbee2mqtt-button', line: 'mqtt', settings: { device: 'help' } },
    ],
  });
  return { hall, screen: await Screen.watching(hall.url) };
}

async function clientOf(broker: Mosquitto, options: IClientOptions = {}): Promise<MqttClient> {
  const client = await mqtt.connectAsync(broker.url, { reconnectPeriod: 0, ...options });
  onTestFinished(() => client.endAsync(true));
  return client;
}

/** Publishes until the hall has taken it: a subscription of the bridge may still be on its way. */
async function saysUntil(client: MqttClient, topic: string, payload: string, taken: Promise<unknown>) {
  const timer = setInterval(() => client.publish(topic, payload, { qos: 1 }), 100);
  try {
    await client.publishAsync(topic, payload, { qos: 1 });
    return await taken;
  } finally {
    clearInterval(timer);
  }
}

const door = (screen: Screen, availability: string, after = 0) =>
  screen.sees(
    'device.availabilityChanged',
    (event) => event.device === 'door' && event.data.availability === availability && event.seq > after,
  );

describe('a broker on the network', () => {
  it('brings messages in and answers out', async () => {
    const broker = await Mosquitto.running();
    const { screen } = await externalHall(broker);
    const client = await clientOf(broker);
    await client.subscribeAsync('hall/kiosk/k1/response', { qos: 1 });
    const answered = new Promise((resolve) =>
      client.once('message', (_topic, payload) => resolve(JSON.parse(payload.toString()))),
    );
    const answer = saysUntil(client, 'hall/kiosk/k1/request', '{"id":"r-1","service":"A"}', answered);
    expect(await within(answer, 'the answer')).toEqual({ id: 'r-1', number: 'A001', ahead: 0 });
    await screen.sees('ticket.issued');
    expect(screen.all('ticket.issued')).toHaveLength(1);
  });

  it('that stops and starts again is connected and subscribed to anew', async () => {
    const broker = await Mosquitto.running();
    const { hall, screen } = await externalHall(broker);
    const first = await clientOf(broker);
    await saysUntil(first, 'zigbee2mqtt/door', '{"contact":false}', door(screen, 'online'));
    await first.endAsync(true);
    await broker.stop();
    const gone = await door(screen, 'offline');
    expect(gone.data.reason).toBe('lineLost');
    const lost = await hall.line('mqtt', ({ connected, counters }) => !connected && counters.reconnects > 1);
    expect(lost.error).toMatch(/ECONNREFUSED/);
    await broker.start();
    const back = await door(screen, 'unknown', gone.seq);
    const second = await clientOf(broker);
    const closed = screen.sees(
      'contact.changed',
      ({ data, seq }) => data.state === 'closed' && seq > back.seq,
    );
    await saysUntil(second, 'zigbee2mqtt/door', '{"contact":true}', closed);
    expect((await hall.line('mqtt')).connected).toBe(true);
  });

  it('tells what it kept to a hall that comes late: states count, old questions do not', async () => {
    const broker = await Mosquitto.running();
    const client = await clientOf(broker);
    const kept = { qos: 1, retain: true } as const;
    await client.publishAsync('zigbee2mqtt/door', '{"contact":true}', kept);
    await client.publishAsync('zigbee2mqtt/door/availability', '{"state":"online"}', kept);
    await client.publishAsync('hall/kiosk/k1/request', '{"id":"old","service":"A"}', kept);
    await client.publishAsync('zigbee2mqtt/help', '{"action":"single"}', kept);
    const { hall } = await externalHall(broker);
    await hall.line('mqtt', ({ counters }) => counters.frames >= 4);
    const late = await Screen.watching(hall.url);
    await until(() => (late.state.contacts['door'] === 'closed' ? true : null), 'the state of the door');
    expect(late.state.devices['door']?.availability).toBe('online');
    expect(late.state.tickets).toEqual({});
    expect(Object.values(late.state.alerts).filter(({ kind }) => kind === 'guide.called')).toEqual([]);
  });

  it('passes on the last will of a radio gateway: its devices are unknown, not offline', async () => {
    const broker = await Mosquitto.running();
    const { screen } = await externalHall(broker);
    const will = {
      topic: 'zigbee2mqtt/bridge/state',
      payload: Buffer.from('{"state":"offline"}'),
      qos: 1,
      retain: true,
    } as const;
    const gateway = await clientOf(broker, { will });
    const online = await (async () => {
      await saysUntil(gateway, 'zigbee2mqtt/door', '{"contact":true}', door(screen, 'online'));
      return door(screen, 'online');
    })();
    gateway.stream.destroy();
    const unknown = await door(screen, 'unknown', online.seq);
    expect(unknown.data.reason).toBe('bridgeOffline');
    const again = await clientOf(broker);
    await again.publishAsync('zigbee2mqtt/bridge/state', '{"state":"online"}', { qos: 1, retain: true });
    await again.publishAsync('zigbee2mqtt/help', '{"action":"single"}', { qos: 1 });
    await screen.sees('button.pressed');
    expect(screen.state.devices['door']?.availability).toBe('unknown');
  });
});
