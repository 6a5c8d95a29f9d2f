import type { LineStatus } from '../../shared/channel.ts';
import type { PublicDevice, PublicHall } from '../../shared/config/public.ts';
import type { Availability } from '../../shared/events/index.ts';
import type { HallState } from '../../shared/hall/state.ts';
import type { Language } from '../../shared/text.ts';
import { kindName, windowName } from '../components/names.ts';

/** A device as the list shows it. */
export interface DeviceRow {
  device: PublicDevice;
  name: string;
  kind: string;
  /** `3号窗口`, or empty. */
  window: string;
  availability: Availability;
  /** Null while nothing was ever said about it. */
  since: number | null;
  reason: string;
  detail: string;
  /** Everything the search looks into, in lower case. */
  words: string;
}

export type Grouping = 'line' | 'kind';

export interface RowFilter {
  text: string;
  /** Null for all. */
  state: Availability | null;
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
    return {
      device,
      name,
      kind,
      window,
      availability: known?.availability ?? 'unknown',
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
export function filterRows(rows: readonly DeviceRow[], { text, state }: RowFilter): DeviceRow[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) =>
      (state === null || row.availability === state) && wanted.every((word) => row.words.includes(word)),
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

/** How many devices are in each state. */
export function countStates(rows: readonly DeviceRow[]): Record<Availability, number> {
  const counts: Record<Availability, number> = { online: 0, offline: 0, unknown: 0 };
  for (const { availability } of rows) counts[availability] += 1;
  return counts;
}
