import type { CommandData } from '../../../shared/commands.ts';
import type { Draft } from '../../../shared/events/index.ts';
import { maskName } from '../../../shared/hall/ledger-person.ts';
import { Refusal } from '../../../shared/refusals.ts';
import { MINUTE, localInstant, minutesOf } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';

/** Slots that are kept ahead; a source that sends more is in error. */
const MOST_BOOKED = 5000;

/** Books a slot, or moves one that is booked already under this id; the same once more changes nothing. */
export function bookAppointment(present: Present, ask: CommandData<'bookAppointment'>): Draft[] {
  const { state, hall, now } = present;
  const { appointment, service, source, minutes } = ask;
  if (!hall.services.some(({ id }) => id === service)) throw new Refusal('service.unknown', { service });
  const from = localInstant(ask.date, minutesOf(ask.from), hall.zone);
  const to = from + minutes * MINUTE;
  if (to <= now) throw new Refusal('appointment.past', { date: ask.date });
  const known = state.appointments[appointment];
  if (known?.status === 'arrived' || known?.status === 'missed') throw new Refusal('appointment.over');
  if (!known && Object.keys(state.appointments).length >= MOST_BOOKED) {
    throw new Refusal('appointment.tooMany', { most: String(MOST_BOOKED) });
  }
  const isSame =
    known?.status === 'booked' && known.service === service && known.from === from && known.to === to;
  if (isSame) return [];
  const name = ask.name ? { name: maskName(ask.name) } : {};
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
