import { z } from 'zod';

const appointment = z.string();

/** Appointments 预约, and the cards that let somebody go ahead on the next visit 二次优先卡. */
export const appointmentEvents = {
  /** Booked, or booked anew under the same id with another slot. */
  'appointment.booked': z.object({
    appointment,
    service: z.string(),
    /** The slot, in milliseconds UTC, half-open. */
    from: z.number(),
    to: z.number(),
    /** How the person is called in the hall: a name that is masked, or none. */
    name: z.string().max(20).optional(),
    source: z.enum(['person', 'file', 'http', 'mqtt']),
  }),
  /** What another system says of one over MQTT; what follows from it is booked or cancelled. */
  'appointment.told': z.object({
    appointment,
    service: z.string(),
    from: z.number(),
    to: z.number(),
    name: z.string().max(20).optional(),
    cancelled: z.literal(true).optional(),
  }),
  'appointment.cancelled': z.object({ appointment, reason: z.enum(['asked', 'source']) }),
  /** Nobody came for it 爽约. */
  'appointment.missed': z.object({ appointment }),
  'card.issued': z.object({
    card: z.string(),
    reason: z.enum(['outage', 'error', 'papers', 'other']),
    until: z.string(),
  }),
};
