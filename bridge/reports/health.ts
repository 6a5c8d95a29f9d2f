import type { PublicHall } from '../../shared/config/public.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import { emptyState, type HallState } from '../../shared/hall/state.ts';
import {
  DEVICE_HEALTH,
  LINE_HEALTH,
  type DeviceDayHealth,
  type DeviceHealth,
  type DeviceHealthId,
  type HealthReport,
  type LineHealth,
  type LineHealthId,
  type Value,
} from '../../shared/health.ts';
import {
  availabilityOver,
  knownOver,
  outagesOver,
  serviceHours,
  timeOver,
  type Changing,
  type DeviceDay,
} from '../../shared/metrics/devices.ts';
import type { Figure, Scope, View } from '../../shared/metrics/figure.ts';
import { figures } from '../../shared/metrics/index.ts';
import { compareWeakness, isJudged, isWeak, type Weakness } from '../../shared/metrics/weakest.ts';
import { SECOND, addDays, weekday } from '../../shared/time.ts';

type Counted = HallEvent<'line.counted'>;

/** What health needs of a business day: little enough to keep many of them. */
export interface HealthDay {
  day: NonNullable<HallState['day']>;
  /** The last instant known of it. */
  at: number;
  devices: Record<string, Changing>;
  counted: Counted[];
}

/** Takes from the state and the events of a day what health needs. */
export function healthDay({ day, at, devices }: HallState, events: readonly HallEvent[]): HealthDay | null {
  if (!day) return null;
  return {
    day,
    at,
    devices: Object.fromEntries(Object.entries(devices).map(([id, { changes }]) => [id, { changes }])),
    counted: events.filter((event): event is Counted => event.type === 'line.counted'),
  };
}

/**
 * The health of devices and lines over business days, by the definitions of `shared/metrics`.
 *
 * @param days oldest first
 * @param now the instant it is read at: what the running day is known up to
 */
export function healthReport(days: readonly HealthDay[], hall: PublicHall, now: number): HealthReport {
  const periods = days.map(({ day, at }) => {
    const state = { ...emptyState(), day };
    return serviceHours({ state, hall, now: day.closedAt ?? Math.max(at, now) });
  });
  const devices = hall.devices.map(({ id, name, kind, line }): DeviceHealth => {
    const lived = days.map((day, index): DeviceDay | null => {
      const device = day.devices[id];
      return device ? { device, period: periods[index] ?? null } : null;
    });
    const present = lived.filter((day) => day !== null);
    const spent = timeOver(present);
    return {
      ...{ device: id, name, kind, line },
      days: lived.map(
        (day, index) => day && deviceDay(day, countsOf(days.slice(index, index + 1), hall), id),
      ),
      period: deviceFigures(present, countsOf(days, hall), id),
      offlineSeconds: spent.offline / SECOND,
      unknownSeconds: spent.unknown / SECOND,
    };
  });
  const names = days.map(({ day }) => day.date);
  return {
    ...{ at: now, zone: hall.zone, days: names, gaps: gapsBetween(names), devices },
    lines: linesOf(hall).map((line) => lineHealth(line, days, hall)),
    weakest: rankWeakest(devices),
    unjudged: devices.filter(({ period }) => !isJudged(period.deviceKnown.value)).map(({ device }) => device),
  };
}

/** A view of nothing but counts, for the figures that are read from them. */
function countsOf(days: readonly HealthDay[], hall: PublicHall): View {
  return { state: emptyState(), hall, now: 0, counted: days.flatMap(({ counted }) => counted) };
}

function withoutEvidence({ value, n }: Figure): Value {
  return { value, n };
}

function deviceFigures(days: readonly DeviceDay[], counts: View, device: string) {
  const own = { deviceAvailability: availabilityOver, deviceKnown: knownOver, deviceOutages: outagesOver };
  const compute = (id: DeviceHealthId): Figure =>
    id in own ? own[id as keyof typeof own](days) : figures[id].compute(counts, { device });
  const entries = DEVICE_HEALTH.map((id) => [id, withoutEvidence(compute(id))] as const);
  return Object.fromEntries(entries) as Record<DeviceHealthId, Value>;
}

function deviceDay(day: DeviceDay, counts: View, device: string): DeviceDayHealth {
  const spent = timeOver([day]);
  return {
    figures: deviceFigures([day], counts, device),
    offlineSeconds: spent.offline / SECOND,
    unknownSeconds: spent.unknown / SECOND,
    changes: day.device.changes.map(({ seq }) => seq),
  };
}

function lineFigures(counts: View, scope: Scope): Record<LineHealthId, Value> {
  const entries = LINE_HEALTH.map((id) => [id, withoutEvidence(figures[id].compute(counts, scope))] as const);
  return Object.fromEntries(entries) as Record<LineHealthId, Value>;
}

function lineHealth(line: string, days: readonly HealthDay[], hall: PublicHall): LineHealth {
  return {
    line,
    days: days.map((day) => {
      const counts = day.counted.filter(({ data }) => data.line === line).map(({ seq }) => seq);
      return counts.length > 0 ? { figures: lineFigures(countsOf([day], hall), { line }), counts } : null;
    }),
    period: lineFigures(countsOf(days, hall), { line }),
  };
}

/** The lines that have devices, in the order of these. */
function linesOf({ devices }: PublicHall): string[] {
  return [...new Set(devices.map(({ line }) => line))];
}

function rankWeakest(devices: readonly DeviceHealth[]): string[] {
  return devices
    .map(({ device, period, offlineSeconds }): Weakness & { device: string } => ({
      ...{ device, offlineSeconds },
      outages: period.deviceOutages.value ?? 0,
      unanswered: period.unansweredRate.value,
    }))
    .filter(isWeak)
    .sort(compareWeakness)
    .map(({ device }) => device);
}

/** Mondays to Fridays between the first and the last day that are not among them. */
function gapsBetween(days: readonly string[]): string[] {
  const known = new Set(days);
  const last = days.at(-1) ?? '';
  const gaps: string[] = [];
  for (let date = days[0] ?? last; date < last; date = addDays(date, 1)) {
    const isWorkday = weekday(date) !== 0 && weekday(date) !== 6;
    if (isWorkday && !known.has(date)) gaps.push(date);
  }
  return gaps;
}
