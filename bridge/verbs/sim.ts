import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { runSim } from '../sim/command.ts';
import { UsageError, type Verb } from './verb.ts';

const verb: Verb = {
  summary: { zh: '运行模拟大厅（字节级的模拟设备）', en: 'Run a simulated hall of byte-level devices' },
  help: {
    zh: `hall sim [参数]

把演示大厅的模拟设备作为独立程序运行，供任意桥接程序通过 TCP、伪终端与 MQTT 连接。
  --speed N         速度，1 到 100 倍（默认 1）
  --seed N          随机种子；相同种子的两次运行完全一致（默认 1）
  --port N          第一条线路的 TCP 端口，其余依次递增（默认 7001）
  --pty 文件夹      同时在该文件夹中提供伪串口（需要 socat）
  --broker 地址     MQTT 服务器（默认 mqtt://127.0.0.1:1883）
  --write-config F  写出桥接程序所需的 YAML 配置；- 为打印到屏幕`,
    en: `hall sim [options]

Runs the simulated devices of the demo hall as a program of their own, for any bridge to
reach over TCP, pseudo-terminals and MQTT.
  --speed N         1 to 100 times as fast (1)
  --seed N          seed of all chance; two runs of one seed are equal (1)
  --port N          TCP port of the first line, the others follow (7001)
  --pty FOLDER      offer each line as a serial port in this folder too (needs socat)
  --broker URL      the MQTT broker (mqtt://127.0.0.1:1883)
  --write-config F  write the YAML a bridge needs for this hall; - prints it`,
  },
  async run(words, { out }) {
    const { values } = readOptions(words);
    const { speed, seed, port, pty, broker } = values;
    try {
      const sim = await runSim(
        {
          ...(speed !== undefined ? { speed: Number(speed) } : {}),
          ...(seed !== undefined ? { seed: Number(seed) } : {}),
          ...(port !== undefined ? { port: Number(port) } : {}),
          ...(pty !== undefined ? { pty } : {}),
          ...(broker !== undefined ? { broker } : {}),
          ...(values['write-config'] !== undefined ? { writeConfig: values['write-config'] } : {}),
        },
        out,
      );
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
      await sim.stop();
      return 0;
    } catch (error) {
      if (error instanceof RangeError) throw new UsageError(error.message);
      out(error instanceof Error ? error.message : String(error));
      return 1;
    }
  },
};
export default verb;

function readOptions(words: string[]) {
  const option = { type: 'string' } as const;
  try {
    return parseArgs({
      args: words,
      options: {
        speed: option,
        seed: option,
        port: option,
        pty: option,
        broker: option,
        'write-config': option,
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : '');
  }
}
