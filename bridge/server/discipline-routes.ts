import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  lookSchema,
  ownLookSchema,
  personLookSchema,
  type ClerkRecord,
  type DisciplineDay,
  type DisciplineTerms,
} from '../../shared/discipline/api.ts';
import { clerkDays, type DayView } from '../../shared/discipline/clerk-day.ts';
import type { ClerkConfig } from '../../shared/config/clerks.ts';
import { EVERYBODY } from '../../shared/events/discipline.ts';
import type { Actor } from '../../shared/events/index.ts';
import { Refusal } from '../../shared/refusals.ts';
import { MINUTE, businessDay, localInstant, minutesOf } from '../../shared/time.ts';
import { clerkSubject } from '../operations/codes.ts';
import { clerkOf, clerkWithCode, firstKept, refuseUnkept } from '../operations/discipline/discipline.ts';
import type { LiveHall } from '../operations/live-hall.ts';
import type { ReadingRoom } from '../reports/reading-room.ts';
import { bodyOf } from './body.ts';
import { Guesses } from './guesses.ts';
import { recordLook } from './looks.ts';

export interface DisciplineRoutes {
  room: ReadingRoom;
  live: LiveHall;
  /** Who asks, if he may see persons. @throws Refusal */
  personFor: (request: FastifyRequest, name: string, as: 'manager' | 'clerk') => Actor;
}

/**
 * Records of persons: the only way to them. Whoever manages the hall says who he is and what for,
 * and that is on disk before anything is shown; a clerk shows the own code.
 */
export function addDisciplineRoutes(app: FastifyInstance, { room, live, personFor }: DisciplineRoutes): void {
  const guesses = new Guesses(() => live.now);

  async function viewOf(date: string): Promise<DayView> {
    const { state, hall, now } = live;
    const { contests } = state.discipline;
    if (state.day?.date === date) return { state, hall, now: state.day.closedAt ?? now, contests };
    const past = await room.ask('state', { date });
    if (!past) throw new Refusal('record.noDay', { date });
    return { state: past, hall, now: past.day?.closedAt ?? past.at, contests };
  }

  function termsOf(date: string): DisciplineTerms {
    const { hall, now } = live;
    const { purpose, reasons, graceSeconds, retentionDays } = hall.discipline;
    const at = (clock: string) => localInstant(date, minutesOf(clock), hall.zone);
    return {
      ...{ date, today: businessDay(now, hall), first: firstKept(live), zone: hall.zone },
      period: { from: at(hall.hours.open) - 30 * MINUTE, to: at(hall.hours.close) + 30 * MINUTE },
      ...{ purpose, reasons, graceSeconds, retentionDays, rest: hall.rest },
    };
  }

  async function recordOf(clerk: ClerkConfig, date: string): Promise<ClerkRecord> {
    const view = await viewOf(date);
    const [day] = clerkDays(view, [clerk]);
    if (!day) throw new Refusal('clerk.unknown');
    const { looks, contests } = live.state.discipline;
    const own = ({ clerk: of }: { clerk: string }) => of === clerk.id;
    return {
      ...termsOf(date),
      ...(clerk.name !== undefined ? { name: clerk.name } : {}),
      day,
      permissions: view.state.discipline.permissions.filter(own),
      looks: looks.filter(({ clerk: of }) => of === clerk.id || of === EVERYBODY),
      contests: contests.filter(own),
    };
  }

  app.post('/api/discipline/day', async (request): Promise<DisciplineDay> => {
    const by = personFor(request, 'viewDay', 'manager');
    const asked = bodyOf(lookSchema, request.body);
    const date = asked.date ?? businessDay(live.now, live.hall);
    refuseUnkept(live, date);
    const view = await viewOf(date);
    const { seq } = await recordLook(live, by, asked, { clerk: EVERYBODY, what: 'day', date });
    const { looks, contests } = live.state.discipline;
    return {
      ...termsOf(date),
      ...{ look: seq, clerks: clerkDays(view), permissions: view.state.discipline.permissions },
      ...{ looks: looks.slice(), contests: contests.slice() },
    };
  });
  app.post('/api/discipline/record', async (request): Promise<ClerkRecord> => {
    const by = personFor(request, 'viewRecord', 'manager');
    const asked = bodyOf(personLookSchema, request.body);
    const date = asked.date ?? businessDay(live.now, live.hall);
    const clerk = clerkOf(live.hall, asked.clerk);
    const { seq } = await recordLook(live, by, asked, { clerk: clerk.id, what: 'record', date });
    return { look: seq, ...(await recordOf(clerk, date)) };
  });
  app.post('/api/discipline/code', async (request): Promise<{ code: string }> => {
    const by = personFor(request, 'viewCode', 'manager');
    const asked = bodyOf(personLookSchema, request.body);
    const { id } = clerkOf(live.hall, asked.clerk);
    await recordLook(live, by, asked, { clerk: id, what: 'code', date: businessDay(live.now, live.hall) });
    return { code: live.codeFor(clerkSubject(id)) };
  });
  app.post('/api/me', async (request): Promise<ClerkRecord> => {
    personFor(request, 'viewOwn', 'clerk');
    const asked = bodyOf(ownLookSchema, request.body);
    if (guesses.isHeldBack(request.ip, asked.code)) throw new Refusal('clerk.tooMany');
    const date = asked.date ?? businessDay(live.now, live.hall);
    try {
      const clerk = clerkWithCode(live, asked);
      guesses.note(request.ip, asked.code, true);
      refuseUnkept(live, date);
      return await recordOf(clerk, date);
    } catch (error) {
      if (error instanceof Refusal && error.code === 'clerk.code')
        guesses.note(request.ip, asked.code, false);
      throw error;
    }
  });
}
