import type { Draft, Grade, HallEvent, OrphanReason } from '../../shared/events/index.ts';
import { SECOND } from '../../shared/time.ts';
import type { Present } from './rules.ts';

/**
 * Binds a press of an evaluator to the service just finished at its window. A press that
 * belongs to none is kept as an orphan with the reason; an unmapped key is no rating.
 */
export function bindRating(event: HallEvent<'evaluator.keyPressed'>, { state, hall }: Present): Draft[] {
  const { window, grade } = event.data;
  if (window === undefined || grade === null) return [];
  const place = state.windows[window];
  const orphan = (reason: OrphanReason): Draft[] => [
    { type: 'rating.orphaned', data: { window, grade: grade as Grade, reason } },
  ];
  if (place?.step === 'serving') return orphan('duringService');
  const finished = place?.finished;
  const leg = finished && state.tickets[finished.ticket]?.legs[finished.leg];
  if (!finished || !leg) return orphan('nothingFinished');
  const { legs, items } = state.tickets[finished.ticket]!;
  // One rating covers the whole bundle, wherever it was given.
  const isRated =
    items === undefined ? leg.grade !== undefined : legs.some(({ grade }) => grade !== undefined);
  if (isRated) return orphan('alreadyRated');
  if (event.at - finished.at > hall.targets.ratingSeconds * SECOND) return orphan('tooLate');
  return [{ type: 'rating.given', data: { window, ticket: finished.ticket, leg: finished.leg, grade } }];
}
