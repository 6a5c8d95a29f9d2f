import { describe, expect, it } from 'vitest';
import { PacedClock } from '../../../bridge/clock/paced.ts';
import { fromHex, toHex } from '../../../bridge/framing/bytes.ts';
import { SimulatedPrinter } from '../../../bridge/sim/devices/printer.ts';
import { BytePort } from '../../../bridge/sim/ports/byte-port.ts';
import { SECOND } from '../../../shared/time.ts';

const ticket = new Uint8Array([...new TextEncoder().encode('A001\n'), 0x1d, 0x56, 0x00]);
const reportAll = fromHex('1D 61 FF');
const askPaper = fromHex('10 04 04');

function printerWith(tickets: number) {
  const clock = new PacedClock(0);
  const port = new BytePort();
  const printer = new SimulatedPrinter(port, clock, tickets);
  const said: string[] = [];
  const printed: string[] = [];
  printer.printed = (text) => printed.push(text.trim());
  const link = port.attach({ bytes: (chunk) => said.push(toHex(chunk)), closed: () => said.push('closed') });
  return { clock, printer, said, printed, link, port };
}

describe('a printer that runs out of paper', () => {
  it('tells so by itself and when asked, and prints what waited once there is paper', async () => {
    const { clock, printer, said, printed, link } = printerWith(1);
    link.write(reportAll);
    for (let i = 0; i < 2; i++) link.write(ticket);
    await clock.runTo(5 * SECOND);
    expect(printed).toEqual(['A001']);
    expect(printer.paper).toBe('out');
    const whenOut = said.at(-1);
    link.write(askPaper);
    expect(said.at(-1)).toBe('7E');
    printer.loadPaper(250);
    expect(said.at(-1)).not.toBe(whenOut);
    await clock.runTo(10 * SECOND);
    expect(printed).toEqual(['A001', 'A001']);
  });

  it('stands still while its cover is open', async () => {
    const { clock, printer, printed, link } = printerWith(100);
    printer.setCover(true);
    link.write(ticket);
    await clock.runTo(5 * SECOND);
    expect(printed).toEqual([]);
    printer.setCover(false);
    await clock.runTo(10 * SECOND);
    expect(printed).toEqual(['A001']);
  });

  it('forgets its buffer with its power, and its line goes down', async () => {
    const { clock, printer, said, printed, link } = printerWith(100);
    link.write(ticket);
    printer.powerOff();
    printer.powerOn();
    await clock.runTo(5 * SECOND);
    expect(printed).toEqual([]);
    expect(said).toEqual(['closed']);
  });
});
