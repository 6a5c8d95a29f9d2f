import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/events/index.ts';
import { readObservation } from '../../shared/queue/observed.ts';
import { Refusal, refusalText } from '../../shared/refusals.ts';
import type { Language } from '../../shared/text.ts';
import { SECOND } from '../../shared/time.ts';
import type { Commands } from '../operations/commands.ts';
import type { LiveHall } from '../operations/live-hall.ts';
import { languageOf } from './answers.ts';

/** Records that one request may tell. */
const MOST_RECORDS = 1000;
const bodyLimit = 1024 * 1024;

/** What became of one record. */
interface Told {
  ok: boolean;
  id?: string;
  code?: string;
  message?: string;
}

export interface QueueRoutes {
  live: LiveHall;
  commands: Commands;
  /** Who asks, if he may. @throws Refusal */
  actorFor: (request: FastifyRequest, command: string) => Actor;
}

/**
 * `POST /api/queue/events`: another queue system tells what has happened in it, one record or a
 * list of them, as `queue.source` says they are read. Each is answered by itself, in order; told
 * again under the same id, it is the same event.
 */
export function addQueueRoutes(app: FastifyInstance, parts: QueueRoutes): void {
  const { live, commands, actorFor } = parts;
  app.post<{ Body: unknown }>('/api/queue/events', { bodyLimit }, async (request, reply) => {
    const by = actorFor(request, 'observe');
    const records = Array.isArray(request.body) ? request.body : [request.body];
    if (records.length > MOST_RECORDS) {
      throw new Refusal('command.malformed', { detail: `${records.length} > ${MOST_RECORDS}` });
    }
    const language = languageOf(request);
    const told: Told[] = [];
    for (const record of records) told.push(await tell(record, by, language));
    return reply.code(told.every(({ ok }) => ok) ? 200 : 409).send({ told });
  });

  async function tell(record: unknown, by: Actor, language: Language): Promise<Told> {
    const { source } = live.hall.queue;
    const refused = (code: string, params: Record<string, string>, id?: string): Told => ({
      ...{ ok: false, code, message: refusalText(code, language, params) },
      ...(id !== undefined ? { id } : {}),
    });
    if (!source) return refused('queue.own', {});
    const observation = readObservation(record, source, live.hall.zone);
    if ('unread' in observation) return refused('queue.unread', { ...observation.unread });
    const { id } = observation;
    const expires = live.now + 10 * SECOND;
    const answer = await commands.handle(
      { id: crypto.randomUUID(), name: 'observe', data: observation, expires },
      by,
    );
    return answer.ok ? { ok: true, id } : refused(answer.code, answer.params, id);
  }
}
