import type { EventData, Grade, HallEvent } from '../events/index.ts';
import {
  ledgerEvents,
  type Branch,
  type Due,
  type LedgerCategory,
  type LedgerSource,
  type Person,
  type Reminder,
} from '../events/ledger.ts';
import { machine, type LedgerAct, type LedgerState } from './ledger-machine.ts';
import { maskPerson, maskWords } from './ledger-person.ts';

export type LedgerEventType = keyof typeof ledgerEvents;
export type LedgerEvent = HallEvent<LedgerEventType>;

/** Every event of the ledger, by its name. */
export const ledgerEventTypes = Object.keys(ledgerEvents) as LedgerEventType[];

/** An entry as it stands: what lists, figures and decisions need of it. Its story is in the journal. */
export interface LedgerEntry {
  id: string;
  /** The event that opened it. */
  seq: number;
  openedAt: number;
  source: LedgerSource;
  category: LedgerCategory;
  title: string;
  window?: string;
  service?: string;
  ticket?: string;
  leg?: number;
  grade?: Grade;
  reference?: string;
  /** Who it came from, masked. */
  person?: Person;
  state: LedgerState;
  owner?: string;
  /** Slips written 转办单. */
  slips: number;
  accept?: Due;
  acceptedAt?: number;
  due: Due;
  /** Working days it has been extended by. */
  extended: number;
  /** What was done in this round, not before it was reopened. */
  action?: { at: number; seq: number; branch: Branch };
  /** The last time the person was reached since the last action. */
  callBack?: { at: number; seq: number; content: 'satisfied' | 'fair' | 'dissatisfied' };
  /** The first time the person was reached at all. */
  calledBackSeq?: number;
  /** What waits for a second person. */
  pending?: { of: 'exclusion' | 'appeal'; by: string; seq: number; back: LedgerState; due?: Due };
  /** When it was closed; it stays so while that is appealed. */
  closedAt?: number;
  closedSeq?: number;
  /** The way it was closed in the end. */
  how?: Branch | 'excluded';
  reminded: Reminder[];
  /** Events about it so far, and the last of them. */
  events: number;
  lastSeq: number;
  lastAt: number;
}

/** Entries by id, and the number given last. */
export interface LedgerBook {
  entries: Record<string, LedgerEntry>;
  last: { date: string; number: number } | null;
}

/** A person who rates badly under his name must be called back before the entry is closed. */
export function isRealNameRating({ source, person }: Pick<LedgerEntry, 'source' | 'person'>): boolean {
  return source === 'rating' && person !== undefined;
}

/** The deadline that runs now: that of the appeal where a closed entry is appealed, none for a closed one. */
export function runningDue({
  state,
  due,
  closedAt,
  pending,
}: Pick<LedgerEntry, 'state' | 'due' | 'closedAt' | 'pending'>): Due | undefined {
  if (state === 'closed') return undefined;
  return closedAt === undefined ? due : pending?.due;
}

function opened({ seq, at, data }: HallEvent<'ledger.opened'>): LedgerEntry {
  const { window, service, ticket, leg, grade, reference, person, accept } = data;
  return {
    ...{ id: data.entry, seq, openedAt: at, source: data.source },
    ...{ category: data.category, title: maskWords(data.title, person ? [person] : []) },
    ...(window !== undefined ? { window } : {}),
    ...(service !== undefined ? { service } : {}),
    ...(ticket !== undefined ? { ticket } : {}),
    ...(leg !== undefined ? { leg } : {}),
    ...(grade !== undefined ? { grade } : {}),
    ...(reference !== undefined ? { reference } : {}),
    ...(person ? { person: maskPerson(person) } : {}),
    ...(accept ? { accept } : {}),
    ...{ state: 'new', slips: 0, due: data.due, extended: 0, reminded: [] },
    ...{ events: 1, lastSeq: seq, lastAt: at },
  };
}

function move(entry: LedgerEntry, act: LedgerAct): void {
  const step = machine[entry.state][act];
  if (!step) throw new Error(`${act} is no step of ${entry.id}, which is ${entry.state}`);
  entry.state = step.to === 'back' ? (entry.pending?.back ?? entry.state) : step.to;
}

type Folds = { [T in LedgerEventType]: (entry: LedgerEntry, event: HallEvent<T>) => void };

