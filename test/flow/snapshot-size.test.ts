import { expect, it } from 'vitest';
import { Journal } from '../../bridge/journal/journal.ts';
import { busyDay, entriesOf } from '../support/busy-day.ts';
import { temporaryFolder } from '../support/folder.ts';
import { runningHall } from '../support/running.ts';
import { connectSocket, Screen } from '../support/screen.ts';
import { StoryClock } from '../support/story.ts';

/** Bytes that a screen gets when it begins to watch. */
async function bytesOfSnapshot(url: string): Promise<{ bytes: number; kind: string }> {
  const socket = await connectSocket(url);
  let bytes = 0;
  socket.io.engine.on('data', (data: string | Buffer) => (bytes += Buffer.byteLength(data)));
  const { kind } = await socket.emitWithAck('watch', { epoch: '', seq: 0, packed: true });
  return { bytes, kind };
}

it('a screen that begins after two thousand tickets gets no more than 200 kB, and the same state', async () => {
  const told = busyDay(2000);
  const folder = temporaryFolder();
  const { journal } = await Journal.open({ folder, bulk: true });
  await journal.append(entriesOf(told.events));
  await journal.close();
  const { windows } = told.hall;
  const hall = await runningHall({ windows }, { folder, clock: new StoryClock(told.at('17:29')) });
  const { bytes, kind } = await bytesOfSnapshot(hall.url);
  expect(kind).toBe('packed');
  expect(bytes).toBeLessThanOrEqual(200_000);
  const state = hall.bridge.live.state;
  expect(Object.keys(state.tickets)).toHaveLength(2000);
  expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThanOrEqual(2_000_000);
  // What the next one gets is what the first one got: it is packed once.
  const screen = await Screen.watching(hall.url);
  await screen.reaches(state.seq);
  expect(screen.state.tickets).toEqual(state.tickets);
});
