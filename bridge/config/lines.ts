import { accessSync, constants, realpathSync } from 'node:fs';
import type { HallConfig, LineConfig } from '../../shared/config/schema.ts';
import type { Language } from '../../shared/text.ts';
import type { Mistake } from '../schemas/mistake.ts';

type Transport = LineConfig['transport'];

/** What a line occupies: two lines with the same key cannot both have it. */
interface Place {
  key: string;
  /** As the configuration writes it. */
  name: string;
}

/** What the schema alone cannot see of lines: ports that are one, files that are not there, what fits no broker. */
export function checkLines({ lines }: HallConfig, language: Language): Mistake[] {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const mistakes: Mistake[] = [];
  const taken = new Map<string, { line: string; name: string }>();
  lines.forEach((line, index) => {
    const path = ['lines', index];
    for (const { key, name } of placesOf(line.transport)) {
      const other = taken.get(key);
      if (!other) {
        taken.set(key, { line: line.id, name });
        continue;
      }
      const alias = other.name === name ? ['', ''] : [`（即 ${other.name}）`, ` (that is ${other.name})`];
      const message = say(
        `${name}${alias[0]} 已被线路“${other.line}”占用，“${line.id}”不能再用，请把设备放到那条线路上`,
        `${name}${alias[1]} is already used by the line "${other.line}": "${line.id}" cannot have it too; put its devices on that line`,
      );
      mistakes.push({ path: [...path, 'transport'], message });
    }
    if (line.transport.kind === 'tasmotaSerial') {
      mistakes.push(...checkBroker(line.transport, [...path, 'transport'], say));
    }
    if (line.transport.kind !== 'mqtt') return;
    for (const field of ['gap', 'turnaround', 'echo'] as const) {
      if (line[field] === undefined) continue;
      const message = say('MQTT 线路没有这一项，请删除', 'a line of MQTT has no such thing: remove it');
      mistakes.push({ path: [...path, field], message, at: 'key' });
    }
    mistakes.push(...checkBroker(line.transport, [...path, 'transport'], say));
  });
  return mistakes;
}

/** A serial port by the file it really is; an address by host and port; a broker may have any number of clients. */
function placesOf(transport: Transport): Place[] {
  switch (transport.kind) {
    case 'serial':
      return [{ key: `serial ${realPath(transport.path)}`, name: transport.path }];
    case 'tcp':
    case 'rfc2217': {
      const name = `${transport.host}:${transport.port}`;
      return [{ key: `tcp ${hostOf(transport.host)}:${transport.port}`, name }];
    }
    case 'udp': {
      const { host, port, localPort } = transport;
      const places = [{ key: `udp ${hostOf(host)}:${port}`, name: `${host}:${port}` }];
      if (localPort !== undefined) places.push({ key: `local ${localPort}`, name: `localPort ${localPort}` });
      return places;
    }
    case 'tasmotaSerial': {
      const { url, topic } = transport;
      return [{ key: `tasmota ${url} ${topic}`, name: `${url} ${topic}` }];
    }
    case 'mqtt':
      return [];
  }
}

function hostOf(host: string): string {
  const name = host.toLowerCase();
  return name === 'localhost' ? '127.0.0.1' : name;
}

/** The device file behind any number of links; a port that is not there now is known by its name. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function checkBroker(
  broker: Extract<Transport, { kind: 'mqtt' | 'tasmotaSerial' }>,
  path: (string | number)[],
  say: (zh: string, en: string) => string,
): Mistake[] {
  const mistakes: Mistake[] = [];
  const isSecure = broker.url.startsWith('mqtts://');
  for (const field of ['ca', 'cert', 'key'] as const) {
    const file = broker[field];
    if (file === undefined) continue;
    if (!isSecure) {
      const message = say('只用于 mqtts:// 地址', 'is for mqtts:// only: change the url, or remove it');
      mistakes.push({ path: [...path, field], message });
    } else if (!isReadable(file)) {
      const message = say(
        `读不到文件 ${file}，请检查路径和权限`,
        `cannot read ${file}: check path and rights`,
      );
      mistakes.push({ path: [...path, field], message });
    }
  }
  if ((broker.cert === undefined) !== (broker.key === undefined)) {
    const message = say('cert 和 key 要一起写', 'cert and key go together: give both');
    mistakes.push({ path: [...path, broker.cert === undefined ? 'key' : 'cert'], message });
  }
  return mistakes;
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
