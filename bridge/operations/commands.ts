import {
  commandSchemas,
  envelopeSchema,
  type Ask,
  type CommandAnswer,
  type CommandData,
  type CommandName,
} from '../../shared/commands.ts';
import { isInherited } from '../../shared/config/id.ts';
import type { Actor } from '../../shared/events/index.ts';
import { Refusal } from '../../shared/refusals.ts';
import { malformed } from '../schemas/malformed.ts';
import { SECOND } from '../../shared/time.ts';
import type { Log } from '../log.ts';
import { decide, isDecided } from './decide.ts';
import { deviceAsk } from './device-asks.ts';
import type { Hands } from './hands.ts';
import { asRefusal, type LiveHall } from './live-hall.ts';

/** Answers kept, so that a command that is sent twice is done once. */
const ANSWERS_KEPT = 10_000;

/** No command may be promised for longer than this. */
const LONGEST_LIFE = 60 * SECOND;

/** The one door through which anything is asked: pages, HTTP and the terminal alike. */
export class Commands {
  readonly #live: LiveHall;
  readonly #hands: Hands;
  readonly #log: Log;
  readonly #answers = new Map<string, Promise<CommandAnswer>>();

  /** @param answered commands of an earlier life of the process, by id */
  constructor(live: LiveHall, hands: Hands, log: Log, answered: ReadonlyMap<string, CommandAnswer>) {
    for (const [id, answer] of answered) this.#answers.set(id, Promise.resolve(answer));
    this.#live = live;
    this.#hands = hands;
    this.#log = log;
  }

  /** Carries out a command envelope as it came from outside; never throws. */
  handle(raw: unknown, by: Actor): Promise<CommandAnswer> {
    const envelope = envelopeSchema.safeParse(raw);
    if (!envelope.success) {
      const { code, params } = malformed(envelope.error, raw);
      return Promise.resolve({ ok: false, code, params });
    }
    const { id } = envelope.data;
    const known = this.#answers.get(id);
    if (known) return known;
    const answer = this.#carryOut(envelope.data, by);
    this.#answers.set(id, answer);
    if (this.#answers.size > ANSWERS_KEPT) {
      const [oldest] = this.#answers.keys();
      if (oldest !== undefined) this.#answers.delete(oldest);
    }
    return answer;
  }

  async #carryOut(
    { id, name, data, expires }: { id: string; name: string; data?: unknown; expires: number },
    by: Actor,
  ): Promise<CommandAnswer> {
    try {
      const now = this.#live.now;
      if (now > expires) throw new Refusal('command.expired');
      const ask = parseAsk(name, data);
      this.#refuseNoPrinter(ask);
      const origin = { by, command: id };
      const events = isDecided(ask.name)
        ? await this.#live.record(origin, (present) => decide(present, ask))
        : await this.#ask(ask, origin, Math.min(expires, now + LONGEST_LIFE));
      return { ok: true, seqs: events.map(({ seq }) => seq) };
    } catch (error) {
      const refusal = asRefusal(error, this.#log);
      await this.#noteRefusal({ by, command: id }, name, refusal);
      return { ok: false, code: refusal.code, params: refusal.params };
    }
  }

  /** A ticket that cannot come out on paper does not come into being. */
  #refuseNoPrinter({ data }: Ask): void {
    const printer = 'printer' in data ? data.printer : undefined;
    if (printer === undefined || this.#hands.kindOf(printer) === undefined) return;
    if (this.#hands.can(printer, 'printTicket')) return;
    throw new Refusal('printer.none', { printer });
  }

  /** What a device must do: recorded as asked, then done; the device's answer is one more event. */
  async #ask(ask: Ask, origin: { by: Actor; command: string }, expires: number) {
    const asked = deviceAsk(ask, this.#live);
    if (!asked) throw new Refusal('command.unknown', { name: ask.name });
    const { device, draft, action, args } = asked;
    if (this.#hands.kindOf(device) === undefined) throw new Refusal('device.unknown', { device });
    if (!this.#hands.can(device, action)) throw new Refusal('device.cannot');
    const events = await this.#live.record({ ...origin, device }, () => [draft]);
    const cause = events[0]?.seq;
    await this.#hands.act(device, action, args, { expires, ...(cause ? { cause } : {}) });
    return events;
  }

  async #noteRefusal(origin: { by: Actor; command: string }, name: string, { kept }: Refusal) {
    const data = { name: name.slice(0, 40), ...kept };
    // The journal itself may be what failed, and then there is nowhere to write it.
    await this.#live.record(origin, () => [{ type: 'command.refused', data }]).catch(() => undefined);
  }
}

function parseAsk(name: string, data: unknown): Ask {
  if (!Object.hasOwn(commandSchemas, name)) throw new Refusal('command.unknown', { name });
  const parsed = commandSchemas[name as CommandName].safeParse(data ?? {});
  if (!parsed.success) throw malformed(parsed.error, data);
  const word = inheritedIn(parsed.data);
  if (word !== undefined) throw new Refusal('command.reserved', { word });
  return { name: name as CommandName, data: parsed.data as CommandData<CommandName> } as Ask;
}

/** A word in what was asked that no id may be; the state is full of records by id. */
function inheritedIn(data: unknown): string | undefined {
  if (typeof data === 'string') return isInherited(data) ? data : undefined;
  if (typeof data !== 'object' || data === null) return undefined;
  for (const [key, value] of Object.entries(data)) {
    const word = inheritedIn(key) ?? inheritedIn(value);
    if (word !== undefined) return word;
  }
  return undefined;
}
