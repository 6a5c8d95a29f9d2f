import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor } from '../../shared/events/index.ts';
import { Refusal } from '../../shared/refusals.ts';
import { rereadSchema, type RereadAnswer } from '../../shared/workbench/capture.ts';
import { learnSchema, type LearnAnswer } from '../../shared/workbench/learning.ts';
import { decodeSchema, profileTextSchema, type ProfileCheck } from '../../shared/workbench/profiles.ts';
import { bodyOf } from './body.ts';
import type { LiveHall } from '../operations/live-hall.ts';
import { fromHex } from '../framing/bytes.ts';
import { ProfileError } from '../profiles/load.ts';
import { LearnError, propose } from '../workbench/learn/propose.ts';
import type { ProfileDesk } from '../workbench/profile-desk.ts';

export interface WorkbenchRoutes {
  desk: ProfileDesk;
  live: LiveHall;
  /** Who asks, if he may. @throws Refusal */
  actorFor: (request: FastifyRequest, command: string) => Actor;
}

/** A profile of the longest kind, as JSON. */
const bodyLimit = 1024 * 1024;

/** The technician's bench over HTTP: profiles, and what is learned of an unknown box. */
export function addWorkbenchRoutes(app: FastifyInstance, { desk, live, actorFor }: WorkbenchRoutes): void {
  app.get('/api/profiles', () => desk.answer());
  app.get<{ Params: { id: string } }>('/api/profiles/:id', async ({ params }) => ({
    text: await desk.textOf(params.id),
  }));
  app.post<{ Body: unknown }>('/api/profiles/check', { bodyLimit }, ({ body }) =>
    desk.check(bodyOf(profileTextSchema, body).text),
  );
  app.post<{ Body: unknown }>('/api/profiles/decode', { bodyLimit }, ({ body }) => {
    const { text, hex, settings } = bodyOf(decodeSchema, body);
    return desk.decode(text, hex, settings);
  });
  app.put<{ Body: unknown }>('/api/profiles', { bodyLimit }, async (request): Promise<ProfileCheck> => {
    const by = actorFor(request, 'keepProfile');
    const { text } = bodyOf(profileTextSchema, request.body);
    try {
      const { id, vectors } = await desk.keep(text, (drafts) => live.record({ by }, () => drafts));
      return { ok: true, id, vectors };
    } catch (error) {
      if (error instanceof ProfileError) return { ok: false, words: error.words };
      throw error;
    }
  });
  app.delete<{ Params: { id: string } }>('/api/profiles/:id', async (request) => {
    const by = actorFor(request, 'removeProfile');
    await desk.remove(request.params.id, (drafts) => live.record({ by }, () => drafts));
    return { ok: true };
  });
  app.post<{ Body: unknown }>('/api/capture', { bodyLimit: 8 * bodyLimit }, ({ body }): RereadAnswer => {
    const { driver, settings, records } = bodyOf(rereadSchema, body);
    return { ok: true, records: desk.reread(driver, settings, records) };
  });
  app.post<{ Body: unknown }>('/api/learn', { bodyLimit }, ({ body }): LearnAnswer => {
    const { presses, idle, choice, line, ...words } = bodyOf(learnSchema, body);
    try {
      const given = presses.map(({ label, hex }) => ({ label, bytes: hexOf(hex) }));
      const { frames, own, shape, checks, check, text, notes } = propose(
        given,
        { ...words, ...lineOf(line) },
        choice,
        idle.map(hexOf),
      );
      return { ok: true, frames, own, uses: shape.uses, checks, check, text, notes };
    } catch (error) {
      if (error instanceof LearnError) return { ok: false, words: error.words };
      throw error;
    }
  });
}

function lineOf(line: z.output<typeof learnSchema>['line']) {
  if (!line) return {};
  const { baudRate, dataBits, parity, stopBits } = line;
  return {
    line: {
      baudRate,
      ...(dataBits !== undefined ? { dataBits } : {}),
      ...(parity !== undefined ? { parity } : {}),
      ...(stopBits !== undefined ? { stopBits } : {}),
    },
  };
}

function hexOf(hex: string): Uint8Array {
  try {
    return fromHex(hex);
  } catch {
    throw new Refusal('command.malformed', { detail: `hex: ${hex.slice(0, 40)}` });
  }
}
