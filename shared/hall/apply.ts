import type { EventType, HallEvent } from '../events/index.ts';
import { alerts } from './alerts.ts';
import { appointments } from './appointments.ts';
import { clock } from './clock.ts';
import { configuration } from './configuration.ts';
import { devices } from './devices.ts';
import { displays } from './displays.ts';
import { discipline } from './discipline.ts';
import { duty } from './duty.ts';
import { ledger } from './ledger.ts';
import { lockers } from './lockers.ts';
import { ratings } from './ratings.ts';
import { response } from './response.ts';
import type { Slice } from './slice.ts';
import type { HallState } from './state.ts';
import { tickets } from './tickets.ts';
import { windows } from './windows.ts';

type Step = (state: HallState, event: HallEvent) => void;

/** Steps by event type, in the order of the slices. */
const steps = new Map<EventType, Step[]>();
for (const slice of [
  tickets,
  windows,
  appointments,
  ratings,
  devices,
  displays,
  lockers,
  discipline,
  alerts,
  response,
  configuration,
  clock,
  ledger,
  duty,
] satisfies Slice[]) {
  for (const [type, step] of Object.entries(slice)) {
    const known = steps.get(type as EventType) ?? [];
    steps.set(type as EventType, [...known, step as Step]);
  }
}

/**
 * Folds one event into the state, in place: `state = apply(state, event)`, on the
 * bridge and in every browser alike. Events must come in order and without a gap.
 *
 * @throws Error when `event.seq` is not the one that follows, or when the event
 *   names a ticket or window that does not exist: a journal that cannot be folded
 *   must never be shown as if it could.
 */
export function apply(state: HallState, event: HallEvent): HallState {
  if (event.seq !== state.seq + 1) {
    throw new Error(`event ${event.seq} does not follow ${state.seq}`);
  }
  for (const step of steps.get(event.type) ?? []) step(state, asHappened(event));
  state.seq = event.seq;
  state.at = event.at;
  return state;
}

/** What was told afterwards is folded by the time at which it happened. */
function asHappened(event: HallEvent): HallEvent {
  const at = 'happenedAt' in event.data ? event.data.happenedAt : undefined;
  return at === undefined ? event : { ...event, at };
}
