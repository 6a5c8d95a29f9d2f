import { pbkdf2 } from 'node:crypto';
import { expect, it } from 'vitest';
import { serialTransport } from '../../bridge/transports/serial.ts';
import { within } from '../support/until.ts';
import { SerialCable } from './serial-cable.ts';

/** More slow work than the process has threads for, so that a read of the port has to wait. */
function occupyThreads(): void {
  for (let job = 0; job < 8; job += 1) pbkdf2('hall', 'watch', 300_000, 64, 'sha512', () => undefined);
}

it('a serial port that is pulled in the middle of a read is noticed, and closed', async () => {
  const cable = await SerialCable.plugged();
  const transport = serialTransport({
    path: cable.path,
    baudRate: 9600,
    dataBits: 8,
    parity: 'none',
    stopBits: 1,
  });
  let heard: (chunk: Uint8Array) => void = () => undefined;
  let gone: (error?: Error) => void = () => undefined;
  const bytes = new Promise<Uint8Array>((resolve) => (heard = resolve));
  const closed = new Promise<Error | undefined>((resolve) => (gone = resolve));
  const connection = await transport.open({
    bytes: (chunk) => {
      occupyThreads();
      heard(chunk);
    },
    closed: (error) => gone(error),
  });
  cable.say('FF 68');
  expect(await within(bytes, 'the bytes')).toEqual(Buffer.from('FF68', 'hex'));
  await cable.unplug();
  expect((await within(closed, 'the loss of the port'))?.message).toMatch(/Input\/output error/);
  await connection.close();
  await expect(connection.write(Buffer.from('00', 'hex'))).rejects.toThrow('the port is closed');
});
