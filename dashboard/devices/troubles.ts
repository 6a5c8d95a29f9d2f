import type { LineStatus } from '../../shared/channel.ts';
import type { DeviceRow } from './rows.ts';

/**
 * What is wrong with a line that several devices share: it is not connected, the gateway behind it
 * is away, or it is connected and not one of its devices answers.
 */
export interface LineTrouble {
  line: string;
  kind: 'lost' | 'gateway' | 'silent';
  /** Devices that are lost with it. */
  devices: string[];
  /** Milliseconds UTC; null where nobody knows. */
  since: number | null;
  /** Why it is not connected, in the words of the system. */
  error: string;
}

/** One thing to look after: a line with all that is lost behind it, or one device. */
export type Problem = { of: 'line'; trouble: LineTrouble } | { of: 'device'; row: DeviceRow };

export interface Troubles {
  lines: ReadonlyMap<string, LineTrouble>;
  /** Devices that are lost with their line, and are no problem of their own. */
  behind: ReadonlySet<string>;
  /** Lines first, then devices in their order. */
  problems: Problem[];
}

/** Finds what is really wrong: ten devices behind one broken line are one broken line. */
export function findTroubles(rows: readonly DeviceRow[], lines: readonly LineStatus[]): Troubles {
  const statuses = new Map(lines.map((line) => [line.id, line]));
  const found = new Map<string, LineTrouble>();
  for (const [line, members] of Map.groupBy(rows, ({ device }) => device.line)) {
    const trouble = members.length > 1 ? troubleOf(line, members, statuses.get(line)) : null;
    if (trouble) found.set(line, trouble);
  }
  const behind = new Set([...found.values()].flatMap(({ devices }) => devices));
  const own = rows.filter(
    ({ device, condition }) => !behind.has(device.id) && (condition === 'fault' || condition === 'offline'),
  );
  return {
    ...{ lines: found, behind },
    problems: [
      ...[...found.values()].map((trouble): Problem => ({ of: 'line', trouble })),
      ...own.map((row): Problem => ({ of: 'device', row })),
    ],
  };
}

/** The rows with those that are lost with their line told apart. */
export function markBehind(rows: readonly DeviceRow[], { behind }: Troubles): DeviceRow[] {
  return rows.map((row) => (behind.has(row.device.id) ? { ...row, condition: 'behind' } : row));
}

function troubleOf(
  line: string,
  members: readonly DeviceRow[],
  status: LineStatus | undefined,
): LineTrouble | null {
  const lost = members.filter(({ availability }) => availability === 'offline');
  const ids = (rows: readonly DeviceRow[]) => rows.map(({ device }) => device.id);
  if (status && !status.connected) {
    // What nobody has heard of since a start is not lost by the line alone, but cannot come back without it.
    const devices = ids(members.filter(({ availability }) => availability !== 'online'));
    return { line, kind: 'lost', devices, since: status.since, error: status.error ?? '' };
  }
  const without = lost.filter(({ reason }) => reason === 'bridgeOffline');
  if (without.length > 1) {
    return { line, kind: 'gateway', devices: ids(without), since: firstOf(without), error: '' };
  }
  if (lost.length < members.length) return null;
  return { line, kind: 'silent', devices: ids(lost), since: firstOf(lost), error: '' };
}

function firstOf(rows: readonly DeviceRow[]): number | null {
  const times = rows.flatMap(({ since }) => (since === null ? [] : [since]));
  return times.length === 0 ? null : Math.min(...times);
}
