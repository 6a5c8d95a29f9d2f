import { hideValue } from '../../../shared/config/secrets.ts';
import type { Bilingual } from '../../../shared/text.ts';
import type { Clock } from '../../clock/clock.ts';
import type { MessageDriver } from '../../drivers/driver.ts';
import type { ClientParts } from '../devices/clients/client.ts';
import type { Key } from '../keys.ts';
import type { LoneDevice } from '../lone-device.ts';
import { makeClient } from '../lone-clients.ts';
import { happens, type MessageWire } from '../ports/faulty-messages.ts';
import { MessagePort, type MessageSeat } from '../ports/message-port.ts';
import { connectMqtt, type Broker } from '../ports/mqtt.ts';
import { Random } from '../random.ts';
import { brokerRefusal, clientIdOf, transportOf } from './hall-brokers.ts';
import { MessageTrace } from './message-trace.ts';
import { settingsOf } from './settings.ts';
import { Remarks, type Stand } from './stand.ts';

export interface LoneClientParts {
  id: string;
  driver: MessageDriver;
  /** As a hall's configuration has them. */
  settings: Record<string, unknown>;
  broker: Broker;
  /** Whether that is the broker inside the bridge. */
  isEmbedded: boolean;
  services: ClientParts['services'];
  windows: ClientParts['windows'];
  clock: Clock;
}

/** A simulated device that stands alone, as a client of a broker. */
export class LoneClient implements Stand {
  readonly medium = 'messages';
  readonly id: string;
  readonly driver: string;
  readonly name: Bilingual;
  readonly line = '';
  readonly settings: Record<string, unknown>;
  readonly since: number;
  readonly remarks: Remarks;
  readonly trace: MessageTrace;
  readonly wire: MessageWire;
  readonly keys: Key[];
  /** Of the broker, as it is reached; with its password. */
  readonly url: string;
  readonly isEmbedded: boolean;
  /** What its driver subscribes to. */
  readonly topics: readonly string[];
  readonly #device: LoneDevice;
  readonly #broker: Broker;
  readonly #port = new MessagePort();
  #client: { close(): Promise<void> } | null = null;

  private constructor({
    id,
    driver,
    settings,
    broker,
    isEmbedded,
    services,
    windows,
    clock,
  }: LoneClientParts) {
    const checked = settingsOf(driver, settings);
    const remarks = new Remarks(() => clock.now());
    const random = new Random(`${id}/${clock.now()}`);
    const trace = new MessageTrace(id, driver, checked, clock);
    const wire: MessageWire = {
      ...{ faults: {}, random, clock },
      passed: (direction, message) => trace.take(direction, message),
    };
    this.#device = makeClient({
      ...{ driver, port: this.#port, clock, random, settings: checked, services, windows },
      tell: (words) => remarks.add(words),
      happens: (fault) => happens(wire, fault),
    });
    [this.id, this.driver, this.name, this.settings] = [id, driver.id, driver.name, settings];
    [this.since, this.remarks, this.trace, this.keys] = [clock.now(), remarks, trace, this.#device.keys];
    [this.wire, this.url, this.isEmbedded] = [wire, broker.url, isEmbedded];
    this.topics = driver.topics(checked);
    this.#broker = { ...broker, clientId: clientIdOf(id) };
  }

  /**
   * Makes a device and connects it.
   *
   * @throws Refusal for settings that its driver does not take, or a broker that cannot be used
   */
  static async start(parts: LoneClientParts): Promise<LoneClient> {
    const stand = new LoneClient(parts);
    try {
      stand.#client = await connectMqtt(stand.#port, stand.#broker, () => stand.wire);
    } catch (error) {
      await stand.stop();
      throw brokerRefusal(error, stand.url);
    }
    return stand;
  }

  /** Of the broker, for people. */
  get address(): string {
    return hideValue('url', this.url);
  }

  /** As the line of a hall would reach the broker; without its password. */
  get transport(): Record<string, unknown> {
    return transportOf({ broker: this.#broker, isEmbedded: this.isEmbedded });
  }

  get isConnected(): boolean {
    return this.#seat?.isAttached ?? false;
  }

  shows(): Bilingual | null {
    const words = this.#device.shows?.();
    return words && words.en !== '' ? words : null;
  }

  plugged(): boolean {
    return this.#seat?.plugged ?? true;
  }

  plug(plugged: boolean): void {
    this.#seat?.plug(plugged);
  }

  async stop(): Promise<void> {
    this.#device.stop?.();
    await this.#client?.close();
  }

  get #seat(): MessageSeat | undefined {
    return this.#port.seats[0];
  }
}
