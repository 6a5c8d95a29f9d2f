import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SerialPortEntry } from '../../shared/config/ports.ts';
import type { HallConfig } from '../../shared/config/schema.ts';
import type { Language } from '../../shared/text.ts';
import { checkHall } from '../config/check.ts';
import { readSettings } from '../config/settings.ts';
import { loadCatalog } from '../profiles/catalog.ts';
import { listSerialPorts } from '../transports/serial-ports.ts';
import { UsageError, type Verb } from './verb.ts';

const verb: Verb = {
  summary: { zh: '列出本机的串口', en: 'List the serial ports of this machine' },
  help: {
    zh: `hall ports

列出本机的串口：系统名、固定名称（by-id、by-path）、厂商与型号、序列号，以及占用它的线路
（取自 HALL_CONFIG 或数据文件夹中的 hall.yaml）。没有串口或没有权限时说明怎么办。`,
    en: `hall ports

Lists the serial ports of this machine: the system's name, the names that stay (by-id,
by-path), maker and product, serial number, and the line that uses each (from HALL_CONFIG,
or hall.yaml in the data folder). Says what to do when there are none, or no permission.`,
  },
  async run(words, { language, out }) {
    if (words.length > 0) throw new UsageError();
    const ports = await listSerialPorts(await configuredHall());
    out(portTable(ports, language));
    return 0;
  },
};
export default verb;

/** The hall whose lines use the ports, if there is one that can be read. */
async function configuredHall(): Promise<HallConfig | null> {
  try {
    const { config, data, language } = readSettings(process.env);
    const checked = checkHall(
      readFileSync(config ?? join(data, 'hall.yaml'), 'utf8'),
      await loadCatalog(),
      language,
    );
    return 'hall' in checked ? checked.hall : null;
  } catch {
    return null;
  }
}

/** The ports as a terminal shows them, with what to do where something is missing. */
export function portTable(ports: readonly SerialPortEntry[], language: Language): string {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  if (ports.length === 0) {
    return say(
      `没有找到串口。\n- USB 转串口：检查是否插好，dmesg | tail 会显示是否认到。\n- 虚拟机或容器：需要把设备映射进来（如 --device /dev/ttyUSB0）。\n- 网络串口服务器不在此列：在配置中用 tcp 线路。`,
      `No serial port was found.\n- A USB adapter: see that it is plugged in; dmesg | tail tells whether the system knows it.\n- A virtual machine or container: the device must be passed in (--device /dev/ttyUSB0).\n- A serial device server on the network is not listed here: use a tcp line for it.`,
    );
  }
  const head = [
    say('串口', 'Port'),
    say('固定名称', 'Name that stays'),
    say('设备', 'Adapter'),
    say('序列号', 'Serial number'),
    say('使用者', 'Used by'),
    say('权限', 'Access'),
  ];
  const rows = ports.map(({ path, byId, byPath, maker, product, serialNumber, line, allowed }) => [
    path,
    byId[0] ?? byPath[0] ?? '—',
    [maker, product].filter(Boolean).join(' ') || '—',
    serialNumber ?? '—',
    line ?? '—',
    allowed ? say('可用', 'yes') : say('无权限', 'none'),
  ]);
  const table = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...table.map((row) => widthOf(row[column] ?? ''))));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd(),
  );
  if (ports.every(({ allowed }) => allowed)) return lines.join('\n');
  const advice = say(
    '没有权限的串口：把用户加入 dialout 组（sudo usermod -aG dialout $USER），重新登录后生效。',
    'Ports without access: add the user to the group dialout (sudo usermod -aG dialout $USER) and log in again.',
  );
  return [...lines, '', advice].join('\n');
}

/** Columns of a terminal: a Chinese character takes two. */
function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/.test(sign) ? 2 : 1), 0);
}
