import { lastLeg } from '../../../shared/hall/state.ts';
import { congestion, clearingTime } from '../../../shared/metrics/congestion.ts';
import { longestWait, serviceLevel } from '../../../shared/metrics/waits.ts';
import { HOUR, MINUTE } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';
import type { Finding } from './finding.ts';

/** Waits, queues and the time to clear them. */
export function findCrowding(present: Present): Finding[] {
  return [findCongestion, findLongWait, findMissedWaits, findLongQueue].flatMap((find) => find(present));
}

/** Left again only well below the threshold, so that it does not flicker around it. */
const CALM = 0.8;

function findCongestion(present: Present): Finding[] {
  const { state, hall } = present;
  const { on, severity } = hall.alerts['hall.congested'];
  if (!on) return [];
  const clearing = clearingTime.compute(present);
  const band = congestion(clearing, hall.targets.clearingMinutes);
  const calm = !clearing.endless && (clearing.value ?? 0) < hall.targets.clearingMinutes[1] * CALM;
  const isKnown = state.alerts['hall.congested'] !== undefined;
  const isCrowded = band === 'crowded' || band === 'severe' || (isKnown && !calm);
  return isCrowded ? [{ alert: 'hall.congested', kind: 'hall.congested', severity, about: {} }] : [];
}

/** One alert while it lasts, so the ticket it names is not part of its identity. */
function findLongWait(present: Present): Finding[] {
  const { state, hall, now } = present;
  const { on, severity, above = hall.targets.waitMinutes, until = above * CALM } = hall.alerts['wait.long'];
  if (!on) return [];
  const minutes = state.alerts['wait.long'] ? Math.min(until, above) : above;
  // The figure looks at the whole day, and is asked only where somebody has waited that long at all.
  const isLong = state.waiting.some((id) => {
    const ticket = state.tickets[id];
    return ticket !== undefined && lastLeg(ticket).arrivedAt < now - minutes * MINUTE;
  });
  if (!isLong || (longestWait.compute(present).value ?? 0) <= minutes * 60) return [];
  return [{ alert: 'wait.long', kind: 'wait.long', severity, about: { minutes: above } }];
}

function findMissedWaits(present: Present): Finding[] {
  const { state, hall, now } = present;
  const { on, severity, below, until, n } = hall.alerts['wait.missed'];
  if (!on || state.waiting.length === 0) return [];
  const level = serviceLevel.compute(present, { period: { from: now - HOUR, to: now + 1 } });
  const isKnown = state.alerts['wait.missed'] !== undefined;
  const isLow = level.n >= n && level.value !== null && level.value < (isKnown ? until : below);
  if (!isLow) return [];
  // Below the limit is never told as the limit itself.
  const about = { percent: Math.floor((level.value ?? 0) * 100) };
  return [{ alert: 'wait.missed', kind: 'wait.missed', severity, about }];
}

function findLongQueue({ state, hall }: Present): Finding[] {
  const { on, severity, above, until } = hall.alerts['queue.long'];
  const isKnown = state.alerts['queue.long'] !== undefined;
  const isLong = on && state.waiting.length > (isKnown ? until : above);
  return isLong ? [{ alert: 'queue.long', kind: 'queue.long', severity, about: { people: above } }] : [];
}
