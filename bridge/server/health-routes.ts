import type { FastifyInstance } from 'fastify';
import { HEALTH_DAYS, type HealthReport } from '../../shared/health.ts';
import type { ReadingRoom } from '../reports/reading-room.ts';

/** Days that one question may look back. */
const MOST_DAYS = 62;

/** The health of devices over time. */
export function addHealthRoutes(app: FastifyInstance, parts: { room: ReadingRoom; now: () => number }): void {
  const { room, now } = parts;
  app.get<{ Querystring: { days?: string } }>(
    '/api/devices/health',
    async ({ query }): Promise<HealthReport> => {
      const asked = Number(query.days ?? HEALTH_DAYS);
      const days = Number.isSafeInteger(asked) && asked > 0 ? Math.min(asked, MOST_DAYS) : HEALTH_DAYS;
      return room.ask('health', { days, now: now() });
    },
  );
}
