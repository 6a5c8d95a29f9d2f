import type { HallConfig, LineConfig } from '../shared/config/schema.ts';
import { Refusal } from '../shared/refusals.ts';
import { isLoopback, SettingsError, type Settings } from './config/settings.ts';
import type { Log } from './log.ts';
import { EmbeddedBroker } from './transports/broker.ts';
import { transportOf } from './transports/kinds.ts';
import type { Will } from './transports/mqtt.ts';
import type { Transport } from './transports/transport.ts';

/** Turns a line of the configuration into the one that is opened; the demo's lead to simulated devices. */
export type Redirect = (line: LineConfig) => LineConfig;

/** A way to the lines of another configuration, before it is taken for good. */
export interface Prepared {
  /** Whether the way to a line is as it was, beyond its own configuration. */
  isSame: (line: LineConfig) => boolean;
  done(): Promise<void>;
  undo(): Promise<void>;
}

/** How lines are reached: each by its transport, and some by the broker inside the bridge. */
export class Reach {
  readonly #settings: Settings;
  readonly #log: Log;
  readonly #redirect: Redirect | undefined;
  #broker: EmbeddedBroker | null = null;
  #address: HallConfig['broker'] | null = null;

  private constructor(settings: Settings, log: Log, redirect: Redirect | undefined) {
    this.#settings = settings;
    this.#log = log;
    this.#redirect = redirect;
  }

  /** @throws Error when the port of the broker is taken, or may not be opened */
  static async open(hall: HallConfig, settings: Settings, log: Log, redirect?: Redirect): Promise<Reach> {
    const reach = new Reach(settings, log, redirect);
    if (usesBroker(hall)) await reach.#start(hall.broker);
    return reach;
  }

  get broker(): EmbeddedBroker | null {
    return this.#broker;
  }

  transportOf(line: LineConfig): Transport {
    const { transport } = this.#redirect?.(line) ?? line;
    return transportOf(transport, { broker: this.#broker });
  }

  /** Whether a line leads to simulated devices of the demo: by their own port, or by the broker inside. */
  leadsToSimulated(line: LineConfig): boolean {
    if (!this.#redirect) return false;
    if ('url' in line.transport) return line.transport.url === 'embedded';
    return this.#redirect(line) !== line;
  }

  /** Another connection to the broker of a line, with a will, by `name` or one beside the line's own. */
  besides({ transport }: LineConfig, will: Will, name: string): Transport {
    const { clientId, ...rest } = transport as Extract<typeof transport, { kind: 'mqtt' }>;
    const named = { ...rest, clientId: clientId === undefined ? name : `${clientId}-announce` };
    return transportOf(named, { broker: this.#broker, will });
  }

  /**
   * Makes ready for another configuration: the broker is started where it was not needed, and
   * started anew where it is to listen elsewhere.
   *
   * @throws Refusal `config.port` when it cannot listen there
   */
  async prepare(next: HallConfig): Promise<Prepared> {
    const [broker, address] = [this.#broker, this.#address];
    const isNeeded = usesBroker(next);
    const isElsewhere = address?.host !== next.broker.host || address.port !== next.broker.port;
    if (isNeeded && isElsewhere) {
      try {
        await this.#start(next.broker);
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        throw new Refusal('config.port', { address: `${next.broker.host}:${next.broker.port}`, detail });
      }
      return {
        isSame: ({ transport }) => !('url' in transport && transport.url === 'embedded'),
        done: async () => broker?.stop(),
        undo: async () => {
          await this.#broker?.stop();
          [this.#broker, this.#address] = [broker, address];
        },
      };
    }
    // The simulated devices of the demo speak to it, configured or not.
    const isIdle = !isNeeded && !this.#redirect;
    return {
      isSame: () => true,
      done: async () => {
        if (!isIdle) return;
        [this.#broker, this.#address] = [null, null];
        await broker?.stop();
      },
      undo: () => Promise.resolve(),
    };
  }

  async stop(): Promise<void> {
    await this.#broker?.stop();
  }

  async #start(address: HallConfig['broker']): Promise<void> {
    const { language, remoteAllowed } = this.#settings;
    if (!isLoopback(address.host) && !remoteAllowed) {
      throw new SettingsError(
        language === 'zh'
          ? `broker.host: ${address.host} 会让其他机器连接内置 MQTT，而它没有口令。确认请设置 HALL_REMOTE。`
          : `broker.host: ${address.host} opens the built-in MQTT broker to other machines, and it asks for no password. Set HALL_REMOTE if that is meant.`,
      );
    }
    this.#broker = await EmbeddedBroker.start(address, this.#log);
    this.#address = address;
  }
}

function usesBroker(hall: HallConfig): boolean {
  return hall.lines.some(({ transport }) => 'url' in transport && transport.url === 'embedded');
}
