import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CommandAnswer } from '../../shared/commands.ts';
import { presentLeader } from '../../shared/duty/leader.ts';
import type { Actor } from '../../shared/events/index.ts';
import type { Ticket } from '../../shared/hall/state.ts';
import { Refusal, type RefusalCode } from '../../shared/refusals.ts';
import { SECOND, businessDay } from '../../shared/time.ts';
import { publicNotice, type PublicNotice } from '../../shared/visitor/notice.ts';
import { ticketPage, type TicketPage } from '../../shared/visitor/ticket-page.ts';
import type { Commands } from '../operations/commands.ts';
import type { LiveHall } from '../operations/live-hall.ts';
import { bodyOf } from './body.ts';
import { Guesses } from './guesses.ts';
import type { Projection } from './projection.ts';
import { TicketTokens } from './ticket-tokens.ts';

/** What a person who gives up sends: an id of its own, so that pressing twice is once. */
const givingUpSchema = z.strictObject({ id: z.string().min(8).max(40) });

/** Milliseconds for which a notice is the same for everybody who asks. */
const NOTICE_FOR = SECOND;

export interface TicketRoutes {
  live: LiveHall;
  projection: Projection;
  commands: Commands;
  /** Address of the page behind a ticket, if the hall has one that phones reach. */
  ticketLink: (ticket: string) => string | undefined;
  /** Who a taxpayer with a phone is. */
  visitorOf: (request: FastifyRequest) => Actor;
}

/**
 * What taxpayers see, without the hall's socket: the page of one ticket, known to whoever holds
 * its token, and what the hall publishes.
 */
export function addTicketRoutes(app: FastifyInstance, parts: TicketRoutes): void {
  const { live, projection, commands, ticketLink, visitorOf } = parts;
  const tokens = new TicketTokens(live.codeFor);
  const guesses = new Guesses(() => live.now);
  const view = () => ({ state: projection.state, hall: projection.hall, now: live.now });

  const ticketFor = (request: FastifyRequest, token: string): Ticket => {
    const address = addressOf(request);
    if (guesses.isHeldBack(address, token)) throw new Refusal('visit.tooMany');
    const ticket = tokens.find(projection.state, token);
    guesses.note(address, token, ticket !== undefined);
    // The same words whether it was of yesterday or never was.
    if (!ticket) throw new Refusal('visit.noTicket');
    return ticket;
  };

  app.get<{ Params: { token: string } }>('/api/t/:token', (request, reply): TicketPage => {
    void reply.header('cache-control', 'no-store');
    return ticketPage(view(), ticketFor(request, request.params.token));
  });

  app.post<{ Params: { token: string } }>(
    '/api/t/:token/give-up',
    async (request, reply): Promise<TicketPage> => {
      const { token } = request.params;
      const ticket = ticketFor(request, token);
      const { id } = bodyOf(givingUpSchema, request.body);
      const envelope = {
        ...{ id: `visit/${token.slice(0, 12)}/${id}`, name: 'abandonTicket', data: { ticket: ticket.id } },
        expires: live.now + 5 * SECOND,
      };
      done(await commands.handle(envelope, visitorOf(request)));
      void reply.header('cache-control', 'no-store');
      return ticketPage(view(), ticketFor(request, token));
    },
  );

  app.get<{ Querystring: { ticket?: string } }>('/api/ticket-link', ({ query: { ticket = '' } }) => ({
    link: Object.hasOwn(projection.state.tickets, ticket) ? (ticketLink(ticket) ?? null) : null,
  }));

  let notice: { at: number; text: PublicNotice } | null = null;
  app.get('/api/public', (_request, reply): PublicNotice => {
    if (!notice || Math.abs(live.now - notice.at) >= NOTICE_FOR) {
      const leader = presentLeader(businessDay(live.now, live.hall), projection.state, live.hall);
      notice = { at: live.now, text: publicNotice(view(), leader) };
    }
    void reply.header('cache-control', 'no-cache');
    return notice.text;
  });
}

/** @throws Refusal with the answer's own words when it is one */
function done(answer: CommandAnswer): void {
  if (!answer.ok) throw new Refusal(answer.code as RefusalCode, answer.params);
}

/** Where a request comes from; behind a proxy on this machine, what that one says. */
function addressOf({ ip, headers }: FastifyRequest): string {
  const told = headers['x-forwarded-for'];
  const last = (Array.isArray(told) ? told.join(',') : (told ?? '')).split(',').at(-1)?.trim();
  return last && /^(::ffff:)?127\.|^::1$/.test(ip) ? last.slice(0, 60) : ip;
}
