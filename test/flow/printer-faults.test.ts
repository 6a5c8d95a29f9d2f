import { describe, expect, it } from 'vitest';
import type { FrameRecord } from '../../shared/channel.ts';
import type { PrinterTraits, SimulatedPrinter } from '../../bridge/sim/devices/printer.ts';
import { runningHall, tcpLine } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { SerialServer } from '../support/serial-server.ts';
import { servedPrinter } from '../support/simulated.ts';
import { until } from '../support/until.ts';

/** Longer than a simulated printer takes for a ticket. */
const printSeconds = 1.1;

async function hallWithPrinter(settings: Record<string, unknown> = {}, traits?: PrinterTraits) {
  const { printer, port, printed } = await servedPrinter(traits);
  const hall = await runningHall({
    lines: [tcpLine('paper', port)],
    devices: [
      {
        id: 'printer',
        driver: 'escpos-printer',
        line: 'paper',
        settings: { printSeconds, pollSeconds: 1, ...settings },
      },
    ],
  });
  const screen = await Screen.watching(hall.url);
  const ask = () => screen.command('issueTicket', { service: 'A', printer: 'printer' });
  /** Waits for a state of the printer, from now on. */
  const status = async (paper: string, fault: string) => {
    const isSo = () => {
      const known = screen.state.printers['printer'];
      const online = screen.state.devices['printer']?.availability === 'online';
      return online && known?.paper === paper && known.fault === fault ? true : null;
    };
    await until(isSo, `${paper}, ${fault}`);
  };
  const value = (name: string) => screen.state.values['printer']?.find((one) => one.name === name)?.value;
  /** Waits until the bytes of a ticket have left. */
  const jobSent = () => {
    const isJob = ({ direction, hex }: FrameRecord) => direction === 'out' && hex.startsWith('1B 40');
    return until(() => hall.bridge.fleet.logOf('paper')?.recent().find(isJob) ?? null, 'a job');
  };
  await status('ok', 'none');
  return { printer, printed, hall, screen, ask, jobSent, status, value };
}

type Fault = (printer: SimulatedPrinter, on: boolean) => void;

describe('a printer with a fault', () => {
  it.each<[string, Fault, string, string, string]>([
    ['no paper', (printer, on) => printer.loadPaper(on ? 0 : 200), 'out', 'none', 'printer.paperOut'],
    ['an open cover', (printer, on) => printer.setCover(on), 'ok', 'cover', 'printer.cover'],
    ['a jammed cutter', (printer, on) => printer.setCutter(on), 'ok', 'cutter', 'printer.fault'],
    ['a hot head', (printer, on) => printer.setHot(on), 'ok', 'recoverable', 'printer.fault'],
  ])('(%s) refuses tickets until it is mended', async (_, fault, paper, name, code) => {
    const { printer, printed, ask, status, screen } = await hallWithPrinter();
    fault(printer, true);
    await status(paper, name);
    expect(await ask()).toMatchObject({ ok: false, code });
    fault(printer, false);
    await status('ok', 'none');
    expect(await ask()).toMatchObject({ ok: true });
    await screen.sees('ticket.printed');
    expect(printed).toEqual(['A001']);
  });

  it('that is told only by its answers, for it reports nothing by itself, is known too', async () => {
    const { printer, status } = await hallWithPrinter();
    printer.forget();
    printer.setCutter(true);
    await status('ok', 'cutter');
    printer.setCutter(false);
    await status('ok', 'none');
  });

  it('prints on while its paper is low, and says that it is', async () => {
    const { printer, ask, status, screen } = await hallWithPrinter();
    printer.loadPaper(10);
    await status('low', 'none');
    expect(await ask()).toMatchObject({ ok: true });
    await screen.sees('ticket.printed');
  });

  it('and none that would answer is offline after three questions', async () => {
    const { printer, ask, status, screen } = await hallWithPrinter();
    printer.setMute(true);
    await screen.sees('device.availabilityChanged', ({ data }) => data.reason === 'noAnswer');
    expect(await ask()).toMatchObject({ ok: false, code: 'printer.offline' });
    printer.setMute(false);
    await status('ok', 'none');
  });
});

