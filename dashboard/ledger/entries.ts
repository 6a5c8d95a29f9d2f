import type { LedgerCategory, LedgerSource } from '../../shared/events/ledger.ts';
import type { LedgerEntry } from '../../shared/hall/ledger-book.ts';
import type { LedgerState } from '../../shared/hall/ledger-machine.ts';
import { isOverdue } from '../../shared/metrics/ledger.ts';

/** What of the ledger is looked at. */
export interface EntryFilter {
  state: LedgerState | 'open' | 'all';
  category: LedgerCategory | '';
  source: LedgerSource | '';
  owner: string;
  overdue: boolean;
  text: string;
}

/** Everything that is open. */
export const everythingOpen: EntryFilter = {
  ...{ state: 'open', category: '', source: '', owner: '', overdue: false, text: '' },
};

/** The owners that entries have, in order. */
export function ownersOf(entries: readonly LedgerEntry[]): string[] {
  return [...new Set(entries.flatMap(({ owner }) => owner ?? []))].sort((a, b) => a.localeCompare(b, 'zh'));
}

/**
 * The entries that a filter lets through, those to be closed first on top, the closed ones after
 * them, latest first.
 *
 * @param titled what an entry is called, searched with its number, owner and person
 */
export function filterEntries(
  entries: readonly LedgerEntry[],
  filter: EntryFilter,
  now: number,
  titled: (entry: LedgerEntry) => string,
): LedgerEntry[] {
  const wanted = filter.text.trim().toLowerCase();
  const fits = (entry: LedgerEntry) =>
    (filter.state === 'all' ||
      (filter.state === 'open' ? entry.state !== 'closed' : entry.state === filter.state)) &&
    (filter.category === '' || entry.category === filter.category) &&
    (filter.source === '' || entry.source === filter.source) &&
    (filter.owner === '' || entry.owner === filter.owner) &&
    (!filter.overdue || isOverdue(entry, now)) &&
    (wanted === '' ||
      [entry.id, titled(entry), entry.owner, entry.person?.name, entry.reference]
        .join(' ')
        .toLowerCase()
        .includes(wanted));
  const order = ({ state }: LedgerEntry) => (state === 'closed' ? 1 : 0);
  return entries
    .filter(fits)
    .sort(
      (a, b) =>
        order(a) - order(b) ||
        (order(a) === 0 ? a.due.at - b.due.at : (b.closedAt ?? 0) - (a.closedAt ?? 0)) ||
        b.seq - a.seq,
    );
}
