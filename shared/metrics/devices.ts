import type { Availability } from '../events/index.ts';
import type { DeviceState } from '../hall/state.ts';
import { localInstant, minutesOf, type Period } from '../time.ts';
import { inOrder, type Definition, type View } from './figure.ts';

/** The hours of service of the state's business day, up to now or to the close of the day. */
export function serviceHours({ state, hall, now }: View): Period | null {
  if (!state.day) return null;
  const { date, openedAt, closedAt } = state.day;
  const open = localInstant(date, minutesOf(hall.hours.open), hall.zone);
  const close = localInstant(date, minutesOf(hall.hours.close), hall.zone);
  const period = { from: Math.max(open, openedAt), to: Math.min(close, closedAt ?? now, now) };
  return period.to > period.from ? period : null;
}

/** Milliseconds a device spent in each availability within a period. */
export function timeIn(device: DeviceState, period: Period): Record<Availability, number> {
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
  compute: (view, scope) => {
    const period = serviceHours(view);
    const chosen = Object.entries(view.state.devices).filter(([id]) => !scope?.device || scope.device === id);
    const evidence = inOrder(chosen.flatMap(([, device]) => device.changes.map(({ seq }) => seq)));
    if (!period) return { value: null, n: 0, evidence };
    let online = 0;
    let offline = 0;
    for (const [, device] of chosen) {
      const spent = timeIn(device, period);
      online += spent.online;
      offline += spent.offline;
    }
    const known = online + offline;
    return { value: known > 0 ? online / known : null, n: chosen.length, evidence };
  },
};
