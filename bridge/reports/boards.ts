import type { PublicDevice, PublicHall } from '../../shared/config/public.ts';
import type { JournalReader } from '../journal/reader.ts';

type Board = Required<Pick<PublicDevice, 'id' | 'phones'>>;

/**
 * Every channel under which a clerk's phone has ever lain, by its board: what such a channel said
 * stays nobody's business when the box is given to nobody any more, or the board has another name.
 */
export class Boards {
  readonly #reader: JournalReader;
  readonly #phones = new Map<string, Set<number>>();
  #isRead = false;

  constructor(reader: JournalReader, hall: PublicHall) {
    this.#reader = reader;
    this.configure(hall);
  }

  /** Takes note of a configuration that is in force now. */
  configure({ devices }: Pick<PublicHall, 'devices'>): void {
    for (const { id, phones = [] } of devices) for (const phone of phones) this.#note(id, phone);
  }

  /** The boards, by the configurations that days ended with and those since. */
  get devices(): Board[] {
    if (!this.#isRead) for (const { board, phone } of this.#reader.phones()) this.#note(board, phone);
    this.#isRead = true;
    return [...this.#phones].map(([id, phones]) => ({ id, phones: [...phones] }));
  }

  #note(board: string, phone: number): void {
    const known = this.#phones.get(board) ?? new Set();
    this.#phones.set(board, known.add(phone));
  }
}
