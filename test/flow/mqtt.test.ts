import { connect as connectTcp } from 'node:net';
import { once } from 'node:events';
import mqtt, { type MqttClient } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { JournalFile } from '../support/journal-file.ts';
import { embeddedLine, runningHall, type RunningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { within } from '../support/until.ts';

const devices = [
  { id: 'kiosk', driver: 'kiosk-mqtt', line: 'mqtt', settings: { kiosk: 'k1' } },
  { id: 'door', driver: 'zigbee2mqtt-contact', line: 'mqtt', settings: { device: 'door' } },
  { id: 'help', driver: 'zigbee2mqtt-button', line: 'mqtt', settings: { device: 'help' } },
];

async function mqttHall() {
  const hall = await runningHall({ lines: [embeddedLine], devices });
  return { hall, screen: await Screen.watching(hall.url) };
}

async function clientOf(hall: RunningHall, options: mqtt.IClientOptions = {}): Promise<MqttClient> {
  const client = await mqtt.connectAsync(hall.brokerUrl ?? '', { reconnectPeriod: 0, ...options });
  onTestFinished(() => client.endAsync(true));
  return client;
}

const request = (id: string, service = 'A') => JSON.stringify({ id, service });

/** Answers to a kiosk, as they come. */
async function answersTo(client: MqttClient) {
  const answers: unknown[] = [];
  await client.subscribeAsync('hall/kiosk/k1/response', { qos: 1 });
  client.on('message', (_topic, payload) => answers.push(JSON.parse(payload.toString())));
  const next = async (count: number) => {
    while (answers.length < count)
      await within(new Promise((resolve) => client.once('message', resolve)), `answer ${count}`);
    return answers;
  };
  return { next };
}

describe('a message of a device', () => {
  it('is acknowledged only when it is on disk, and told to screens then', async () => {
    const { hall, screen } = await mqttHall();
    const client = await clientOf(hall);
    const file = new JournalFile(hall.folder);
    file.hold();
    let acknowledged = false;
    const published = client.publishAsync('hall/kiosk/k1/request', request('r-1'), { qos: 1 }).then(() => {
      acknowledged = true;
    });
    await hall.line('mqtt', ({ counters }) => counters.frames === 1);
    // Another client goes to the broker and back meanwhile.
    const other = await clientOf(hall);
    await other.subscribeAsync('any/thing', { qos: 1 });
    expect([acknowledged, screen.all('kiosk.ticketRequested').length]).toEqual([false, 0]);
    expect(file.types()).not.toContain('kiosk.ticketRequested');
    file.release();
    await published;
    expect(file.types()).toContain('kiosk.ticketRequested');
    expect(await screen.sees('kiosk.ticketRequested')).toMatchObject({
      device: 'kiosk',
      framed: true,
      data: { service: 'A', request: 'r-1' },
    });
  });

  it('that the disk does not take is not acknowledged, and taken when it comes again', async () => {
    const { hall, screen } = await mqttHall();
    const file = new JournalFile(hall.folder);
    const first = await clientOf(hall);
    file.refuse();
    const refused = first.publishAsync('hall/kiosk/k1/request', request('r-1'), { qos: 1 });
    // The broker hangs up on whoever it cannot answer: there is no "no" in this protocol.
    refused.catch(() => undefined);
    await within(new Promise<void>((resolve) => first.once('close', resolve)), 'the hanging up');
    file.mend();
    const second = await clientOf(hall);
    const { next } = await answersTo(second);
    await second.publishAsync('hall/kiosk/k1/request', request('r-1'), { qos: 1 });
    expect(await next(1)).toEqual([{ id: 'r-1', number: 'A001', ahead: 0 }]);
    await screen.sees('ticket.issued');
    expect(screen.all('kiosk.ticketRequested')).toHaveLength(1);
  });

  it('that is said again while the first is on its way to the disk is not acknowledged before it', async () => {
    const { hall, screen } = await mqttHall();
    const file = new JournalFile(hall.folder);
    const [first, second] = [await clientOf(hall), await clientOf(hall)];
    file.hold();
    let acknowledged = 0;
    const published = [first, second].map((client) =>
      client.publishAsync('zigbee2mqtt/help', '{"action":"single"}', { qos: 1 }).then(() => {
        acknowledged += 1;
      }),
    );
    await hall.line('mqtt', ({ counters }) => counters.frames === 2);
    const other = await clientOf(hall);
    await other.subscribeAsync('any/thing', { qos: 1 });
    expect(acknowledged).toBe(0);
    file.release();
    await Promise.all(published);
    await screen.sees('button.pressed');
    expect(file.types().filter((type) => type === 'button.pressed')).toHaveLength(1);
    expect((await hall.line('mqtt')).counters.duplicates).toBe(1);
  });

  it('that concerns nobody, or is nonsense, is counted and no event', async () => {
    const { hall, screen } = await mqttHall();
    const client = await clientOf(hall);
    for (const nonsense of ['', '{', '{"id":1}', '\u0000\uFFFF', '['.repeat(10_000)]) {
      await client.publishAsync('hall/kiosk/k1/request', nonsense, { qos: 1 });
    }
    await client.publishAsync('hall/kiosk/k1/request', Buffer.from([0xff, 0xfe, 0x80]), { qos: 1 });
    await client.publishAsync('somewhere/else', 'x', { qos: 1 });
    await client.publishAsync('zigbee2mqtt/door', '{"contact":true}', { qos: 1 });
    await screen.sees('contact.changed');
    expect(screen.all('kiosk.ticketRequested')).toEqual([]);
    expect((await hall.line('mqtt')).counters).toMatchObject({ unclaimed: 6, frames: 7 });
  });
});

describe('a kiosk', () => {
  it('that asks again by the same id gets the same ticket again, not silence and not a second one', async () => {
    const { hall, screen } = await mqttHall();
    const kiosk = await clientOf(hall);
    const { next } = await answersTo(kiosk);
    await kiosk.publishAsync('hall/kiosk/k1/request', request('r-1'), { qos: 1 });
    await next(1);
    await kiosk.publishAsync('hall/kiosk/k1/request', request('r-1'), { qos: 1 });
    expect(await next(2)).toEqual(Array(2).fill({ id: 'r-1', number: 'A001', ahead: 0 }));
    await kiosk.publishAsync('hall/kiosk/k1/request', request('r-2'), { qos: 1 });
    expect((await next(3))[2]).toEqual({ id: 'r-2', number: 'A002', ahead: 1 });
    await screen.sees('ticket.issued', ({ data }) => data.number === 'A002');
    expect(screen.all('ticket.issued')).toHaveLength(2);
  });

  it('gets the reason where it gets no ticket', async () => {
    const { hall, screen } = await mqttHall();
    const kiosk = await clientOf(hall);
    const { next } = await answersTo(kiosk);
    await kiosk.publishAsync('hall/kiosk/k1/request', request('r-1', 'Z'), { qos: 1 });
    expect(await next(1)).toEqual([{ id: 'r-1', refused: 'service.unknown' }]);
    await screen.sees('ticket.refused');
  });

  it('is offline by its last will the moment its connection breaks', async () => {
    const { hall, screen } = await mqttHall();
    const status = { topic: 'hall/kiosk/k1/status', qos: 1, retain: true } as const;
    const kiosk = await clientOf(hall, { will: { ...status, payload: Buffer.from('offline') } });
    await kiosk.publishAsync(status.topic, 'online', status);
    await screen.sees(
      'device.availabilityChanged',
      ({ device, data }) => device === 'kiosk' && data.availability === 'online',
    );
    kiosk.stream.destroy();
    const gone = await screen.sees(
      'device.availabilityChanged',
      ({ device, data }) => device === 'kiosk' && data.availability === 'offline',
    );
    expect(gone.data.reason).toBe('reportedOffline');
  });
});

describe('devices behind a radio gateway', () => {
  const availability =
    (id: string, wanted: string) => (event: { device?: string; data: { availability: string } }) =>
      event.device === id && event.data.availability === wanted;

  it('are unknown while it is away, and stay so until they are heard themselves', async () => {
    const { hall, screen } = await mqttHall();
    const gateway = await clientOf(hall);
    await gateway.publishAsync('zigbee2mqtt/door', '{"contact":false,"battery":80}', { qos: 1 });
    await screen.sees('device.availabilityChanged', availability('door', 'online'));
    expect(screen.state.contacts['door']).toBe('open');
    await gateway.publishAsync('zigbee2mqtt/bridge/state', '{"state":"offline"}', { qos: 1, retain: true });
    const away = await screen.sees(
      'device.availabilityChanged',
      (event) => availability('door', 'unknown')(event) && event.data.reason === 'bridgeOffline',
    );
    expect(screen.state.contacts['door']).toBe('unknown');
    await gateway.publishAsync('zigbee2mqtt/bridge/state', '{"state":"online"}', { qos: 1, retain: true });
    await gateway.publishAsync('zigbee2mqtt/help', '{"action":"single"}', { qos: 1 });
    await screen.sees('button.pressed');
    expect(screen.state.devices['door']?.availability).toBe('unknown');
    await gateway.publishAsync('zigbee2mqtt/door', '{"contact":true,"battery":80}', { qos: 1 });
    const back = await screen.sees(
      'device.availabilityChanged',
      (event) => availability('door', 'online')(event) && event.seq > away.seq,
    );
    expect(back.data.reason).toBe('heard');
    expect(screen.state.contacts['door']).toBe('closed');
  });
});

describe('the broker inside the bridge', () => {
  it('is not stopped by who speaks no MQTT', async () => {
    const { hall, screen } = await mqttHall();
    const { port } = new URL(hall.brokerUrl ?? '');
    for (const garbage of [
      Buffer.from('GET / HTTP/1.1\r\n\r\n'),
      Buffer.alloc(100_000, 0xff),
      Buffer.from([0x10, 0xff]),
    ]) {
      const socket = connectTcp(Number(port), '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.end(garbage);
      socket.resume();
      await within(new Promise((resolve) => socket.once('close', resolve)), 'the end of a stranger');
    }
    const client = await clientOf(hall);
    await client.publishAsync('zigbee2mqtt/door', '{"contact":true}', { qos: 1 });
    await screen.sees('contact.changed');
  });

  it('acknowledges nothing before the hall listens: it is recorded, not lost', async () => {
    const first = await runningHall({ lines: [embeddedLine], devices: devices.slice(0, 1) });
    const port = Number(new URL(first.brokerUrl ?? '').port);
    await first.stop();
    const file = new JournalFile(first.folder);
    // A new device is recorded before the lines open: until then the broker is there and the hall is not.
    file.hold();
    const starting = runningHall(
      { lines: [embeddedLine], devices, broker: { port } },
      { folder: first.folder },
    );
    const eager = mqtt.connect(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 50 });
    eager.on('error', () => undefined);
    onTestFinished(() => eager.endAsync(true));
    const acknowledged = eager.publishAsync('zigbee2mqtt/help', '{"action":"single"}', { qos: 1 });
    const sent = new Promise<void>((resolve) => {
      eager.on('packetsend', ({ cmd }) => cmd === 'publish' && resolve());
    });
    await within(sent, 'the broker');
    const other = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`);
    onTestFinished(() => other.endAsync(true));
    await other.subscribeAsync('any/thing', { qos: 1 });
    file.release();
    await Promise.all([starting, within(acknowledged, 'the acknowledgement')]);
    expect(file.types()).toContain('button.pressed');
  });
});
