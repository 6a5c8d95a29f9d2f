import { isDeepStrictEqual } from 'node:util';
import type { AnnounceConfig } from '../../shared/config/announce.ts';
import type { HallConfig, LineConfig } from '../../shared/config/schema.ts';
import { SECOND } from '../../shared/time.ts';
import type { Will } from '../transports/mqtt.ts';
import type { MessageTransport, Transport } from '../transports/transport.ts';
import { Announcer, type AnnouncerParts } from './announcer.ts';
import { bridgeTopic } from './topics.ts';

/** A bridge that is started again is back by then, and nobody needs to hear that it was away. */
const WILL_DELAY = 10 * SECOND;
/** Of the journal's identity, in the name of the connection: brokers take 23 characters of a name. */
const LONGEST_EPOCH = 13;

export interface AnnouncementParts extends Omit<AnnouncerParts, 'announce' | 'transport'> {
  hall: () => HallConfig;
  /** A connection of its own to the broker of a line, with a will, by this name unless the line has one. */
  transportOf: (line: LineConfig, will: Will, clientId: string) => Transport;
}

interface Running {
  announcer: Announcer;
  announce: AnnounceConfig;
  line: LineConfig;
}

/** The hall's announcement, as its configuration has it from time to time. */
export class Announcement {
  readonly #parts: AnnouncementParts;
  #running: Running | null = null;
  /** One change after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: AnnouncementParts) {
    this.#parts = parts;
  }

  /** Begins, ends or goes on as the present configuration says. */
  configure(): Promise<void> {
    return this.#next(() => this.#follow());
  }

  /** Ends it: other systems are told that the bridge has gone. */
  stop(): Promise<void> {
    return this.#next(() => this.#end(false));
  }

  #next(change: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(change);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #follow(): Promise<void> {
    const { announce, lines } = this.#parts.hall();
    const line = lines.find(({ id }) => id === announce?.line);
    const running = this.#running;
    if (running && isDeepStrictEqual([running.announce, running.line], [announce, line])) {
      running.announcer.refresh();
      return;
    }
    await this.#end(true);
    if (!announce || !line) return;
    const will = { topic: bridgeTopic(announce), payload: 'offline', retain: true, qos: 1 } as const;
    // The same after a restart: by another name the will of the life before would still come.
    const clientId = `hallwatch-${this.#parts.epoch.slice(0, LONGEST_EPOCH)}`;
    const transport = this.#parts.transportOf(line, { ...will, delay: WILL_DELAY }, clientId);
    if (transport.medium !== 'messages') return;
    this.#running = { announce, line, announcer: this.#announcer(announce, transport) };
    this.#running.announcer.start();
  }

  async #end(isForGood: boolean): Promise<void> {
    const running = this.#running;
    this.#running = null;
    await running?.announcer.stop(isForGood);
  }

  #announcer(announce: AnnounceConfig, transport: MessageTransport): Announcer {
    const { hall: _, transportOf: __, ...parts } = this.#parts;
    return new Announcer({ ...parts, announce, transport });
  }
}
