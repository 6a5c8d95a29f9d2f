import type { Draft, EventData, UnmeasuredPart } from '../../../shared/events/index.ts';
import type { Leg } from '../../../shared/hall/state.ts';
import { Refusal } from '../../../shared/refusals.ts';
import { businessDay, dateTime, MINUTE } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';

type Said = EventData<'queue.observed'>;

/** Clocks of another system may differ from each other, and from ours, by so much. */
const CLOCKS_DIFFER = MINUTE;

/**
 * Refuses what was on another day, which is no fact of this one, and what is still to come.
 *
 * @throws Refusal
 */
export function refuseTime({ state, hall, now }: Present, { happenedAt }: Said): void {
  if (happenedAt === undefined) return;
  const date = businessDay(happenedAt, hall);
  if (date !== (state.day?.date ?? businessDay(now, hall))) throw new Refusal('queue.otherDay', { date });
  if (happenedAt > now + CLOCKS_DIFFER) {
    throw new Refusal('queue.future', { time: dateTime(happenedAt, hall.zone) });
  }
}

/** What a fact leaves unmeasured that nobody told, or that is told to have been before what it follows on. */
const hangingOn: Partial<Record<Draft['type'], readonly UnmeasuredPart[]>> = {
  'ticket.issued': ['wait'],
  'ticket.called': ['wait', 'way', 'service'],
  'ticket.started': ['way', 'service'],
  'ticket.held': ['service'],
  'ticket.resumed': ['service'],
  'ticket.finished': ['service'],
  'ticket.endTold': ['service'],
  'ticket.transferred': ['wait', 'service'],
  'ticket.abandoned': ['wait'],
};

/**
 * Facts with the time at which they happened, as far as it can be kept: none is before what it follows
 * on. Of clocks that differ the time of what went before is taken; where they differ by more, and where
 * nobody told a fact, what would be measured by it is marked as not measured.
 */
export function withTimes(present: Present, said: Said, drafts: readonly Draft[]): Draft[] {
  const { now, state } = present;
  const when = Math.min(said.happenedAt ?? now, now);
  return drafts.map((draft) => {
    const { ticket } = draft.data as { ticket?: string };
    const leg = ticket === undefined ? undefined : state.tickets[ticket]?.legs.at(-1);
    const floor = leg ? latestOf(leg, draft.type) : -Infinity;
    const at = Math.max(when, floor);
    const unmeasured = [
      ...(floor - when > CLOCKS_DIFFER ? (hangingOn[draft.type] ?? []) : []),
      ...unmeasuredBy(draft, said),
    ];
    const time = draft.type === 'ticket.issued' ? 'takenAt' : 'happenedAt';
    const data = {
      ...draft.data,
      ...(at < now ? { [time]: at } : {}),
      ...(unmeasured.length > 0 ? { unmeasured: [...new Set(unmeasured)] } : {}),
    };
    return { ...draft, data } as Draft;
  });
}

/** What is not measured because a fact was not told, but follows from another. */
function unmeasuredBy({ type, data }: Draft, { what }: Said): readonly UnmeasuredPart[] {
  // Whoever is called elsewhere without a word was sent there at an unknown time.
  if (type === 'ticket.transferred') return what === 'transferred' ? [] : ['wait'];
  // The next call ends a service as the key "finish" does.
  if (type === 'ticket.finished' || !('implied' in data && data.implied)) return [];
  // Who is served has been called: the way to the window is what is not known.
  if (type === 'ticket.called' && what === 'started') return ['way'];
  return hangingOn[type] ?? [];
}

/** The latest that is known of a transaction, which the next cannot have been before. */
function latestOf(leg: Leg, next: Draft['type']): number {
  const { arrivedAt, calledAt = 0, startedAt = 0, heldAt = 0, gaps = [] } = leg;
  // The end that was missed is where the window went on, and no time of this one.
  const endedAt = next === 'ticket.endTold' ? 0 : (leg.endedAt ?? 0);
  return Math.max(arrivedAt, calledAt, startedAt, heldAt, endedAt, ...gaps.map(({ to }) => to));
}
