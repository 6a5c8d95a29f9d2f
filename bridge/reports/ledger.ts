import type { HallEvent } from '../../shared/events/index.ts';
import type { Person } from '../../shared/events/ledger.ts';
import {
  keepInBook,
  ledgerEventTypes,
  type LedgerBook,
  type LedgerEntry,
  type LedgerEvent,
} from '../../shared/hall/ledger-book.ts';
import type { EntryDetail } from '../../shared/ledger/api.ts';
import type { JournalReader } from '../journal/reader.ts';

/** The ledger from the first event on: the same fold as the state's, and nothing is let go. */
export class WholeLedger {
  readonly #reader: JournalReader;
  readonly #book: LedgerBook = { entries: {}, last: null };
  readonly #events = new Map<string, number[]>();
  #read = 0;

  constructor(reader: JournalReader) {
    this.#reader = reader;
  }

  /** Every entry there ever was, latest first. */
  async entries(): Promise<LedgerEntry[]> {
    await this.#goOn();
    return Object.values(this.#book.entries).sort((a, b) => b.seq - a.seq);
  }

  /** An entry with its whole story; null where there is none. */
  async detail(id: string): Promise<EntryDetail | null> {
    await this.#goOn();
    const entry = this.#book.entries[id];
    if (!entry) return null;
    const events = (await this.#reader.some(this.#events.get(id) ?? [])) as LedgerEvent[];
    return { entry, person: personOf(events), events };
  }

  /** Reads what has been written since. */
  async #goOn(): Promise<void> {
    const news = await this.#reader.ofTypes(ledgerEventTypes, this.#read + 1);
    for (const event of news as LedgerEvent[]) {
      if (event.seq <= this.#read) continue;
      keepInBook(this.#book, event);
      const { entry } = event.data;
      this.#events.set(entry, [...(this.#events.get(entry) ?? []), event.seq]);
      this.#read = event.seq;
    }
  }
}

/** The person as named last. */
function personOf(events: readonly LedgerEvent[]): Person | null {
  const named = events.findLast(
    (event): event is HallEvent<'ledger.opened'> | HallEvent<'ledger.personNamed'> =>
      (event.type === 'ledger.opened' || event.type === 'ledger.personNamed') &&
      event.data.person !== undefined,
  );
  return named?.data.person ?? null;
}
