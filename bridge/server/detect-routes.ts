import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/events/index.ts';
import {
  askSchema,
  detectSchema,
  type AskAnswer,
  type DetectNews,
  type QueriesAnswer,
} from '../../shared/workbench/detection.ts';
import type { Log } from '../log.ts';
import type { DetectDesk } from '../workbench/detect/desk.ts';
import type { Detection } from '../workbench/detect/detection.ts';
import { bodyOf } from './body.ts';

export interface DetectRoutes {
  desk: DetectDesk;
  log: Log;
  /** Who asks, if he may. @throws Refusal */
  actorFor: (request: FastifyRequest, command: string) => Actor;
}

/** How often whoever looks is told, in milliseconds. */
const TOLD_EVERY = 250;

/**
 * Finding out what an unknown box is, over HTTP. What is heard comes line by line for as long as
 * somebody reads it: whoever lets go of the answer, or goes away, has freed the port.
 */
export function addDetectRoutes(app: FastifyInstance, { desk, log, actorFor }: DetectRoutes): void {
  app.post<{ Body: unknown }>('/api/detect', async (request, reply) => {
    actorFor(request, 'detectDevice');
    const { detection, ended } = await desk.listen(bodyOf(detectSchema, request.body));
    const told = ended.catch((error: unknown) => log.error({ error }, 'a detection'));
    return (
      reply
        .header('content-type', 'application/x-ndjson; charset=utf-8')
        .header('cache-control', 'no-store')
        // A hall that ends waits for connections that are kept for a next request.
        .header('connection', 'close')
        .send(Readable.from(linesOf(detection, told)))
    );
  });
  app.get<{ Querystring: { address?: string } }>('/api/detect/queries', ({ query }): QueriesAnswer => ({
    queries: desk.queries(addressOf(query.address)),
  }));
  app.post<{ Body: unknown }>('/api/detect/ask', async (request): Promise<AskAnswer> => {
    actorFor(request, 'askUnknownDevice');
    return desk.ask(bodyOf(askSchema, request.body));
  });
}

function addressOf(given: string | undefined): number | null {
  const address = Number(given);
  return given !== undefined && Number.isInteger(address) ? address : null;
}

async function* linesOf(detection: Detection, ended: Promise<void>): AsyncGenerator<string> {
  let isOver = false;
  const over = ended.then(() => {
    isOver = true;
  });
  try {
    while (!isOver) {
      yield lineOf(detection.takeNews());
      await Promise.race([over, pause()]);
    }
    yield lineOf(detection.takeNews());
  } finally {
    detection.cancel();
  }
}

function lineOf(news: DetectNews): string {
  return `${JSON.stringify(news)}\n`;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, TOLD_EVERY));
}
