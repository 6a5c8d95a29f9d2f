import { DAY } from '../time.ts';
import { keepInBook, ledgerEventTypes, type LedgerBook, type LedgerEvent } from './ledger-book.ts';
import type { Slice } from './slice.ts';
import type { HallState } from './state.ts';

/** Closed entries stay in the state this long, for the figures of a month. */
export const CLOSED_KEPT = 35 * DAY;
/** … and so many of them at most. */
const MOST_CLOSED = 500;

/** Lets closed entries go that are old or too many; the journal keeps them for ever. */
function forgetOld({ entries }: LedgerBook, now: number): void {
  const closed = Object.values(entries)
    .filter(({ state }) => state === 'closed')
    .sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0));
  closed.forEach(({ id, closedAt = 0 }, index) => {
    if (index >= MOST_CLOSED || now - closedAt > CLOSED_KEPT) delete entries[id];
  });
}

/** Every event of the ledger is folded into the book. */
const folded = Object.fromEntries(
  ledgerEventTypes.map((type) => [
    type,
    (state: HallState, event: LedgerEvent) => keepInBook(state.ledger, event),
  ]),
) as Slice;

export const ledger: Slice = {
  ...folded,
  'day.opened'(state, { at }) {
    forgetOld(state.ledger, at);
  },
};
