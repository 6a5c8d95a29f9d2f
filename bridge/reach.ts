import type { HallConfig, LineConfig } from '../shared/config/schema.ts';
import { Refusal } from '../shared/refusals.ts';
import { isLoopback, SettingsError, type Settings } from './config/settings.ts';
import type { Log } from './log.ts';
import { EmbeddedBroker } from './transports/broker.ts';
import { transportOf } from './transports/kinds.ts';
import type { Will } from './transports/mqtt.ts';
import type { MessageConnection, Transport } from './transports/transport.ts';

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
  /** Whether a line of the hall listens at the broker. */
  #isUsed = false;
  #isLent = false;
  /** Listens where it is lent and no line does: what nobody listens to would wait for somebody who does. */
  #standIn: MessageConnection | null = null;

  private constructor(settings: Settings, log: Log, redirect: Redirect | undefined) {
    this.#settings = settings;
    this.#log = log;
    this.#redirect = redirect;
  }

  /** @throws Error when the port of the broker is taken, or may not be opened */
  static async open(hall: HallConfig, settings: Settings, log: Log, redirect?: Redirect): Promise<Reach> {
    const reach = new Reach(settings, log, redirect);
    reach.#isUsed = usesBroker(hall);
    if (reach.#isUsed) await reach.#start(hall.broker);
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

  /**
   * The broker inside, for clients of this machine: it is started where no line uses it, and then
   * stays whatever the configuration becomes.
   *
   * @returns its address
   * @throws Error when its port is taken, or may not be opened
   */
  async lend(address: HallConfig['broker']): Promise<string> {
    if (!this.#broker) await this.#start(address);
    this.#isLent = true;
    await this.#standInFor(!this.#isUsed);
    return `mqtt://127.0.0.1:${this.#broker?.port ?? address.port}`;
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
    // From here on messages wait for the line, so that none is taken that nobody records.
    if (isNeeded) await this.#standInFor(false);
    const settle = (isUsed: boolean) => {
      this.#isUsed = isUsed;
      return this.#standInFor(this.#isLent && !isUsed);
    };
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
        done: async () => {
          await broker?.stop();
          await settle(isNeeded);
        },
        undo: async () => {
          await this.#broker?.stop();
          [this.#broker, this.#address] = [broker, address];
          await settle(this.#isUsed);
        },
      };
    }
    // Simulated devices speak to it, configured or not.
    const isIdle = !isNeeded && !this.#redirect && !this.#isLent;
    return {
      isSame: () => true,
      done: async () => {
        await settle(isNeeded);
        if (!isIdle) return;
        [this.#broker, this.#address] = [null, null];
        await broker?.stop();
      },
      undo: () => settle(this.#isUsed),
    };
  }

  async stop(): Promise<void> {
    await this.#broker?.stop();
  }

  /** Listens for nobody at the broker, or no longer. */
  async #standInFor(isWanted: boolean): Promise<void> {
    if (!isWanted) {
      const leaving = this.#standIn;
      this.#standIn = null;
      await leaving?.close();
    } else if (!this.#standIn && this.#broker) {
      const seat = this.#broker.transport();
      this.#standIn = await seat.open({ message: () => Promise.resolve(), closed: () => undefined });
      await this.#standIn.subscribe([]);
    }
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
