/** Screens in a process of their own, which note when the last of them has each event. */
import { io } from 'socket.io-client';
import type { EventBatch } from '../../shared/channel.ts';
import { wallClock } from './bench.ts';
import { serveLines } from './scratch.ts';

/** What is asked of the screens, in this order. */
export type ScreensAsk = { do: 'watch'; url: string; screens: number } | { do: 'tell' };

/** When the last screen had each event that all of them have: its number, and the time of the machine. */
export type Reached = [seq: number, at: number][];

let screens = 0;
const seen = new Map<number, { screens: number; at: number }>();

function take({ events }: EventBatch): void {
  const at = wallClock();
  for (const { seq } of events) seen.set(seq, { screens: (seen.get(seq)?.screens ?? 0) + 1, at });
}

async function watch(url: string, count: number): Promise<void> {
  for (screens = 0; screens < count; screens += 1) {
    const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false });
    await new Promise((resolve) => socket.once('connect', () => resolve(null)));
    await socket.emitWithAck('watch', { epoch: '', seq: 0, packed: true });
    socket.on('events', take);
  }
}

serveLines('ready', async (ask: ScreensAsk): Promise<Reached | null> => {
  if (ask.do === 'tell') {
    const whole = [...seen].filter(([, { screens: have }]) => have === screens);
    return whole.map(([seq, { at }]) => [seq, at]);
  }
  await watch(ask.url, ask.screens);
  return null;
});
