import type { CommandData } from '../../../shared/commands.ts';
import type { Draft, EventData } from '../../../shared/events/index.ts';
import { categorySchema, type Person } from '../../../shared/events/ledger.ts';
import { callBackAct, isRealNameRating, type LedgerEntry } from '../../../shared/hall/ledger-book.ts';
import { machine, type LedgerAct, type LedgerState, type Need } from '../../../shared/hall/ledger-machine.ts';
import { maskWords } from '../../../shared/hall/ledger-person.ts';
import { calendarOf } from '../../../shared/ledger/chinese-calendar.ts';
import type { EntryAct } from '../../../shared/ledger/commands.ts';
import { closeDue, extendedDue, type Counting } from '../../../shared/ledger/deadline.ts';
import { ruleOf } from '../../../shared/ledger/policy.ts';
import { Refusal, type RefusalCode } from '../../../shared/refusals.ts';
import { businessDay } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';

/** Records of one entry at most. */
export const MOST_EVENTS = 500;

/** Working days of another round, where the rule of the entry has no length of its own. */
const USUAL_ROUND = 5;

/** Which row of the table an act stands in. */
function rowOf(asked: EntryAct): LedgerAct {
  if (asked.act === 'callBack') return callBackAct(asked);
  if (asked.act === 'review') return asked.upheld ? 'uphold' : 'reject';
  return asked.act;
}

const refusedIn: Record<LedgerState, RefusalCode> = {
  new: 'ledger.notNew',
  offered: 'ledger.notOffered',
  handling: 'ledger.notHandling',
  acted: 'ledger.notActed',
  review: 'ledger.notReview',
  appealed: 'ledger.notAppealed',
  closed: 'ledger.notClosed',
};

type Check = (present: Present, entry: LedgerEntry, officer: string) => Refusal | null;

/** Names of people are compared as they are read: without blanks, whatever the case. */
function isSamePerson(a: string, b: string): boolean {
  const plain = (name: string) => name.replaceAll(/\s/g, '').toLowerCase();
  return plain(a) === plain(b);
}

/** What must be there before a step, each with the reason to refuse where it is not. */
const checks: Record<Need, Check> = {
  action: (_, { action }) => (action ? null : new Refusal('ledger.needsAction')),
  callBack: (_, entry) =>
    isRealNameRating(entry) && !entry.callBack ? new Refusal('ledger.needsCallBack') : null,
  otherPerson: (_, { pending }, officer) =>
    pending && isSamePerson(pending.by, officer)
      ? new Refusal('ledger.needsOther', { by: pending.by })
      : null,
  appealTime: ({ hall, now }, { closedAt = 0 }) => {
    const days = hall.ledger.appealDays;
    const passed = calendarOf(hall).between(businessDay(closedAt, hall), businessDay(now, hall));
    return passed > days ? new Refusal('ledger.appealOver', { days: String(days) }) : null;
  },
  noCallBackOwed: (_, { id, source, person, closedAt }) =>
    source === 'rating' && !person && closedAt !== undefined
      ? new Refusal('ledger.nameClosed', { entry: id })
      : null,
  rating: (_, { source }) => (source === 'rating' ? null : new Refusal('ledger.notRating')),
};

function countingOf({ hall }: Present): Counting {
  return { calendar: calendarOf(hall), time: hall };
}

/** The deadline of another round, that begins today. */
function nextDue(present: Present, { due }: LedgerEntry) {
  const rule = ruleOf(due.rule, present.hall.ledger);
  const today = businessDay(present.now, present.hall);
  return closeDue(today, rule, rule.days ?? USUAL_ROUND, countingOf(present));
}

function extend(present: Present, entry: LedgerEntry, days: number) {
  const most = ruleOf(entry.due.rule, present.hall.ledger).extend;
  if (entry.extended + days > most) {
    throw new Refusal('ledger.noExtension', { most: String(most), used: String(entry.extended) });
  }
  return extendedDue(entry.due, days, countingOf(present));
}

/**
 * What is done with an entry, if the table of its state allows it and all is there that it needs.
 *
 * @throws Refusal that says what to do instead
 */
