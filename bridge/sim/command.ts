import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { BrokerInput } from '../../shared/config/line.ts';
import { hideValue } from '../../shared/config/secrets.ts';
import { hallSchema } from '../../shared/config/schema.ts';
import { same, type Bilingual } from '../../shared/text.ts';
import { systemClock } from '../clock/clock.ts';
import { PacedClock } from '../clock/paced.ts';
import { byteLines, demoHall, serialEndpoints, tcpEndpoints } from './demo-hall.ts';
import { connectMqtt } from './ports/mqtt.ts';
import type { Faults } from './ports/faults.ts';
import type { MessageFaults } from './ports/message-faults.ts';
import type { MessageSeat } from './ports/message-port.ts';
import { faultyPort } from './ports/faulty.ts';
import { openPty } from './ports/pty.ts';
import { serveTcp } from './ports/tcp.ts';
import { streamsOf } from './random.ts';
import { SimulatedHall } from './simulated-hall.ts';
import { SimTrouble } from './trouble.ts';

/** Options of `hall sim`. */
export interface SimOptions {
  /** How many times as fast as the real hall. */
  speed: number;
  seed: number;
  /** TCP port of the first line; the others follow. */
  port: number;
  /** Folder in which each line also appears as a serial port. */
  pty?: string | undefined;
  /** The MQTT broker, and how it is entered. */
  broker: BrokerInput;
  /** Where to write the configuration of a bridge for this hall; `-` prints it. */
  writeConfig?: string | undefined;
  /** What goes wrong on every line, be it of bytes or of messages. */
  faults: Faults & MessageFaults;
}

const host = '127.0.0.1';

/**
 * Runs a simulated hall as a program of its own, until `stop`.
 *
 * @param out told what a person at the terminal should know
 * @throws SimTrouble when a port is taken, or no broker or socat is there
 */
export async function runSim(
  { speed, seed, port, broker, pty, writeConfig, faults }: SimOptions,
  out: (words: Bilingual) => void,
): Promise<{ stop(): Promise<void> }> {
  const endpoints = pty === undefined ? tcpEndpoints(host, port, broker) : serialEndpoints(pty, broker);
  const input = demoHall(endpoints);
  if (writeConfig !== undefined) await writeConfiguration(stringify(input), writeConfig, out);

  const clock = new PacedClock(Date.now());
  const sim = new SimulatedHall({ hall: hallSchema.parse(input), clock, wire: systemClock, seed });
  const streams = streamsOf(seed);
  const portOf = (line: string) =>
    faultyPort(sim.bytePort(line), { faults, random: streams(`faults/${line}`), clock: systemClock });
  const wireOf = ({ settings: { id } }: MessageSeat) => ({
    faults,
    random: streams(`faults/${id}`),
    clock: systemClock,
  });
  const closers: (() => Promise<void>)[] = [];
  const stop = async () => {
    sim.stop();
    clock.stop();
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    for (const [index, line] of byteLines.entries()) {
      const served = await serveTcp(portOf(line), { host, port: port + index }).catch(taken);
      closers.push(() => served.close());
    }
    if (pty !== undefined) {
      await mkdir(pty, { recursive: true });
      for (const [index, line] of byteLines.entries()) {
        const opened = await openPty(join(pty, line), port + index);
        closers.push(() => opened.close());
      }
    }
    const client = await connectMqtt(sim.messages, broker, wireOf);
    closers.push(() => client.close());
  } catch (error) {
    await stop();
    throw error;
  }
  sim.start({ live: true });
  clock.start(speed);
  const address = hideValue('url', broker.url);
  const lines = `tcp ${host}:${port} … ${port + byteLines.length - 1}${pty === undefined ? '' : `, ${pty}/`}`;
  out({
    zh: `线路：${lines}；MQTT：${address}。${speed} 倍速，种子 ${seed}。Ctrl+C 结束。`,
    en: `Lines: ${lines}; MQTT: ${address}. Speed ${speed}, seed ${seed}. Ctrl+C ends it.`,
  });
  return { stop };
}

function taken(error: NodeJS.ErrnoException & { port?: number }): never {
  if (error.code !== 'EADDRINUSE') throw error;
  throw new SimTrouble(
    {
      zh: `端口 ${error.port} 已被占用：请用 --port 换一段端口。`,
      en: `Port ${error.port} is taken: choose other ports with --port.`,
    },
    { cause: error },
  );
}

async function writeConfiguration(
  yaml: string,
  file: string,
  out: (words: Bilingual) => void,
): Promise<void> {
  if (file === '-') {
    out(same(yaml.trimEnd()));
    return;
  }
  // It may hold the password of the broker.
  await writeFile(file, yaml, { mode: 0o600 });
  out({ zh: `已写入配置 ${file}`, en: `Configuration written to ${file}` });
}
