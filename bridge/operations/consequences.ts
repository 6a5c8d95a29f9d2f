import type { Draft, HallEvent } from '../../shared/events/index.ts';
import { alertOn } from './alerts/on-event.ts';
import { presenceOn } from './duty/duty.ts';
import { followKey } from './keys.ts';
import { followKiosk } from './kiosk.ts';
import { followTold } from './queue/appointments.ts';
import { judgeLength } from './queue/long-services.ts';
import { followObserved } from './queue/observing.ts';
import { openOnRating } from './ledger/opening.ts';
import { bindRating } from './ratings.ts';
import type { Present } from './rules.ts';

/** Everything that follows from an event by itself, decided on the state just after it. */
export function consequencesOf(event: HallEvent, present: Present): Draft[] {
  switch (event.type) {
    case 'pad.keyPressed':
      return followKey(event, present);
    case 'evaluator.keyPressed':
      return bindRating(event, present);
    case 'ticket.finished':
    case 'ticket.transferred':
      return judgeLength(event, present);
    case 'queue.observed':
      return followObserved(event, present);
    case 'appointment.told':
      return followTold(event, present);
    case 'kiosk.ticketRequested':
      return followKiosk(event, present);
    case 'rating.given':
      return [...alertOn(event, present), ...openOnRating(event, present)];
    case 'button.pressed':
      return event.device === present.hall.duty.button ? presenceOn(present) : alertOn(event, present);
    default:
      return alertOn(event, present);
  }
}
