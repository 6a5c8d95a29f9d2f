import type {
  AlertKind,
  Availability,
  CallReason,
  Channel,
  Contact,
  EventData,
  Grade,
  OrphanReason,
  Outcome,
  PauseReason,
  Severity,
} from '../events/index.ts';
import type { Verdict } from '../events/discipline.ts';
import type { LedgerBook } from './ledger-book.ts';
import type { Stretch } from './timeline.ts';

/** How a transaction (leg) of a visit ended. */
export type LegEnd = Outcome | 'passed' | 'transferred' | 'abandoned' | 'cancelled' | 'leftover';

/**
 * One transaction 业务 of a ticket: from waiting for a service to the end at a window.
 * Times are milliseconds UTC; each `…Seq` is the event that set the time beside it.
 */
export interface Leg {
  service: string;
  arrivedAt: number;
  arrivedSeq: number;
  /** Calls so far, recalls not counted. */
  calls: number;
  recalls: number;
  window?: string;
  /** The one window that is to call it. */
  to?: string;
  /** Why the last call was this one. */
  why?: CallReason;
  /** How often somebody who came later and could have waited was called before it, by a rule or a person. */
  overtaken?: number;
  /** Stretches in which it had been called and passed over, before it waited again. */
  gaps?: { from: number; to: number }[];
  /** The end of its waiting, for the number of people waiting at a time. */
  firstCalledAt?: number;
  /** The last call decides the wait. */
  calledAt?: number;
  calledSeq?: number;
  startedAt?: number;
  startedSeq?: number;
  /** Set aside since then. */
  heldAt?: number;
  /** Milliseconds it was set aside before; no part of its service. */
  heldMs?: number;
  /** Some of its facts were not observed, but follow from others. */
  implied?: true;
  /** Limits its service has passed. */
  long?: ('usual' | 'promised')[];
  endedAt?: number;
  endedSeq?: number;
  end?: LegEnd;
  /** Where it was when the day closed over it. */
  leftAs?: 'waiting' | 'called' | 'serving' | 'held';
  grade?: Grade;
  ratedAt?: number;
  ratedSeq?: number;
}

/** A visit 办税人次: one ticket with one leg or more, the last of which is the present one. */
export interface Ticket {
  id: string;
  number: string;
  legs: Leg[];
  /** Absent for one that is called in the order of arrival. */
  class?: string;
  /** Matters it is for, when more than one. */
  items?: number;
  channel?: Channel;
  appointment?: string;
  print?: 'pending' | 'printed' | 'failed' | 'uncertain';
  /** The printer that was asked to print it. */
  printer?: string;
  /** The request it answers: asked again, it is answered with this ticket. */
  request?: Request;
}

/** A request of a kiosk, by the kiosk's own id; two kiosks may use the same. */
export interface Request {
  device: string;
  id: string;
}

/** Whether a kiosk asks what it has asked before. */
export function isSameRequest(a: Request | undefined, b: Request): boolean {
  return a?.device === b.device && a.id === b.id;
}

export interface WindowState {
  mode: 'closed' | 'open' | 'paused';
  /** Since when it is in this mode. */
  since: number;
  pauseReason?: PauseReason;
  clerk?: string;
  /** The ticket called to it or served at it. */
  ticket?: string;
  step?: 'called' | 'serving';
  stepSince?: number;
  /** The last service finished here, to which a rating may belong. */
  finished?: { ticket: string; leg: number; at: number };
  /** Calls here today, and of each class the one that was its last: from this a ratio is kept. */
  calls?: number;
  lastCallOf?: Record<string, number>;
  /** Who signed on here today, one after the other; nobody from an entry without a clerk. */
  signed?: { at: number; clerk?: string }[];
  /** Until when it helps other services, as a person said. */
  lentUntil?: number;
  /** Nobody said that it opened; it was called to. How long it was open is not known then. */
  implied?: true;
  /** What it was used for today, stretch after stretch. */
  timeline: Stretch[];
}

