import { describe, expect, it } from 'vitest';
import { PacedClock } from '../../../bridge/clock/paced.ts';
import { fromHex, toHex } from '../../../bridge/framing/bytes.ts';
import { SimulatedPrinter, type PrinterTraits } from '../../../bridge/sim/devices/printer.ts';
import { BytePort } from '../../../bridge/sim/ports/byte-port.ts';
import { SECOND } from '../../../shared/time.ts';

function printerWith(traits?: PrinterTraits) {
  const clock = new PacedClock(0);
  const port = new BytePort();
  const printer = new SimulatedPrinter(port, clock, 100, traits);
  const said: string[] = [];
  const link = port.attach({ bytes: (chunk) => said.push(toHex(chunk)), closed: () => said.push('closed') });
  const ask = (hex: string) => {
    said.length = 0;
    link.write(fromHex(hex));
    return [...said];
  };
  return { clock, printer, said, ask };
}

describe('a simulated printer', () => {
  it('answers each question with its own byte', () => {
    const { printer, ask } = printerWith();
    const all = () => ['10 04 01', '10 04 02', '10 04 03', '10 04 04'].flatMap(ask);
    expect(all()).toEqual(['12', '12', '12', '12']);
    printer.setCutter(true);
    expect(all()).toEqual(['1A', '52', '1A', '12']);
    printer.setCutter(false);
    printer.setHot(true);
    expect(all()).toEqual(['1A', '52', '52', '12']);
    printer.setHot(false);
    printer.loadPaper(5);
    expect(all()).toEqual(['12', '12', '12', '1E']);
  });

  it('reports a change by itself from when it is told to until it is reset', () => {
    const { printer, said, ask } = printerWith();
    printer.setCover(true);
    expect(said).toEqual([]);
    expect(ask('10 14 07 01')).toEqual(['38 00 00 00']);
    printer.setCover(false);
    expect(ask('1D 61 4E')).toEqual(['10 00 00 00']);
    printer.setHot(true);
    expect(said).toEqual(['10 00 00 00', '18 40 00 00']);
    printer.setHot(false);
    ask('1B 40');
    printer.setCover(true);
    expect(said).toEqual([]);
  });

  it('answers behind a ticket only once the ticket is cut', async () => {
    const { clock, said, ask } = printerWith();
    expect(ask('41 0A 1D 56 42 00 1D 72 01')).toEqual([]);
    await clock.runTo(SECOND);
    expect(said).toEqual(['00']);
  });

  it('knows who it is, or does not', () => {
    expect(printerWith().ask('1D 49 42')).toEqual(['5F 48 41 4C 4C 00']);
    expect(printerWith({ identity: false }).ask('1D 49 42')).toEqual([]);
  });

  it('tells all with a presenter, and nothing without', async () => {
    const { clock, printer, ask } = printerWith({ presenter: true });
    expect(ask('10 04 14')).toEqual(['10 0F 00 00 00 00']);
    ask('41 0A 1D 56 42 00');
    await clock.runTo(SECOND);
    printer.setHot(true);
    expect(ask('10 04 14')).toEqual(['10 0F 20 00 01 00']);
    printer.takeTicket();
    expect(ask('10 04 14')).toEqual(['10 0F 00 00 01 00']);
    expect(printerWith().ask('10 04 14')).toEqual([]);
  });

  it('loses its power in the middle of what it was sent', () => {
    const { printer, said, ask } = printerWith();
    printer.dieAfter(5);
    expect(ask('10 04 01')).toEqual(['12']);
    ask('41 42 43');
    expect(said).toEqual(['closed']);
  });
});
