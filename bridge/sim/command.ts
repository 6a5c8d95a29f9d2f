import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { hallSchema } from '../../shared/config/schema.ts';
import { systemClock } from '../clock/clock.ts';
import { PacedClock } from '../clock/paced.ts';
import { byteLines, demoHall, serialEndpoints, tcpEndpoints } from './demo-hall.ts';
import { connectMqtt } from './ports/mqtt.ts';
import { openPty } from './ports/pty.ts';
import { serveTcp } from './ports/tcp.ts';
import { SimulatedHall } from './simulated-hall.ts';

/** Options of `hall sim`, as they come from the command line. */
export interface SimOptions {
  /** How many times as fast as the real hall, 1 to 100. */
  speed?: number;
  seed?: number;
  /** TCP port of the first line; the others follow. */
  port?: number;
  /** Folder in which each line also appears as a serial port. */
  pty?: string;
  /** Address of the MQTT broker. */
  broker?: string;
  /** Where to write the configuration of a bridge for this hall; `-` prints it. */
  writeConfig?: string;
}

const host = '127.0.0.1';

/**
 * Runs a simulated hall as a program of its own, until `stop`.
 *
 * @param out told what a person at the terminal should know
 * @throws RangeError on an option out of range; Error when a port is taken, or no broker or socat is there
 */
export async function runSim(
  options: SimOptions,
  out: (line: string) => void,
): Promise<{ stop(): Promise<void> }> {
  const { speed = 1, seed = 1, port = 7001, broker = 'mqtt://127.0.0.1:1883', pty, writeConfig } = options;
  if (!(speed >= 1 && speed <= 100)) throw new RangeError('--speed must be from 1 to 100');
  if (!Number.isInteger(seed)) throw new RangeError('--seed must be a whole number');
  if (!Number.isInteger(port) || port < 1 || port + byteLines.length > 65536) {
    throw new RangeError('--port must leave room for all lines below 65536');
  }
  const endpoints = pty === undefined ? tcpEndpoints(host, port, broker) : serialEndpoints(pty, broker);
  const input = demoHall(endpoints);
  if (writeConfig !== undefined) await writeConfiguration(stringify(input), writeConfig, out);

  const clock = new PacedClock(Date.now());
  const sim = new SimulatedHall({ hall: hallSchema.parse(input), clock, wire: systemClock, seed });
  const closers: (() => Promise<void>)[] = [];
  const stop = async () => {
    sim.stop();
    clock.stop();
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    for (const [index, line] of byteLines.entries()) {
      const served = await serveTcp(sim.bytePort(line), { host, port: port + index });
      closers.push(() => served.close());
    }
    if (pty !== undefined) {
      await mkdir(pty, { recursive: true });
      for (const [index, line] of byteLines.entries()) {
        const opened = await openPty(join(pty, line), port + index);
        closers.push(() => opened.close());
      }
    }
    const client = await connectMqtt(sim.messages, broker);
    closers.push(() => client.close());
  } catch (error) {
    await stop();
    throw error;
  }
  sim.start({ live: true });
  clock.start(speed);
  out(
    `Lines: tcp ${host}:${port} to ${port + byteLines.length - 1}${pty === undefined ? '' : `, serial ${pty}/`}`,
  );
  out(`MQTT: ${broker}. Speed ${speed}, seed ${seed}.`);
  return { stop };
}

async function writeConfiguration(yaml: string, file: string, out: (line: string) => void): Promise<void> {
  if (file === '-') {
    out(yaml.trimEnd());
    return;
  }
  await writeFile(file, yaml);
  out(`Configuration: ${file}`);
}
