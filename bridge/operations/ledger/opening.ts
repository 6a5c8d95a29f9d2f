import type { RuleId } from '../../../shared/config/ledger.ts';
import { clerkAt, clerkOfLeg } from '../../../shared/discipline/signed.ts';
import type { Draft, EventData, HallEvent } from '../../../shared/events/index.ts';
import type { Due, Fact, LedgerSource } from '../../../shared/events/ledger.ts';
import type { Intake } from '../../../shared/ledger/commands.ts';
import { calendarOf } from '../../../shared/ledger/chinese-calendar.ts';
import { acceptDue, closeDue, toldDue } from '../../../shared/ledger/deadline.ts';
import { ruleOf } from '../../../shared/ledger/policy.ts';
import { gradeWords, isBad } from '../../../shared/ledger/title.ts';
import { Refusal } from '../../../shared/refusals.ts';
import { businessDay } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';
import { evidenceOf, serviceFacts } from './evidence.ts';

/** Open entries at most: each is on every screen. */
export const MOST_OPEN = 2000;

/** The row of the table of deadlines that an entry of a source has by itself. */
const ruleOfSource: Record<LedgerSource, RuleId> = {
  rating: 'rating',
  alert: 'alert',
  complaint: 'complaint',
  suggestion: 'suggestion',
  inspection: 'inspection',
  survey: 'survey',
  promise: 'promise',
  person: 'person',
};

/** The number of the next entry of the day: `2026-11-21/004`. */
function nextId({ state, hall, now }: Present, ahead = 0): string {
  const date = state.day?.date ?? businessDay(now, hall);
  const { last } = state.ledger;
  const number = (last?.date === date ? last.number : 0) + 1 + ahead;
  return `${date}/${String(number).padStart(3, '0')}`;
}

/** The deadlines that an entry has from today on. */
function deadlines(
  { hall, now }: Present,
  ruleId: RuleId,
  told: string | undefined,
): { due: Due; accept?: Due } {
  const rule = ruleOf(ruleId, hall.ledger);
  const counting = { calendar: calendarOf(hall), time: hall };
  const today = businessDay(now, hall);
  if (told !== undefined || rule.days === undefined) {
    if (told === undefined || told < today) throw new Refusal('ledger.needsDue', { today });
    return { due: toldDue(today, told, rule, counting) };
  }
  const accept = acceptDue(today, rule, counting);
  return { due: closeDue(today, rule, rule.days, counting), ...(accept ? { accept } : {}) };
}

function refuseFull({ state }: Present, more: number): void {
  const open = Object.values(state.ledger.entries).filter((entry) => entry.state !== 'closed').length;
  if (open + more > MOST_OPEN) throw new Refusal('ledger.full', { most: String(MOST_OPEN) });
}

/** The entry that a number from elsewhere stands for already, among those the state holds. */
export function entryOf(reference: string, { state }: Pick<Present, 'state'>): string | undefined {
  return Object.values(state.ledger.entries).find((entry) => entry.reference === reference)?.id;
}

/** Who is meant by a window: whoever served the ticket that is named there, else whoever is signed on now. */
function clerkOf({ state, now }: Present, { window, ticket }: Intake): string | undefined {
  if (window === undefined) return undefined;
  const served = state.tickets[ticket ?? '']?.legs.findLast((leg) => leg.window === window);
  return served ? clerkOfLeg(state, served) : clerkAt(state, window, now);
}

/** What is known of an entry beside what was entered. */
interface Circumstances {
  /** Entries that are opened before it in the same breath. */
  ahead?: number;
  /** Where it comes from, if not from the hall of this moment: then no figure of it is frozen. */
  facts?: Fact[];
}

/**
 * An entry that a person brings forward.
 *
 * @throws Refusal when it needs a day, is there already, or the ledger is full
 */
export function openEntry(
  present: Present,
  intake: Intake,
  { ahead = 0, facts }: Circumstances = {},
): Draft[] {
  const { state, hall } = present;
  const { source, category, title, text, window, service, ticket, alert, reference, person, officer } =
    intake;
  refuseFull(present, ahead + 1);
  if (window !== undefined && !hall.windows.some(({ id }) => id === window))
    throw new Refusal('window.unknown', { window });
  if (service !== undefined && !hall.services.some(({ id }) => id === service))
    throw new Refusal('service.unknown', { service });
  const known = reference === undefined ? undefined : entryOf(reference, present);
  if (known !== undefined)
    throw new Refusal('ledger.duplicate', { reference: reference ?? '', entry: known });
  const rule = intake.rule ?? ruleOfSource[source];
  const raised = alert === undefined ? undefined : state.alerts[alert];
  if (alert !== undefined && !raised) throw new Refusal('alert.unknown');
  const clerk = facts ? undefined : clerkOf(present, intake);
  const data: EventData<'ledger.opened'> = {
    ...{ entry: nextId(present, ahead), source, category, rule, title, officer },
    ...(text ? { text } : {}),
    ...(window !== undefined ? { window } : {}),
    ...(service !== undefined ? { service } : {}),
    ...(clerk !== undefined ? { clerk } : {}),
    ...(ticket !== undefined ? { ticket } : {}),
    ...(alert !== undefined ? { alert } : {}),
    ...(reference !== undefined ? { reference } : {}),
    ...(person ? { person } : {}),
    evidence: facts
      ? { at: present.now, seqs: [], facts, figures: [] }
      : evidenceOf(present, { window, service, ...(raised ? { seqs: [raised.raisedSeq] } : {}) }),
    ...deadlines(present, rule, intake.due),
  };
  return [{ type: 'ledger.opened', data }];
}

/**
 * A bad rating opens an entry by itself, one for a transaction, with everything about it as it was.
 * Where the ledger is full the rating itself stays in the journal and is counted there.
 */
export function openOnRating(event: HallEvent<'rating.given'>, present: Present): Draft[] {
  const { window, ticket, leg, grade } = event.data;
  if (!isBad(grade)) return [];
  const { state, hall } = present;
  const entries = Object.values(state.ledger.entries);
  if (entries.some((entry) => entry.ticket === ticket && entry.leg === leg)) return [];
  if (entries.filter((entry) => entry.state !== 'closed').length >= MOST_OPEN) return [];
  const rated = state.tickets[ticket]?.legs[leg];
  const service = rated?.service;
  const clerk = rated && clerkOfLeg(state, rated);
  const facts = [
    { name: { zh: '评价', en: 'Rating' }, value: gradeWords[grade], seqs: [event.seq] },
    ...serviceFacts(state, hall, { window, ticket, leg }),
  ];
  const data: EventData<'ledger.opened'> = {
    ...{ entry: nextId(present), source: 'rating', category: 'attitude', rule: 'rating' },
    // Told by its facts, in the language of whoever reads it.
    title: '',
    ...{ window, ticket, leg, grade },
    ...(service !== undefined ? { service } : {}),
    ...(clerk !== undefined ? { clerk } : {}),
    evidence: evidenceOf(present, { window, service, facts }),
    ...deadlines(present, 'rating', undefined),
  };
  return [{ type: 'ledger.opened', data }];
}
