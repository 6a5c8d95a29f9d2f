import { join } from 'node:path';
import { expect, it } from 'vitest';
import { JournalReader } from '../../bridge/journal/reader.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import { temporaryFolder } from '../support/folder.ts';
import { wellPrinter } from '../support/paper-printer.ts';
import { runningHall, tcpLine } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { SerialServer } from '../support/serial-server.ts';

const callKey = 'FF 68 03 03 68 01 01 0C 0E 16';
const damagedKey = 'FF 68 03 03 68 01 01 0C 0F 16';

async function countsIn(folder: string): Promise<HallEvent<'line.counted'>[]> {
  const reader = new JournalReader(join(folder, 'journal.sqlite'));
  const events = await reader.range(1, Number.MAX_SAFE_INTEGER);
  await reader.close();
  return events.filter((event) => event.type === 'line.counted');
}

it('what passed a line is in the journal when the bridge stops, and not a second time after the next', async () => {
  const folder = temporaryFolder();
  const pads = await SerialServer.listen();
  const printer = await wellPrinter();
  const parts = {
    lines: [tcpLine('pads', pads.port), tcpLine('paper', printer.server.port)],
    devices: [
      { id: 'pad', driver: 'ff68-pad', line: 'pads', window: '1' },
      { id: 'printer', driver: 'escpos-printer', line: 'paper' },
    ],
  };
  const first = await runningHall(parts, { folder });
  const screen = await Screen.watching(first.url);
  await screen.findsWell('printer');
  await pads.say(callKey, damagedKey);
  await first.line('pads', ({ counters }) => counters.badChecksums === 1);
  await first.stop();
  const [ofPads, ofPaper] = await countsIn(folder);
  expect(ofPads?.data).toMatchObject({
    line: 'pads',
    counts: { frames: 1, badChecksums: 1 },
    devices: [{ device: 'pad', frames: 1 }],
  });
  const [asked] = ofPaper?.data.devices ?? [];
  const answered = asked?.answers?.reduce((sum, [, times]) => sum + times, 0);
  expect(asked?.asked).toBeGreaterThanOrEqual(4);
  expect(answered).toBe((asked?.asked ?? 0) - (asked?.unanswered ?? 0));

  const second = await runningHall(parts, { folder });
  await pads.connected(2);
  await second.stop();
  const counts = await countsIn(folder);
  const frames = counts.flatMap(({ data }) => (data.line === 'pads' ? (data.counts.frames ?? 0) : []));
  expect(frames).toEqual([1, 0]);
  const [before, after] = counts.filter(({ data }) => data.line === 'pads');
  expect(after?.data.from).toBeGreaterThanOrEqual(before?.data.to ?? Infinity);
});

it('a change of the configuration costs no counts of a line that leaves', async () => {
  const pads = await SerialServer.listen();
  const hall = await runningHall({
    lines: [tcpLine('pads', pads.port)],
    devices: [{ id: 'pad', driver: 'ff68-pad', line: 'pads', window: '1' }],
  });
  const screen = await Screen.watching(hall.url);
  await pads.say(callKey);
  await screen.sees('pad.keyPressed', () => true);
  await hall.bridge.attempt({ ...hall.hall, lines: [], devices: [] });
  const counted = await screen.sees('line.counted', () => true);
  expect(counted.data).toMatchObject({ line: 'pads', devices: [{ device: 'pad', frames: 1 }] });
});
