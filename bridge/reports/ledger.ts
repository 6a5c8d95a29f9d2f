import type { HallEvent } from '../../shared/events/index.ts';
import type { Person } from '../../shared/events/ledger.ts';
import { masked } from '../../shared/hall/ledger-person.ts';
import {
  keepInBook,
  ledgerEventTypes,
  type LedgerBook,
  type LedgerEntry,
  type LedgerEvent,
} from '../../shared/hall/ledger-book.ts';
import type { EntryDetail, NamedEntry } from '../../shared/ledger/api.ts';
import type { JournalReader } from '../journal/reader.ts';

/** The ledger from the first event on: the same fold as the state's, and nothing is let go. */
export class WholeLedger {
  readonly #reader: JournalReader;
  readonly #book: LedgerBook = { entries: {}, last: null };
  readonly #events = new Map<string, number[]>();
  /** Everybody who was named in an entry, the one named last at the end. */
  readonly #persons = new Map<string, Person[]>();
  #read = 0;

  constructor(reader: JournalReader) {
    this.#reader = reader;
  }

  /** Every entry there ever was, latest first. */
  async entries(): Promise<LedgerEntry[]> {
    await this.#goOn();
    return Object.values(this.#book.entries).sort((a, b) => b.seq - a.seq);
  }

  /** An entry with its whole story, as everyone may read it; null where there is none. */
  async detail(id: string): Promise<EntryDetail | null> {
    const whole = await this.#whole(id);
    if (!whole) return null;
    const { entry, events } = whole;
    return { entry, events: events.map((event) => masked(event, this.#persons.get(id)) as LedgerEvent) };
  }

  /** The same with who it came from and every name in it: for whoever has said what for. */
  async named(id: string): Promise<NamedEntry | null> {
    const whole = await this.#whole(id);
    return whole && { person: this.#persons.get(id)?.at(-1) ?? null, events: whole.events };
  }

  /** An event as everyone may see it: what is written in the ledger names nobody of its entry. */
  async masked(event: HallEvent): Promise<HallEvent> {
    if (!isOfLedger(event)) return event;
    await this.#goOn();
    return masked(event, this.#persons.get(event.data.entry));
  }

  async #whole(id: string): Promise<{ entry: LedgerEntry; events: LedgerEvent[] } | null> {
    await this.#goOn();
    const entry = this.#book.entries[id];
    if (!entry) return null;
    return { entry, events: (await this.#reader.some(this.#events.get(id) ?? [])) as LedgerEvent[] };
  }

  /** Reads what has been written since. */
  async #goOn(): Promise<void> {
    const news = await this.#reader.ofTypes(ledgerEventTypes, this.#read + 1);
    for (const event of news as LedgerEvent[]) {
      if (event.seq <= this.#read) continue;
      keepInBook(this.#book, event);
      const { entry } = event.data;
      this.#events.set(entry, [...(this.#events.get(entry) ?? []), event.seq]);
      const person = personIn(event);
      if (person) this.#persons.set(entry, [...(this.#persons.get(entry) ?? []), person]);
      this.#read = event.seq;
    }
  }
}

function isOfLedger(event: HallEvent): event is LedgerEvent {
  return (ledgerEventTypes as readonly string[]).includes(event.type);
}

/** Whom an event names. */
function personIn(event: LedgerEvent): Person | undefined {
  const isNaming = event.type === 'ledger.opened' || event.type === 'ledger.personNamed';
  return isNaming ? event.data.person : undefined;
}
