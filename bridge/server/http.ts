import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import serveStatic from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { DaysAnswer, EventDetail, GlossaryEntry } from '../../shared/api.ts';
import type { Actor } from '../../shared/events/index.ts';
import { glossaryOf } from '../../shared/metrics/glossary.ts';
import { Refusal, refusalText } from '../../shared/refusals.ts';
import type { Language } from '../../shared/text.ts';
import { businessDay } from '../../shared/time.ts';
import type { Fleet } from '../devices/fleet.ts';
import { toHex } from '../framing/bytes.ts';
import type { Log } from '../log.ts';
import type { Commands } from '../operations/commands.ts';
import type { LiveHall } from '../operations/live-hall.ts';
import type { Readiness } from '../operations/readiness/readiness.ts';
import { TABLES, type TableName } from '../reports/csv.ts';
import type { ReadingRoom } from '../reports/reading-room.ts';
import { addBookingRoutes } from './booking-routes.ts';
import { addConfigRoutes, type ConfigRoutes } from './config-routes.ts';
import { addDetectRoutes } from './detect-routes.ts';
import { addDisciplineRoutes } from './discipline-routes.ts';
import { addDutyRoutes } from './duty-routes.ts';
import { addHealthRoutes } from './health-routes.ts';
import { addLedgerRoutes } from './ledger-routes.ts';
import { isPrivate } from './private-frames.ts';
import type { Projection } from './projection.ts';
import { addQueueRoutes } from './queue-routes.ts';
import { addReadinessRoutes } from './readiness-routes.ts';
import { addSimRoutes } from './sim-routes.ts';
import { addTicketRoutes, type TicketRoutes } from './ticket-routes.ts';
import { isForVisitors, isVisitorsPage, wishOf, type Authorise, type Wish } from './rights.ts';
import { addWorkbenchRoutes } from './workbench-routes.ts';
import type { SimDesk } from '../sim/desk/desk.ts';
import type { DetectDesk } from '../workbench/detect/desk.ts';
import type { ProfileDesk } from '../workbench/profile-desk.ts';

const DASHBOARD = fileURLToPath(new URL('../../dashboard/dist', import.meta.url));

/** Events that one request may ask for. */
const MOST_EVENTS = 500;

export interface HttpParts {
  live: LiveHall;
  projection: Projection;
  commands: Commands;
  fleet: Fleet;
  room: ReadingRoom;
  readiness: Readiness;
  config: Omit<ConfigRoutes, 'actorFor'>;
  desk: ProfileDesk;
  detecting: DetectDesk;
  simulating: SimDesk;
  ticketLink: TicketRoutes['ticketLink'];
  authorise: Authorise;
  log: Log;
}

function languageOf(request: FastifyRequest): Language {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';
}

const STATUS: Record<string, number> = {
  'command.malformed': 400,
  'command.unknown': 400,
  'rights.host': 403,
  'rights.origin': 403,
  'config.noVersion': 404,
  'profile.unknown': 404,
  'readiness.noSheet': 404,
  'sim.unknown': 404,
  'visit.noTicket': 404,
  'visit.tooMany': 429,
  'ledger.unknown': 404,
  'duty.noDay': 404,
  'config.notWritten': 503,
  'clerk.unknown': 404,
  'clerk.code': 403,
  'clerk.tooMany': 429,
  'record.noDay': 404,
  'journal.failed': 503,
  internal: 500,
};

function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  { code, params }: Refusal,
  status = STATUS[code] ?? 409,
): FastifyReply {
  const message = refusalText(code, languageOf(request), params);
  return reply.code(status).send({ ok: false, code, params, message });
}

