import type { ClerkConfig } from '../config/clerks.ts';
import type { HallConfig } from '../config/schema.ts';
import type { Contest, HallState } from '../hall/state.ts';
import { lengthOf } from '../hall/timeline.ts';
import { idleWithQueue } from '../metrics/idle.ts';
import { intersection, union } from '../spans.ts';
import { MINUTE } from '../time.ts';
import type { ClerkDay } from './api.ts';
import { minutesOf, onDuty, recordOf } from './record.ts';
import { signedSpans, workIn } from './signed.ts';
import { loadsOf, unbroken } from './work.ts';

/** What the days of clerks are read from; contests are those of the present. */
export interface DayView {
  state: HallState;
  hall: HallConfig;
  now: number;
  contests: readonly Contest[];
}

/** Minutes in pauses, by reason, while a clerk was signed on. */
function pausesOf({ state, now }: DayView, { number }: ClerkConfig): ClerkDay['pauses'] {
  const pauses: ClerkDay['pauses'] = {};
  for (const span of signedSpans(state, now).filter(({ clerk }) => clerk === number)) {
    const { timeline = [] } = state.windows[span.window] ?? {};
    timeline.forEach(({ at, is, reason = 'other' }, index) => {
      if (is !== 'paused') return;
      const to = timeline[index + 1]?.at ?? now;
      const minutes = lengthOf([{ from: at, to }], span) / MINUTE;
      if (minutes > 0) pauses[reason] = (pauses[reason] ?? 0) + minutes;
    });
  }
  return pauses;
}

/** Idle while somebody waited, as far as the clerk was at work: nobody idles at a window they have gone home from. */
function idleMinutes(view: DayView, { number }: ClerkConfig): number {
  const own = signedSpans(view.state, view.now).filter(({ clerk }) => clerk === number);
  return view.hall.windows.reduce((sum, window) => {
    const here = union(own.filter((span) => span.window === window.id).flatMap((span) => workIn(view, span)));
    return sum + (here.length > 0 ? lengthOf(intersection(idleWithQueue(view, window), here)) / MINUTE : 0);
  }, 0);
}

/** The days of all clerks who are configured, in the order of their numbers. */
export function clerkDays(view: DayView, clerks: readonly ClerkConfig[] = view.hall.clerks): ClerkDay[] {
  const { state, hall, now } = view;
  const loads = loadsOf(view);
  const whole = loads.reduce((sum, { minutes }) => sum + minutes, 0);
  const failed = union(state.outages.map(({ from, to }) => ({ from, to: to ?? now })));
  return clerks
    .map((clerk): ClerkDay => {
      const duty = onDuty(view, clerk);
      const stretches = recordOf(view, clerk);
      const load = loads.find(({ who }) => 'clerk' in who && who.clerk === clerk.number);
      return {
        ...{ clerk: clerk.id, number: clerk.number },
        pauses: pausesOf(view, clerk),
        outageMinutes: lengthOf(intersection(duty, failed)) / MINUTE,
        ...{ stretches, minutes: minutesOf(stretches) },
        idleMinutes: idleMinutes(view, clerk),
        work: unbroken(duty, now, hall.rest),
        served: load?.served ?? 0,
        standardMinutes: load?.minutes ?? 0,
        share: whole > 0 ? (load?.minutes ?? 0) / whole : null,
      };
    })
    .sort((a, b) => a.number.localeCompare(b.number, 'en', { numeric: true }));
}
