import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  logCorrectSchema,
  logEditSchema,
  logNoteSchema,
  logSignSchema,
  type DutyDay,
  type DutyLogView,
  type DutyTerms,
} from '../../shared/duty/api.ts';
import { leaderOn } from '../../shared/duty/leader.ts';
import type { Actor } from '../../shared/events/index.ts';
import { calendarOf } from '../../shared/ledger/chinese-calendar.ts';
import { addDays, businessDay } from '../../shared/time.ts';
import { DutyDesk } from '../operations/duty/log.ts';
import type { LiveHall } from '../operations/live-hall.ts';
import type { ReadingRoom } from '../reports/reading-room.ts';
import { bodyOf } from './body.ts';

/** Days of the roster that the page shows, and business days with a log. */
const DAYS = 42;
const LOGS = 60;

export interface DutyRoutes {
  room: ReadingRoom;
  live: LiveHall;
  /** Who asks, if he may. @throws Refusal */
  actorFor: (request: FastifyRequest, command: string) => Actor;
}

type Dated = { Params: { date: string } };

/** The duty desk: the roster ahead, and the log of every business day. */
export function addDutyRoutes(app: FastifyInstance, { room, live, actorFor }: DutyRoutes): void {
  const desk = new DutyDesk({
    live,
    log: (date, as) => {
      // Of a day that is over the state says who had the duty; the turn is that of the configuration.
      const turn = leaderOn(date, live.state, live.hall);
      return room.ask('dutyLog', { date, now: live.now, turn, ...(as ? { as } : {}) });
    },
    previous: () => room.ask('lastLog', {}),
  });
  app.get('/api/duty', async (): Promise<DutyTerms> => {
    const { hall, state, now } = live;
    const today = businessDay(now, hall);
    const calendar = calendarOf(hall);
    const days = Array.from({ length: DAYS }, (_, index): DutyDay => {
      const date = addDays(today, index);
      const own = state.duty.roster[date]?.leader;
      const turn = leaderOn(date, state, hall);
      return {
        ...{ date, leader: turn, by: own !== undefined ? 'roster' : turn === null ? null : 'rotation' },
        ...{ workday: calendar.isWorkday(date), certain: calendar.covers(date) },
      };
    });
    const logs = (await room.ask('days', {})).slice(0, LOGS);
    return { today, zone: hall.zone, days, duty: hall.duty, calendar: calendar.around(today), logs };
  });
  app.get<Dated>('/api/duty/log/:date', ({ params }): Promise<DutyLogView> => desk.view(params.date));
  app.post<Dated>('/api/duty/log/:date/note', (request) =>
    desk.note(request.params.date, bodyOf(logNoteSchema, request.body), actorFor(request, 'noteDutyLog')),
  );
  app.post<Dated>('/api/duty/log/:date/edit', (request) =>
    desk.edit(request.params.date, bodyOf(logEditSchema, request.body), actorFor(request, 'editDutyLog')),
  );
  app.post<Dated>('/api/duty/log/:date/sign', (request) =>
    desk.sign(request.params.date, bodyOf(logSignSchema, request.body), actorFor(request, 'signDutyLog')),
  );
  app.post<Dated>('/api/duty/log/:date/correct', (request) =>
    desk.correct(
      request.params.date,
      bodyOf(logCorrectSchema, request.body),
      actorFor(request, 'correctDutyLog'),
    ),
  );
}
