import type { Bilingual, Language } from '../../../shared/text.ts';
import { simulatedDrivers } from '../../sim/lone-devices.ts';
import { faultNames, faultWords } from '../../sim/ports/faults.ts';
import { messageFaultNames, messageFaultWords } from '../../sim/ports/message-faults.ts';

/** How many times as fast as the real one a simulated hall may be. */
export const HIGHEST_SPEED = 100;
const PER_LINE = 4;
const drivers = Array.from({ length: Math.ceil(simulatedDrivers.length / PER_LINE) }, (_, row) =>
  simulatedDrivers.slice(row * PER_LINE, (row + 1) * PER_LINE).join(', '),
)
  .map((some) => `                    ${some}`)
  .join(',\n');

function listOf(names: readonly string[], words: Record<string, Bilingual>, language: Language): string {
  return names.map((name) => `    ${name.padEnd(10)}${words[name]?.[language] ?? ''}`).join('\n');
}

const byteFaults = (language: Language) => listOf(faultNames, faultWords, language);
const messageFaults = (language: Language) => listOf(messageFaultNames, messageFaultWords, language);

/** The page of `hall sim --help`. */
export const help: Bilingual = {
  zh: `hall sim [参数]
hall sim --device <驱动> [参数]

把演示大厅的模拟设备作为独立程序运行，供任意桥接程序通过 TCP、伪终端与 MQTT 连接。
  --speed N         速度，1 到 ${HIGHEST_SPEED} 倍（默认 1）
  --seed N          随机种子（默认 1）；种子与设备收到的应答相同，则来的人与发生的事相同
  --port N          第一条线路的 TCP 端口，其余依次递增（默认 7001）
  --pty 文件夹      同时在该文件夹中提供伪串口（需要 socat）
  --broker 地址     MQTT 服务器（默认 mqtt://127.0.0.1:1883）；如何进入见下
  --write-config F  写出桥接程序所需的 YAML 配置（含进入 MQTT 服务器的口令）；- 为打印到屏幕

只运行一台设备，没有硬件也能试一个档案：
  --device 驱动     设备或档案文件（.yaml）。以下设备如实模拟，其他的说出自己样例中的帧：
${drivers}
  --settings JSON   设备设置，如 '{"address": 2}'
  以字节通信的：
  --tcp 端口        TCP 端口（默认 7001；0 为任选）
  --pty 路径        同时作为这个路径的伪串口（需要 socat）
  --topic 名        同时接在一台 Tasmota 设备的串口桥后，经 --broker 的服务器传字节
  经 MQTT 说话的：
  --broker 地址     MQTT 服务器（默认 mqtt://127.0.0.1:1883）；embedded 为随它一起运行一个（端口 1883）
  --username 用户名 --password 口令（或环境变量 HALL_BROKER_PASSWORD）
  --ca --cert --key mqtts 用的 PEM 文件；--verify no 不核对证书，仅供试用
运行时输入门号或按键名并回车，就像有人站在设备前。

故障，两种用法都可加，可写多个；值为每次说话出现该故障的概率，0 到 1：
  --fault 名=值     如 --fault noise=0.01,drop=0.05
  字节的线路：
${byteFaults('zh')}
  MQTT 设备的消息：
${messageFaults('zh')}

例：hall sim --speed 20 --write-config sim.yaml
    HALL_CONFIG=sim.yaml npm start
    hall sim --device kerong-cu48 --pty /tmp/ttyLock --fault split=0.5,damage=0.02
    hall sim --device sparkplug-b --broker embedded --settings '{"group": "hall", "node": "plc"}' --fault skip=0.2`,
  en: `hall sim [options]
hall sim --device <driver> [options]

Runs the simulated devices of the demo hall as a program of their own, for any bridge to
reach over TCP, pseudo-terminals and MQTT.
  --speed N         1 to ${HIGHEST_SPEED} times as fast (1)
  --seed N          seed of all chance (1): with the same answers, the same people and events
  --port N          TCP port of the first line, the others follow (7001)
  --pty FOLDER      offer each line as a serial port in this folder too (needs socat)
  --broker URL      the MQTT broker (mqtt://127.0.0.1:1883); how it is entered is said below
  --write-config F  write the YAML a bridge needs for this hall, the password of the broker too; - prints it

One device alone, to try a profile without hardware:
  --device DRIVER   a device, or the file of a profile (.yaml). These are simulated as they are,
                    others say the frames of their own examples:
${drivers}
  --settings JSON   settings of the device, as '{"address": 2}'
  For one that speaks bytes:
  --tcp PORT        TCP port (7001; 0 takes any)
  --pty PATH        offer it as a serial port of this path too (needs socat)
  --topic NAME      put it behind the serial bridge of a Tasmota device too, at the --broker
  For one that speaks MQTT:
  --broker URL      the broker (mqtt://127.0.0.1:1883); embedded runs one beside it, at port 1883
  --username NAME   --password WORD (or HALL_BROKER_PASSWORD in the environment)
  --ca --cert --key PEM files for mqtts; --verify no takes any certificate, for a trial only
While it runs, type the number of a door or the name of a key and Enter, as somebody at the
device would press it.

Faults, for both; each is the chance, 0 to 1, for what is said in one go:
  --fault NAME=N    as --fault noise=0.01,drop=0.05
  of lines that carry bytes:
${byteFaults('en')}
  of the messages of devices that speak MQTT:
${messageFaults('en')}

Example: hall sim --speed 20 --write-config sim.yaml
         HALL_CONFIG=sim.yaml npm start
         hall sim --device kerong-cu48 --pty /tmp/ttyLock --fault split=0.5,damage=0.02
         hall sim --device sparkplug-b --broker embedded --settings '{"group": "hall", "node": "plc"}' --fault skip=0.2`,
};
