import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { fromHex } from '../support/serial-server.ts';
import { runningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { within } from '../support/until.ts';

const call = 'FF 68 03 03 68 01 01 0C 0E 16';
const recall = 'FF 68 03 03 68 01 01 0D 0F 16';

async function socketAt(address: string): Promise<{ socket: Socket; port: number }> {
  const socket = createSocket('udp4').bind(0, address);
  await once(socket, 'listening');
  onTestFinished(() => {
    socket.close();
  });
  return { socket, port: (socket.address() as AddressInfo).port };
}

/** A port that nobody has now. */
async function freePort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address() as AddressInfo;
  socket.close();
  await once(socket, 'close');
  return port;
}

it('a line of datagrams takes what its device sends, and nothing from anybody else', async () => {
  const device = await socketAt('127.0.0.1');
  const stranger = await socketAt('127.0.0.2');
  const localPort = await freePort();
  const hall = await runningHall({
    lines: [{ id: 'pads', transport: { kind: 'udp', host: '127.0.0.1', port: device.port, localPort } }],
    devices: [{ id: 'pad', driver: 'ff68-pad', line: 'pads', window: '1' }],
  });
  const screen = await Screen.watching(hall.url);
  const { address } = await hall.line('pads', ({ connected }) => connected);
  expect(address).toBe(`udp://127.0.0.1:${device.port} ← :${localPort}`);
  stranger.socket.send(fromHex(recall), localPort, '127.0.0.1');
  await hall.line('pads', ({ counters }) => counters.unclaimed === 1);
  const answered = once(device.socket, 'message');
  device.socket.send(fromHex(call), localPort, '127.0.0.1');
  expect((await screen.sees('pad.keyPressed')).data.key).toBe('call');
  const [acknowledgement] = (await within(answered, 'the acknowledgement')) as [Buffer];
  expect(acknowledgement).toEqual(fromHex(call));
  expect(screen.all('pad.keyPressed')).toHaveLength(1);
  expect((await hall.line('pads')).counters).toMatchObject({ frames: 1, unclaimed: 1 });
});
