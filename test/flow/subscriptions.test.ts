import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Aedes, type AedesOptions } from 'aedes';
import { expect, it, onTestFinished } from 'vitest';
import { runningHall } from '../support/running.ts';
import { within } from '../support/until.ts';

type Authorise = NonNullable<AedesOptions['authorizeSubscribe']>;

/** A hall at a broker that asks `authorise` before it grants a subscription. */
async function hallAt(authorise: Authorise) {
  const aedes = await Aedes.createBroker({ authorizeSubscribe: authorise });
  const server = createServer((socket) => aedes.handle(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    await new Promise<void>((resolve) => aedes.close(() => resolve()));
    server.close();
  });
  const url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const door = { id: 'door', driver: 'zigbee2mqtt-contact', line: 'mqtt', settings: { device: 'door' } };
  return runningHall({ lines: [{ id: 'mqtt', transport: { kind: 'mqtt', url } }], devices: [door] });
}

it('a broker is connected when it has granted what is to be heard, and not before', async () => {
  const asked = Promise.withResolvers<void>();
  const granted = Promise.withResolvers<void>();
  const hall = await hallAt((_client, subscription, done) => {
    asked.resolve();
    void granted.promise.then(() => done(null, subscription));
  });
  await within(asked.promise, 'the subscription');
  expect((await hall.line('mqtt')).connected).toBe(false);
  granted.resolve();
  const line = await hall.line('mqtt', ({ connected }) => connected);
  expect(line.error).toBeUndefined();
});

it('a broker that grants nothing is not connected, and the line says why', async () => {
  const hall = await hallAt((_client, _subscription, done) => done(null, null));
  const line = await hall.line('mqtt', ({ error }) => error !== undefined);
  expect([line.connected, line.error]).toEqual([false, expect.stringMatching(/^subscribe: /)]);
});
