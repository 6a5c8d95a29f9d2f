import { stringify } from 'yaml';
import { same, type Bilingual } from '../../shared/text.ts';
import { systemClock } from '../clock/clock.ts';
import type { ByteDriver } from '../drivers/driver.ts';
import type { Profile } from '../profiles/profile.ts';
import { makeDevice } from './lone-devices.ts';
import { BytePort } from './ports/byte-port.ts';
import type { Faults } from './ports/faults.ts';
import { faultyPort } from './ports/faulty.ts';
import { openPty } from './ports/pty.ts';
import { serveTcp } from './ports/tcp.ts';
import { Random } from './random.ts';
import { SimTrouble } from './trouble.ts';

/** Options of `hall sim --device`. */
export interface DeviceOptions {
  driver: ByteDriver;
  profile?: Profile | undefined;
  /** As a hall's configuration has them. */
  settings: Record<string, unknown>;
  /** TCP port to serve it at; 0 for any. */
  tcp: number;
  /** Path under which it also appears as a serial port. */
  pty?: string | undefined;
  faults: Faults;
  seed: number;
}

/** A simulated device at its port, until `stop`. */
export interface RunningDevice {
  port: number;
  /** Does what a person at the device would. False for words that mean nothing to it. */
  type(words: string): boolean;
  stop(): Promise<void>;
}

const host = '127.0.0.1';

/**
 * Runs one simulated device.
 *
 * @param out told what a person would see of it, and first how a bridge reaches it
 * @throws SimTrouble for a port that is taken, or without socat
 */
export async function runDevice(
  { driver, profile, settings, tcp, pty, faults, seed }: DeviceOptions,
  out: (words: Bilingual) => void,
): Promise<RunningDevice> {
  const port = new BytePort();
  const checked = driver.settings.parse(settings) as Record<string, unknown>;
  const device = makeDevice({ driver, port, clock: systemClock, settings: checked, profile, tell: out });
  const line = { faults, random: new Random(`${seed}/faults`), clock: systemClock };
  const served = await serveTcp(faultyPort(port, line), { host, port: tcp }).catch(taken);
  const serial =
    pty === undefined
      ? null
      : await openPty(pty, served.port).catch(async (error: unknown) => {
          await served.close();
          throw error;
        });
  const transport =
    pty === undefined
      ? { kind: 'tcp', host, port: served.port }
      : { kind: 'serial', path: pty, baudRate: profile?.line.baudRate ?? 9600 };
  out({
    zh: `${driver.name.zh}，可写入大厅配置：`,
    en: `${driver.name.en}; for the configuration of a hall:`,
  });
  out(same(configurationOf(driver.id, transport, settings)));
  if (device.typing.en !== '') out(device.typing);
  return {
    port: served.port,
    type: (words) => device.type(words),
    async stop() {
      await serial?.close();
      await served.close();
    },
  };
}

function configurationOf(driver: string, transport: object, settings: object): string {
  const device = {
    id: 'sim',
    driver,
    line: 'sim',
    ...(Object.keys(settings).length > 0 ? { settings } : {}),
  };
  const hall = { lines: [{ id: 'sim', transport }], devices: [device] };
  return stringify(hall, { defaultStringType: 'PLAIN', flowCollectionPadding: true }).trimEnd();
}

function taken(error: NodeJS.ErrnoException & { port?: number }): never {
  if (error.code !== 'EADDRINUSE') throw error;
  throw new SimTrouble(
    {
      zh: `端口 ${error.port} 已被占用：请用 --tcp 换一个端口。`,
      en: `Port ${error.port} is taken: choose another with --tcp.`,
    },
    { cause: error },
  );
}
