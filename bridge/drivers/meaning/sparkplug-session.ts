import { asType, type Metric, type SparkplugPayload } from '../../framing/sparkplug.ts';
import type { Said } from './said.ts';

/** Metrics of one node or device that are remembered by their alias. */
const MOST_ALIASES = 2000;
/** Messages after which an unanswered question for a birth is asked again. */
const ASK_AGAIN = 16;

interface Known {
  name: string;
  datatype: number | undefined;
  unit: string | undefined;
}

/**
 * What is remembered of an edge node on this connection. Without its birth nothing else it says
 * can be understood, and after a gap in its sequence nothing can be trusted.
 */
export interface SparkplugSession {
  /** Whether its birth was heard and every message since. */
  isWhole: boolean;
  /** Of the last birth; the death that belongs to it has the same. */
  bdSeq: number | null;
  seq: number;
  /** Metrics of the node or device that is read, by alias. */
  aliases: Map<number, Known>;
  /** Messages that could not be understood since the last question for a birth. */
  unread: number;
}

/** A session before the first birth. */
export function newSession(): SparkplugSession {
  return { isWhole: false, bdSeq: null, seq: 0, aliases: new Map(), unread: 0 };
}

/** `bdSeq` of a birth or a death; null where it is missing. */
export function bdSeqOf({ metrics }: SparkplugPayload): number | null {
  const value = metrics.find(({ name }) => name === 'bdSeq')?.value;
  return typeof value === 'number' ? value : null;
}

/** Begins anew with the birth of the node. */
export function bear(session: SparkplugSession, payload: SparkplugPayload): void {
  session.isWhole = payload.seq !== undefined;
  session.seq = payload.seq ?? 0;
  session.bdSeq = bdSeqOf(payload);
  session.aliases.clear();
  session.unread = 0;
}

/**
 * Whether the death is that of the node as it lives: one of an earlier connection may come late.
 * A death without a birth before it says what it says.
 */
export function isOwnDeath(session: SparkplugSession, payload: SparkplugPayload): boolean {
  return session.bdSeq === null || session.bdSeq === bdSeqOf(payload);
}

/** Forgets the node: whatever it says before its next birth is not understood. */
export function bury(session: SparkplugSession): void {
  Object.assign(session, newSession());
}

/**
 * Follows the sequence.
 *
 * @returns `read` when the message may be read, `ask` when a new birth is to be asked for, `skip`
 *   while the answer to that is awaited
 */
export function follow(session: SparkplugSession, seq: number | undefined): 'read' | 'ask' | 'skip' {
  const next = (session.seq + 1) % 256;
  if (session.isWhole && seq === next) {
    session.seq = next;
    return 'read';
  }
  session.isWhole = false;
  session.unread += 1;
  // The question or its answer may be lost too.
  return session.unread % ASK_AGAIN === 1 ? 'ask' : 'skip';
}

/** What the metrics of a birth or of later data say now, by name; those of a birth are remembered. */
export function saidBy(session: SparkplugSession, metrics: Metric[], isBirth: boolean): Said[] {
  return metrics.flatMap((metric): Said[] => {
    const { alias, isHistorical } = metric;
    const known = alias === undefined ? undefined : session.aliases.get(alias);
    const { name = known?.name, datatype = known?.datatype, unit = known?.unit } = metric;
    if (name === undefined) return [];
    if (isBirth && alias !== undefined && session.aliases.size < MOST_ALIASES) {
      session.aliases.set(alias, { name, datatype, unit });
    }
    const value = asType(metric.value, datatype);
    // What controls the node, and what was collected long ago, is no measure of now.
    if (value === undefined || isHistorical || /^(bdSeq$|Node Control\/|Device Control\/)/.test(name))
      return [];
    return [{ path: name, value, unit }];
  });
}
