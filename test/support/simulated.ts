import { onTestFinished } from 'vitest';
import { systemClock } from '../../bridge/clock/clock.ts';
import { LockBoard } from '../../bridge/sim/devices/lock-board.ts';
import { SimulatedPrinter, type PrinterTraits } from '../../bridge/sim/devices/printer.ts';
import { SimulatedSign } from '../../bridge/sim/devices/sign.ts';
import { BytePort } from '../../bridge/sim/ports/byte-port.ts';
import { serveTcp } from '../../bridge/sim/ports/tcp.ts';

async function serve(port: BytePort): Promise<number> {
  const served = await serveTcp(port, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => served.close());
  return served.port;
}

/** A simulated sign behind a TCP port of this machine, in the time zone of the small hall. */
export async function servedSign(): Promise<{ sign: SimulatedSign; port: number }> {
  const port = new BytePort();
  const sign = new SimulatedSign(port, systemClock, { screen: 1, zone: 'Asia/Shanghai' });
  return { sign, port: await serve(port) };
}

/** A simulated printer behind a TCP port of this machine, and the tickets that came out of it. */
export async function servedPrinter(
  traits?: PrinterTraits,
): Promise<{ printer: SimulatedPrinter; port: number; printed: string[] }> {
  const port = new BytePort();
  const printer = new SimulatedPrinter(port, systemClock, 200, traits);
  const printed: string[] = [];
  printer.printed = (text) => printed.push(/[A-Z]\d{3}/.exec(text)?.[0] ?? text);
  return { printer, port: await serve(port), printed };
}

/** A simulated lock board with eight doors, and eight switches behind them. */
export async function servedLockBoard(): Promise<{ board: LockBoard; served: BytePort; port: number }> {
  const served = new BytePort();
  const settings = { address: 1, groups: 2, groupOrder: 'highFirst', feedback: 'shortWhenLocked' } as const;
  return { board: new LockBoard(served, settings, 8), served, port: await serve(served) };
}
