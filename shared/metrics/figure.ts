import type { PublicHall } from '../config/public.ts';
import type { HallEvent } from '../events/index.ts';
import { arrivedBefore } from '../hall/arrival.ts';
import type { HallState, Leg, Ticket } from '../hall/state.ts';
import type { Bilingual } from '../text.ts';
import type { Period } from '../time.ts';

/** What figures are computed from: a state, the hall it belongs to, and the instant it is read at. */
export interface View {
  state: HallState;
  hall: Pick<PublicHall, 'services' | 'classes' | 'queue' | 'windows' | 'targets' | 'hours' | 'zone'> &
    Partial<Pick<PublicHall, 'rest'>>;
  now: number;
  /** What was counted of the lines; absent where only the state is known, as on a screen. */
  counted?: readonly HallEvent<'line.counted'>[];
}

/** Narrows a figure to a service, a window, a device, a line or a part of the day. */
export interface Scope {
  service?: string;
  window?: string;
  device?: string;
  line?: string;
  period?: Period;
}

export interface Figure {
  /** Null where there is nothing to measure; never a zero in its place. */
  value: number | null;
  /** How many observations it rests on. */
  n: number;
  /** The events behind it, by `seq`: each once, in order. */
  evidence: number[];
  /** True when the value is only known to be no smaller. */
  atLeast?: true;
  /** True when no number is large enough: it will not come to be as things stand. The value is null. */
  endless?: true;
}

export type Unit = 'count' | 'number' | 'seconds' | 'minutes' | 'share' | 'milliseconds' | 'perMinute';

/** One figure, defined once; the wall, the report, the export and the glossary all read this. */
export interface Definition {
  id: string;
  /** Counts up when the meaning changes. */
  version: number;
  name: Bilingual;
  unit: Unit;
  /** How it is computed, in a sentence that survives an audit. */
  text: Bilingual;
  compute: (view: View, scope?: Scope) => Figure;
}

export interface LegOf {
  ticket: Ticket;
  leg: Leg;
  index: number;
}

/** The legs of a state, as of the event it was last asked after: every figure of a screen asks for them. */
const known = new WeakMap<View['state'], { seq: number; legs: readonly LegOf[] }>();

function allLegs(state: View['state']): readonly LegOf[] {
  const found = known.get(state);
  if (found?.seq === state.seq) return found.legs;
  const legs = Object.values(state.tickets)
    .flatMap((ticket) => ticket.legs.map((leg, index) => ({ ticket, leg, index })))
    .sort((a, b) => (arrivedBefore(a.leg, b.leg) ? -1 : 1));
  known.set(state, { seq: state.seq, legs });
  return legs;
}

/** Every leg of the day within the scope's service and window, in the order of arrival. */
export function legsOf({ state }: View, { service, window }: Scope = {}): LegOf[] {
  return allLegs(state).filter(
    ({ leg }) => (!service || leg.service === service) && (!window || leg.window === window),
  );
}

export function within(at: number | undefined, period: Period | undefined): at is number {
  return at !== undefined && (!period || (at >= period.from && at < period.to));
}

/** Evidence as a figure gives it: every event once, in the order in which they happened. */
export function inOrder(seqs: number[]): number[] {
  const isOrdered = seqs.every((seq, index) => index === 0 || seq > (seqs[index - 1] as number));
  return isOrdered ? [...seqs] : [...new Set(Float64Array.from(seqs).sort())];
}

/** A figure that counts its evidence. */
export function count(evidence: number[]): Figure {
  return { value: evidence.length, n: evidence.length, evidence: inOrder(evidence) };
}

/** What a figure is where it is not told of so narrow a scope: not measured, and never that of the whole hall. */
export const NOT_TOLD: Figure = { value: null, n: 0, evidence: [] };

/** A share of `n`, or nothing when there is nothing to divide by. */
export function share(part: number, n: number, evidence: number[]): Figure {
  return { value: n > 0 ? part / n : null, n, evidence: inOrder(evidence) };
}
