import mqtt, { type MqttClient } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { Watched } from '../support/until.ts';
import { Mosquitto } from './mosquitto.ts';

const call = 'FF6803036801010C0E16';
const recall = 'FF6803036801010D0F16';

/** A device with Tasmota firmware and a call pad at its serial bridge. */
class Tasmota {
  /** Payloads of its commands, by their last word. */
  readonly commands: { name: string; payload: string }[] = [];
  readonly client: MqttClient;
  readonly #heard = new Watched();

  private constructor(client: MqttClient) {
    this.client = client;
    client.on('message', (topic, payload, { retain }) => {
      expect(retain).toBe(false);
      this.commands.push({ name: topic.split('/').at(-1) ?? '', payload: payload.toString() });
      this.#heard.tell();
    });
  }

  static async at(broker: Mosquitto): Promise<Tasmota> {
    const will = {
      topic: 'hall/bus/tele/LWT',
      payload: Buffer.from('Offline'),
      qos: 1,
      retain: true,
    } as const;
    const client = await mqtt.connectAsync(broker.url, { reconnectPeriod: 0, will });
    onTestFinished(() => client.endAsync(true));
    await client.subscribeAsync('hall/bus/cmnd/+', { qos: 1 });
    const tasmota = new Tasmota(client);
    await client.publishAsync(will.topic, 'Online', { qos: 1, retain: true });
    return tasmota;
  }

  async receives(text: string, retain = false): Promise<void> {
    await this.client.publishAsync('hall/bus/tele/RESULT', JSON.stringify({ SSerialReceived: text }), {
      retain,
    });
  }

  async hears(name: string, payload: string, times = 1): Promise<void> {
    const count = () => this.commands.filter((one) => one.name === name && one.payload === payload).length;
    await this.#heard.when(() => count() >= times, `${name} ${payload}`);
  }
}

async function padHall(broker: Mosquitto) {
  const transport = {
    ...{ kind: 'tasmotaSerial' as const, url: broker.url, topic: 'bus' },
    ...{ fullTopic: 'hall/%topic%/%prefix%/', baudRate: 9600 },
  };
  const hall = await runningHall({
    lines: [{ id: 'pads', transport }],
    devices: [{ id: 'pad', driver: 'ff68-pad', line: 'pads', window: '1' }],
  });
  return { hall, screen: await Screen.watching(hall.url) };
}

describe('a call pad at the serial bridge of a Tasmota device', () => {
  it('is heard and answered, after the device was told its speed and to write hex', async () => {
    const broker = await Mosquitto.running();
    const tasmota = await Tasmota.at(broker);
    const { hall, screen } = await padHall(broker);
    await hall.line('pads', ({ connected }) => connected);
    await tasmota.hears('SBaudrate', '9600');
    await tasmota.hears('SSerialSend5', '');
    await tasmota.receives(call.toLowerCase());
    expect((await screen.sees('pad.keyPressed')).data.key).toBe('call');
    await tasmota.hears('SSerialSend5', call);
  });

  it('whose frame comes in two messages is heard once', async () => {
    const broker = await Mosquitto.running();
    const tasmota = await Tasmota.at(broker);
    const { hall, screen } = await padHall(broker);
    await hall.line('pads', ({ connected }) => connected);
    await tasmota.receives(recall.slice(0, 8));
    await tasmota.receives(recall.slice(8));
    expect((await screen.sees('pad.keyPressed')).data.key).toBe('recall');
  });

  it('is not heard by what the broker kept, nor by words, which are answered by asking for hex', async () => {
    const broker = await Mosquitto.running();
    const tasmota = await Tasmota.at(broker);
    await tasmota.receives(call, true);
    const { hall, screen } = await padHall(broker);
    await hall.line('pads', ({ connected }) => connected);
    await tasmota.hears('SSerialSend5', '');
    await tasmota.receives('Hello Tiger');
    await tasmota.hears('SSerialSend5', '', 2);
    await tasmota.receives(recall);
    await screen.sees('pad.keyPressed');
    expect(screen.all('pad.keyPressed').map(({ data }) => data.key)).toEqual(['recall']);
  });

  it('goes with the device, whose will says so, and comes back with it', async () => {
    const broker = await Mosquitto.running();
    const first = await Tasmota.at(broker);
    const { hall, screen } = await padHall(broker);
    await hall.line('pads', ({ connected }) => connected);
    first.client.stream.destroy();
    const lost = await hall.line('pads', ({ connected, error }) => !connected && error !== undefined);
    expect(lost.error).toContain('offline');
    await screen.sees('device.availabilityChanged', ({ data }) => data.availability === 'offline');
    const again = await Tasmota.at(broker);
    await hall.line('pads', ({ connected }) => connected);
    await again.receives(call);
    await screen.sees('pad.keyPressed');
  });
});