export interface DeviceState {
  availability: Availability;
  since: number;
  reason: string;
  detail?: string;
  /** Changes of the business day, in order, the state at its opening first. */
  changes: { at: number; availability: Availability; seq: number }[];
  battery?: number;
}

/** Values kept of a device; names beyond them are not taken up. */
export const VALUES_KEPT = 64;

/** A value as a device last said it; a list and not a record, for names come from devices. */
export interface DeviceValue {
  name: string;
  value: EventData<'device.valueRead'>['value'];
  unit?: string | undefined;
  /** Since when it is so, and the event that says it. */
  since: number;
  seq: number;
}

/** Notices kept that people posted; the oldest go first. */
export const NOTICES_POSTED = 30;

/** A sign as it was last told. */
export interface DisplayState {
  /** What it shows: the last text that it took. */
  text: string;
  /** When it took it, or when it first failed where it never took one. */
  at: number;
  /** Why it did not take what it was told after that, and since when. */
  failed?: string;
  failedSince?: number;
  /** A text that it cannot show at all. */
  refused?: string;
  /** What a person put on it. */
  hand?: { text: string; at: number; seq: number };
}

/** A notice that a person posted. */
export interface PostedNotice {
  id: string;
  text: string;
  seconds: number;
  from?: string | undefined;
  until?: string | undefined;
  displays?: string[] | undefined;
  at: number;
  seq: number;
  by?: string;
}

/** A text that takes the displays from everything else. */
export interface Emergency {
  text: string;
  /** The displays that show it; all where absent. */
  displays?: string[] | undefined;
  at: number;
  seq: number;
  by?: string;
}

export type PrinterState = EventData<'printer.statusChanged'>;

export interface Orphan {
  at: number;
  seq: number;
  window: string;
  grade: Grade;
  reason: OrphanReason;
}

export interface Call {
  at: number;
  seq: number;
  ticket: string;
  number: string;
  window: string;
  again: boolean;
}

/** A booked slot, from booking until the end of its day. */
export interface Appointment {
  id: string;
  service: string;
  /** Milliseconds UTC, half-open. */
  from: number;
  to: number;
  name?: string;
  status: 'booked' | 'arrived' | 'missed' | 'cancelled';
  ticket?: string;
  /** The event that says so. */
  seq: number;
}

/** A card that lets somebody go ahead, until it is used or no longer good. */
export interface Card {
  reason: EventData<'card.issued'>['reason'];
  /** The last day on which it is good. */
  until: string;
  usedBy?: string;
}

/** A system of others that the hall works with, and cannot. */
export interface Outage {
  id: string;
  system: string;
  from: number;
  to?: number;
  /** The event that declared it. */
  seq: number;
}

/** The figures of the hall at an instant, by which an action is judged. */
export type Effect = EventData<'playbook.started'>['before'];

/** A checklist as it is worked through. */
export interface PlaybookRun {
  id: string;
  playbook: string;
  /** The alert it answers. */
  alert?: string;
  from: number;
  to?: number;
  before: Effect;
  after?: Effect;
  steps: Record<string, { at: number; note?: string }>;
  seq: number;
}

export interface Alert {
  id: string;
  kind: AlertKind;
  severity: Severity;
  about: Record<string, string | number>;
  raisedAt: number;
  raisedSeq: number;
  /** The alert that brought it about. */
  under?: string;
  acknowledgedAt?: number;
}

/** The duty of leaders 值班 as it stands. */
export interface DutyState {
  /** Who has the duty, by date; where nothing stands, the rotation of the configuration says. */
  roster: Record<string, { leader: string; seq: number }>;
  /** Who took the duty over today. */
  onDuty?: { leader: string; date: string; since: number; seq: number };
  /** The last time the leader on duty said that he is there. */
  present?: { leader: string; place: 'desk' | 'wall' | 'button'; at: number; seq: number };
  handover?: { from: string; to: string; note: string; at: number; seq: number };
  /** Logs signed, by date. */
  signed: Record<string, { seq: number; at: number; name: string; sha256: string }>;
}

