import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/events/index.ts';
import { recheckSchema, signSchema, type ReadinessAnswer, type SignedSheet } from '../../shared/readiness.ts';
import { Refusal } from '../../shared/refusals.ts';
import type { LiveHall } from '../operations/live-hall.ts';
import type { Readiness } from '../operations/readiness/readiness.ts';
import type { ReadingRoom } from '../reports/reading-room.ts';
import { languageOf, sendTable } from './answers.ts';
import { bodyOf } from './body.ts';

/** Business days that the page lists. */
const DAYS = 30;

/** Notes on every line of a large hall, as JSON. */
const bodyLimit = 1024 * 1024;

export interface ReadinessRoutes {
  readiness: Readiness;
  room: ReadingRoom;
  live: LiveHall;
  /** Who asks, if he may. @throws Refusal */
  actorFor: (request: FastifyRequest, command: string) => Actor;
}

/** The check before opening: run it, look again, sign it, and read the sheets that were signed. */
export function addReadinessRoutes(app: FastifyInstance, routes: ReadinessRoutes): void {
  const { readiness, room, live, actorFor } = routes;
  app.get('/api/readiness', async (): Promise<ReadinessAnswer> => {
    const days = await room.ask('readiness', { days: DAYS });
    return { now: live.now, zone: live.hall.zone, run: readiness.present, days };
  });
  app.get('/api/readiness/run', () => ({ now: live.now, run: readiness.present }));
  app.post('/api/readiness', (request) => readiness.start(actorFor(request, 'checkReadiness')));
  app.post<{ Params: { run: string } }>('/api/readiness/:run/resume', (request) =>
    readiness.resume(request.params.run, actorFor(request, 'checkReadiness')),
  );
  app.post<{ Params: { run: string } }>('/api/readiness/:run/check', (request) => {
    actorFor(request, 'checkReadiness');
    return readiness.recheck(request.params.run, bodyOf(recheckSchema, request.body).line);
  });
  app.post<{ Params: { run: string } }>('/api/readiness/:run/sign', { bodyLimit }, async (request) => {
    const by = actorFor(request, 'signReadiness');
    return { ok: true, ...(await readiness.sign(request.params.run, bodyOf(signSchema, request.body), by)) };
  });
  const sheetOf = async (seq: string): Promise<SignedSheet> => {
    const sheet = await room.ask('sheet', { seq: Number(seq) || 0 });
    if (!sheet) throw new Refusal('readiness.noSheet', { seq });
    return sheet;
  };
  app.get<{ Params: { seq: string } }>('/api/readiness/sheets/:seq', ({ params }) => sheetOf(params.seq));
  app.get<{ Params: { seq: string } }>('/api/readiness/sheets/:seq/sheet.csv', async (request, reply) => {
    const { seq, sheet } = await sheetOf(request.params.seq);
    const text = await room.ask('sheetTable', { seq, language: languageOf(request) });
    return sendTable(reply, `readiness-${sheet.date}-${seq}`, text);
  });
}
