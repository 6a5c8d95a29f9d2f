import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/events/index.ts';
import { MINUTE } from '../../shared/time.ts';
import type { Fleet } from '../devices/fleet.ts';
import type { Log } from '../log.ts';
import type { Commands } from '../operations/commands.ts';
import type { LiveHall } from '../operations/live-hall.ts';
import type { Readiness } from '../operations/readiness/readiness.ts';
import type { ReadingRoom } from '../reports/reading-room.ts';
import type { SimDesk } from '../sim/desk/desk.ts';
import type { DetectDesk } from '../workbench/detect/desk.ts';
import type { ProfileDesk } from '../workbench/profile-desk.ts';
import { answerErrors } from './answers.ts';
import { addBookingRoutes } from './booking-routes.ts';
import { addCommandRoutes } from './command-routes.ts';
import { addConfigRoutes, type ConfigRoutes } from './config-routes.ts';
import { addDetectRoutes } from './detect-routes.ts';
import { addDisciplineRoutes } from './discipline-routes.ts';
import { addDutyRoutes } from './duty-routes.ts';
import { addHealthRoutes } from './health-routes.ts';
import { addLedgerRoutes } from './ledger-routes.ts';
import { addPages } from './pages.ts';
import type { Projection } from './projection.ts';
import { addQueueRoutes } from './queue-routes.ts';
import { addReadinessRoutes } from './readiness-routes.ts';
import { addReadingRoutes } from './reading-routes.ts';
import { isForVisitors, wishOf, type Authorise, type Wish } from './rights.ts';
import { addSimRoutes } from './sim-routes.ts';
import { addTicketRoutes, type TicketRoutes } from './ticket-routes.ts';
import { addWorkbenchRoutes } from './workbench-routes.ts';

/** A request that has not come whole by then never will: whoever sends it byte by byte holds a connection. */
const LONGEST_REQUEST = MINUTE;

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

/** The HTTP end: the pages, and the same figures and commands as the socket. */
export async function createHttp(parts: HttpParts): Promise<FastifyInstance> {
  const answerError = answerErrors(parts.log);
  const app = Fastify({
    bodyLimit: 64 * 1024,
    forceCloseConnections: true,
    requestTimeout: LONGEST_REQUEST,
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
  const actorFor = (request: FastifyRequest, name: string) => actorOf(parts.authorise, request, wishOf(name));
  addReadingRoutes(app, parts);
  addCommandRoutes(app, { ...parts, actorFor });
  addHealthRoutes(app, { room: parts.room, now: () => parts.live.now });
  addConfigRoutes(app, { ...parts.config, actorFor });
  addWorkbenchRoutes(app, { desk: parts.desk, live: parts.live, actorFor });
  addDetectRoutes(app, { desk: parts.detecting, log: parts.log, actorFor });
  addSimRoutes(app, { desk: parts.simulating, actorFor });
  addReadinessRoutes(app, { ...parts, actorFor });
  addQueueRoutes(app, { ...parts, actorFor });
  addBookingRoutes(app, { ...parts, actorFor });
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
