import type { HallEvent } from '../../shared/events/index.ts';
import { padKeySchema } from '../../shared/events/device.ts';

/** What can happen at a device of a kind, by the names under which it is told; none for most kinds. */
export const happenings: Record<string, string[]> = {
  pad: padKeySchema.options,
  evaluator: ['rating'],
  button: ['pressed'],
  kiosk: ['ticketRequested'],
  // A device over MQTT may have keys of any sort.
  sensor: ['pressed', 'rating', ...padKeySchema.options],
};

/**
 * What a person did at a device, as its `/event` carries it; null for any other event. The id is
 * that of the event in the journal: whoever gets it twice knows.
 */
export function announcedEvent(event: HallEvent, epoch: string): Record<string, unknown> | null {
  const stamp = { id: `${epoch}/${event.seq}`, at: new Date(event.at).toISOString() };
  switch (event.type) {
    case 'pad.keyPressed': {
      const { key, digits } = event.data;
      return { event_type: key, ...(digits ? { digits } : {}), ...stamp };
    }
    case 'evaluator.keyPressed':
      return { event_type: 'rating', raw: event.data.raw, grade: event.data.grade, ...stamp };
    case 'button.pressed':
      return { event_type: 'pressed', action: event.data.action, ...stamp };
    case 'kiosk.ticketRequested':
      return { event_type: 'ticketRequested', service: event.data.service, ...stamp };
    default:
      return null;
  }
}
