import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Bilingual } from '../../shared/text.ts';
import type { Driver } from '../drivers/driver.ts';
import { deviceNames, findDevice } from '../profiles/find.ts';
import { ProfileError } from '../profiles/load.ts';
import type { Profile } from '../profiles/profile.ts';
import { runSim, type SimOptions } from '../sim/command.ts';
import { byteLines } from '../sim/demo-hall.ts';
import { runDevice, type ByteOptions, type DeviceOptions } from '../sim/device-command.ts';
import { faultNames } from '../sim/ports/faults.ts';
import { driversOf, messageFaultNames } from '../sim/ports/message-faults.ts';
import { SimTrouble } from '../sim/trouble.ts';
import { help, HIGHEST_SPEED } from './sim/help.ts';
import { Options } from './sim/options.ts';
import type { Verb } from './verb.ts';

const verb: Verb = {
  summary: {
    zh: '运行模拟大厅或单台模拟设备（字节或 MQTT）',
    en: 'Run a simulated hall, or one device, of bytes or MQTT',
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

/** Faults that the messages of every kind of device can have. */
const ofAnyClient = messageFaultNames.filter((name) => driversOf(name) === undefined);

/** Starts what was asked for. */
type Start = () => Promise<{ stop(): Promise<void> }>;

function hallAsked(options: Options, tell: (said: Bilingual) => void): Start {
  const broker = options.broker('mqtt://127.0.0.1:1883');
  if (broker.url === 'embedded')
    options.refuse(
      '--broker embedded 只与 --device 同用。',
      '--broker embedded goes with --device: a hall needs a broker that its bridge reaches too.',
    );
  const asked: SimOptions = {
    speed: options.number('speed', 1, 1, HIGHEST_SPEED),
    seed: options.number('seed', 1, 0, 2 ** 31),
    port: options.number('port', 7001, 1, 65_536 - byteLines.length),
    broker,
    pty: options.text('pty'),
    writeConfig: options.text('write-config'),
    faults: options.faults([...faultNames, ...ofAnyClient]),
  };
  return () => runSim(asked, tell);
}

/** The device that was named, or the one that a profile's file describes. */
async function deviceOf(options: Options): Promise<{ driver: Driver; profile?: Profile | undefined }> {
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
    return found;
  } catch (error) {
    if (error instanceof ProfileError) throw new SimTrouble(error.words, { cause: error });
    throw error;
  }
}

/** The serial bridge of a Tasmota device, if one is asked for. */
function bridgeAsked(options: Options): ByteOptions['bridge'] {
  const topic = options.text('topic');
  if (topic === undefined) return undefined;
  if (!/^[^+#\0/%]{1,100}$/.test(topic))
    options.refuse('--topic 应为一级主题，如 bus-1。', '--topic is one level of a topic, as bus-1.');
  return { topic, broker: options.broker('mqtt://127.0.0.1:1883') };
}

async function deviceAsked(options: Options, tell: (said: Bilingual) => void): Promise<Start> {
  const { driver, profile } = await deviceOf(options);
  options.forMedium(driver.medium);
  const common = { settings: options.settings(driver), seed: options.number('seed', 1, 0, 2 ** 31) };
  const asked: DeviceOptions =
    driver.medium === 'bytes'
      ? {
          ...{ ...common, driver, profile },
          tcp: options.number('tcp', 7001, 0, 65_535),
          pty: options.text('pty'),
          bridge: bridgeAsked(options),
          faults: options.faults(faultNames),
        }
      : {
          ...{ ...common, driver },
          broker: options.broker('mqtt://127.0.0.1:1883'),
          faults: options.faults(
            messageFaultNames.filter((name) => driversOf(name)?.includes(driver.id) !== false),
          ),
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
