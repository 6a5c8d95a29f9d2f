import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { PortsAnswer } from '../../shared/config/ports.ts';
import type { CatalogAnswer } from '../../shared/config/form.ts';
import {
  LONGEST_CONFIG,
  applySchema,
  checkSchema,
  trialSchema,
  type ApplyAnswer,
  type ConfigEdit,
  type TrialAnswer,
} from '../../shared/config/versions.ts';
import type { Actor } from '../../shared/events/index.ts';
import { Refusal } from '../../shared/refusals.ts';
import type { Configuration } from '../config/configuration.ts';
import { bodyOf } from './body.ts';

export interface ConfigRoutes {
  configuration: Configuration;
  /** What can be added, and how it is asked for. */
  catalog: () => CatalogAnswer;
  ports: () => Promise<PortsAnswer>;
  trial: {
    run(id: string, edits: ConfigEdit[], by: Actor): Promise<number>;
    end(id: string): Promise<void>;
  };
  /** Who asks, if he may. @throws Refusal */
  actorFor: (request: FastifyRequest, command: string) => Actor;
}

/** A text of the longest kind, as JSON, with room for what stands around it. */
const bodyLimit = 4 * LONGEST_CONFIG;

function numberOf(value: unknown): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new Refusal('config.noVersion', { version: String(value) });
}

/** The configuration over HTTP: read, check, try, put into force, and every version of it. */
export function addConfigRoutes(app: FastifyInstance, routes: ConfigRoutes): void {
  const { configuration, catalog, ports, trial, actorFor } = routes;
  app.get('/api/drivers', () => catalog());
  app.get('/api/ports', () => ports());
  app.get('/api/config', () => configuration.answer());
  app.post<{ Body: unknown }>('/api/config/check', { bodyLimit }, ({ body }) =>
    configuration.check(bodyOf(checkSchema, body).candidate),
  );
  app.post<{ Body: unknown }>('/api/config/apply', { bodyLimit }, async (request): Promise<ApplyAnswer> => {
    const by = actorFor(request, 'configureHall');
    const version = await configuration.apply(bodyOf(applySchema, request.body), by);
    return { ok: true, version };
  });
  app.get('/api/config/versions', () => configuration.versions());
  app.get<{ Params: { version: string } }>('/api/config/versions/:version', async ({ params }) => ({
    text: await configuration.textOf(numberOf(params.version)),
  }));
  app.get<{ Querystring: { from?: string; to?: string } }>('/api/config/difference', ({ query }) =>
    configuration.difference(numberOf(query.from), numberOf(query.to)),
  );
  app.get<{ Querystring: { version?: string } }>('/api/config/export', async ({ query }, reply) => {
    const version = query.version === undefined ? configuration.version : numberOf(query.version);
    return reply
      .header('content-type', 'application/yaml; charset=utf-8')
      .header('content-disposition', `attachment; filename="hall-v${version}.yaml"`)
      .send(await configuration.textOf(version));
  });
  app.post<{ Body: unknown }>('/api/config/trial', { bodyLimit }, async (request): Promise<TrialAnswer> => {
    const by = actorFor(request, 'tryDevice');
    const { id, edits } = bodyOf(trialSchema, request.body);
    return { ok: true, until: await trial.run(id, edits, by) };
  });
  app.delete<{ Params: { id: string } }>('/api/config/trial/:id', async (request) => {
    actorFor(request, 'tryDevice');
    await trial.end(request.params.id);
    return { ok: true };
  });
}
