import type { ClerkConfig } from '../config/clerks.ts';
import type { HallConfig } from '../config/schema.ts';
import type { PhoneMinutes } from '../events/discipline.ts';
import type { Contest, HallState, Permission } from '../hall/state.ts';
import type { Span } from '../hall/timeline.ts';
import { union } from '../spans.ts';
import { MINUTE, SECOND } from '../time.ts';
import { phoneSpans, type Doubt, type SlotSpan } from './sensor.ts';
import { signedSpans, workIn } from './signed.ts';

/** What became of the phone of one who was on duty. `violation`: out, and no reason is on record. */
export type RecordKind = keyof PhoneMinutes;

/** Why a stretch is of its kind, where that is not plain. */
export type RecordWhy = Doubt | 'grace' | 'permission' | 'corrected' | 'withdrawn';

/** A part of a clerk's duty. */
export interface RecordStretch extends Span {
  kind: RecordKind;
  why?: RecordWhy;
  /** The reason of a permission, by its id. */
  reason?: string;
}

/** What a record is read from; contests are of any day. */
export interface RecordView {
  state: Readonly<HallState>;
  hall: Pick<HallConfig, 'clerks' | 'discipline' | 'hours' | 'zone'>;
  now: number;
  /** Those of the present, where the state is one of an earlier day. */
  contests?: readonly Contest[];
}

/** When a clerk was at work today at any window: on duty, and not in a pause. */
export function onDuty(view: RecordView, { number }: ClerkConfig): Span[] {
  const signed = signedSpans(view.state, view.now).filter(({ clerk }) => clerk === number);
  return union(signed.flatMap((span) => workIn(view, span)));
}

interface Bounds {
  grace: number;
  duty: Span;
  /** The end of one that goes on is not known yet. */
  hasEnded: boolean;
  permissions: readonly Permission[];
  settled: readonly Contest[];
}

/** The instants within a stretch of duty at which its kind may change. */
function edgesOf({ grace, duty, permissions, settled }: Bounds, phone: readonly SlotSpan[]): number[] {
  const edges = [
    ...[duty.from, duty.from + grace, duty.to - grace],
    ...phone.map(({ from }) => from),
    ...permissions.flatMap(({ from, until }) => [from, until, until + grace]),
    ...settled.flatMap(({ stretch: { from, to } }) => [from, to]),
  ];
  return [...new Set(edges)].filter((at) => at >= duty.from && at < duty.to).sort((a, b) => a - b);
}

/** What a stretch that begins at an instant is. Lawful reasons come before anything else. */
function kindAt(
  at: number,
  phone: SlotSpan,
  { grace, duty, hasEnded, permissions, settled }: Bounds,
): Omit<RecordStretch, 'from' | 'to'> {
  if (phone.phone === 'unknown') return { kind: 'unknown', why: phone.doubt ?? 'silent' };
  if (phone.phone === 'in') return { kind: 'compliant' };
  const permitted = permissions.find(({ from, until }) => from <= at && at < until);
  if (permitted) return { kind: 'permitted', why: 'permission', reason: permitted.reason };
  const isEdge = at < duty.from + grace || (hasEnded && at >= duty.to - grace);
  const isReturning = permissions.some(({ until }) => until <= at && at < until + grace);
  if (isEdge || isReturning) return { kind: 'permitted', why: 'grace' };
  const answer = settled.findLast(({ stretch }) => stretch.from <= at && at < stretch.to)?.answer;
  if (answer?.decision === 'corrected') return { kind: 'permitted', why: 'corrected' };
  if (answer?.decision === 'withdrawn') return { kind: 'unknown', why: 'withdrawn' };
  return { kind: 'violation' };
}

/**
 * The day of a clerk, stretch after stretch: where the phone was while he was on duty. The kinds
 * add up to the time on duty; a sensor that is in doubt gives `unknown`, never `violation`.
 */
export function recordOf(view: RecordView, clerk: ClerkConfig): RecordStretch[] {
  const { state, hall, now } = view;
  const slots = hall.clerks.flatMap(({ slot }) => slot ?? []);
  const permissions = state.discipline.permissions.filter((one) => one.clerk === clerk.id);
  const settled = (view.contests ?? state.discipline.contests).filter(
    (one) => one.clerk === clerk.id && one.answer !== undefined,
  );
  return onDuty(view, clerk).flatMap((duty) => {
    const phone: SlotSpan[] = clerk.slot
      ? phoneSpans({ state, slot: clerk.slot, slots, now }, duty)
      : [{ ...duty, phone: 'unknown', doubt: 'noSlot' }];
    const bounds = {
      grace: hall.discipline.graceSeconds * SECOND,
      duty,
      hasEnded: duty.to < now,
      permissions,
      settled,
    };
    const edges = edgesOf(bounds, phone);
    return merge(
      edges.map((from, index) => {
        const known = phone.findLast((one) => one.from <= from) as SlotSpan;
        return { from, to: edges[index + 1] ?? duty.to, ...kindAt(from, known, bounds) };
      }),
    );
  });
}

/** Stretches that follow each other and are alike become one. */
function merge(stretches: readonly RecordStretch[]): RecordStretch[] {
  const whole: RecordStretch[] = [];
  for (const stretch of stretches) {
    const last = whole.at(-1);
    const isAlike =
      last?.to === stretch.from &&
      last.kind === stretch.kind &&
      last.why === stretch.why &&
      last.reason === stretch.reason;
    if (isAlike) last.to = stretch.to;
    else whole.push({ ...stretch });
  }
  return whole;
}

/** Minutes of each kind. */
export function minutesOf(stretches: readonly RecordStretch[]): PhoneMinutes {
  const sum: PhoneMinutes = { compliant: 0, permitted: 0, violation: 0, unknown: 0 };
  for (const { kind, from, to } of stretches) sum[kind] += (to - from) / MINUTE;
  return sum;
}
