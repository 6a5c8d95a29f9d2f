import type { Draft } from '../../../shared/events/index.ts';
import type { Due, Reminder } from '../../../shared/events/ledger.ts';
import type { LedgerEntry } from '../../../shared/hall/ledger-book.ts';
import { calendarOf } from '../../../shared/ledger/chinese-calendar.ts';
import { closeDue } from '../../../shared/ledger/deadline.ts';
import { ruleOf } from '../../../shared/ledger/policy.ts';
import { businessDay } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';

/** Whether nobody has taken it up in the time there is for that. */
function isAcceptLate({ accept, acceptedAt }: LedgerEntry, now: number): boolean {
  return accept !== undefined && acceptedAt === undefined && now >= accept.at;
}

/** What is to be reminded of: that it is late, or that its last working day has come. */
function remindersOf(entry: LedgerEntry, { hall, now }: Present): Reminder[] {
  const { due, reminded } = entry;
  const isNew = (of: Reminder) => !reminded.includes(of);
  const found: Reminder[] = [];
  if (isNew('acceptOverdue') && isAcceptLate(entry, now)) found.push('acceptOverdue');
  if (now >= due.at) return isNew('overdue') ? [...found, 'overdue'] : found;
  const isSoon = isNew('soon') && calendarOf(hall).between(businessDay(now, hall), due.date) <= 1;
  return isSoon ? [...found, 'soon'] : found;
}

/** A deadline that was counted by the week alone, once the calendar of its years has come. */
function determined({ due, extended }: LedgerEntry, { hall }: Present): Due | null {
  // One that was extended was counted in two pieces, and stays what was said.
  if (due.certain || extended > 0) return null;
  const calendar = calendarOf(hall);
  if (!calendar.covers(due.date)) return null;
  const rule = { ...ruleOf(due.rule, hall.ledger), unit: due.unit };
  const anew = closeDue(due.from, rule, due.days, { calendar, time: hall });
  return anew.certain ? anew : null;
}

/** What the passing of time brings to the ledger: reminders, once each, and deadlines that are now known. */
export function sweepLedger(present: Present): Draft[] {
  const drafts: Draft[] = [];
  for (const entry of Object.values(present.state.ledger.entries)) {
    if (entry.state === 'closed') continue;
    const due = determined(entry, present);
    if (due) drafts.push({ type: 'ledger.dueDetermined', data: { entry: entry.id, due } });
    for (const of of remindersOf(entry, present)) {
      drafts.push({ type: 'ledger.reminded', data: { entry: entry.id, of } });
    }
  }
  return drafts;
}