describe('a ticket', () => {
  it('whose printer dies in the middle of it is uncertain, and is not printed when it is back', async () => {
    const { printer, printed, ask, status, screen } = await hallWithPrinter({ pollSeconds: 60 });
    // The four questions before a ticket are twelve bytes, asked twice at most; a ticket is longer.
    printer.dieAfter(60);
    expect(await ask()).toMatchObject({ ok: true });
    const failed = await screen.sees('ticket.printFailed');
    expect(failed.data).toMatchObject({ code: 'printer.interrupted', uncertain: true });
    await screen.sees('device.availabilityChanged', ({ data }) => data.availability === 'offline');
    printer.powerOn();
    await status('ok', 'none');
    expect(await ask()).toMatchObject({ ok: true });
    await screen.sees('ticket.printed');
    expect(printed).toEqual(['A002']);
    expect(screen.state.tickets[failed.data.ticket]?.print).toBe('uncertain');
  });

  it('that uses up the roll is uncertain where only the status can tell', async () => {
    const { printer, ask, status, screen } = await hallWithPrinter();
    printer.loadPaper(1);
    await status('low', 'none');
    await ask();
    expect((await screen.sees('ticket.printFailed')).data).toMatchObject({ uncertain: true });
  });

  it('is known to be printed once it is cut, where the printer answers behind it', async () => {
    const { printed, ask, screen } = await hallWithPrinter({ proof: 'inStream', printSeconds: 0 });
    await ask();
    await screen.sees('ticket.printed');
    expect(printed).toEqual(['A001']);
  });

  it('in which the printer stops is uncertain, also where it would have answered behind it', async () => {
    const { printer, ask, jobSent, screen } = await hallWithPrinter({ proof: 'inStream', printSeconds: 0 });
    await ask();
    await jobSent();
    printer.powerOff();
    expect((await screen.sees('ticket.printFailed')).data).toMatchObject({ uncertain: true });
  });

  it('that is not proved when the hall is closed is uncertain afterwards', async () => {
    const { hall, ask, jobSent, screen } = await hallWithPrinter({ printSeconds: 20 });
    await ask();
    const { data } = await screen.sees('ticket.issued');
    await jobSent();
    await hall.stop();
    const again = await runningHall({}, { folder: hall.folder });
    const later = await Screen.watching(again.url);
    expect(later.state.tickets[data.ticket]?.print).toBe('uncertain');
    expect(Object.values(later.state.alerts).map(({ kind }) => kind)).toContain('print.failed');
  });
});

describe('a printer that is connected', () => {
  it('says who it is', async () => {
    const { value } = await hallWithPrinter();
    await until(() => (value('serial') === undefined ? null : true), 'the serial number');
    expect([value('maker'), value('model'), value('firmware')]).toEqual(['HALL', 'SIM-80', '1.00']);
  });

  it('and knows nothing of itself is as good as any', async () => {
    const { ask, screen, value } = await hallWithPrinter({}, { identity: false });
    expect(await ask()).toMatchObject({ ok: true });
    await screen.sees('ticket.printed');
    expect(value('maker')).toBeUndefined();
    expect(screen.state.devices['printer']?.availability).toBe('online');
  });

  it('and holds a ticket until it is taken says so', async () => {
    const { printer, ask, screen, value } = await hallWithPrinter({ presenter: true }, { presenter: true });
    const isHeld = (held: boolean) =>
      until(() => (value('ticket in output') === held ? true : null), `a ticket ${held ? 'held' : 'taken'}`);
    await isHeld(false);
    await ask();
    await screen.sees('ticket.printed');
    await isHeld(true);
    printer.takeTicket();
    await isHeld(false);
  });

  it('is asked how it is by a person', async () => {
    const { screen, hall } = await hallWithPrinter({ pollSeconds: 60 });
    const sent = (await hall.line('paper')).counters.bytesOut;
    expect(await screen.command('askStatus', { device: 'printer' })).toMatchObject({ ok: true });
    expect((await hall.line('paper')).counters.bytesOut).toBeGreaterThanOrEqual(sent + 12);
  });

  it('and says what nobody asked changes nothing by it, and that is counted', async () => {
    const server = await SerialServer.listen((bytes) =>
      bytes[0] === 0x10 && bytes[1] === 0x04 ? Uint8Array.of(0x12) : null,
    );
    const hall = await runningHall({
      lines: [tcpLine('paper', server.port)],
      devices: [{ id: 'printer', driver: 'escpos-printer', line: 'paper', settings: { pollSeconds: 60 } }],
    });
    const screen = await Screen.watching(hall.url);
    await screen.findsWell('printer');
    // The last of its first questions: whatever comes from now on answers none of the status.
    await server.hears('1D 49 44');
    await server.say('1A', '72');
    await hall.line('paper', ({ counters }) => counters.unclaimed === 2);
    expect(screen.state.printers['printer']).toEqual({ paper: 'ok', fault: 'none' });
  });

  it('and left one question unanswered is told again to report by itself', async () => {
    let silent = 0;
    const server = await SerialServer.listen((bytes) => {
      if (bytes[0] !== 0x10 || bytes[1] !== 0x04) return null;
      return silent-- > 0 ? null : Uint8Array.of(0x12);
    });
    const hall = await runningHall({
      lines: [tcpLine('paper', server.port)],
      devices: [{ id: 'printer', driver: 'escpos-printer', line: 'paper', settings: { pollSeconds: 1 } }],
    });
    const screen = await Screen.watching(hall.url);
    await screen.finds('printer', 'online');
    await server.hears('10 04 04', 2);
    const armed = server.times('1D 61 4E');
    silent = 1;
    await server.hears('1D 61 4E', armed + 1);
    expect(screen.state.devices['printer']?.availability).toBe('online');
  });
});
