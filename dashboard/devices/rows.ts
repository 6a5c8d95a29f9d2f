import type { LineStatus } from '../../shared/channel.ts';
import type { PublicDevice, PublicHall } from '../../shared/config/public.ts';
import type { Availability } from '../../shared/events/index.ts';
import type { HallState } from '../../shared/hall/state.ts';
import type { Language } from '../../shared/text.ts';
import { describeNow, type NowFact } from './now.ts';
import { kindName, windowName } from '../components/names.ts';

/** A device as the list shows it. */
export interface DeviceRow {
  device: PublicDevice;
  name: string;
  kind: string;
  /** `3号窗口`, or empty. */
  window: string;
  availability: Availability;
  /** As `availability`, but for the two that a technician tells apart. */
  condition: Condition;
  /** What it says of itself now. */
  facts: NowFact[];
  /** Null while nothing was ever said about it. */
  since: number | null;
  reason: string;
  detail: string;
  /** Everything the search looks into, in lower case. */
  words: string;
}

/**
 * How a device is, as a technician sorts them: `fault` is online and asks for somebody, `behind` is
 * lost with the line it shares, and no fault of its own.
 */
export type Condition = Availability | 'fault' | 'behind';

export type Grouping = 'line' | 'kind';

export interface RowFilter {
  text: string;
  /** Null for all. A device with a fault is among those that are online, too. */
  state: Condition | null;
  /** Null for all. */
  kind?: string | null;
}

export interface RowGroup {
  /** Id of the line, or the kind. */
  id: string;
  rows: DeviceRow[];
}

/** Every configured device with what is known of it, in the order of the configuration. */
export function buildRows(
  hall: PublicHall,
  state: HallState,
  lines: readonly LineStatus[],
  language: Language,
): DeviceRow[] {
  const addresses = new Map(lines.map(({ id, address }) => [id, address]));
  return hall.devices.map((device) => {
    const known = state.devices[device.id];
    const name = device.name[language];
    const kind = kindName(device.kind, language);
    const window = device.window === undefined ? '' : windowName(device.window, hall, language);
    const { zh, en } = device.name;
    const availability = known?.availability ?? 'unknown';
    const facts = describeNow(device, state, language);
    return {
      device,
      name,
      kind,
      window,
      availability,
      condition: availability === 'online' && isFaulty(known?.reason, facts) ? 'fault' : availability,
      facts,
      since: known?.since ?? null,
      reason: known?.reason ?? 'starting',
      detail: known?.detail ?? '',
      words: [
        zh,
        en,
        device.id,
        device.driver,
        kind,
        device.kind,
        device.line,
        addresses.get(device.line) ?? '',
        window,
      ]
        .join(' ')
        .toLowerCase(),
    };
  });
}

/** Rows of a state that contain every word of the text. */
export function filterRows(rows: readonly DeviceRow[], { text, state, kind = null }: RowFilter): DeviceRow[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) =>
      (state === null || isOf(row, state)) &&
      (kind === null || row.device.kind === kind) &&
      wanted.every((word) => row.words.includes(word)),
  );
}

/** Rows by line or by kind, groups in the order in which they first appear. */
export function groupRows(rows: readonly DeviceRow[], by: Grouping): RowGroup[] {
  const groups = new Map<string, DeviceRow[]>();
  for (const row of rows) {
    const id = row.device[by];
    const known = groups.get(id);
    if (known) known.push(row);
    else groups.set(id, [row]);
  }
  return Array.from(groups, ([id, members]) => ({ id, rows: members }));
}

/** A device with a fault is online all the same. */
function isOf({ condition }: DeviceRow, state: Condition): boolean {
  return condition === state || (state === 'online' && condition === 'fault');
}

/** Whether a device that is online asks for somebody to look after it. */
function isFaulty(reason: string | undefined, facts: readonly NowFact[]): boolean {
  return reason === 'alerting' || facts.some(({ alarming }) => alarming);
}

/** The kinds of device there are, in the order in which they first appear. */
export function kindsOf(rows: readonly DeviceRow[]): { id: string; name: string }[] {
  return [...new Map(rows.map(({ device, kind }) => [device.kind, kind]))].map(([id, name]) => ({
    id,
    name,
  }));
}

/** How many devices there are of each state, as a filter would find them. */
export function countStates(rows: readonly DeviceRow[]): Record<Condition, number> {
  const counts: Record<Condition, number> = { online: 0, fault: 0, offline: 0, behind: 0, unknown: 0 };
  for (const { condition } of rows) counts[condition] += 1;
  counts.online += counts.fault;
  return counts;
}
