import { defineStore, storeToRefs } from 'pinia';
import type { FrameLookInput } from '../../shared/discipline/api.ts';
import type { CommandAnswer, CommandInput, CommandName } from '../../shared/commands.ts';
import type { FrameRecord, LinesReport } from '../../shared/channel.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import { Link } from '../link/link.ts';
import { refusalOf } from '../link/refusals.ts';
import { createSocket } from '../link/socket.ts';
import { useClock } from './clock.ts';
import { useHall } from './hall.ts';
import { useLanguage } from './language.ts';
import { useLinkStatus } from './status.ts';

/** The link to the bridge: how it stands, what may be asked through it, and the lines it can follow. */
export const useLink = defineStore('link', () => {
  const clock = useClock();
  const hall = useHall();
  const language = useLanguage();
  const told = useLinkStatus();
  const { status, freshness } = storeToRefs(told);
  let link: Link | null = null;

  /** Connects; called once, by the app. */
  function start(made: Link = new Link({ socket: () => createSocket() })): void {
    if (link) return;
    link = made;
    link.start({
      snapshot: (state, config) => hall.begin(state, config),
      hall: (config) => hall.configure(config),
      events: (events) => {
        hall.move();
        tell(events);
      },
      status: (next) => told.take(next),
    });
    clock.start();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') look();
    });
    window.addEventListener('online', look);
    // The first showing has just connected; only a page that comes back from the cache looks again.
    window.addEventListener('pageshow', ({ persisted }) => persisted && look());
  }

  function look(): void {
    if (link?.status.connected) link.check();
    else link?.reconnect();
  }

  /** Asks the bridge to do something, once for each id; resolves with its answer, and never queues. */
  async function ask<N extends CommandName>(
    name: N,
    asked: CommandInput<N>,
    id?: string,
  ): Promise<CommandAnswer> {
    return link ? link.ask(name, asked, undefined, id) : { ok: false, code: 'link.lost', params: {} };
  }

  /** Whoever waits for what a command became, by its id. */
  const followed = new Map<string, (events: HallEvent[]) => void>();

  function tell(events: readonly HallEvent[]): void {
    for (const [id, take] of followed) {
      const mine = events.filter(({ command }) => command === id);
      if (mine.length > 0) take(mine);
    }
  }

  /** Calls `take` with the events that a command became, as they are folded; returns how to stop. */
  function followCommand(id: string, take: (events: HallEvent[]) => void): () => void {
    followed.set(id, take);
    return () => {
      if (followed.get(id) === take) followed.delete(id);
    };
  }

  /** Asks, and resolves with the sentence of a refusal in the present language, or null when it was done. */
  async function request<N extends CommandName>(name: N, asked: CommandInput<N>): Promise<string | null> {
    return refusalOf(await ask(name, asked), language.language);
  }

  /** Calls `take` with the health of all lines every second; returns how to stop. */
  function followLines(take: (report: LinesReport) => void): () => void {
    return link ? link.lines.follow(take) : () => undefined;
  }

  /** Follows the frames of one line, the latest first; returns how to stop. */
  function inspectLine(line: string, take: (records: FrameRecord[]) => void): () => void {
    return link ? link.lines.inspect(line, take) : () => undefined;
  }

  /** Asks for the bytes that are withheld; resolves with the sentence of a refusal, or null once they are told. */
  async function revealFrames(asked: FrameLookInput): Promise<string | null> {
    const answer = await (link?.lines.reveal(asked) ?? { ok: false as const, code: 'link.lost', params: {} });
    return answer.ok ? null : refusalOf(answer, language.language);
  }

  return {
    ...{ status, freshness, start, ask, request, followCommand },
    ...{ followLines, inspectLine, revealFrames },
  };
});