const folds: Omit<Folds, 'ledger.opened'> = {
  'ledger.assigned'(entry, { data }) {
    move(entry, 'assign');
    entry.owner = data.owner;
  },
  'ledger.transferred'(entry, { data }) {
    move(entry, 'transfer');
    entry.owner = data.owner;
    entry.slips = data.slip;
  },
  'ledger.accepted'(entry, { at, data }) {
    move(entry, 'accept');
    entry.acceptedAt ??= at;
    entry.owner ??= data.officer;
  },
  'ledger.returned'(entry) {
    move(entry, 'return');
    delete entry.owner;
  },
  'ledger.actionTaken'(entry, { seq, at, data }) {
    move(entry, 'act');
    entry.acceptedAt ??= at;
    entry.owner ??= data.officer;
    entry.action = { at, seq, branch: data.branch };
    delete entry.callBack;
  },
  'ledger.calledBack'(entry, { seq, at, data }) {
    move(entry, callBackAct(data));
    if (!data.reached) return;
    entry.callBack = { at, seq, content: data.content ?? 'fair' };
    entry.calledBackSeq ??= seq;
    if (entry.state === 'handling') delete entry.action;
  },
  'ledger.exclusionProposed'(entry, { seq, data }) {
    const back = entry.state;
    move(entry, 'exclude');
    entry.pending = { of: 'exclusion', by: data.officer, seq, back };
  },
  'ledger.appealed'(entry, { seq, data }) {
    const back = entry.state;
    move(entry, 'appeal');
    const { due } = data;
    entry.pending = { of: 'appeal', by: data.officer, seq, back, ...(due ? { due } : {}) };
    // Of the time for the appeal nobody has been reminded yet.
    if (due) entry.reminded = remindedBefore(entry);
  },
  'ledger.reviewed'(entry, { seq, at, data }) {
    const of = entry.pending?.of;
    move(entry, data.upheld ? 'uphold' : 'reject');
    delete entry.pending;
    if (data.upheld && of === 'exclusion') close(entry, at, seq, 'excluded');
    if (data.upheld && of === 'appeal') begin(entry);
    if (data.due) putOff(entry, data.due);
  },
  'ledger.closed'(entry, { seq, at }) {
    move(entry, 'close');
    close(entry, at, seq, entry.action?.branch ?? 'explain');
  },
  'ledger.reopened'(entry, { data }) {
    move(entry, 'reopen');
    begin(entry);
    putOff(entry, data.due);
  },
  'ledger.extended'(entry, { data }) {
    move(entry, 'extend');
    entry.extended += data.days;
    putOff(entry, data.due);
  },
  'ledger.dueDetermined'(entry, { data }) {
    entry.due = data.due;
  },
  'ledger.reminded'(entry, { data }) {
    if (!entry.reminded.includes(data.of)) entry.reminded.push(data.of);
  },
  'ledger.noted'() {},
  'ledger.personNamed'(entry, { data }) {
    entry.person = maskPerson(data.person);
    entry.title = data.title ?? maskWords(entry.title, [data.person]);
  },
  'ledger.personViewed'() {},
  'ledger.corrected'(entry, { data }) {
    if (data.corrects !== entry.seq) return;
    if (data.field === 'title') entry.title = maskWords(data.now, entry.person ? [entry.person] : []);
    if (data.field === 'category') entry.category = data.now as LedgerCategory;
  },
};

/** Which act a call-back is: it depends on what came of it. */
export function callBackAct({
  reached,
  content,
}: Pick<EventData<'ledger.calledBack'>, 'reached' | 'content'>): LedgerAct {
  if (!reached) return 'callBackInVain';
  return content === 'dissatisfied' ? 'callBackUnhappy' : 'callBack';
}

function close(entry: LedgerEntry, at: number, seq: number, how: LedgerEntry['how']): void {
  entry.closedAt = at;
  entry.closedSeq = seq;
  if (how) entry.how = how;
}

/** Of a new deadline nobody has been reminded yet. */
function putOff(entry: LedgerEntry, due: Due): void {
  entry.due = due;
  entry.reminded = remindedBefore(entry);
}

/** What stays said of an entry when another deadline begins. */
function remindedBefore({ reminded }: LedgerEntry): Reminder[] {
  return reminded.filter((of) => of === 'acceptOverdue');
}

/** Another round begins: what was done before does not count for it. */
function begin(entry: LedgerEntry): void {
  for (const field of ['action', 'callBack', 'closedAt', 'closedSeq', 'how'] as const) delete entry[field];
}

/**
 * Folds an event of the ledger into a book.
 *
 * @throws Error when it is about an entry that the book does not hold, or no step of its state
 */
export function keepInBook(book: LedgerBook, event: LedgerEvent): void {
  const id = event.data.entry;
  if (event.type === 'ledger.opened') {
    book.entries[id] = opened(event);
    const [date = '', number = ''] = id.split('/');
    book.last = { date, number: Number(number) };
    return;
  }
  const entry = book.entries[id];
  // Who a person was may be asked long after the book let the entry go.
  if (!entry && event.type === 'ledger.personViewed') return;
  if (!entry) throw new Error(`event names the unknown entry ${id}`);
  (folds[event.type] as (entry: LedgerEntry, event: LedgerEvent) => void)(entry, event);
  entry.events += 1;
  entry.lastSeq = event.seq;
  entry.lastAt = event.at;
}
