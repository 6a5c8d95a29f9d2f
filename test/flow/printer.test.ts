import { describe, expect, it } from 'vitest';
import { COVER_OPEN, CUT, NO_PAPER, WELL, wellPrinter, type Condition } from '../support/paper-printer.ts';
import { runningHall, tcpLine } from '../support/running.ts';
import { Screen } from '../support/screen.ts';

async function hallWithPrinter() {
  const printer = await wellPrinter();
  const hall = await runningHall({
    lines: [tcpLine('paper', printer.server.port)],
    devices: [{ id: 'printer', driver: 'escpos-printer', line: 'paper', settings: { printSeconds: 0.5 } }],
  });
  const screen = await Screen.watching(hall.url);
  await screen.findsWell('printer');
  const ask = () => screen.command('issueTicket', { service: 'A', printer: 'printer' });
  /** Asks for a ticket and returns when its bytes have arrived. */
  const askAndHear = async () => {
    const jobs = printer.jobs().length;
    expect(await ask()).toMatchObject({ ok: true });
    await printer.server.hears(CUT, jobs + 1);
  };
  /** The printer comes into a state and says so, and the hall has heard it. */
  const become = async (condition: Condition, paper: string, fault: string) => {
    printer.become(condition);
    const seq = screen.state.seq;
    await printer.server.say(condition.report);
    await screen.sees(
      'printer.statusChanged',
      (event) => event.seq > seq && event.data.paper === paper && event.data.fault === fault,
    );
  };
  return { printer, hall, screen, ask, askAndHear, become };
}

describe('a printer', () => {
  it.each<[string, Condition, string, string, string]>([
    ['without paper', NO_PAPER, 'out', 'none', 'printer.paperOut'],
    ['with an open cover', COVER_OPEN, 'ok', 'cover', 'printer.cover'],
  ])(
    '%s refuses a ticket with the reason and never prints it later',
    async (_name, condition, paper, fault, code) => {
      const { printer, screen, ask, become } = await hallWithPrinter();
      await become(condition, paper, fault);
      expect(await ask()).toMatchObject({ ok: false, code });
      await become(WELL, 'ok', 'none');
      expect(printer.jobs()).toEqual([]);
      expect(await ask()).toMatchObject({ ok: true });
      await screen.sees('ticket.printed');
      expect(printer.jobs()).toHaveLength(1);
      expect(printer.jobs()[0]).toContain('A001');
      expect(screen.all('ticket.issued')).toHaveLength(1);
    },
  );

  it('that stops in the middle leaves the ticket uncertain, says so, and gets it no second time', async () => {
    const { printer, screen, ask, askAndHear, become } = await hallWithPrinter();
    await askAndHear();
    printer.become(NO_PAPER);
    const failed = await screen.sees('ticket.printFailed');
    expect(failed.data).toMatchObject({ code: 'printer.interrupted', uncertain: true, printer: 'printer' });
    expect(await screen.sees('alert.raised', ({ data }) => data.kind === 'print.failed')).toMatchObject({
      cause: failed.seq,
    });
    await become(WELL, 'ok', 'none');
    await ask();
    await screen.sees('ticket.printed');
    expect(printer.jobs().map((job) => /A\d{3}/.exec(job)?.[0])).toEqual(['A001', 'A002']);
    expect(screen.state.tickets[failed.data.ticket]?.print).toBe('uncertain');
  });

  it('that falls silent after the job leaves the ticket uncertain', async () => {
    const { printer, screen, askAndHear } = await hallWithPrinter();
    await askAndHear();
    printer.become(null);
    expect((await screen.sees('ticket.printFailed')).data).toMatchObject({ uncertain: true });
  });

  it.each<[string, Condition | null, string]>([
    ['that ran out of paper', NO_PAPER, 'printer.paperOut'],
    ['whose cover was opened', COVER_OPEN, 'printer.cover'],
    ['that fell silent', null, 'device.noAnswer'],
  ])('%s just now, unheard, gets no ticket, for certain', async (_name, condition, code) => {
    const { printer, screen, ask } = await hallWithPrinter();
    printer.become(condition);
    expect(await ask()).toMatchObject({ ok: true });
    const { data } = await screen.sees('ticket.printFailed');
    expect(data).toMatchObject({ code, uncertain: false });
    expect(screen.state.tickets[data.ticket]?.print).toBe('failed');
    expect(printer.jobs()).toEqual([]);
  });

  it('whose cable is out gets nothing, now or later', async () => {
    const { printer, hall, screen, ask } = await hallWithPrinter();
    await printer.server.unplug();
    await screen.sees('device.availabilityChanged', ({ data }) => data.availability === 'offline');
    expect(await ask()).toMatchObject({ ok: false, code: 'printer.offline' });
    await printer.server.plug();
    await hall.line('paper', ({ connected, counters }) => connected && counters.reconnects > 0);
    await screen.sees('device.availabilityChanged', ({ data, seq }) => {
      return data.availability === 'online' && seq > (screen.all('command.refused')[0]?.seq ?? Infinity);
    });
    expect(printer.jobs()).toEqual([]);
  });

  it('gets the tickets of a crowd one after the other, each once', async () => {
    const { printer, screen, ask } = await hallWithPrinter();
    const answers = await Promise.all(Array.from({ length: 6 }, ask));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    await screen.sees('ticket.printed', ({ data }) => data.ticket.endsWith('A006'));
    const numbers = printer.jobs().map((job) => /A\d{3}/.exec(job)?.[0]);
    expect(numbers).toEqual(['A001', 'A002', 'A003', 'A004', 'A005', 'A006']);
  });
});
