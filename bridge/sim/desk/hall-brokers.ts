import type { DeviceConfig, HallConfig } from '../../../shared/config/schema.ts';
import { Refusal } from '../../../shared/refusals.ts';
import type { SimBroker } from '../../../shared/workbench/simulation.ts';
import type { Driver, MessageDriver } from '../../drivers/driver.ts';
import type { Broker } from '../ports/mqtt.ts';
import { HOST, LOCAL } from './here.ts';

export interface HallBrokersParts {
  drivers: ReadonlyMap<string, Driver>;
  hall: () => HallConfig;
  /** The address of the broker inside the bridge, which is started where it is not needed yet. */
  embedded: () => Promise<string>;
  /** Whether a device of the hall is there. */
  isOnline: (device: string) => boolean;
}

/** A broker that simulated devices may speak at. */
export interface ChosenBroker {
  broker: Broker;
  isEmbedded: boolean;
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
    this.#spoken.add(keyOf(place));
  }

  /** The line of the hall on which a device hears what is spoken of. */
  lineTo(place: Place): string | null {
    return this.#deviceAt(place)?.line ?? null;
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
