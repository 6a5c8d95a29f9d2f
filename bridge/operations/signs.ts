import { contentOf, type Content } from '../../shared/displays/content.ts';
import { signOf, type Display } from '../../shared/displays/display.ts';
import { isShowing } from '../../shared/displays/standing.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import { Refusal } from '../../shared/refusals.ts';
import { MINUTE, SECOND } from '../../shared/time.ts';
import type { Log } from '../log.ts';
import type { Hands, Occasion } from './hands.ts';
import type { LiveHall } from './live-hall.ts';

/** A text must have begun to go out within this of its being wanted; what is older may be wrong by then. */
const FRESH = 5 * SECOND;

/** How long a sign that did not take a text is left alone: twice as long each time, up to the longest. */
const FIRST_REST = 2 * SECOND;
const LONGEST_REST = MINUTE;

/** What a sign was told, since it came online. */
interface Told {
  /** Since when it is online, as it was then: a sign that comes back may have lost what it showed. */
  online: number;
  text: string;
  isUnderWay: boolean;
  failures: number;
  /** When it may be told again what it did not take, in milliseconds UTC. */
  restUntil: number;
}

/**
 * Keeps signs showing what they should: compares what each was told with the content that state,
 * configuration and time give it, and tells it when the two differ. One text at a time for each sign,
 * so that the latest wins and a line is never flooded; one that fails is tried again after rests.
 */
export class Signs {
  readonly #live: LiveHall;
  readonly #hands: Hands;
  readonly #log: Log;
  readonly #told = new Map<string, Told>();
  #isStopped = false;

  constructor(live: LiveHall, hands: Hands, log: Log) {
    this.#live = live;
    this.#hands = hands;
    this.#log = log;
  }

  /** Tells nothing any more. */
  stop(): void {
    this.#isStopped = true;
  }

  /**
   * Looks at every sign once: after everything that happens, and as time passes.
   *
   * @param events what just happened, to be named as the cause
   */
  look(events: readonly HallEvent[] = []): void {
    if (this.#isStopped) return;
    for (const device of this.#live.hall.devices) {
      if (this.#hands.kindOf(device.id) !== 'display' || !this.#hands.can(device.id, 'showText')) continue;
      this.#lookAt(signOf(device), events);
    }
    for (const id of this.#told.keys()) if (this.#hands.kindOf(id) === undefined) this.#told.delete(id);
  }

  #lookAt(sign: Display, events: readonly HallEvent[]): void {
    const { state, hall, now } = this.#live;
    const device = state.devices[sign.id];
    if (device?.availability !== 'online') return;
    const known = this.#told.get(sign.id);
    const isKnown = known?.online === device.since;
    if (known?.isUnderWay) return;
    const content = contentOf({ state, hall, now }, sign);
    const shows = state.displays[sign.id];
    if (isKnown && known.failures === 0 && isShowing(shows, content.text)) return;
    // The command of a person tells it; only what still differs afterwards is told from here.
    if (content.layer === 'hand' && now - content.since < FRESH) return;
    if (isKnown && known.failures > 0 && now < known.restUntil && !isNewAndUrgent(content, known)) return;
    const told: Told = {
      ...{ online: device.since, text: content.text, isUnderWay: true, restUntil: 0 },
      failures: isKnown ? known.failures : 0,
    };
    this.#told.set(sign.id, told);
    const cause = content.seq ?? causeAt(sign, events);
    const occasion = { expires: now + FRESH, ...(cause !== undefined ? { cause } : {}) };
    void this.#tell(sign.id, told, occasion);
  }

  async #tell(device: string, told: Told, occasion: Occasion): Promise<void> {
    try {
      await this.#show(device, told.text, occasion);
      told.failures = 0;
    } catch (error) {
      // How it ended is an event of its own; here it is only noted for the technician.
      this.#log.debug({ device, error }, 'sign');
      const isBlank =
        error instanceof Refusal && error.code === 'device.rejected' && (await this.#blank(device));
      told.failures = isBlank ? 0 : told.failures + 1;
      const rest = Math.min(LONGEST_REST, FIRST_REST * 2 ** (told.failures - 1));
      told.restUntil = this.#live.now + rest;
    } finally {
      told.isUnderWay = false;
    }
    // What is wanted may be another text by now.
    this.look();
  }

  async #show(device: string, text: string, occasion: Occasion): Promise<void> {
    if (text === '' && this.#hands.can(device, 'clearText')) {
      await this.#hands.act(device, 'clearText', {}, occasion);
    } else {
      await this.#hands.act(device, 'showText', { text }, occasion);
    }
  }

  /** A sign that cannot show a text must not go on showing the one before: dark is better than wrong. */
  async #blank(device: string): Promise<boolean> {
    try {
      await this.#show(device, '', { expires: this.#live.now + FRESH });
      return true;
    } catch (error) {
      this.#log.debug({ device, error }, 'sign');
      return false;
    }
  }
}

/** A call is not kept from a sign because something before it failed; every call is tried once at least. */
function isNewAndUrgent({ layer, text }: Content, known: Told): boolean {
  return (layer === 'call' || layer === 'emergency') && text !== known.text;
}

/** The event of the window that a sign hangs above, if it is why the sign changes. */
function causeAt({ window }: Display, events: readonly HallEvent[]): number | undefined {
  if (window === undefined) return undefined;
  return events.findLast(({ data }) => 'window' in data && data.window === window)?.seq;
}
