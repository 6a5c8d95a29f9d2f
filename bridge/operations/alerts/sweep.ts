import type { AlertKind, Draft } from '../../../shared/events/index.ts';
import type { Alert } from '../../../shared/hall/state.ts';
import { MINUTE } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';
import { causeOf } from './cause.ts';
import { findClockBack } from './clock.ts';
import { findCrowding } from './crowding.ts';
import { findLost, findLowBatteries, findPrinterTrouble } from './devices.ts';
import { findStaleDisplays } from './displays.ts';
import type { Finding } from './finding.ts';
import { findPhonesOut } from './phones.ts';
import { findIdleWindows, findLongRunning, findOutages } from './windows.ts';

/** What the present state shows; causes before what they bring about. */
const finders: readonly ((present: Present) => Finding[])[] = [
  findClockBack,
  findOutages,
  findLost,
  findPrinterTrouble,
  findLowBatteries,
  findStaleDisplays,
  findCrowding,
  findIdleWindows,
  findLongRunning,
  findPhonesOut,
];

/**
 * Kinds that come from what somebody did once, and how long they ask for an answer if nobody
 * sees to them. None outlasts its day: what is left then is for the report. All other kinds
 * come from the present state, and go when it no longer shows them.
 */
const FROM_PEOPLE: Partial<Record<AlertKind, number>> = {
  // Whoever pressed has found help or gone.
  'guide.called': 30 * MINUTE,
  'help.called': 30 * MINUTE,
  'rating.bad': Infinity,
  'print.failed': Infinity,
  'clock.jumped': Infinity,
};

/** What somebody did once has no later fact to clear it: a person who has seen it settles it. */
export function isSettledBySeeing(kind: AlertKind): boolean {
  return kind in FROM_PEOPLE;
}

function hasLapsed({ kind, raisedAt }: Alert, { state, now }: Present): boolean {
  const lasts = FROM_PEOPLE[kind];
  return lasts !== undefined && (now - raisedAt > lasts || raisedAt < (state.day?.openedAt ?? 0));
}

/** Raises what the present state shows, under its cause, and clears what it no longer does. */
export function sweepAlerts(present: Present): Draft[] {
  const found = new Map(finders.flatMap((find) => find(present)).map((one) => [one.alert, one]));
  const known = present.state.alerts;
  const drafts: Draft[] = [];
  for (const alert of Object.values(known)) {
    if (!isSettledBySeeing(alert.kind) && found.get(alert.id)?.kind !== alert.kind) {
      drafts.push({ type: 'alert.cleared', data: { alert: alert.id, reason: 'over' } });
    } else if (hasLapsed(alert, present)) {
      drafts.push({ type: 'alert.cleared', data: { alert: alert.id, reason: 'lapsed' } });
    }
  }
  for (const one of found.values()) {
    const under = causeOf(one, [...found.values()]);
    const before = known[one.alert];
    if (before?.kind === one.kind) {
      // A failure is often declared only once people wait for long; what was known before is grouped then.
      const isNews = under !== undefined && (before.under === undefined || !found.has(before.under));
      if (isNews) drafts.push({ type: 'alert.attributed', data: { alert: one.alert, under } });
      continue;
    }
    drafts.push({ type: 'alert.raised', data: { ...one, ...(under !== undefined ? { under } : {}) } });
  }
  return drafts;
}