/** What a channel of a lock board was today, change after change. */
export interface ChannelDay {
  changes: { at: number; is: Contact }[];
  /** It changed more often than is kept, and is not known from the last change on. */
  restless?: true;
}

/** A clerk may have the phone for a while. */
export interface Permission {
  clerk: string;
  reason: string;
  from: number;
  /** Its end, also where it was ended early. */
  until: number;
  by: string;
  seq: number;
}

/** Somebody looked at the record of a clerk, or at the list of a day. */
export type Look = EventData<'record.viewed'> & { at: number; seq: number };

/** A clerk says that a stretch of the own record is wrong. */
export type Contest = EventData<'record.contested'> & {
  at: number;
  seq: number;
  answer?: { decision: Verdict; text: string; by: string; at: number };
};

/** What is about persons. Screens have none of it. */
export interface DisciplineState {
  /** Of today. */
  permissions: Permission[];
  looks: Look[];
  contests: Contest[];
}

/** Everything anyone sees. Plain JSON; only `apply` changes it. */
export interface HallState {
  /** The last event folded in; 0 before the first. */
  seq: number;
  at: number;
  day: { date: string; openedAt: number; openedSeq: number; closedAt?: number } | null;
  tickets: Record<string, Ticket>;
  /** Tickets issued today, by service: the number on the next one follows from it. */
  issued: Record<string, number>;
  /** Tickets waiting to be called, in the order of their arrival at their present service. */
  waiting: string[];
  windows: Record<string, WindowState>;
  /** Of today and of the days to come. */
  appointments: Record<string, Appointment>;
  cards: Record<string, Card>;
  /** What another queue system has told lately, by its own ids. */
  observed: string[];
  /** Latest first. */
  calls: Call[];
  orphans: Orphan[];
  refusals: { at: number; seq: number; service: string; code: string; request?: Request }[];
  devices: Record<string, DeviceState>;
  printers: Record<string, PrinterState>;
  /** Contacts of a lock board by channel − 1. */
  lockers: Record<string, Contact[]>;
  /** The same in the course of the day. */
  lockerDay: Record<string, ChannelDay[]>;
  /** Phones of those on duty as they were last counted; absent where no clerk has a box. */
  lockerCount?: EventData<'locker.counted'> & { at: number; seq: number };
  discipline: DisciplineState;
  contacts: Record<string, Contact>;
  /** In the order in which they were first said. */
  values: Record<string, DeviceValue[]>;
  displays: Record<string, DisplayState>;
  /** Posted by people, beside the playlist of the configuration. */
  notices: PostedNotice[];
  emergency?: Emergency;
  alerts: Record<string, Alert>;
  /** Systems of others that failed today, or fail now. */
  outages: Outage[];
  /** Checklists that were begun today, or are not yet at their end. */
  playbooks: PlaybookRun[];
  /** Entries that are open, and those closed in the last weeks. */
  ledger: LedgerBook;
  duty: DutyState;
  /** The latest change of the hall's configuration; absent before the first. */
  configuration?: { version: number; sha256: string; at: number; seq: number };
}

/** The state before anything happened. */
export function emptyState(): HallState {
  return {
    seq: 0,
    at: 0,
    day: null,
    tickets: {},
    issued: {},
    waiting: [],
    windows: {},
    appointments: {},
    cards: {},
    observed: [],
    calls: [],
    orphans: [],
    refusals: [],
    devices: {},
    printers: {},
    lockers: {},
    lockerDay: {},
    discipline: { permissions: [], looks: [], contests: [] },
    contacts: {},
    values: {},
    displays: {},
    notices: [],
    alerts: {},
    outages: [],
    playbooks: [],
    ledger: { entries: {}, last: null },
    duty: { roster: {}, signed: {} },
  };
}

/** The present leg of a ticket. */
export function lastLeg(ticket: Ticket): Leg {
  const leg = ticket.legs.at(-1);
  if (!leg) throw new Error(`ticket ${ticket.id} has no leg`);
  return leg;
}
