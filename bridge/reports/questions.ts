import type { DailyReport } from '../../shared/api.ts';
import type { PublicHall } from '../../shared/config/public.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import type { DutyLogView } from '../../shared/duty/api.ts';
import type { HallState } from '../../shared/hall/state.ts';
import type { LedgerEntry } from '../../shared/hall/ledger-book.ts';
import type { HealthReport } from '../../shared/health.ts';
import type { EntryDetail, NamedEntry } from '../../shared/ledger/api.ts';
import type { ReadinessDay, SignedSheet } from '../../shared/readiness.ts';
import type { Language } from '../../shared/text.ts';
import type { TableName } from './csv.ts';

/** What the reading room can be asked, with what it answers. */
export interface Questions {
  events: { ask: { seqs: number[] }; answer: HallEvent[] };
  event: {
    ask: { seq: number };
    answer: {
      event: HallEvent;
      causes: HallEvent[];
      effects: HallEvent[];
      frame: {
        seq: number;
        device: string;
        bytes: Uint8Array;
        topic: string | null;
        private: boolean;
      } | null;
    } | null;
  };
  days: { ask: Record<string, never>; answer: string[] };
  /** Reports are made by this configuration from now on. */
  configure: { ask: { hall: PublicHall }; answer: null };
  day: { ask: { date: string; now: number }; answer: DailyReport | null };
  /** The state at the end of a business day, with all that is about persons. */
  state: { ask: { date: string }; answer: HallState | null };
  /** The last so many business days. */
  health: { ask: { days: number; now: number }; answer: HealthReport };
  /** The last so many business days, latest first. */
  readiness: { ask: { days: number }; answer: ReadinessDay[] };
  /** The signed sheet that an event holds. */
  sheet: { ask: { seq: number }; answer: SignedSheet | null };
  sheetTable: { ask: { seq: number; language: Language }; answer: string | null };
  /** The digest of the last signed sheet. */
  lastSheet: { ask: Record<string, never>; answer: string | null };
  /** Every entry of the ledger there ever was, latest first. */
  ledger: { ask: Record<string, never>; answer: LedgerEntry[] };
  entry: { ask: { id: string }; answer: EntryDetail | null };
  /** With every name in it, for a look that is recorded. */
  namedEntry: { ask: { id: string }; answer: NamedEntry | null };
  ledgerTable: { ask: { now: number; language: Language }; answer: string };
  /**
   * The log of a business day as it is, or as it was when somebody looked; null for a day the journal
   * does not know. `turn` is who has the duty of it where nobody took it over.
   */
  dutyLog: {
    ask: { date: string; now: number; turn: string | null; as?: Pick<DutyLogView, 'until' | 'seq'> };
    answer: DutyLogView | null;
  };
  /** The digest of the last signed duty log. */
  lastLog: { ask: Record<string, never>; answer: string | null };
  table: { ask: { date: string; now: number; table: TableName; language: Language }; answer: string | null };
}
export type QuestionName = keyof Questions;

export interface Question<N extends QuestionName = QuestionName> {
  id: number;
  name: N;
  ask: Questions[N]['ask'];
}

export type Answer = { id: number; answer: unknown } | { id: number; error: string };

export interface RoomData {
  file: string;
  hall: PublicHall;
}
