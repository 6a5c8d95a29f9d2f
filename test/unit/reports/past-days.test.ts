import { onTestFinished, expect, test } from 'vitest';
import { ReadingRoom } from '../../../bridge/reports/reading-room.ts';
import { MINUTE } from '../../../shared/time.ts';
import { publicHall, smallHall } from '../../support/hall.ts';
import { liveHall } from '../../support/live.ts';

test('a day that is over is judged by the configuration it ended with, the present one by the present', async () => {
  const hall = await liveHall({ at: '09:00', hall: smallHall({ targets: { waitMinutes: 15 } }) });
  const serve = async (from: number) => {
    hall.clock.set(from);
    await hall.ask('issueTicket', { service: 'A' });
    await hall.ask('openWindow', { window: '1' }).catch(() => undefined);
    hall.clock.set(from + 10 * MINUTE);
    await hall.ask('callNext', { window: '1' });
    await hall.ask('finishService', { window: '1' });
  };
  await serve(hall.set('09:00'));
  const strict = smallHall({ targets: { waitMinutes: 5 } });
  const next = hall.set('09:00', '2026-03-03');
  await hall.live.tick();
  hall.live.configure(strict);
  await serve(next);
  await hall.journal.flush();

  const room = new ReadingRoom({ file: hall.journal.file, hall: publicHall(strict) });
  onTestFinished(() => room.close());
  const levelOf = async (date: string) =>
    (await room.ask('day', { date, now: hall.clock.now() }))?.figures.serviceLevel;
  expect(await levelOf('2026-03-02')).toMatchObject({ value: 1, n: 1 });
  expect(await levelOf('2026-03-03')).toMatchObject({ value: 0, n: 1 });
});
