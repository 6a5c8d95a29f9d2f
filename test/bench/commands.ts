import { io, type Socket } from 'socket.io-client';
import type { CommandAnswer } from '../../shared/commands.ts';
import { hallSchema, type HallConfig } from '../../shared/config/schema.ts';
import { percentile, reach, round, sleep, wallClock, type Bench } from './bench.ts';
import type { Reached, ScreensAsk } from './commands-screens.ts';
import { benchHall, writeHall } from './hall.ts';
import { writePast } from './past.ts';
import { runProgram } from './program.ts';
import { withScratch } from './scratch.ts';

const SCREENS = 30;
const RATE = 20;
const SECONDS = 30;
const WARM = 2;
const MOST_MS = 50;

/** Windows beside those of the past, where what is measured happens. */
const WINDOWS = ['x1', 'x2', 'x3', 'x4'];
const SERVICE = 'filing';

/** What is asked one after the other at each of them: a visit from its ticket to its end. */
const visit = ['issueTicket', 'callNext', 'startService', 'finishService'] as const;

function withWindows(hall: HallConfig): HallConfig {
  const more = WINDOWS.map((id, index) => ({ id, number: 91 + index, services: [SERVICE] }));
  return hallSchema.parse({ ...hall, windows: [...hall.windows, ...more] });
}

function ask(socket: Socket, name: string, data: unknown): Promise<CommandAnswer> {
  const envelope = { id: crypto.randomUUID(), name, data, expires: Date.now() + 10_000 };
  return socket.emitWithAck('command', envelope) as Promise<CommandAnswer>;
}

/** A command that was carried out: when it was asked, when it was answered, and its last event. */
interface Done {
  asked: number;
  answered: number;
  seq: number;
}

/** Asks at an even rate, whether or not the one before has been answered. */
async function askFor(socket: Socket, seconds: number): Promise<{ done: Done[]; refused: number }> {
  const pending: Promise<Done | null>[] = [];
  const began = performance.now();
  for (let n = 0; n < RATE * seconds; n += 1) {
    const wait = began + (n * 1000) / RATE - performance.now();
    if (wait > 0) await sleep(wait);
    const window = WINDOWS[Math.floor(n / visit.length) % WINDOWS.length];
    const name = visit[n % visit.length] ?? 'issueTicket';
    const asked = wallClock();
    const answer = ask(socket, name, name === 'issueTicket' ? { service: SERVICE } : { window });
    pending.push(
      answer.then((reply) =>
        reply.ok ? { asked, answered: wallClock(), seq: reply.seqs.at(-1) ?? 0 } : null,
      ),
    );
  }
  const done = (await Promise.all(pending)).filter((one) => one !== null);
  return { done, refused: pending.length - done.length };
}

const quantiles = (values: number[]) => ({
  p50: round(percentile(values, 0.5), 1),
  p99: round(percentile(values, 0.99), 1),
});

/** A command is decided, on disk and answered, and on every screen: at twenty a second, beside thirty screens. */
export const commands: Bench = {
  name: 'commands',
  run: () =>
    withScratch(async (scratch) => {
      const folder = scratch.folder();
      const hall = benchHall();
      await writePast(folder, hall, 1);
      const config = writeHall(folder, withWindows(hall));
      const { url } = await runProgram(scratch, { HALL_DATA: folder, HALL_CONFIG: config });
      const screens = scratch.script('commands-screens.ts');
      await screens.hear();
      await screens.ask({ do: 'watch', url, screens: SCREENS } satisfies ScreensAsk);
      const socket = io(url, { transports: ['websocket'], reconnection: false });
      scratch.onEnd(() => socket.disconnect());
      for (const window of WINDOWS) await ask(socket, 'openWindow', { window });
      await askFor(socket, WARM);
      const { done, refused } = await askFor(socket, SECONDS);
      await sleep(500);
      const reached = new Map(await screens.ask<Reached>({ do: 'tell' } satisfies ScreensAsk));
      const answered = quantiles(done.map((one) => one.answered - one.asked));
      const shown = done.flatMap(({ asked, seq }) => {
        const at = reached.get(seq);
        return at === undefined ? [] : [at - asked];
      });
      const onScreens = quantiles(shown);
      const lost = done.length - shown.length;
      const met = onScreens.p99 <= MOST_MS && answered.p99 <= MOST_MS && lost === 0 && refused === 0;
      return [
        {
          ...{ screens: SCREENS, perSecond: RATE, commands: done.length, refused, lost },
          ...{ answered, onScreens },
          ...reach(`p99 <= ${MOST_MS}, none lost, none refused`, met),
        },
      ];
    }),
};
