import { isRealNameRating, runningDue, type LedgerEntry } from '../hall/ledger-book.ts';
import { DAY } from '../time.ts';
import { count, share, within, type Definition, type Scope, type View } from './figure.ts';

/** The entries that the state holds, within the scope's service, window and part of time by their opening. */
function entriesOf({ state }: View, scope: Scope = {}): LedgerEntry[] {
  const { service, window, period, device, line } = scope;
  // No entry is about one device or line alone.
  if (device !== undefined || line !== undefined) return [];
  return Object.values(state.ledger.entries).filter(
    (entry) =>
      (service === undefined || entry.service === service) &&
      (window === undefined || entry.window === window) &&
      within(entry.openedAt, period),
  );
}

const isOpen = ({ state }: LedgerEntry) => state !== 'closed';

/** Whether an entry is open past its deadline; one that was closed and is appealed, past that of the appeal. */
export function isOverdue(entry: LedgerEntry, now: number): boolean {
  const due = runningDue(entry);
  return due !== undefined && now >= due.at;
}

/** Whether an entry was closed, also where that is appealed and not decided yet. */
const wasClosed = ({ closedAt }: LedgerEntry) => closedAt !== undefined;

/** The event that an entry is opened with when a figure is: its last, for its end counts. */
const seqs = (entries: LedgerEntry[]) => entries.map((entry) => entry.closedSeq ?? entry.seq);

/** Bad ratings whose deadline has come, or that are closed already; those excluded do not count. */
function judged(view: View, scope?: Scope): LedgerEntry[] {
  return entriesOf(view, scope).filter(
    (entry) =>
      entry.source === 'rating' && entry.how !== 'excluded' && (wasClosed(entry) || view.now >= entry.due.at),
  );
}

/** 台账在办 */
export const ledgerOpen: Definition = {
  id: 'ledgerOpen',
  version: 1,
  unit: 'count',
  name: { zh: '台账在办', en: 'Ledger entries open' },
  text: {
    zh: '已登记而未办结的台账条目数，含待签收、待复核与申诉中的。',
    en: 'Entries of the ledger that are not closed, those to be accepted, under review or appealed among them.',
  },
  compute: (view, scope) =>
    count(
      entriesOf(view, scope)
        .filter(isOpen)
        .map(({ seq }) => seq),
    ),
};

/** 台账超期 */
export const ledgerOverdue: Definition = {
  id: 'ledgerOverdue',
  version: 2,
  unit: 'count',
  name: { zh: '台账超期', en: 'Ledger entries overdue' },
  text: {
    zh: '在办条目中已过办结期限的条数；期限按本厅期限表和工作日历确定，末日整日有效；已办结而被申诉的，只看申诉的期限。',
    en: 'Open entries whose deadline is over; deadlines follow the hall’s table and calendar, and the whole last day is in time. One that was closed and is appealed is judged by the time for the appeal.',
  },
  compute: (view, scope) =>
    count(
      entriesOf(view, scope)
        .filter((entry) => isOverdue(entry, view.now))
        .map(({ seq }) => seq),
    ),
};

/** 差评整改率 */
export const badClosureRate: Definition = {
  id: 'badClosureRate',
  version: 4,
  unit: 'share',
  name: { zh: '差评整改率', en: 'Bad ratings put right' },
  text: {
    zh: '在办的与近五周内办结的差评中，经整改或解释说明（实名的并已回访）而办结的 ÷ 已到期或已办结的；复核剔除的误评、恶意差评不计；办结后被申诉、尚未改判的仍算办结。',
    en: 'Of the bad ratings that are open or were closed in the last five weeks: closed after they were put right or explained (and after a call-back, if under a name) ÷ due or closed; those excluded after review do not count; one whose close is appealed counts as closed until that is upheld.',
  },
  compute: (view, scope) => {
    const found = judged(view, scope);
    return share(found.filter(wasClosed).length, found.length, seqs(found));
  },
};

/** 差评按期率 */
export const badOnTimeRate: Definition = {
  id: 'badOnTimeRate',
  version: 3,
  unit: 'share',
  name: { zh: '差评按期率', en: 'Bad ratings closed in time' },
  text: {
    zh: '在办的与近五周内办结的差评中，在期限内办结的 ÷ 已到期或已办结的；延期后的期限为准；办结后被申诉、尚未改判的按办结时间算。',
    en: 'Of the bad ratings that are open or were closed in the last five weeks: closed within the deadline, as extended, ÷ due or closed; one whose close is appealed is judged by when it was closed.',
  },
  compute: (view, scope) => {
    const found = judged(view, scope);
    const inTime = found.filter(({ closedAt, due }) => closedAt !== undefined && closedAt < due.at);
    return share(inTime.length, found.length, seqs(found));
  },
};

/** 回访率 */
export const callBackRate: Definition = {
  id: 'callBackRate',
  version: 2,
  unit: 'share',
  name: { zh: '实名差评回访率', en: 'Call-back rate' },
  text: {
    zh: '在办的与近五周内办结的实名差评中已联系上反映人的 ÷ 全部实名差评；应为100%，未联系上的不算回访。',
    en: 'Bad ratings under a name, open or closed in the last five weeks, whose person was reached ÷ all of them; must be 100 %, and an attempt in vain is no call-back.',
  },
  compute: (view, scope) => {
    const named = entriesOf(view, scope).filter(isRealNameRating);
    const called = named.filter(({ calledBackSeq }) => calledBackSeq !== undefined);
    return share(
      called.length,
      named.length,
      named.map(({ calledBackSeq, seq }) => calledBackSeq ?? seq),
    );
  },
};

/** Ages of open entries, in days since they were opened, up to and without the next. */
export const AGES = [0, 3, 7, 15, 30] as const;

/** Open entries by age, each in the last band that it has reached. */
export function ageing(entries: readonly LedgerEntry[], now: number): Map<number, LedgerEntry[]> {
  const bands = new Map<number, LedgerEntry[]>(AGES.map((days) => [days, []]));
  for (const entry of entries.filter(isOpen)) {
    const days = (now - entry.openedAt) / DAY;
    const band = AGES.findLast((from) => days >= from) ?? 0;
    bands.get(band)?.push(entry);
  }
  return bands;
}
