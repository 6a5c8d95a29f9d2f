import type { RestConfig } from '../config/clerks.ts';
import type { HallState, Leg } from '../hall/state.ts';
import type { Span } from '../hall/timeline.ts';
import { serviceMinutes } from '../metrics/congestion.ts';
import { legsOf, type View } from '../metrics/figure.ts';
import { union, without } from '../spans.ts';
import { MINUTE } from '../time.ts';
import { clerkOfLeg, signedSpans, workIn } from './signed.ts';

/** Where a hall names no other rule. */
export const USUAL_REST: RestConfig = { afterMinutes: 120, minutes: 5 };

/** The work of one clerk today, or of a window where nobody signed on. */
export interface Work {
  /** The number of the clerk; a window by its id where it is nobody's. */
  who: { clerk: string } | { window: string };
  /** At work, without pauses. */
  spans: Span[];
}

/**
 * Who worked when, by number; work at a window with nobody's number is the window's. Of a window that nobody said was
 * opened it is not known when somebody worked there, and it is left out.
 */
export function worksOf(view: View): Work[] {
  const { state, now } = view;
  const signed = signedSpans(state, now);
  const clerks = [...Map.groupBy(signed, ({ clerk }) => clerk)].map(([clerk, own]): Work => {
    return { who: { clerk }, spans: union(own.flatMap((span) => workIn(view, span))) };
  });
  const told = Object.entries(state.windows).filter(([, { implied }]) => !implied);
  const windows = told.map(([window]): Work => {
    const own = union(signed.filter((one) => one.window === window));
    const whole = workIn(view, { window, from: -Infinity, to: Infinity });
    return { who: { window }, spans: without(whole, own) };
  });
  return [...clerks, ...windows].filter(({ spans }) => spans.length > 0);
}

/** Work without a pause 连续工作, in minutes. */
export interface Unbroken {
  /** Until now; 0 for one who is not at work. */
  present: number;
  longest: number;
  /** Whether a pause is owed now 应休未休. */
  owed: boolean;
}

/** How long somebody worked without a pause that deserves the name. */
export function unbroken(spans: readonly Span[], now: number, rest: RestConfig = USUAL_REST): Unbroken {
  const whole: Span[] = [];
  for (const { from, to } of spans) {
    const last = whole.at(-1);
    if (last && from - last.to < rest.minutes * MINUTE) last.to = to;
    else whole.push({ from, to });
  }
  const lengths = whole.map(({ from, to }) => (to - from) / MINUTE);
  const present = whole.at(-1)?.to === now ? (lengths.at(-1) ?? 0) : 0;
  return { present, longest: Math.max(0, ...lengths), owed: present >= rest.afterMinutes };
}

/** What somebody served today. */
export interface Load {
  who: Work['who'];
  served: number;
  /** Standard minutes 有效工作时长: each service counts as long as its kind usually takes. */
  minutes: number;
}

function whoServed(state: Readonly<HallState>, window: string, leg: Leg): Work['who'] {
  const clerk = clerkOfLeg(state, leg);
  return clerk === undefined ? { window } : { clerk };
}

/** What everybody who works here has served today, those with nothing among them. */
export function loadsOf(view: View): Load[] {
  const standard = serviceMinutes(view);
  const nameOf = (who: Work['who']) => JSON.stringify(who);
  const loads = new Map(
    worksOf(view).map(({ who }) => [nameOf(who), { who, served: 0, minutes: 0 } as Load]),
  );
  for (const { leg } of legsOf(view)) {
    const isServed = leg.end === 'done' || leg.end === 'accepted' || leg.end === 'returned';
    if (!isServed || leg.window === undefined) continue;
    const who = whoServed(view.state, leg.window, leg);
    const load = loads.get(nameOf(who)) ?? { who, served: 0, minutes: 0 };
    load.served += 1;
    load.minutes += standard.get(leg.service)?.minutes ?? 0;
    loads.set(nameOf(who), load);
  }
  return [...loads.values()];
}
