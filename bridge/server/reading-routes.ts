import type { FastifyInstance } from 'fastify';
import type { DaysAnswer, EventDetail, GlossaryEntry } from '../../shared/api.ts';
import { glossaryOf } from '../../shared/metrics/glossary.ts';
import { businessDay } from '../../shared/time.ts';
import type { Fleet } from '../devices/fleet.ts';
import { toHex } from '../framing/bytes.ts';
import type { LiveHall } from '../operations/live-hall.ts';
import { TABLES, type TableName } from '../reports/csv.ts';
import type { ReadingRoom } from '../reports/reading-room.ts';
import { languageOf, sendTable } from './answers.ts';
import { isPrivate } from './private-frames.ts';
import type { Projection } from './projection.ts';

/** Events that one request may ask for. */
const MOST_EVENTS = 500;

export interface ReadingRoutes {
  live: LiveHall;
  projection: Projection;
  fleet: Fleet;
  room: ReadingRoom;
}

/** The present and the past as everyone may read them: the hall, its devices, events, days and their tables. */
export function addReadingRoutes(
  app: FastifyInstance,
  { live, projection, fleet, room }: ReadingRoutes,
): void {
  app.get('/api/health', () => ({
    ok: true,
    epoch: live.epoch,
    seq: live.committed,
    now: live.now,
    memory: process.memoryUsage.rss(),
  }));
  app.get('/api/hall', () => projection.hall);
  app.get('/api/state', () => projection.state);
  app.get('/api/devices', () => fleet.report());
  app.get('/api/figures', (): GlossaryEntry[] => glossaryOf());
  app.get<{ Querystring: { seqs?: string | string[] } }>('/api/events', async ({ query }) => {
    // Given twice, it is a list.
    const seqs = String(query.seqs ?? '')
      .split(',')
      .map(Number)
      .filter(Number.isSafeInteger)
      .slice(0, MOST_EVENTS);
    return { events: await room.ask('events', { seqs }) };
  });
  app.get<{ Params: { seq: string } }>(
    '/api/events/:seq',
    async ({ params }, reply): Promise<EventDetail> => {
      const found = await room.ask('event', { seq: Number(params.seq) || 0 });
      if (!found) return reply.callNotFound() as never;
      const { frame, ...rest } = found;
      if (!frame) return { ...rest, frame };
      const { seq, device, bytes, topic } = frame;
      // As it was when it passed, or as it has become since.
      if (frame.private || isPrivate(device, projection.hall))
        return { ...rest, frame: { seq, device, hex: '', fields: [], withheld: true } };
      const said = { hex: toHex(bytes), fields: fleet.describe(device, bytes) };
      return { ...rest, frame: { seq, device, ...said, ...(topic !== null ? { topic } : {}) } };
    },
  );
  app.get('/api/days', async (): Promise<DaysAnswer> => {
    return { days: await room.ask('days', {}), today: businessDay(live.now, live.hall) };
  });
  app.get<{ Params: { date: string } }>('/api/days/:date', async ({ params }, reply) => {
    const report = await room.ask('day', { date: params.date, now: live.now });
    return report ?? reply.callNotFound();
  });
  app.get<{ Params: { date: string; table: string } }>(
    '/api/days/:date/:table.csv',
    async (request, reply) => {
      const { date } = request.params;
      const table = request.params.table as TableName;
      if (!TABLES.includes(table)) return reply.callNotFound();
      const language = languageOf(request);
      const text = await room.ask('table', { date, now: live.now, table, language });
      if (text === null) return reply.callNotFound();
      return sendTable(reply, `hallwatch-${date}-${table}`, text);
    },
  );
}
