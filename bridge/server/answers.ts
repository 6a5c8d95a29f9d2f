import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CommandAnswer } from '../../shared/commands.ts';
import { Refusal, refusalText } from '../../shared/refusals.ts';
import type { Language } from '../../shared/text.ts';
import type { Log } from '../log.ts';

/** The language that whoever asks reads: the one that is asked for (`?lang=`), else Chinese unless it is English. */
export function languageOf({ query, headers }: FastifyRequest): Language {
  // There is none where the address could not be read.
  const { lang } = (query ?? {}) as { lang?: unknown };
  if (lang === 'en' || lang === 'zh') return lang;
  return /^\s*en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'zh';
}

/** What a refusal is in HTTP, where it is no conflict. */
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

/** Sends a table of comma-separated values, to be kept under this name. */
export function sendTable(reply: FastifyReply, name: string, text: string | null): FastifyReply {
  return reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .send(text);
}

/** Sends what became of a command; a refusal with its status and its sentence. */
export function sendAnswer(request: FastifyRequest, reply: FastifyReply, answer: CommandAnswer): unknown {
  if (answer.ok) return answer;
  const message = refusalText(answer.code, languageOf(request), answer.params);
  return reply.code(STATUS[answer.code] ?? 409).send({ ...answer, message });
}

/** What a request is answered with that failed: a refusal in words; an error of ours is logged. */
export function answerErrors(
  log: Log,
): (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply {
  return (error, request, reply) => {
    if (error instanceof Refusal) return refuse(request, reply, error);
    const status = (error as { statusCode?: number }).statusCode ?? 500;
    if (status < 500) {
      const detail = error instanceof Error ? error.message : String(error);
      return refuse(request, reply, new Refusal('command.malformed', { detail }), status);
    }
    log.error({ error, method: request.method, url: request.url }, 'a request failed');
    return refuse(request, reply, new Refusal('internal'), status);
  };
}
