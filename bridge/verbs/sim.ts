import { once } from 'node:events';
import { parseArgs } from 'node:util';
import type { Language } from '../../shared/text.ts';
import { runSim, type SimOptions } from '../sim/command.ts';
import { byteLines } from '../sim/demo-hall.ts';
import { SimTrouble } from '../sim/trouble.ts';
import { UsageError, type Verb } from './verb.ts';

const HIGHEST_SPEED = 100;

const verb: Verb = {
  summary: { zh: '运行模拟大厅（字节级的模拟设备）', en: 'Run a simulated hall of byte-level devices' },
  help: {
    zh: `hall sim [参数]

把演示大厅的模拟设备作为独立程序运行，供任意桥接程序通过 TCP、伪终端与 MQTT 连接。
  --speed N         速度，1 到 ${HIGHEST_SPEED} 倍（默认 1）
  --seed N          随机种子（默认 1）；种子与设备收到的应答相同，则来的人与发生的事相同
  --port N          第一条线路的 TCP 端口，其余依次递增（默认 7001）
  --pty 文件夹      同时在该文件夹中提供伪串口（需要 socat）
  --broker 地址     MQTT 服务器（默认 mqtt://127.0.0.1:1883）
  --write-config F  写出桥接程序所需的 YAML 配置；- 为打印到屏幕

例：hall sim --speed 20 --write-config sim.yaml
    HALL_CONFIG=sim.yaml npm start`,
    en: `hall sim [options]

Runs the simulated devices of the demo hall as a program of their own, for any bridge to
reach over TCP, pseudo-terminals and MQTT.
  --speed N         1 to ${HIGHEST_SPEED} times as fast (1)
  --seed N          seed of all chance (1): with the same answers, the same people and events
  --port N          TCP port of the first line, the others follow (7001)
  --pty FOLDER      offer each line as a serial port in this folder too (needs socat)
  --broker URL      the MQTT broker (mqtt://127.0.0.1:1883)
  --write-config F  write the YAML a bridge needs for this hall; - prints it

Example: hall sim --speed 20 --write-config sim.yaml
         HALL_CONFIG=sim.yaml npm start`,
  },
  async run(words, { language, out }) {
    const options = readOptions(words, language);
    const ended = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    try {
      const sim = await runSim(options, (said) => out(said[language]));
      await ended;
      await sim.stop();
      return 0;
    } catch (error) {
      if (!(error instanceof SimTrouble)) throw error;
      out(error.words[language]);
      return 1;
    }
  },
};
export default verb;

const names = ['speed', 'seed', 'port', 'pty', 'broker', 'write-config'];

function readOptions(words: string[], language: Language): SimOptions {
  const refuse = (zh: string, en: string): never => {
    throw new UsageError(language === 'zh' ? zh : en);
  };
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const { values, positionals } = parseArgs({ args: words, options, strict: false, allowPositionals: true });
  for (const [name, value] of Object.entries(values)) {
    if (!names.includes(name)) refuse(`没有参数 --${name}。`, `There is no option --${name}.`);
    if (typeof value !== 'string') refuse(`--${name} 后面缺少值。`, `--${name} needs a value.`);
  }
  if (positionals[0] !== undefined) refuse(`多余的“${positionals[0]}”。`, `"${positionals[0]}" is too much.`);
  const text = (name: string) => values[name] as string | undefined;
  const number = (name: string, fallback: number, low: number, high: number): number => {
    const value = text(name) ?? String(fallback);
    const isFine = /^\d+$/.test(value) && Number(value) >= low && Number(value) <= high;
    if (!isFine)
      refuse(
        `--${name} 应为 ${low} 到 ${high} 的整数，而不是“${value}”。`,
        `--${name} must be a whole number from ${low} to ${high}, not "${value}".`,
      );
    return Number(value);
  };
  const broker = text('broker') ?? 'mqtt://127.0.0.1:1883';
  if (!/^mqtts?:\/\/[^/]+/.test(broker)) {
    refuse(`--broker 应形如 mqtt://主机:1883。`, '--broker must look like mqtt://host:1883.');
  }
  return {
    speed: number('speed', 1, 1, HIGHEST_SPEED),
    seed: number('seed', 1, 0, 2 ** 31),
    port: number('port', 7001, 1, 65_536 - byteLines.length),
    broker,
    pty: text('pty'),
    writeConfig: text('write-config'),
  };
}
