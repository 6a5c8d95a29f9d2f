import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Bilingual } from '../../shared/text.ts';
import type { ByteDriver } from '../drivers/driver.ts';
import { deviceNames, findDevice } from '../profiles/find.ts';
import { ProfileError } from '../profiles/load.ts';
import type { Profile } from '../profiles/profile.ts';
import { runSim, type SimOptions } from '../sim/command.ts';
import { byteLines } from '../sim/demo-hall.ts';
import { runDevice, type DeviceOptions } from '../sim/device-command.ts';
import { SimTrouble } from '../sim/trouble.ts';
import { help, HIGHEST_SPEED } from './sim/help.ts';
import { Options } from './sim/options.ts';
import type { Verb } from './verb.ts';

const verb: Verb = {
  summary: {
    zh: '运行模拟大厅或单台模拟设备（字节级）',
    en: 'Run a simulated hall, or one device, of bytes',
  },
  help,
  async run(words, { language, out }) {
    const tell = (said: Bilingual) => out(said[language]);
    const options = new Options(words, language);
    try {
      const start = options.has('device') ? await deviceAsked(options, tell) : hallAsked(options, tell);
      const ended = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
      const running = await start();
      await ended;
      await running.stop();
      return 0;
    } catch (error) {
      if (!(error instanceof SimTrouble)) throw error;
      out(error.words[language]);
      return 1;
    }
  },
};
export default verb;

/** Starts what was asked for. */
type Start = () => Promise<{ stop(): Promise<void> }>;

function hallAsked(options: Options, tell: (said: Bilingual) => void): Start {
  const broker = options.text('broker') ?? 'mqtt://127.0.0.1:1883';
  if (!/^mqtts?:\/\/[^/]+/.test(broker)) {
    options.refuse(`--broker 应形如 mqtt://主机:1883。`, '--broker must look like mqtt://host:1883.');
  }
  const asked: SimOptions = {
    speed: options.number('speed', 1, 1, HIGHEST_SPEED),
    seed: options.number('seed', 1, 0, 2 ** 31),
    port: options.number('port', 7001, 1, 65_536 - byteLines.length),
    broker,
    pty: options.text('pty'),
    writeConfig: options.text('write-config'),
    faults: options.faults(),
  };
  return () => runSim(asked, tell);
}

/** The device that was named, or the one that a profile's file describes. */
async function deviceOf(options: Options): Promise<{ driver: ByteDriver; profile?: Profile | undefined }> {
  const name = options.text('device') ?? '';
  try {
    const found = await findDevice(name);
    if (!found) {
      const known = (await deviceNames()).join(', ');
      return options.refuse(
        `没有设备“${name}”，可用：${known}。`,
        `There is no device "${name}"; known: ${known}.`,
      );
    }
    const { driver, profile } = found;
    if (driver.medium === 'bytes') return { driver, profile };
  } catch (error) {
    if (error instanceof ProfileError) throw new SimTrouble(error.words, { cause: error });
    throw error;
  }
  return options.refuse(
    `${name} 说 MQTT 消息，不能单独模拟。`,
    `${name} speaks MQTT and cannot be simulated alone.`,
  );
}

async function deviceAsked(options: Options, tell: (said: Bilingual) => void): Promise<Start> {
  const { driver, profile } = await deviceOf(options);
  const asked: DeviceOptions = {
    driver,
    profile,
    settings: options.settings(driver),
    tcp: options.number('tcp', 7001, 0, 65_535),
    pty: options.text('pty'),
    faults: options.faults(),
    seed: options.number('seed', 1, 0, 2 ** 31),
  };
  return () => playDevice(asked, tell);
}

/** Runs a device, and does at it what is typed. */
async function playDevice(asked: DeviceOptions, tell: (said: Bilingual) => void): ReturnType<Start> {
  const device = await runDevice(asked, tell);
  const typed = createInterface({ input: process.stdin });
  typed.on('line', (line) => {
    const words = line.trim();
    if (words !== '' && !device.type(words))
      tell({ zh: `不懂“${words}”。`, en: `"${words}" means nothing here.` });
  });
  return {
    async stop() {
      typed.close();
      await device.stop();
    },
  };
}
