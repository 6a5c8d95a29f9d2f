import { expect, it } from 'vitest';
import type { HealthReport } from '../../shared/health.ts';
import { asking } from '../support/config.ts';
import { temporaryFolder } from '../support/folder.ts';
import { wellPrinter } from '../support/paper-printer.ts';
import { runningHall, tcpLine } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { SerialServer } from '../support/serial-server.ts';

it('a device that answers and a board that is silent are told apart over a restart, with their n', async () => {
  const folder = temporaryFolder();
  const printer = await wellPrinter();
  const board = await SerialServer.listen();
  const parts = {
    hours: { open: '00:00', close: '24:00' },
    lines: [tcpLine('paper', printer.server.port), tcpLine('board', board.port)],
    devices: [
      { id: 'printer', driver: 'escpos-printer', line: 'paper' },
      { id: 'phones', driver: 'lock-8a', line: 'board', settings: { channels: 24 } },
    ],
  };
  const first = await runningHall(parts, { folder });
  const screen = await Screen.watching(first.url);
  await screen.findsWell('printer');
  await screen.finds('phones', 'offline');
  await first.stop();

  const again = await runningHall(parts, { folder });
  const report = await asking<HealthReport>(again.url, '/api/devices/health?days=5');
  const [answering, silent] = report.devices;
  expect(answering?.period).toMatchObject({
    deviceAvailability: { value: 1 },
    unansweredRate: { value: 0, n: expect.any(Number) },
    answerMedian: { value: expect.any(Number) },
  });
  expect(silent?.period).toMatchObject({
    deviceAvailability: { value: 0 },
    deviceOutages: { value: 1 },
    unansweredRate: { value: 1 },
    answerMedian: { value: null, n: 0 },
  });
  expect(report.weakest).toEqual(['phones']);
  // Every figure opens to events that are there.
  const seqs = report.lines.flatMap(({ days }) => days.flatMap((day) => day?.counts ?? []));
  const { events } = await asking<{ events: { type: string }[] }>(
    again.url,
    `/api/events?seqs=${seqs.join(',')}`,
  );
  expect(events.map(({ type }) => type)).toEqual(seqs.map(() => 'line.counted'));
});
