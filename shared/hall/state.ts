import type { Contact, EventData } from '../events/index.ts';
import type { LedgerBook } from './ledger-book.ts';
import type { Appointment, Card } from './state/appointment.ts';
import type { DeviceState, DeviceValue, PrinterState, ChannelDay } from './state/device.ts';
import type { DisciplineState } from './state/discipline.ts';
import type { DisplayState, PostedNotice, Emergency } from './state/display.ts';
import type { DutyState } from './state/duty.ts';
import type { Alert, AlertOver, Outage, PlaybookRun } from './state/response.ts';
import type { Ticket, Request, Call } from './state/ticket.ts';
import type { WindowState, Orphan } from './state/window.ts';

export * from './state/appointment.ts';
export * from './state/device.ts';
export * from './state/discipline.ts';
export * from './state/display.ts';
export * from './state/duty.ts';
export * from './state/response.ts';
export * from './state/ticket.ts';
export * from './state/window.ts';

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
  /** What another queue system has told on this business day: marks of its own ids. */
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
  /** Cleared today, the earliest first. */
  alertsOver: AlertOver[];
  /** Systems of others that failed today, or fail now. */
  outages: Outage[];
  /** Checklists that were begun today, or are not yet at their end. */
  playbooks: PlaybookRun[];
  /** Entries that are open, and those closed in the last weeks. */
  ledger: LedgerBook;
  duty: DutyState;
  /** How many milliseconds the hall's time is ahead of its machine's clock, which was set back; absent where it is not. */
  clock?: { ahead: number; at: number; seq: number };
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
    alertsOver: [],
    outages: [],
    playbooks: [],
    ledger: { entries: {}, last: null },
    duty: { roster: {}, signed: {} },
  };
}
