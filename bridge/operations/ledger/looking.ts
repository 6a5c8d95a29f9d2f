import type { Draft, HallEvent } from '../../../shared/events/index.ts';
import { Refusal } from '../../../shared/refusals.ts';
import { MINUTE } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';
import { MOST_EVENTS } from './acts.ts';

/** How long a look may go on before it has to be given a reason again. */
const LOOK_LASTS = 30 * MINUTE;

interface Look {
  entry: string;
  officer: string;
  reason: string;
  /** The look that this one may go on with. */
  look?: number | undefined;
}

/** Whether an event recorded the look that goes on: of the same officer, a moment ago. */
export function isSameLook(event: HallEvent, { entry, officer, look }: Look, now: number): boolean {
  if (event.type !== 'ledger.personViewed' || event.seq !== look) return false;
  const { data, at } = event;
  return data.entry === entry && data.officer === officer && now - at < LOOK_LASTS;
}

/**
 * Records that somebody is told who the person of an entry is; nothing is told before.
 *
 * @throws Refusal `ledger.entryFull`
 */
export function viewPerson({ state }: Present, { entry, officer, reason }: Look): Draft[] {
  if ((state.ledger.entries[entry]?.events ?? 0) >= MOST_EVENTS)
    throw new Refusal('ledger.entryFull', { entry, most: String(MOST_EVENTS) });
  return [{ type: 'ledger.personViewed', data: { entry, officer, reason } }];
}
