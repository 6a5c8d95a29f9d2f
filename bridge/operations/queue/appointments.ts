import type { CommandData } from '../../../shared/commands.ts';
import type { Draft, EventData, HallEvent } from '../../../shared/events/index.ts';
import { maskName } from '../../../shared/hall/ledger-person.ts';
import { isNoNews, type Booking } from '../../../shared/queue/bookings.ts';
import { Refusal } from '../../../shared/refusals.ts';
import { MINUTE, addDays, businessDay, localInstant, minutesOf } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';

/** Where an appointment was booked. */
export type BookingSource = EventData<'appointment.booked'>['source'];

/** Slots that are kept ahead; a source that sends more is in error. */
const MOST_BOOKED = 5000;

/** Days ahead for which a slot can be booked; what lies beyond is a mistake in the date. */
const FURTHEST = 366;

/** Books a slot, or moves one that is booked already under this id; the same once more changes nothing. */
export function bookAppointment(present: Present, ask: CommandData<'bookAppointment'>): Draft[] {
  const { hall } = present;
  const from = localInstant(ask.date, minutesOf(ask.from), hall.zone);
  const to = from + ask.minutes * MINUTE;
  return book(present, { ...ask, from, to }, ask.source);
}

/** What one record of another system came to. */
export interface Taken {
  verdict: 'booked' | 'moved' | 'cancelled' | 'known';
  drafts: Draft[];
}

/**
 * What another system says of an appointment. Said again it changes nothing, whatever people here
 * have done with it since.
 *
 * @throws Refusal when it cannot be, as for one of a past day or with the number of another one
 */
export function takeBooking(present: Present, booking: Booking, source: BookingSource): Taken {
  const known = present.state.appointments[booking.appointment];
  if (isNoNews(known, booking)) return { verdict: 'known', drafts: [] };
  if (booking.cancelled) {
    const { appointment } = booking;
    if (known?.said === undefined) throw new Refusal('appointment.own', { appointment });
    return { verdict: 'cancelled', drafts: cancelAppointment(present, { appointment, reason: 'source' }) };
  }
  const drafts = book(present, booking, source);
  if (drafts.length === 0) return { verdict: 'known', drafts };
  // A number that was given here is another person's.
  if (known && known.said === undefined) {
    throw new Refusal('appointment.own', { appointment: booking.appointment });
  }
  return { verdict: known?.status === 'booked' ? 'moved' : 'booked', drafts };
}

/** What follows from a record over MQTT; what cannot be is refused in words, and kept. */
export function followTold({ data }: HallEvent<'appointment.told'>, present: Present): Draft[] {
  try {
    return takeBooking(present, data, 'mqtt').drafts;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const refused = { name: 'bookAppointment', ...error.kept, subject: data.appointment };
    return [{ type: 'command.refused', data: refused }];
  }
}

function book(present: Present, booking: Omit<Booking, 'cancelled'>, source: BookingSource): Draft[] {
  const { state, hall, now } = present;
  const { appointment, service, from, to } = booking;
  if (!hall.services.some(({ id }) => id === service)) throw new Refusal('service.unknown', { service });
  if (to <= now) throw new Refusal('appointment.past', { date: businessDay(from, hall) });
  const date = businessDay(from, hall);
  if (date > addDays(businessDay(now, hall), FURTHEST)) throw new Refusal('appointment.tooFar', { date });
  const known = state.appointments[appointment];
  if (known?.status === 'arrived' || known?.status === 'missed') throw new Refusal('appointment.over');
  if (!known && Object.keys(state.appointments).length >= MOST_BOOKED) {
    throw new Refusal('appointment.tooMany', { most: String(MOST_BOOKED) });
  }
  const isSame =
    known?.status === 'booked' && known.service === service && known.from === from && known.to === to;
  if (isSame) return [];
  const name = booking.name ? { name: maskName(booking.name) } : {};
  return [{ type: 'appointment.booked', data: { appointment, service, from, to, source, ...name } }];
}

export function cancelAppointment({ state }: Present, ask: CommandData<'cancelAppointment'>): Draft[] {
  const known = state.appointments[ask.appointment];
  if (!known) throw new Refusal('appointment.unknown');
  if (known.status === 'cancelled') return [];
  if (known.status !== 'booked') throw new Refusal('appointment.over');
  return [{ type: 'appointment.cancelled', data: { appointment: ask.appointment, reason: ask.reason } }];
}

/** Slots that are over, with nobody having come for them. */
export function missAppointments({ state, hall, now }: Present): Draft[] {
  const rule = hall.classes.find((one) => one.rule.kind === 'slot')?.rule;
  const late = (rule?.kind === 'slot' ? rule.late : 0) * MINUTE;
  return Object.values(state.appointments).flatMap(({ id, status, from, to }): Draft[] =>
    status === 'booked' && now >= Math.max(to, from + late)
      ? [{ type: 'appointment.missed', data: { appointment: id } }]
      : [],
  );
}
