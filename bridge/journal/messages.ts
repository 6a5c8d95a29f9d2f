import type { ReadRow } from './rows.ts';
import type { EventValues } from './schema.ts';

/** A state to keep, and the day that begins after it, if one does. */
export interface SnapshotRow {
  seq: number;
  at: number;
  state: string;
  opens?: { date: string; seq: number };
  /** The hall by which the day before was run, as JSON. */
  hall?: string;
}

/** What the journal asks of its worker. */
export type WriterMessage =
  | { kind: 'commit'; first: number; rows: EventValues[]; snapshots: SnapshotRow[] }
  | { kind: 'load' }
  | { kind: 'close' };

/** A stored state and the events after it. */
export interface Loaded {
  epoch: string;
  secret: string;
  snapshot: string | null;
  rows: ReadRow[];
  /** The latest events that commands became, so that none is carried out twice. */
  commands: { command: string; seq: number; type: string; data: string }[];
}

export type WriterReply =
  | { kind: 'committed' }
  | { kind: 'failed'; error: string }
  | { kind: 'loaded'; loaded: Loaded }
  | { kind: 'closed' };
