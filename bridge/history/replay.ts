import type { HallConfig } from '../../shared/config/schema.ts';
import type { Observation } from '../../shared/queue/observed.ts';
import { Refusal } from '../../shared/refusals.ts';
import { HOUR, MINUTE } from '../../shared/time.ts';
import { PacedClock } from '../clock/paced.ts';
import type { Journal } from '../journal/journal.ts';
import type { Log } from '../log.ts';
import { LiveHall } from '../operations/live-hall.ts';
import { observe } from '../operations/queue/observing.ts';
import type { HallState } from '../../shared/hall/state.ts';

/** Records on their way to the disk at once. */
const UNDER_WAY = 400;

/** After so long without a record nothing more follows by itself. */
const QUIET = 4 * HOUR;

/** What became of a log. */
export interface Replayed {
  events: number;
  /** Why records led to nothing, by the code of the refusal, with the first that did. */
  refused: Map<string, { n: number; first: Observation; params: Record<string, string> }>;
  /** Rows of which nothing was news, as with a number that has been served that day already. */
  ignored: { n: number; first: string } | null;
  /** Ends that were told when the window had called the next already: the end stays where that call was. */
  cut: { n: number; first: Observation } | null;
}

/**
 * Tells a hall's journal what happened, as if it were heard at the time: the same rules, the
 * same days with their openings and closings, the same journal.
 *
 * @param observations in the order in which they happened, none before what the journal has
 * @param told how many have been told, now and then
 */
export async function replay(
  parts: { hall: HallConfig; journal: Journal; state: HallState; log: Log },
  observations: readonly Observation[],
  told: (done: number) => void,
): Promise<Replayed> {
  const clock = new PacedClock(observations[0]?.at ?? 0);
  const live = new LiveHall({ ...parts, clock });
  const refused: Replayed['refused'] = new Map();
  let cut: Replayed['cut'] = null;
  const news = new Map<string, boolean>();
  const by = { who: 'file:import', from: 'import' };
  let under: Promise<unknown>[] = [];
  const settle = async () => {
    await Promise.all(under);
    under = [];
  };
  for (const [index, observation] of observations.entries()) {
    const at = Math.max(observation.at ?? 0, clock.now());
    await passTime(at, clock, live, settle);
    under.push(
      live
        .record({ by }, (present) => observe(present, observation))
        .then((events) => {
          const followed = events.some(({ type }) => type !== 'queue.observed');
          noteNews(news, observation, followed);
          if (observation.what !== 'finished' || followed) return;
          cut = { n: (cut?.n ?? 0) + 1, first: cut?.first ?? observation };
        })
        .catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
          noteNews(news, observation, true);
          const known = refused.get(error.code);
          if (known) known.n += 1;
          else refused.set(error.code, { n: 1, first: observation, params: error.params });
        }),
    );
    if (under.length < UNDER_WAY) continue;
    await settle();
    told(index + 1);
  }
  await settle();
  await passTime(clock.now() + QUIET, clock, live, settle);
  live.keepSnapshot();
  told(observations.length);
  const idle = [...news].filter(([, isNews]) => !isNews).map(([row]) => row);
  const [first] = idle;
  const ignored = first === undefined ? null : { n: idle.length, first };
  return { events: live.committed, refused, ignored, cut };
}

/** The row that told something. */
export function rowOf({ id }: Observation): string {
  return id.slice(0, id.indexOf('/'));
}

/** Remembers of a row whether anything came of it, if only a refusal. */
function noteNews(news: Map<string, boolean>, observation: Observation, isNews: boolean): void {
  const row = rowOf(observation);
  news.set(row, isNews || (news.get(row) ?? false));
}

/** Goes on to an instant, looking at the hall every minute as a bridge does, but not through quiet nights. */
async function passTime(
  at: number,
  clock: PacedClock,
  live: LiveHall,
  settle: () => Promise<void>,
): Promise<void> {
  const until = Math.min(at, clock.now() + QUIET);
  for (let minute = nextMinute(clock.now()); minute <= until; minute += MINUTE) {
    await settle();
    await clock.runTo(minute);
    await live.tick();
  }
  await clock.runTo(at);
}

function nextMinute(at: number): number {
  return (Math.floor(at / MINUTE) + 1) * MINUTE;
}