/** The HTTP end: the pages, and the same figures and commands as the socket. */
export async function createHttp(parts: HttpParts): Promise<FastifyInstance> {
  const answerError = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (error instanceof Refusal) return refuse(request, reply, error);
    const status = (error as { statusCode?: number }).statusCode ?? 500;
    if (status < 500) {
      const detail = error instanceof Error ? error.message : String(error);
      return refuse(request, reply, new Refusal('command.malformed', { detail }), status);
    }
    parts.log.error({ error, method: request.method, url: request.url }, 'a request failed');
    return refuse(request, reply, new Refusal('internal'), status);
  };
  const app = Fastify({
    bodyLimit: 64 * 1024,
    forceCloseConnections: true,
    // An address that cannot be read fails before there is a route.
    frameworkErrors: (error, request, reply) => answerError(error, request as FastifyRequest, reply),
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // Vue and element-plus set style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        // The hall is served without TLS inside its own network.
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  });
  await app.register(compress, {
    // Browsers ask for the others over TLS only.
    encodings: ['gzip'],
    // Beside the thread that decides, also what is small.
    syncThreshold: 0,
    // What comes in is bounded as it comes.
    globalDecompression: false,
  });
  app.setErrorHandler(answerError);
  app.addHook('onRequest', (request, _reply, done) => {
    const wish: Wish = isForVisitors(request.url) ? { kind: 'visit' } : { kind: 'read', what: request.url };
    actorOf(parts.authorise, request, wish);
    done();
  });
  addReading(app, parts);
  addCommands(app, parts);
  addHealthRoutes(app, { room: parts.room, now: () => parts.live.now });
  const actorFor = (request: FastifyRequest, name: string) =>
    actorOf(parts.authorise, request, { kind: 'command', name });
  addConfigRoutes(app, {
    ...parts.config,
    actorFor,
  });
  addWorkbenchRoutes(app, { desk: parts.desk, live: parts.live, actorFor });
  addDetectRoutes(app, { desk: parts.detecting, log: parts.log, actorFor });
  addSimRoutes(app, { desk: parts.simulating, actorFor });
  addReadinessRoutes(app, { ...parts, actorFor });
  addQueueRoutes(app, { ...parts, actorFor, languageOf });
  addBookingRoutes(app, { ...parts, actorFor, languageOf });
  const visitorOf = (request: FastifyRequest) => actorOf(parts.authorise, request, { kind: 'visit' });
  addTicketRoutes(app, { ...parts, visitorOf });
  const personFor = (request: FastifyRequest, name: string, as: Extract<Wish, { kind: 'person' }>['as']) =>
    actorOf(parts.authorise, request, { kind: 'person', name, as });
  addLedgerRoutes(app, { room: parts.room, live: parts.live, actorFor, personFor });
  addDutyRoutes(app, { room: parts.room, live: parts.live, actorFor });
  addDisciplineRoutes(app, { room: parts.room, live: parts.live, personFor });
  await addPages(app);
  return app;
}

function actorOf(authorise: Authorise, request: FastifyRequest, wish: Wish): Actor {
  const { host, origin } = request.headers;
  return authorise({ address: request.ip, host, origin }, wish);
}

function addReading(app: FastifyInstance, { live, projection, fleet, room }: HttpParts): void {
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
  app.get<{ Params: { date: string; table: string }; Querystring: { lang?: string } }>(
    '/api/days/:date/:table.csv',
    async (request, reply) => {
      const { date } = request.params;
      const table = request.params.table as TableName;
      if (!TABLES.includes(table)) return reply.callNotFound();
      const language: Language =
        request.query.lang === 'en' || request.query.lang === 'zh' ? request.query.lang : languageOf(request);
      const text = await room.ask('table', { date, now: live.now, table, language });
      if (text === null) return reply.callNotFound();
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="hallwatch-${date}-${table}.csv"`)
        .send(text);
    },
  );
}

function addCommands(app: FastifyInstance, { commands, authorise, live, projection }: HttpParts): void {
  app.post<{ Body: unknown }>('/api/commands', async (request, reply) => {
    const asked = (request.body as { name?: unknown } | null | undefined)?.name;
    const name = typeof asked === 'string' ? asked : '';
    const by = actorOf(authorise, request, wishOf(name));
    const answer = await commands.handle(request.body, by);
    if (answer.ok) return answer;
    return reply
      .code(STATUS[answer.code] ?? 409)
      .send({ ...answer, message: refusalText(answer.code, languageOf(request), answer.params) });
  });
  /** A ticket in one call, for a kiosk or a guide that speaks plain HTTP. */
  app.post<{ Body: { service?: unknown; printer?: unknown; id?: unknown } | null }>(
    '/api/tickets',
    async (request, reply) => {
      const by = actorOf(authorise, request, { kind: 'command', name: 'issueTicket' });
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
      if (!answer.ok) {
        return reply
          .code(STATUS[answer.code] ?? 409)
          .send({ ...answer, message: refusalText(answer.code, languageOf(request), answer.params) });
      }
      const issued = Object.values(projection.state.tickets).find(
        ({ legs }) => legs[0]?.arrivedSeq === answer.seqs[0],
      );
      return { ok: true, seq: answer.seqs[0], ticket: issued?.id, number: issued?.number };
    },
  );
}

async function addPages(app: FastifyInstance): Promise<void> {
  const isBuilt = existsSync(DASHBOARD);
  if (isBuilt) {
    await app.register(serveStatic, {
      root: DASHBOARD,
      // Names of assets carry a hash of their content.
      setHeaders: (reply, path) => {
        const isAsset = path.includes('/assets/');
        void reply.header('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
      cacheControl: false,
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !/^\/api(?![^/?#])/.test(request.url);
    const page = isVisitorsPage(request.url) ? 'visitor.html' : 'index.html';
    if (isPage && isBuilt) return reply.header('cache-control', 'no-cache').sendFile(page);
    const language = languageOf(request);
    const message = isPage
      ? { zh: '页面尚未构建：请用 npm start 启动。', en: 'The pages are not built: start with npm start.' }
      : { zh: '没有这个地址。', en: 'There is nothing at this address.' };
    return reply.code(404).send({ ok: false, code: 'notFound', message: message[language] });
  });
}
