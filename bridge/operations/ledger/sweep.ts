import type { Draft } from '../../../shared/events/index.ts';
import type { Due, Reminder } from '../../../shared/events/ledger.ts';
import { runningDue, type LedgerEntry } from '../../../shared/hall/ledger-book.ts';
import { calendarOf } from '../../../shared/ledger/chinese-calendar.ts';
import { recounted } from '../../../shared/ledger/deadline.ts';
import { ruleOf } from '../../../shared/ledger/policy.ts';
import { businessDay } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';

/** Whether nobody has taken it up in the time there is for that. */
function isAcceptLate({ accept, acceptedAt, closedAt }: LedgerEntry, now: number): boolean {
  return accept !== undefined && acceptedAt === undefined && closedAt === undefined && now >= accept.at;
}

/** What is to be reminded of: that it is late, or that its last working day has come. */
function remindersOf(entry: LedgerEntry, { hall, now }: Present): Reminder[] {
  const { reminded } = entry;
  const due = runningDue(entry);
  const isNew = (of: Reminder) => !reminded.includes(of);
  const found: Reminder[] = [];
  if (isNew('acceptOverdue') && isAcceptLate(entry, now)) found.push('acceptOverdue');
  if (!due) return found;
  if (now >= due.at) return isNew('overdue') ? [...found, 'overdue'] : found;
  const isSoon = isNew('soon') && calendarOf(hall).between(businessDay(now, hall), due.date) <= 1;
  return isSoon ? [...found, 'soon'] : found;
}

/** A deadline that was counted before the calendar of its years was known, once that has come. */
function determined({ due, extended }: LedgerEntry, { hall }: Present): Due | null {
  // Of one that was extended in an older journal it is not said what days it is made of.
  if (due.certain || (extended > 0 && !due.extension)) return null;
  const calendar = calendarOf(hall);
  if (!calendar.covers(due.date)) return null;
  const anew = recounted(due, ruleOf(due.rule, hall.ledger), { calendar, time: hall });
  return anew.certain ? anew : null;
}

/** What the passing of time brings to the ledger: reminders, once each, and deadlines that are now known. */
export function sweepLedger(present: Present): Draft[] {
  const drafts: Draft[] = [];
  for (const entry of Object.values(present.state.ledger.entries)) {
    if (entry.state === 'closed') continue;
    const due = entry.closedAt === undefined ? determined(entry, present) : null;
    if (due) drafts.push({ type: 'ledger.dueDetermined', data: { entry: entry.id, due } });
    for (const of of remindersOf(entry, present)) {
      drafts.push({ type: 'ledger.reminded', data: { entry: entry.id, of } });
    }
  }
  return drafts;
}
