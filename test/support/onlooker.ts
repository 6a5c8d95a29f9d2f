import mqtt, { type MqttClient } from 'mqtt';
import { onTestFinished } from 'vitest';
import { Watched } from './until.ts';

interface Told {
  topic: string;
  text: string;
  retained: boolean;
}

/** Another system at a broker, such as Home Assistant: hears what it subscribed to, and speaks. */
export class Onlooker {
  readonly told: Told[] = [];
  readonly #client: MqttClient;
  readonly #watched = new Watched();

  private constructor(client: MqttClient) {
    this.#client = client;
    client.on('message', (topic, payload, { retain }) => {
      this.told.push({ topic, text: payload.toString(), retained: retain });
      this.#watched.tell();
    });
  }

  static async at(url: string, topics: string[]): Promise<Onlooker> {
    const client = await mqtt.connectAsync(url, { reconnectPeriod: 0 });
    onTestFinished(() => client.endAsync(true));
    const onlooker = new Onlooker(client);
    await client.subscribeAsync(topics, { qos: 1 });
    return onlooker;
  }

  /** The first message after so many that fits, be it here or still to come. */
  async sees(topic: string, fits: (text: string) => boolean = () => true, after = 0): Promise<Told> {
    const find = () => this.told.slice(after).find((one) => one.topic === topic && fits(one.text));
    await this.#watched.when(() => find() !== undefined, topic);
    return find()!;
  }

  async says(topic: string, what: object | string, retain = false): Promise<void> {
    const text = typeof what === 'string' ? what : JSON.stringify(what);
    await this.#client.publishAsync(topic, text, { qos: 1, retain });
  }
}
