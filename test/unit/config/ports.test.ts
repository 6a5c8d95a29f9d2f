import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listSerialPorts } from '../../../bridge/transports/serial-ports.ts';
import { portTable } from '../../../bridge/verbs/ports.ts';
import { smallHall } from '../../support/hall.ts';
import { temporaryFolder } from '../../support/folder.ts';

/** Folders as a machine with one USB adapter and one real built-in port has them. */
function machine() {
  const folder = temporaryFolder();
  const [dev, sys] = [join(folder, 'dev'), join(folder, 'sys')];
  const usb = join(sys, 'devices/usb1/1-1');
  const write = (file: string, text: string) => writeFileSync(file, `${text}\n`);
  for (const name of ['ttyUSB10', 'ttyUSB2', 'ttyS0', 'ttyS1', 'tty1', 'null']) {
    mkdirSync(dev, { recursive: true });
    write(join(dev, name), '');
  }
  mkdirSync(join(dev, 'serial/by-id'), { recursive: true });
  mkdirSync(join(dev, 'serial/by-path'), { recursive: true });
  symlinkSync('../../ttyUSB2', join(dev, 'serial/by-id/usb-FTDI_A-if00-port0'));
  symlinkSync('../../ttyUSB2', join(dev, 'serial/by-path/pci-0-usb-0:1'));
  symlinkSync('../../gone', join(dev, 'serial/by-id/usb-gone'));
  mkdirSync(join(usb, '1-1:1.0/ttyUSB2'), { recursive: true });
  write(join(usb, 'product'), 'FT232R USB UART');
  write(join(usb, 'manufacturer'), 'FTDI');
  write(join(usb, 'serial'), 'A50285BI');
  for (const name of ['ttyUSB2', 'ttyS0', 'ttyS1'])
    mkdirSync(join(sys, 'class/tty', name), { recursive: true });
  symlinkSync(join(usb, '1-1:1.0/ttyUSB2'), join(sys, 'class/tty/ttyUSB2/device'));
  write(join(sys, 'class/tty/ttyS0/type'), '4');
  write(join(sys, 'class/tty/ttyS1/type'), '0');
  return { dev, sys };
}

describe('the serial ports of a machine', () => {
  it('are those with hardware behind them, in the order of their numbers', async () => {
    const folders = machine();
    const ports = await listSerialPorts(null, folders);
    expect(ports.map(({ path }) => path.slice(folders.dev.length + 1))).toEqual([
      'ttyS0',
      'ttyUSB2',
      'ttyUSB10',
    ]);
  });

  it('carry the names that stay, and what the adapter says of itself', async () => {
    const folders = machine();
    const port = (await listSerialPorts(null, folders)).find(({ path }) => path.endsWith('ttyUSB2'));
    expect(port).toMatchObject({
      byId: [join(folders.dev, 'serial/by-id/usb-FTDI_A-if00-port0')],
      byPath: [join(folders.dev, 'serial/by-path/pci-0-usb-0:1')],
      ...{ maker: 'FTDI', product: 'FT232R USB UART', serialNumber: 'A50285BI', allowed: true },
    });
  });

  it('name the line that uses them, whichever of their names it uses', async () => {
    const folders = machine();
    const path = join(folders.dev, 'serial/by-id/usb-FTDI_A-if00-port0');
    const hall = smallHall({ lines: [{ id: 'pads', transport: { kind: 'serial', path } }] });
    const ports = await listSerialPorts(hall, folders);
    expect(ports.map(({ line }) => line)).toEqual([undefined, 'pads', undefined]);
  });

  it('are none where there is nothing to look into', async () => {
    expect(await listSerialPorts(null, { dev: '/nowhere', sys: '/nowhere' })).toEqual([]);
  });

  it('are listed on this machine without failing, udev or not', async () => {
    for (const { path, byId } of await listSerialPorts(null))
      expect([path, ...byId].join()).toMatch(/^\/dev\//);
  });
});

describe('the table of the ports', () => {
  it('says what to do when there are none', () => {
    expect(portTable([], 'zh')).toMatch(/没有找到串口/);
    expect(portTable([], 'en')).toMatch(/No serial port/);
  });

  it('keeps its columns with Chinese words, and names the group where access is missing', () => {
    const port = { path: '/dev/ttyUSB0', byId: [], byPath: [], allowed: false, line: 'pads' };
    const zh = portTable([port], 'zh').split('\n');
    expect(zh[0]).toMatch(/^串口 {10}固定名称 {2}设备/);
    expect(zh[1]).toMatch(/^\/dev\/ttyUSB0 {2}— {9}—/);
    expect(zh.join()).toContain('dialout');
    expect(portTable([{ ...port, allowed: true }], 'en')).not.toContain('dialout');
  });
});
