import { access, constants, readdir, readFile, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { SerialPort } from 'serialport';
import type { SerialPortEntry } from '../../shared/config/ports.ts';
import type { HallConfig } from '../../shared/config/schema.ts';

/** Where the system names devices, and where it describes them. */
export interface SystemFolders {
  dev: string;
  sys: string;
}

const system: SystemFolders = { dev: '/dev', sys: '/sys' };

/** Ports that a machine names without there being any; they count only when a driver stands behind them. */
const builtIn = /^ttyS\d+$/;
const adapters = /^tty(USB|ACM|AMA|XRUSB|O|mxc|SC|AP|UL|MOXA|r)\w*\d+$/;

/**
 * The serial ports of this machine. The links below /dev/serial are followed here, and what
 * the system says of USB adapters is read from /sys, so that nothing else need be installed.
 *
 * @param hall whose lines use them
 */
export async function listSerialPorts(
  hall: HallConfig | null,
  folders: SystemFolders = system,
): Promise<SerialPortEntry[]> {
  const [byId, byPath, listed] = await Promise.all([
    linksIn(join(folders.dev, 'serial/by-id')),
    linksIn(join(folders.dev, 'serial/by-path')),
    folders === system ? askLibrary() : Promise.resolve(new Map<string, Partial<SerialPortEntry>>()),
  ]);
  const names = await readdir(folders.dev).catch(() => []);
  const real: string[] = [];
  for (const name of names) {
    const isPort = adapters.test(name) || (builtIn.test(name) && (await isDriven(name, folders)));
    if (isPort) real.push(join(folders.dev, name));
  }
  const paths = [...new Set([...real, ...byId.keys(), ...byPath.keys(), ...listed.keys()])].sort(byNumber);
  const users = await usersOf(hall);
  return Promise.all(
    paths.map(async (path) => {
      const line = users.get(path);
      return {
        ...listed.get(path),
        ...(await describeUsb(basename(path), folders)),
        ...{ path, byId: byId.get(path) ?? [], byPath: byPath.get(path) ?? [] },
        allowed: await access(path, constants.R_OK | constants.W_OK).then(
          () => true,
          () => false,
        ),
        ...(line !== undefined ? { line } : {}),
      };
    }),
  );
}

/** Names of links in a folder, by what they lead to. */
async function linksIn(folder: string): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const name of (await readdir(folder).catch(() => [])).sort()) {
    const link = join(folder, name);
    const target = await realpath(link).catch(() => null);
    if (target !== null) found.set(target, [...(found.get(target) ?? []), link]);
  }
  return found;
}

/** What `serialport` finds; on Linux it asks udev, which a small machine does not have. */
async function askLibrary(): Promise<Map<string, Partial<SerialPortEntry>>> {
  try {
    const ports = (await SerialPort.list()).filter(({ path }) => !builtIn.test(basename(path)));
    return new Map(
      ports.map(({ path, manufacturer, serialNumber }) => [
        path,
        { ...(manufacturer ? { maker: manufacturer } : {}), ...(serialNumber ? { serialNumber } : {}) },
      ]),
    );
  } catch {
    return new Map();
  }
}

/** Whether there is hardware behind a built-in port: the kernel lists many more than there are. */
async function isDriven(name: string, { sys }: SystemFolders): Promise<boolean> {
  const type = await readWord(join(sys, 'class/tty', name, 'type'));
  return type !== undefined && type !== '0';
}

/** What a USB adapter says of itself, from the nearest folder above it that knows. */
async function describeUsb(name: string, { sys }: SystemFolders): Promise<Partial<SerialPortEntry>> {
  const device = await realpath(join(sys, 'class/tty', name, 'device')).catch(() => null);
  for (let folder = device; folder !== null && folder.length > sys.length; folder = join(folder, '..')) {
    const product = await readWord(join(folder, 'product'));
    if (product === undefined) continue;
    const maker = await readWord(join(folder, 'manufacturer'));
    const serialNumber = await readWord(join(folder, 'serial'));
    return {
      product,
      ...(maker !== undefined ? { maker } : {}),
      ...(serialNumber !== undefined ? { serialNumber } : {}),
    };
  }
  return {};
}

async function readWord(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trim() || undefined;
}

async function usersOf(hall: HallConfig | null): Promise<Map<string, string>> {
  const users = new Map<string, string>();
  for (const { id, transport } of hall?.lines ?? []) {
    if (transport.kind !== 'serial') continue;
    users.set(await realpath(transport.path).catch(() => transport.path), id);
  }
  return users;
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
