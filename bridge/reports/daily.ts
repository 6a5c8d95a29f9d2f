import type { DailyReport, DeviceRow, ServiceRow, SlotRow, WindowRow } from '../../shared/api.ts';
import type { PublicHall } from '../../shared/config/public.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import type { HallState } from '../../shared/hall/state.ts';
import { deviceAvailability, deviceOutages, serviceHours, timeIn } from '../../shared/metrics/devices.ts';
import { legsOf, type Figure, type Scope, type View } from '../../shared/metrics/figure.ts';
import { mostWaiting, waitingCurve } from '../../shared/metrics/flow.ts';
import { figures, type FigureId } from '../../shared/metrics/index.ts';
import { wilson } from '../../shared/metrics/quantile.ts';
import { leftAt } from '../../shared/metrics/leftover.ts';
import { distribution } from '../../shared/metrics/ratings.ts';
import { spent } from '../../shared/metrics/services.ts';
import { waits } from '../../shared/metrics/waits.ts';
import { HOUR, MINUTE, SECOND, clockTime, zoneOffset, type Period } from '../../shared/time.ts';

const SLOT = 30 * MINUTE;

function allFigures(view: View, scope?: Scope): Record<FigureId, Figure> {
  const entries = Object.entries(figures).map(([id, { compute }]) => [id, compute(view, scope)]);
  return Object.fromEntries(entries) as Record<FigureId, Figure>;
}

/**
 * Everything of one business day, from the same definitions as the wall.
 *
 * @param state the state at the end of the day, or at present for the day that runs
 * @param now the instant the report is read at
 * @param counted what was counted of the lines in the day
 */
export function dailyReport(
  state: HallState,
  hall: PublicHall,
  now: number,
  counted: readonly HallEvent<'line.counted'>[] = [],
): DailyReport {
  if (!state.day) throw new Error('no day has been opened');
  const at = state.day.closedAt ?? now;
  const view: View = { state, hall, now: at, counted };
  const rated = figures.satisfactionRate.compute(view);
  return {
    date: state.day.date,
    hall: hall.name,
    zone: hall.zone,
    closed: state.day.closedAt !== undefined,
    at,
    figures: allFigures(view),
    satisfaction: wilson(Math.round((rated.value ?? 0) * rated.n), rated.n),
    services: hall.services.map(({ id, name }): ServiceRow => {
      return { service: id, name, figures: allFigures(view, { service: id }) };
    }),
    windows: hall.windows.map(({ id, number }): WindowRow => windowRow(view, id, number)),
    slots: slots(view),
    grades: distribution(view),
    devices: hall.devices.map((device): DeviceRow => deviceRow(view, device)),
    orphans: tally(state.orphans.map(({ reason }) => reason)),
    refusals: tally(state.refusals.map(({ code }) => code)),
    leftovers: legsOf(view).filter(({ leg }) => leg.end === 'leftover').length,
    littleDeviation: littleDeviation(view),
  };
}

function windowRow(view: View, window: string, number: number): WindowRow {
  const known = view.state.windows[window];
  const secondsOf = (mode: 'open' | 'paused') => (known ? spent(known, mode, view.now) / SECOND : 0);
  return {
    window,
    number,
    figures: allFigures(view, { window }),
    grades: distribution(view, { window }),
    openSeconds: known?.implied ? null : secondsOf('open'),
    pausedSeconds: secondsOf('paused'),
  };
}

function deviceRow(view: View, { id, name, kind }: PublicHall['devices'][number]): DeviceRow {
  const period = serviceHours(view);
  const device = view.state.devices[id];
  // Of one that was never heard nothing is known.
  const time = period ? timeIn(device ?? { changes: [] }, period) : { online: 0, offline: 0, unknown: 0 };
  return {
    device: id,
    name,
    kind,
    availability: deviceAvailability.compute(view, { device: id }),
    onlineSeconds: time.online / SECOND,
    offlineSeconds: time.offline / SECOND,
    unknownSeconds: time.unknown / SECOND,
    outages: deviceOutages.compute(view, { device: id }).n,
  };
}

/** The half hours from the first to the last in which anything happened. */
function slots(view: View): SlotRow[] {
  const legs = legsOf(view);
  const [first] = legs;
  if (!first) return [];
  const end = Math.max(...legs.map(({ leg }) => leftAt(leg, view) ?? leg.calledAt ?? leg.arrivedAt));
  const rows: SlotRow[] = [];
  // By the clocks of the hall, which are not half hours from UTC everywhere.
  const offset = zoneOffset(first.leg.arrivedAt, view.hall.zone);
  const start = Math.floor((first.leg.arrivedAt + offset) / SLOT) * SLOT - offset;
  for (let from = start; from <= end; from += SLOT) {
    rows.push(slotRow(view, { from, to: from + SLOT }));
  }
  return rows;
}

function slotRow(view: View, period: Period): SlotRow {
  const [waiting = 0] = waitingCurve(view, [Math.min(period.to, view.now)]);
  // What is known of a half hour that runs ends with this instant.
  const lived = { from: period.from, to: Math.min(period.to, view.now + 1) };
  const arrivals = Object.fromEntries(
    view.hall.services.map(({ id }) => [id, figures.arrivals.compute(view, { period, service: id }).n]),
  );
  return {
    period,
    label: clockTime(period.from, view.hall.zone).slice(0, 5),
    arrivals,
    served: figures.served.compute(view, { period }).n,
    waiting,
    waitingMost: mostWaiting(view, lived)?.people ?? 0,
    waitMedian: figures.waitMedian.compute(view, { period }),
    waitP90: figures.waitP90.compute(view, { period }),
    serviceLevel: figures.serviceLevel.compute(view, { period }),
  };
}

function tally(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/**
 * Little's law as a self-test: the time average of people waiting (L, from the curve at
 * every change) against arrivals × mean wait (λW). They are the same integral counted two
 * ways; a difference is a fault in the record. Null for a day too short to tell.
 */
function littleDeviation(view: View): number | null {
  const legs = legsOf(view);
  const [first] = legs;
  if (!first || legs.length < 20) return null;
  const step = 15 * SECOND;
  const from = first.leg.arrivedAt;
  if (view.now - from < HOUR) return null;
  const at = Array.from({ length: Math.ceil((view.now - from) / step) }, (_, i) => from + (i + 0.5) * step);
  const area = waitingCurve(view, at).reduce((sum, people) => sum + people, 0) * (step / SECOND);
  const waited = waits(view).reduce((sum, { seconds }) => sum + seconds, 0);
  // A second call lengthens the wait of its ticket, but not the time it counted as waiting.
  const again = legs.reduce((sum, { leg }) => {
    const gaps = (leg.gaps ?? []).reduce((total, { from, to }) => total + to - from, 0);
    const called = leg.calledAt === undefined ? 0 : leg.calledAt - (leg.firstCalledAt ?? leg.calledAt);
    return sum + (gaps + called) / SECOND;
  }, 0);
  const expected = waited - again;
  return expected > 0 ? Math.abs(area - expected) / expected : null;
}
