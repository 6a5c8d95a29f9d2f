import { expect, it } from 'vitest';
import type { DutyLogView } from '../../../shared/duty/api.ts';
import type { AlertKind } from '../../../shared/events/index.ts';
import { asking } from '../../support/config.ts';
import { Invariants } from '../../support/invariants.ts';
import { doubled, foldOf, recorded } from '../../support/recorded.ts';
import { tcpLine } from '../../support/running.ts';
import { servedPrinter } from '../../support/simulated.ts';
import { ofType, Story } from '../../support/story.ts';
import { until } from '../../support/until.ts';

/** `HH:MM` of so many minutes after midnight. */
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const number = (n: number) => `A${String(n).padStart(3, '0')}`;

it('the first filing day: a printer dies, the tax system fails for fifty minutes, and nobody is blamed', async () => {
  const { printer, port, printed } = await servedPrinter();
  const day = await Story.begin({
    date: '2026-03-02',
    at: '08:20',
    hall: {
      lines: [tcpLine('paper', port)],
      devices: [
        {
          ...{ id: 'printer', driver: 'escpos-printer', line: 'paper' },
          settings: { proof: 'inStream', printSeconds: 0, pollSeconds: 1 },
        },
      ],
    },
  });
  const printerIs = (availability: string, fault: string) =>
    until(() => {
      const isSo =
        day.state.devices['printer']?.availability === availability &&
        (availability === 'offline' || day.state.printers['printer']?.fault === fault);
      return isSo ? true : null;
    }, `the printer ${availability}, ${fault}`);
  await printerIs('online', 'none');
  for (const window of ['1', '2', '3']) await day.ask('08:30', 'openWindow', { window });

  // Until nine one comes every two minutes, window 1 and 2 take turns, each service takes four.
  for (let n = 1; n <= 15; n += 1) {
    const now = 510 + 2 * (n - 1);
    const window = n % 2 === 1 ? '1' : '2';
    if (n > 2) await day.finish(clock(now), window);
    await day.issue(clock(now), number(n));
    await day.call(clock(now), window, number(n));
    await day.start(clock(now), window);
  }

  // 09:00 The printer dies in the middle of A016: nobody knows whether it came out.
  await day.finish('09:00', '2');
  printer.dieAfter(60);
  const torn = await day.issue('09:00', 'A016', { printer: 'printer' });
  const failed = await day.screen.sees('ticket.printFailed');
  expect(failed.data).toMatchObject({ ticket: torn, uncertain: true });
  await printerIs('offline', '');
  expect(await day.refusal('09:00', 'issueTicket', { service: 'A', printer: 'printer' })).toBe(
    'printer.offline',
  );
  expect(await day.refusal('09:00', 'reprintTicket', { ticket: torn, printer: 'printer' })).toBe(
    'printer.offline',
  );
  printer.powerOn();
  await printerIs('online', 'none');
  // It is not printed by itself; it is printed once more when somebody asks, and then no more.
  expect(printed).toEqual([]);
  await day.ask('09:00', 'reprintTicket', { ticket: torn, printer: 'printer' });
  await day.screen.sees('ticket.printed', ({ data }) => data.ticket === torn);
  expect(await day.refusal('09:00', 'reprintTicket', { ticket: torn, printer: 'printer' })).toBe(
    'ticket.printed',
  );
  expect(printed).toEqual(['A016']);
  await day.call('09:00', '2', 'A016');
  await day.start('09:00', '2');
  await day.finish('09:02', '1');
  await day.issue('09:02', 'A017');
  await day.call('09:02', '1', 'A017');
  await day.start('09:02', '1');

  // 09:05 The tax system fails; both services stand still, and people go on coming.
  const declared = await day.ask('09:05', 'declareOutage', { system: '金税四期' });
  const [{ data: { outage = '' } = {} } = {}] = ofType(declared, 'outage.declared');
  expect(await day.refusal('09:05', 'declareOutage', { system: '金税四期' })).toBe('outage.known');
  for (let n = 18; n <= 22; n += 1) await day.issue(clock(546 + n - 18), number(n));
  await day.issue('09:10', 'B001');
  const cause = `system.outage/${outage}`;
  const [run] = ofType(
    await day.ask('09:10', 'startPlaybook', { playbook: 'outage', alert: cause }),
    'playbook.started',
  );
  const inRun = { run: run?.data.run ?? '' };
  expect(run?.data.before).toMatchObject({ waiting: 6, openWindows: 3, longestWait: 240 });
  expect(day.state.alerts[cause]?.acknowledgedAt).toBeDefined();
  expect(await day.refusal('09:10', 'startPlaybook', { playbook: 'outage' })).toBe('playbook.open');
  await day.ask('09:10', 'markStep', { ...inRun, step: 'declare' });
  await day.ask('09:10', 'markStep', { ...inRun, step: 'report', note: '信息中心，预计一小时' });
  for (let n = 23; n <= 24; n += 1) await day.issue(clock(546 + n - 18), number(n));
  await day.ask('09:12', 'markStep', { ...inRun, step: 'notify' });
  for (let n = 25; n <= 30; n += 1) await day.issue(clock(546 + n - 18), number(n));
  await day.ask('09:20', 'markStep', { ...inRun, step: 'manual' });

  // 09:25 The power fails in the middle of it, and the hall is as it was: nothing comes out twice.
  await day.at('09:25');
  const before = structuredClone(day.state);
  await day.powerFails('09:25');
  expect(day.state.tickets).toEqual(before.tickets);
  expect(day.state.outages).toEqual(before.outages);
  expect(day.state.playbooks).toEqual(before.playbooks);
  await printerIs('online', 'none');
  expect(printed).toEqual(['A016']);

  // 09:30 Three cannot wait and go home with a card.
  const cards: string[] = [];
  for (const n of [28, 29, 30]) {
    await day.ask('09:30', 'abandonTicket', { ticket: number(n) });
    const [issued] = ofType(await day.ask('09:30', 'issueCard', { reason: 'outage' }), 'card.issued');
    cards.push(issued?.data.card ?? '');
  }
  expect(new Set(cards).size).toBe(3);
  await day.ask('09:30', 'markStep', { ...inRun, step: 'cards' });
  // 09:40 Half an hour after the first step the figures are looked at again: ten of A and one of B wait.
  await day.at('09:40');
  const [seen] = ofType(day.screen.events, 'playbook.effectSeen');
  expect(seen?.data).toMatchObject({ ...inRun, after: { waiting: 11, longestWait: 34 * 60 } });

  // Whatever the crowd raised stands under the failure, or under what stands under it.
  await day.at('09:54');
  const { alerts } = day.state;
  const rootOf = (id: string): string => (alerts[id]?.under ? rootOf(alerts[id].under) : id);
  const crowd: AlertKind[] = ['hall.congested', 'wait.long'];
  for (const kind of crowd) {
    const raised = Object.values(alerts).find((alert) => alert.kind === kind);
    expect([kind, rootOf(raised?.id ?? '')]).toEqual([kind, cause]);
  }

  // 09:55 It is back, fifty minutes later: B001 first, then the backlog, window by window.
  await day.ask('09:55', 'endOutage', { outage });
  await day.call('09:57', '3', 'B001');
  await day.start('09:57', '3');
  const [rush] = ofType(
    await day.ask('09:58', 'startPlaybook', { playbook: 'congestion' }),
    'playbook.started',
  );
  const inRush = { run: rush?.data.run ?? '' };
  await day.ask('09:59', 'markStep', { ...inRush, step: 'cause' });
  for (let n = 18; n <= 29; n += 1) {
    const isFirst = n % 2 === 0;
    const [now, window] = [600 + 2 * (n - 18) - (isFirst ? 0 : 1), isFirst ? '2' : '1'];
    await day.finish(clock(now), window);
    if (n > 27) continue;
    await day.call(clock(now), window, number(n));
    await day.start(clock(now), window);
    if (n === 18) await day.ask('10:00', 'markStep', { ...inRun, step: 'recover' });
    if (n === 21) await day.finish('10:06', '3');
  }
  const effect = await day.screen.sees('playbook.effectSeen', ({ data }) => data.run === inRush.run);
  // 10:14, A026 and A027 are the last who wait; at the beginning there were ten.
  expect(rush?.data.before.waiting).toBe(10);
  expect(effect.data.after).toMatchObject({ waiting: 2 });
  await day.ask('10:22', 'endPlaybook', inRun);
  await day.ask('10:22', 'endPlaybook', inRush);

  await day.ask('17:00', 'closeWindow', { window: '3' });
  await day.issue('17:25', 'C001');
  for (const window of ['1', '2']) await day.ask('17:30', 'closeWindow', { window });
  const report = await day.night();

  const events = await recorded(day.hall.folder);
  const kinds = new Set(ofType(events, 'alert.raised').map(({ data }) => data.kind));
  expect(kinds).toContain('print.failed');
  expect(kinds).not.toContain('service.long');
  expect(kinds).not.toContain('window.idle');
  const value = (id: keyof typeof report.figures) => report.figures[id].value;
  expect(report).toMatchObject({ closed: true, leftovers: 1 });
  expect(value('arrivals')).toBe(32);
  expect(value('served')).toBe(28);
  expect(value('abandonRate')).toBeCloseTo(3 / 32);
  // A001 to A017 at once; ten of the backlog, B001 and C001 too late; three left before it was too late.
  expect(value('serviceLevel')).toBeCloseTo(17 / 29);
  // Both stood for an hour, and not because of anybody here.
  expect(value('longServices')).toBe(0);
  // B001 waited 47 minutes at an idle window: without the failure and the first minute after it, one.
  expect(value('idleWhileQueue')).toBe(60);
  // A001, A003 … A015, A017, and every other of the backlog.
  expect(report.windows.find(({ window }) => window === '1')?.figures.served.value).toBe(14);
  expect(report.littleDeviation).toBeLessThan(0.01);
  const [closed] = ofType(events, 'day.closed');
  expect(closed?.data.leftovers).toEqual([`${report.date}/C001`]);

  const log = await asking<DutyLogView>(day.hall.url, `/api/duty/log/${report.date}`);
  const lines = log.lines.map(({ text }) => text.zh).join('\n');
  expect(lines).toContain('09:05 金税四期故障，09:55 恢复，共 50 分钟');
  expect(lines).toContain('09:10 启动预案“系统故障”，完成 6/6 步，10:22 结束，等候 6 → 11 人');
  expect(lines).toContain('09:58 启动预案“办税拥堵”，完成 1/5 步，10:22 结束，等候 10 → 2 人');

  // The day after, a card goes ahead of whoever came first, once.
  await day.ask('08:30', 'openWindow', { window: '1' });
  await day.issue('08:31', 'A001');
  await day.issue('08:32', 'A002', { card: cards[0] ?? '' });
  expect(await day.refusal('08:32', 'issueTicket', { service: 'A', card: cards[0] ?? '' })).toBe('card.used');
  const called = await day.call('08:33', '1', 'A002');
  expect(called.data.why).toMatchObject({ rule: 'ahead', class: 'second', overtook: [expect.any(String)] });

  const all = await recorded(day.hall.folder);
  expect(Invariants.of(all)).toEqual([]);
  expect(doubled(all)).toEqual([]);
  expect(foldOf(all)).toEqual(day.hall.bridge.live.state);
}, 120_000);