export function actOnEntry(
  present: Present,
  { entry: id, officer, do: asked }: CommandData<'actOnEntry'>,
): Draft[] {
  const entry = present.state.ledger.entries[id];
  if (!entry) throw new Refusal('ledger.unknown', { entry: id });
  if (entry.events >= MOST_EVENTS)
    throw new Refusal('ledger.entryFull', { entry: id, most: String(MOST_EVENTS) });
  const step = machine[entry.state][rowOf(asked)];
  if (!step) throw new Refusal(refusedIn[entry.state], { entry: id });
  for (const need of step.needs ?? []) {
    const refusal = checks[need](present, entry, officer);
    if (refusal) throw refusal;
  }
  return [draftOf(present, entry, officer, asked)];
}

function draftOf(present: Present, entry: LedgerEntry, officer: string, asked: EntryAct): Draft {
  const common = { entry: entry.id, officer };
  switch (asked.act) {
    case 'assign':
      return { type: 'ledger.assigned', data: { ...common, owner: asked.owner, ...noted(asked.note) } };
    case 'transfer': {
      const slip = entry.slips + 1;
      return {
        type: 'ledger.transferred',
        data: { ...common, slip, owner: asked.owner, ...noted(asked.note) },
      };
    }
    case 'accept':
      return { type: 'ledger.accepted', data: common };
    case 'return':
      return { type: 'ledger.returned', data: { ...common, reason: asked.reason } };
    case 'act':
      return {
        type: 'ledger.actionTaken',
        data: { ...common, branch: asked.branch, text: asked.text },
      };
    case 'callBack': {
      if (asked.reached && !asked.content) throw new Refusal('ledger.needsContent');
      const { reached, content, text } = asked;
      return {
        type: 'ledger.calledBack',
        data: { ...common, reached, text, ...(reached && content ? { content } : {}) },
      };
    }
    case 'exclude':
      return {
        type: 'ledger.exclusionProposed',
        data: { ...common, why: asked.why, reason: asked.reason },
      };
    case 'review': {
      const isRound = asked.upheld && entry.pending?.of === 'appeal';
      const { upheld, reason } = asked;
      return {
        type: 'ledger.reviewed',
        data: { ...common, upheld, reason, ...(isRound ? { due: nextDue(present, entry) } : {}) },
      };
    }
    case 'appeal':
      return {
        type: 'ledger.appealed',
        data: {
          ...{ ...common, reason: asked.reason },
          ...(entry.closedAt === undefined ? {} : { due: nextDue(present, entry) }),
        },
      };
    case 'close':
      return { type: 'ledger.closed', data: { ...common, ...(asked.text ? { text: asked.text } : {}) } };
    case 'reopen':
      return {
        type: 'ledger.reopened',
        data: { ...common, reason: asked.reason, due: nextDue(present, entry) },
      };
    case 'extend': {
      const { days, reason } = asked;
      const due = extend(present, entry, days);
      return { type: 'ledger.extended', data: { ...common, reason, days, due } };
    }
    case 'note':
      return { type: 'ledger.noted', data: { ...common, text: asked.text } };
    case 'name':
      return { type: 'ledger.personNamed', data: { ...common, ...named(entry, asked.person) } };
    case 'correct':
      return { type: 'ledger.corrected', data: { ...common, ...correction(entry, asked) } };
  }
}

/** The person, and the title without the name where that stood in it. */
function named(
  { title }: LedgerEntry,
  person: Person,
): Pick<EventData<'ledger.personNamed'>, 'person' | 'title'> {
  const shown = maskWords(title, [person]);
  return { person, ...(shown === title ? {} : { title: shown }) };
}

function noted(note: string | undefined): { note?: string } {
  return note ? { note } : {};
}

/** What is corrected, with what it said where the state knows; the event itself says so in any case. */
function correction(entry: LedgerEntry, asked: Extract<EntryAct, { act: 'correct' }>) {
  const { corrects, field, now, reason } = asked;
  const isOpening = field === 'title' || field === 'category';
  const isOwn = corrects >= entry.seq && corrects <= entry.lastSeq;
  if (!isOwn || (isOpening && corrects !== entry.seq))
    throw new Refusal('ledger.notCorrectable', { seq: String(corrects) });
  if (field === 'category' && !categorySchema.safeParse(now).success)
    throw new Refusal('command.malformed', { detail: `category ${now}` });
  return { corrects, field, now, reason, ...(isOpening ? { was: entry[field] } : {}) };
}
