import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/events/index.ts';
import { bookingTableSchema, type BookingAnswer } from '../../shared/queue/booking-table.ts';
import {
  previewBookings,
  readBookings,
  readBookingTable,
  takeBookings,
} from '../operations/queue/bookings.ts';
import type { LiveHall } from '../operations/live-hall.ts';
import { languageOf } from './answers.ts';
import { bodyOf } from './body.ts';

/** A table of two thousand rows, as JSON. */
const bodyLimit = 2 * 1024 * 1024;

export interface BookingRoutes {
  live: LiveHall;
  /** Who asks, if he may. @throws Refusal */
  actorFor: (request: FastifyRequest, command: string) => Actor;
}

/**
 * Appointments of another system. `POST /api/appointments`: one record or a list, as `queue.bookings`
 * says they are read, each answered by itself, in order; told again it changes nothing.
 * `…/preview` and `…/import`: the text of a table, first looked at, then taken in.
 */
export function addBookingRoutes(app: FastifyInstance, parts: BookingRoutes): void {
  const { live, actorFor } = parts;
  app.post<{ Body: unknown }>('/api/appointments', { bodyLimit }, async (request, reply) => {
    const by = actorFor(request, 'bookAppointment');
    const records = Array.isArray(request.body) ? request.body : [request.body];
    const { rows, counts } = await takeBookings(live, readBookings(records, live.hall), by, 'http');
    const language = languageOf(request);
    const told = rows.map(({ verdict, appointment, code, words }) => ({
      ...{ ok: verdict !== 'refused', verdict },
      ...(appointment !== undefined ? { appointment } : {}),
      ...(words ? { code, message: words[language] } : {}),
    }));
    return reply.code(counts.refused === 0 ? 200 : 409).send({ told });
  });
  app.post('/api/appointments/preview', { bodyLimit }, (request): Promise<BookingAnswer> => {
    actorFor(request, 'bookAppointment');
    const { text, map } = bodyOf(bookingTableSchema, request.body);
    const { state, hall, now, codeFor } = live;
    return previewBookings({ state, hall, now, codeFor }, readBookingTable(text, hall, map));
  });
  app.post('/api/appointments/import', { bodyLimit }, (request): Promise<BookingAnswer> => {
    const by = actorFor(request, 'bookAppointment');
    const { text, map } = bodyOf(bookingTableSchema, request.body);
    return takeBookings(live, readBookingTable(text, live.hall, map), by, 'file');
  });
}
