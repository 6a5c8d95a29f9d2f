import { expect, it } from 'vitest';
import { lastLeg } from '../../../shared/hall/state.ts';
import { PadOfOne } from '../../support/pad.ts';
import { wellPrinter } from '../../support/paper-printer.ts';
import { Invariants } from '../../support/invariants.ts';
import { doubled, foldOf, recorded } from '../../support/recorded.ts';
import { tcpLine } from '../../support/running.ts';
import { Story } from '../../support/story.ts';

it('an ordinary day: every ticket comes to one end, and the report counts what happened', async () => {
  const pad = await PadOfOne.listen();
  const printer = await wellPrinter();
  const { lines, devices } = pad.config();
  const day = await Story.begin({
    date: '2026-03-24',
    at: '08:20',
    hall: {
      windows: [
        { id: '1', number: 1, services: ['A', 'B'] },
        { id: '2', number: 2, services: ['A'] },
        { id: '3', number: 3, services: ['B', 'C'], expert: true },
      ],
      // Nobody is passed more than twice.
      queue: { overtakes: 2 },
      lines: [...lines, tcpLine('paper', printer.server.port)],
      devices: [
        ...devices,
        {
          ...{ id: 'printer', driver: 'escpos-printer', line: 'paper' },
          settings: { printSeconds: 0 },
        },
      ],
    },
  });
  await day.screen.findsWell('printer');

  // Two have booked, and one of them will not come.
  const booked = { service: 'A', date: day.date, minutes: 30 };
  await day.ask('08:21', 'bookAppointment', { appointment: 'kept', from: '09:00', ...booked });
  await day.ask('08:21', 'bookAppointment', { appointment: 'missed', from: '10:00', ...booked });

  // The hall opens. The first ticket is on paper; the pad opens window 1 with its first call.
  await day.ask('08:30', 'openWindow', { window: '2', clerk: '李红' });
  await day.ask('08:30', 'openWindow', { window: '3', clerk: '赵敏' });
  const first = await day.issue('08:31', 'A001', { printer: 'printer', channel: 'kiosk' });
  await day.screen.sees('ticket.printed', ({ data }) => data.ticket === first);
  await day.issue('08:32', 'B001');
  await day.issue('08:33', 'A002');
  await day.issue('08:34', 'C001');
  await pad.call(day, '08:36', 'A001');
  await day.call('08:36', '2', 'A002');
  await pad.press(day, '08:37', 'start');
  await day.call('08:37', '3', 'B001');
  await day.start('08:38', '2');
  await day.start('08:38', '3');
  await pad.press(day, '08:45', 'finish');
  await day.finish('08:46', '2');
  await pad.rate(day, '08:46', 3);
  await day.finish('08:48', '3');

  // What window 2 cannot settle goes to the expert at window 3, who calls it before all others.
  await day.call('08:49', '3', 'C001');
  await day.start('08:50', '3');
  await day.issue('08:50', 'A003');
  await day.call('08:52', '2', 'A003');
  await day.start('08:53', '2');

  // An appointment is kept, and goes ahead from its slot on; two of priority go ahead as well.
  await day.issue('08:55', 'A004');
  await day.issue('08:56', 'A005');
  const kept = await day.ask('08:57', 'checkIn', { appointment: 'kept' });
  expect(kept[0]?.data).toMatchObject({ number: 'A006', class: 'appointment' });
  await day.issue('08:58', 'A007', { class: 'priority', channel: 'guide' });
  await day.ask('08:58', 'transferTicket', { window: '2', to: '3' });
  await day.finish('09:00', '3', { outcome: 'accepted' });
  const called = await day.call('09:01', '2', 'A006');
  expect(called.data.why).toMatchObject({ rule: 'slot', class: 'appointment' });
  expect((await day.call('09:01', '3', 'A003')).data.why).toMatchObject({ rule: 'directed' });
  await pad.call(day, '09:02', 'A007');
  await day.start('09:02', '2');
  await day.start('09:02', '3');
  await pad.press(day, '09:03', 'start');
  await day.issue('09:05', 'A008', { class: 'priority', channel: 'guide' });
  await pad.press(day, '09:09', 'finish');
  await day.finish('09:10', '2');
  await pad.rate(day, '09:10', 2);
  // A004 and A005 have been passed twice: the bound comes before the priority of A008.
  expect((await day.call('09:11', '2', 'A004')).data.why).toMatchObject({ rule: 'bound' });
  await day.start('09:12', '2');
  await pad.call(day, '09:12', 'A005');
  await day.finish('09:12', '3');

  // A005 fetches a paper: set aside at 09:15, taken up again at 09:24, nine minutes later.
  await pad.press(day, '09:13', 'start');
  await day.ask('09:15', 'holdService', { window: '1' });
  await pad.call(day, '09:16', 'A008');
  await pad.press(day, '09:17', 'start');
  await day.finish('09:20', '2');
  await pad.press(day, '09:22', 'finish');
  await day.ask('09:24', 'resumeService', { window: '1', ticket: 'A005' });
  await pad.press(day, '09:30', 'finish');

  // A009 is not there when called, and comes back to its old place.
  await day.issue('09:31', 'A009');
  await day.issue('09:32', 'A010');
  await day.call('09:33', '2', 'A009');
  await day.ask('09:34', 'recall', { window: '2' });
  await day.ask('09:35', 'passOver', { window: '2' });
  await day.call('09:36', '2', 'A010');
  await day.start('09:37', '2');
  await day.ask('09:40', 'returnTicket', { ticket: 'A009' });
  await day.finish('09:45', '2');
  await day.call('09:46', '2', 'A009');
  await day.start('09:47', '2');
  await day.finish('09:55', '2');

  // Three matters on one ticket are rated once; a second press belongs to nothing.
  await day.issue('10:00', 'B002', { items: 3 });
  await pad.call(day, '10:02', 'B002');
  await pad.press(day, '10:03', 'start');
  await day.finish('10:18', '1', { items: 3 });
  await pad.rate(day, '10:19', 3);
  await pad.rate(day, '10:20', 3);

  // One gives up, one ticket was a mistake.
  await day.issue('10:31', 'C002');
  expect(day.state.appointments['missed']).toMatchObject({ status: 'missed' });
  await day.ask('10:45', 'abandonTicket', { ticket: 'C002' });
  await day.issue('10:46', 'C003');
  await day.ask('10:47', 'cancelTicket', { ticket: 'C003', reason: '取错' });

  // Lunch, one window after the other; in the middle of it the power fails.
  await day.ask('11:30', 'pauseWindow', { window: '1', reason: 'meal' });
  await day.issue('11:40', 'B003');
  await day.call('11:42', '3', 'B003');
  await day.start('11:43', '3');
  await day.finish('11:50', '3');
  await day.at('12:10');
  const before = structuredClone(day.state);
  await day.powerFails('12:10');
  expect(day.state.tickets).toEqual(before.tickets);
  expect(day.state.windows).toEqual(before.windows);
  await day.ask('12:20', 'resumeWindow', { window: '1' });
  await day.ask('12:30', 'pauseWindow', { window: '2', reason: 'meal' });
  await day.ask('13:20', 'resumeWindow', { window: '2' });

  // The afternoon.
  await day.issue('13:30', 'A011');
  await day.call('13:31', '2', 'A011');
  await day.start('13:32', '2');
  await day.finish('13:40', '2');
  await day.issue('14:00', 'A012');
  await day.issue('14:01', 'B004');
  await day.call('14:03', '3', 'B004');
  await day.start('14:04', '3');
  await pad.call(day, '14:05', 'A012');
  await pad.press(day, '14:06', 'start');
  await day.finish('14:14', '3', { outcome: 'returned' });
  await pad.press(day, '14:16', 'finish');
  await pad.rate(day, '14:17', 1);
  await day.issue('15:00', 'C004');
  await day.call('15:02', '3', 'C004');
  await day.ask('15:05', 'passOver', { window: '3' });
  await day.issue('16:00', 'A013');
  await day.call('16:01', '2', 'A013');
  await day.start('16:02', '2');
  await day.finish('16:12', '2');

  // The hall closes over one who waits, one who was called, one who is served, one set aside.
  await day.issue('17:20', 'A014');
  await day.issue('17:21', 'A015');
  await day.issue('17:22', 'B005');
  await day.issue('17:23', 'C005');
  await day.call('17:25', '2', 'A014');
  await pad.call(day, '17:26', 'A015');
  await pad.press(day, '17:27', 'start');
  await day.ask('17:27', 'callTicket', { window: '3', ticket: 'C005' });
  await day.start('17:28', '3');
  await day.ask('17:29', 'holdService', { window: '3' });
  await day.ask('17:30', 'closeWindow', { window: '3' });
  await day.at('23:59');
  const report = await day.night();

  const { tickets } = foldOf((await recorded(day.hall.folder)).filter(({ at }) => at < report.at + 1));
  const last = Object.values(tickets).map((ticket) => [ticket.number, lastLeg(ticket)] as const);
  expect(last.filter(([, leg]) => leg.end === undefined)).toEqual([]);
  expect(
    Object.fromEntries(last.filter(([, leg]) => leg.end === 'leftover').map(([n, leg]) => [n, leg.leftAs])),
  ).toEqual({ A014: 'called', A015: 'serving', B005: 'waiting', C005: 'held' });
  const of = (end: string) => last.filter(([, leg]) => leg.end === end).map(([number]) => number);
  expect([of('accepted'), of('returned'), of('passed'), of('abandoned'), of('cancelled')]).toEqual([
    ...[['C001'], ['B004'], ['C004'], ['C002'], ['C003']],
  ]);

  const value = (id: keyof typeof report.figures) => report.figures[id].value;
  expect(report).toMatchObject({ closed: true, leftovers: 4, orphans: { alreadyRated: 1 }, refusals: {} });
  // 15 of A, 5 of B and 5 of C, of which C003 was taken back.
  expect(value('arrivals')).toBe(24);
  // 13 of A, 4 of B, C001.
  expect(value('served')).toBe(18);
  // A003 alone was sent on; it went to two windows.
  expect(value('transferRate')).toBeCloseTo(1 / 19);
  expect(value('windowsPerVisit')).toBeCloseTo(19 / 18);
  expect(value('abandonRate')).toBeCloseTo(1 / 24);
  // C004, of 23 that were called (A003 twice); A009 was served in the end.
  expect(value('noShowRate')).toBeCloseTo(1 / 23);
  // Beyond 15 minutes: A004 and A005 with 16, and B005 who was never called; C002 left after 14.
  expect(value('serviceLevel')).toBeCloseTo(21 / 24);
  // Eight of the eighteen services took 8 minutes, three less and seven more.
  expect(value('serviceMedian')).toBe(480);
  // A015, until the end of the day.
  expect(value('longServices')).toBe(1);
  expect(value('appointmentPunctuality')).toBe(1);
  expect(value('missedAppointments')).toBe(1 / 2);
  // A004 and A005, by A006 and again by A007.
  expect(value('precedence')).toBe(4);
  // C005 was called by its number, over B005.
  expect(value('namedCalls')).toBe(1);
  // Twice fifty minutes of lunch.
  expect(value('pausedTime')).toBe(6000);
  expect(report.grades).toEqual({ 5: 2, 4: 1, 3: 1, 2: 0, 1: 0 });
  expect(report.littleDeviation).toBeLessThan(0.01);

  const events = await recorded(day.hall.folder);
  expect(Invariants.of(events)).toEqual([]);
  expect(doubled(events)).toEqual([]);
  expect(foldOf(events)).toEqual(day.hall.bridge.live.state);
  expect(printer.jobs()).toHaveLength(1);
}, 120_000);
