import type { DeviceConfig, HallConfig } from '../../../shared/config/schema.ts';
import { randomUUID } from 'node:crypto';
import { hideValue } from '../../../shared/config/secrets.ts';
import { Refusal } from '../../../shared/refusals.ts';
import type { SimBroker } from '../../../shared/workbench/simulation.ts';
import type { Driver, MessageDriver } from '../../drivers/driver.ts';
import type { Broker } from '../ports/mqtt.ts';
import { SimTrouble } from '../trouble.ts';
import { HOST, LOCAL } from './here.ts';

/** Places of lone devices that are remembered. */
const MOST_SPOKEN = 200;

export interface HallBrokersParts {
  drivers: ReadonlyMap<string, Driver>;
  hall: () => HallConfig;
  /** The address of the broker inside the bridge, which is started where it is not needed yet. */
  embedded: () => Promise<string>;
  /** Whether a line of the hall is connected. */
  isUp: (line: string) => boolean;
  /** Whether a device of the hall is there. */
  isOnline: (device: string) => boolean;
}

/** A broker that simulated devices may speak at. */
export interface ChosenBroker {
  broker: Broker;
  isEmbedded: boolean;
}

/** A broker as the line of a hall would reach it; without its password. */
export function transportOf({ broker, isEmbedded }: ChosenBroker): Record<string, unknown> {
  if (isEmbedded) return { kind: 'mqtt', url: 'embedded' };
  const { clientId: _, password: __, url, ...rest } = broker;
  return { kind: 'mqtt', url: url.replace(/^(\w+:\/\/)[^/@]+@/, '$1'), ...rest };
}

/** A name of its own among the clients of a broker: a second of the same would put the first out. */
export function clientIdOf(device: string): string {
  return `hallwatch-${device}-${randomUUID().slice(0, 8)}`;
}

/** Why a device did not get to a broker, in words; anything else is as it is. */
export function brokerRefusal(error: unknown, url: string): unknown {
  if (!(error instanceof SimTrouble)) return error;
  const detail = error.cause instanceof Error ? error.cause.message : 'timeout';
  return new Refusal('sim.broker', { address: hideValue('url', url), detail });
}

/** What a client speaks of, and where. */
interface Place {
  url: string;
  isEmbedded: boolean;
  driver: string;
  topics: readonly string[];
}

/** The brokers of the hall: how each is entered, and which of its devices speaks of what there. */
export class HallBrokers {
  readonly #parts: HallBrokersParts;
  /** What lone devices have spoken of: a device of the hall that is online by that is no real one. */
  readonly #spoken = new Set<string>();

  constructor(parts: HallBrokersParts) {
    this.#parts = parts;
  }

  /**
   * The broker that is asked for; the one inside the bridge where none is.
   *
   * @throws Refusal `sim.noLine`, or `sim.broker` where the broker inside cannot be started
   */
  async choose(asked: SimBroker | undefined): Promise<ChosenBroker> {
    const broker = asked && 'line' in asked ? this.#ofLine(asked.line) : (asked ?? { url: 'embedded' });
    if (broker.url !== 'embedded') return { broker, isEmbedded: false };
    try {
      return { broker: { url: await this.#parts.embedded() }, isEmbedded: true };
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      throw new Refusal('sim.broker', { address: 'embedded', detail });
    }
  }

  /**
   * Nobody could tell a simulated device from a real one of the hall that speaks of the same.
   *
   * @throws Refusal `sim.taken` where one is online that never was a simulated one
   */
  refuseTaken(place: Place): void {
    const standing = this.#deviceAt(place);
    const isKnown = this.#spoken.has(keyOf(place));
    if (standing && !isKnown && this.#parts.isOnline(standing.id))
      throw new Refusal('sim.taken', { device: standing.id });
    this.#note(keyOf(place));
  }

  /** The line of the hall on which a device hears what is spoken of. */
  lineTo(place: Place): string | null {
    return this.#deviceAt(place)?.line ?? null;
  }

  /** Whether a line leads to the serial bridge of a simulated Tasmota device. */
  isBridged(
    { url, topic }: { url: string; topic: string },
    standing: { broker: Broker; isEmbedded: boolean; topic: string } | null,
  ): boolean {
    if (standing?.topic !== topic) return false;
    return url === 'embedded' ? standing.isEmbedded : samePlace(url, standing.broker.url);
  }

  /**
   * Two serial bridges under one topic would both answer.
   *
   * @throws Refusal `sim.taken` where a line of the hall has one there that never was a simulated one
   */
  refuseBridged(standing: ChosenBroker & { topic: string }): void {
    const key = `${whereIs(standing.broker.url)} ${standing.topic}`;
    const line = this.#parts
      .hall()
      .lines.find(
        ({ transport }) => transport.kind === 'tasmotaSerial' && this.isBridged(transport, standing),
      );
    if (line && !this.#spoken.has(key) && this.#parts.isUp(line.id))
      throw new Refusal('sim.taken', { device: line.id });
    this.#note(key);
  }

  #note(key: string): void {
    const [oldest] = this.#spoken;
    if (this.#spoken.size >= MOST_SPOKEN && oldest !== undefined) this.#spoken.delete(oldest);
    this.#spoken.add(key);
  }

  #ofLine(id: string): Broker {
    const transport = this.#parts.hall().lines.find((line) => line.id === id)?.transport;
    if (!transport || !('url' in transport)) throw new Refusal('sim.noLine', { line: id });
    const { version, username, password, ca, cert, key, rejectUnauthorized, url } = transport;
    return { url, version, username, password, ca, cert, key, rejectUnauthorized };
  }

  #deviceAt({ url, isEmbedded, driver: id, topics }: Place): DeviceConfig | undefined {
    const { lines, devices } = this.#parts.hall();
    const driver = this.#parts.drivers.get(id);
    if (driver?.medium !== 'messages') return undefined;
    const isHere = (line: string) => {
      const transport = lines.find((one) => one.id === line)?.transport;
      if (transport?.kind !== 'mqtt') return false;
      return transport.url === 'embedded' ? isEmbedded : samePlace(transport.url, url);
    };
    return devices.find(
      (device) => device.driver === id && isHere(device.line) && speaksOf(driver, device, topics),
    );
  }
}

function speaksOf(driver: MessageDriver, { settings }: DeviceConfig, topics: readonly string[]): boolean {
  const parsed = driver.settings.safeParse(settings);
  return parsed.success && driver.topics(parsed.data).join(' ') === topics.join(' ');
}

function samePlace(one: string, other: string): boolean {
  return whereIs(one) === whereIs(other);
}

/** Host and port of a broker; the names of this machine are one. */
function whereIs(url: string): string {
  const [, scheme = '', host = '', port = scheme === 'mqtts' ? '8883' : '1883'] =
    /^(mqtts?):\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:]+)(?::(\d+))?/.exec(url) ?? [];
  return `${LOCAL.includes(host) ? HOST : host}:${port}`;
}

function keyOf({ url, driver, topics }: Place): string {
  return [whereIs(url), driver, ...topics].join(' ');
}
