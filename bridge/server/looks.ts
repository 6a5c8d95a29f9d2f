import type { Actor, EventData } from '../../shared/events/index.ts';
import type { LookInput } from '../../shared/discipline/api.ts';
import { MINUTE } from '../../shared/time.ts';
import { viewRecord } from '../operations/discipline/discipline.ts';
import type { LiveHall } from '../operations/live-hall.ts';

/** How long a look may go on before it has to be given a reason again. */
const LOOK_LASTS = 30 * MINUTE;

/** A look that is on disk: the event, and until when it goes on. */
export interface RecordedLook {
  seq: number;
  until: number;
}

/**
 * Records a look at what is about persons, unless it goes on with one of a moment ago.
 *
 * @param of at whom and at what of them
 * @throws Refusal as for the record of a clerk
 */
export async function recordLook(
  live: LiveHall,
  by: Actor,
  { look: former, who, why }: Pick<LookInput, 'look' | 'who' | 'why'>,
  of: Pick<EventData<'record.viewed'>, 'clerk' | 'what' | 'date'>,
): Promise<RecordedLook> {
  const known = live.state.discipline.looks.find(({ seq }) => seq === former);
  const isSame =
    known?.who === who && known.clerk === of.clerk && known.what === of.what && known.date === of.date;
  if (known && isSame && live.now - known.at < LOOK_LASTS)
    return { seq: known.seq, until: known.at + LOOK_LASTS };
  const [event] = await live.record({ by }, (present) => viewRecord(present, { ...of, who, why }));
  return { seq: event?.seq ?? 0, until: (event?.at ?? 0) + LOOK_LASTS };
}
