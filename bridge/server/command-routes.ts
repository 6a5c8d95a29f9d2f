import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/events/index.ts';
import type { Commands } from '../operations/commands.ts';
import type { LiveHall } from '../operations/live-hall.ts';
import { sendAnswer } from './answers.ts';
import type { Projection } from './projection.ts';

export interface CommandRoutes {
  commands: Commands;
  live: LiveHall;
  projection: Projection;
  /** Who asks, if he may. @throws Refusal */
  actorFor: (request: FastifyRequest, command: string) => Actor;
}

/** The commands of the socket over HTTP, under the same ids: asked both ways, one is done once. */
export function addCommandRoutes(
  app: FastifyInstance,
  { commands, live, projection, actorFor }: CommandRoutes,
): void {
  app.post<{ Body: unknown }>('/api/commands', async (request, reply) => {
    const asked = (request.body as { name?: unknown } | null | undefined)?.name;
    const name = typeof asked === 'string' ? asked : '';
    const by = actorFor(request, name);
    return sendAnswer(request, reply, await commands.handle(request.body, by));
  });
  /** A ticket in one call, for a kiosk or a guide that speaks plain HTTP. */
  app.post<{ Body: { service?: unknown; printer?: unknown; id?: unknown } | null }>(
    '/api/tickets',
    async (request, reply) => {
      const by = actorFor(request, 'issueTicket');
      const { service, printer, id } = request.body ?? {};
      const answer = await commands.handle(
        {
          id: typeof id === 'string' ? id : crypto.randomUUID(),
          name: 'issueTicket',
          data: { service, ...(printer !== undefined ? { printer } : {}) },
          expires: live.now + 10_000,
        },
        by,
      );
      if (!answer.ok) return sendAnswer(request, reply, answer);
      const issued = Object.values(projection.state.tickets).find(
        ({ legs }) => legs[0]?.arrivedSeq === answer.seqs[0],
      );
      return { ok: true, seq: answer.seqs[0], ticket: issued?.id, number: issued?.number };
    },
  );
}
