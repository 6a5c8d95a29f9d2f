import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/events/index.ts';
import {
  importSchema,
  type ImportAnswer,
  type LedgerArchive,
  type LedgerTerms,
  personLookSchema,
  type PersonAnswer,
} from '../../shared/ledger/api.ts';
import { calendarOf } from '../../shared/ledger/chinese-calendar.ts';
import { rulesOf } from '../../shared/ledger/policy.ts';
import { Refusal } from '../../shared/refusals.ts';
import { businessDay } from '../../shared/time.ts';
import { importEntries, previewImport } from '../operations/ledger/import.ts';
import { isSameLook, viewPerson } from '../operations/ledger/looking.ts';
import { entryOf } from '../operations/ledger/opening.ts';
import type { LiveHall } from '../operations/live-hall.ts';
import type { ReadingRoom } from '../reports/reading-room.ts';
import { languageOf, sendTable } from './answers.ts';
import { bodyOf } from './body.ts';

/** A table of five hundred rows, as JSON. */
const bodyLimit = 2 * 1024 * 1024;

export interface LedgerRoutes {
  room: ReadingRoom;
  live: LiveHall;
  /** Who asks, if he may. @throws Refusal */
  actorFor: (request: FastifyRequest, command: string) => Actor;
  /** Who asks, if he may know who a person is. @throws Refusal */
  personFor: (request: FastifyRequest, name: string, as: 'officer') => Actor;
}

/** The ledger beyond the state: its table of deadlines, its archive, whole stories, and tables in and out. */
export function addLedgerRoutes(
  app: FastifyInstance,
  { room, live, actorFor, personFor }: LedgerRoutes,
): void {
  app.get('/api/ledger', (): LedgerTerms => {
    const { hall } = live;
    return {
      rules: rulesOf(hall.ledger),
      calendar: calendarOf(hall).around(businessDay(live.now, hall)),
      owners: hall.ledger.owners,
      appealDays: hall.ledger.appealDays,
    };
  });
  app.get('/api/ledger/entries', async (): Promise<LedgerArchive> => ({
    entries: await room.ask('ledger', {}),
  }));
  app.get<{ Params: { date: string; number: string } }>(
    '/api/ledger/entries/:date/:number',
    async ({ params }) => {
      const id = `${params.date}/${params.number}`;
      const found = await room.ask('entry', { id });
      if (!found) throw new Refusal('ledger.unknown', { entry: id });
      return found;
    },
  );
  app.post('/api/ledger/person', async (request): Promise<PersonAnswer> => {
    const by = personFor(request, 'viewPerson', 'officer');
    const asked = bodyOf(personLookSchema, request.body);
    const { entry } = asked;
    const before = await room.ask('namedEntry', { id: entry });
    if (!before) throw new Refusal('ledger.unknown', { entry });
    const former = before.events.find((event) => isSameLook(event, asked, live.now));
    if (former) return { look: former.seq, ...before };
    const [look] = await live.record({ by }, (present) => viewPerson(present, asked));
    const named = await room.ask('namedEntry', { id: entry });
    if (!look || !named) throw new Refusal('internal');
    return { look: look.seq, ...named };
  });
  app.get('/api/ledger/ledger.csv', async (request, reply) => {
    const text = await room.ask('ledgerTable', { now: live.now, language: languageOf(request) });
    return sendTable(reply, `ledger-${businessDay(live.now, live.hall)}`, text);
  });
  /** The entry that a number from elsewhere stands for, also one that left the state long ago. */
  const known = async () => {
    const archive = await room.ask('ledger', {});
    const byReference = new Map(archive.flatMap(({ reference, id }) => (reference ? [[reference, id]] : [])));
    return (reference: string) => entryOf(reference, live) ?? byReference.get(reference);
  };
  app.post('/api/ledger/preview', { bodyLimit }, async (request): Promise<ImportAnswer> => {
    actorFor(request, 'openEntry');
    return previewImport(bodyOf(importSchema, request.body), live.hall, await known());
  });
  app.post('/api/ledger/import', { bodyLimit }, async (request): Promise<ImportAnswer> => {
    const by = actorFor(request, 'openEntry');
    const input = bodyOf(importSchema, request.body);
    const isKnown = await known();
    let answer: ImportAnswer | undefined;
    await live.record({ by }, (present) => {
      const made = importEntries(present, input, isKnown);
      answer = made.answer;
      return made.drafts;
    });
    if (!answer) throw new Refusal('internal');
    return answer;
  });
}
