import type { Availability } from '../events/index.ts';
import type { DeviceState } from '../hall/state.ts';
import { localInstant, minutesOf, type Period } from '../time.ts';
import { NOT_TOLD, inOrder, type Definition, type Figure, type Scope, type View } from './figure.ts';

/** The hours of service of the state's business day, up to now or to the close of the day. */
export function serviceHours({ state, hall, now }: View): Period | null {
  if (!state.day) return null;
  const { date, openedAt, closedAt } = state.day;
  const open = localInstant(date, minutesOf(hall.hours.open), hall.zone);
  const close = localInstant(date, minutesOf(hall.hours.close), hall.zone);
  const period = { from: Math.max(open, openedAt), to: Math.min(close, closedAt ?? now, now) };
  return period.to > period.from ? period : null;
}

/** What is needed of a device: how its availability changed. */
export type Changing = Pick<DeviceState, 'changes'>;

/** Milliseconds a device spent in each availability within a period. */
export function timeIn(device: Changing, period: Period): Record<Availability, number> {
  const spent: Record<Availability, number> = { online: 0, offline: 0, unknown: 0 };
  let at = period.from;
  let availability: Availability = 'unknown';
  for (const change of device.changes) {
    const until = Math.min(Math.max(change.at, period.from), period.to);
    spent[availability] += until - at;
    at = until;
    availability = change.availability;
  }
  spent[availability] += period.to - at;
  return spent;
}

/** A device on one day; no period where the hall had no hours of service. */
export interface DeviceDay {
  device: Changing;
  period: Period | null;
}

/** Milliseconds in each availability over any number of days and devices. */
export function timeOver(days: readonly DeviceDay[]): Record<Availability, number> {
  const sum: Record<Availability, number> = { online: 0, offline: 0, unknown: 0 };
  for (const { device, period } of days) {
    if (!period) continue;
    const spent = timeIn(device, period);
    sum.online += spent.online;
    sum.offline += spent.offline;
    sum.unknown += spent.unknown;
  }
  return sum;
}

function evidenceOf(days: readonly DeviceDay[]): number[] {
  return inOrder(days.flatMap(({ device }) => device.changes.map(({ seq }) => seq)));
}

/** 设备可用率 over days: time over time, never an average of days. `n` is days of devices. */
export function availabilityOver(days: readonly DeviceDay[]): Figure {
  const { online, offline } = timeOver(days);
  const known = online + offline;
  const n = days.filter(({ period }) => period).length;
  return { value: known > 0 ? online / known : null, n, evidence: evidenceOf(days) };
}

/** 状态可知率 over days. `n` is days of devices. */
export function knownOver(days: readonly DeviceDay[]): Figure {
  const { online, offline, unknown } = timeOver(days);
  const all = online + offline + unknown;
  const n = days.filter(({ period }) => period).length;
  return { value: all > 0 ? (online + offline) / all : null, n, evidence: evidenceOf(days) };
}

/** 离线次数 over days: the changes into it, not a day that began with it. */
export function outagesOver(days: readonly DeviceDay[]): Figure {
  const outages = days.flatMap(({ device }) =>
    device.changes.filter(({ availability }, index) => index > 0 && availability === 'offline'),
  );
  return { value: outages.length, n: outages.length, evidence: inOrder(outages.map(({ seq }) => seq)) };
}

/** The devices of a scope; none for what no device is told by. */
function daysOf(view: View, scope: Scope | undefined): DeviceDay[] {
  if (scope?.service || scope?.window) return [];
  const period = serviceHours(view);
  return Object.entries(view.state.devices)
    .filter(([id]) => !scope?.device || scope.device === id)
    .map(([, device]) => ({ device, period }));
}

/** 设备可用率 */
export const deviceAvailability: Definition = {
  id: 'deviceAvailability',
  version: 1,
  unit: 'share',
  name: { zh: '设备可用率', en: 'Device availability' },
  text: {
    zh: '服务时间内在线时长 ÷（在线＋离线）时长；状态未知的时长不计入分母，另行列出。',
    en: 'Time online ÷ time online or offline within the hours of service; time unknown is left out and reported apart.',
  },
  compute: (view, scope) => availabilityOver(daysOf(view, scope)),
};

/** 状态可知率 */
export const deviceKnown: Definition = {
  id: 'deviceKnown',
  version: 1,
  unit: 'share',
  name: { zh: '状态可知率', en: 'Share of time known' },
  text: {
    zh: '服务时间内知道设备在线还是离线的时长 ÷ 服务时间；其余时间设备没有动静，或主机没有运行，既不算好也不算坏。',
    en: 'Time within the hours of service in which a device is known to be online or offline ÷ all of it; for the rest the device was silent or the bridge did not run, which is neither up nor down.',
  },
  compute: (view, scope) => knownOver(daysOf(view, scope)),
};

/** 离线次数 */
export const deviceOutages: Definition = {
  id: 'deviceOutages',
  version: 2,
  unit: 'count',
  name: { zh: '离线次数', en: 'Outages' },
  text: {
    zh: '营业日内设备变为离线的次数；营业日开始时已经离线的不算一次；没有设备的没有这个数，也不分业务与窗口。',
    en: 'Times a device went offline in the business day; being offline already when the day begins is not one. None where there is no device, and not told by service or window.',
  },
  compute: (view, scope) => {
    const days = daysOf(view, scope);
    return days.length > 0 ? outagesOver(days) : NOT_TOLD;
  },
};
