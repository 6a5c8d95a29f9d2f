import { expect, it } from 'vitest';
import { PacedClock } from '../../../bridge/clock/paced.ts';
import type { ByteDriver, MessageDriver } from '../../../bridge/drivers/driver.ts';
import { toHex } from '../../../bridge/framing/bytes.ts';
import { findDevice } from '../../../bridge/profiles/find.ts';
import { makeDevice, simulatedDrivers } from '../../../bridge/sim/lone-devices.ts';
import { makeClient } from '../../../bridge/sim/lone-clients.ts';
import { MessagePort } from '../../../bridge/sim/ports/message-port.ts';
import { Random } from '../../../bridge/sim/random.ts';
import { BytePort } from '../../../bridge/sim/ports/byte-port.ts';

/** A simulated device with its usual settings, and a host that hears it. */
async function alone(id: string) {
  const { driver, profile } = (await findDevice(id))!;
  const settings = driver.settings.parse({}) as Record<string, unknown>;
  const port = new BytePort();
  const told: string[] = [];
  const said: string[] = [];
  const device = makeDevice({
    ...{ driver: driver as ByteDriver, profile, settings, port, clock: new PacedClock(0) },
    tell: ({ en }) => told.push(en),
  });
  const link = port.attach({ bytes: (chunk) => said.push(toHex(chunk)), closed: () => undefined });
  return { driver: driver as ByteDriver, settings, device, link, told, said };
}

const drivers = await Promise.all(simulatedDrivers.map(async (id) => (await findDevice(id))!.driver));
const ofBytes = drivers.filter(({ medium }) => medium === 'bytes').map(({ id }) => id);

it.each(ofBytes)('%s runs with its usual settings, and refuses words that mean nothing to it', async (id) => {
  const { device } = await alone(id);
  expect(device.type('nonsense')).toBe(false);
});

it('a door of a coded lock board moves as it is typed, and by its lock', async () => {
  const { driver, settings, device, link, told } = await alone('lock-8a');
  expect([device.type('3'), device.type('3'), device.type('25')]).toEqual([true, true, false]);
  link.write(driver.actions!.unlockDoor!({ door: 2 }, settings)[0]!.bytes);
  expect(told).toEqual(['door 3 is open', 'door 3 is shut', 'lock 2 is powered, its door is open']);
});

it('a pad and an evaluator press the keys that are typed', async () => {
  const pad = await alone('ff68-pad');
  expect([pad.device.type('call'), pad.device.type('transferTo 2')]).toEqual([true, true]);
  expect(pad.said).toEqual(['FF 68 03 03 68 01 01 0C 0E 16']);
  const evaluator = await alone('ff68-evaluator');
  expect([evaluator.device.type('2'), evaluator.device.type('4')]).toEqual([true, false]);
  expect(evaluator.said).toEqual(['FF 68 03 03 68 01 11 02 14 16']);
});

it('a coded sign tells what it shows', async () => {
  const { driver, settings, link, told } = await alone('onbon-bx5k');
  for (const { bytes } of driver.actions!.showText!({ text: '3号窗口' }, settings)) link.write(bytes);
  expect(told).toEqual(['shows: 3号窗口']);
});

it('a device of MQTT that nobody has simulated says the messages of its examples, and what came before them', async () => {
  const { driver } = (await findDevice('homie-4'))!;
  const unknown = { ...(driver as MessageDriver), id: 'homie-6' };
  const port = new MessagePort();
  const device = makeClient({
    ...{ driver: unknown, port, clock: new PacedClock(0), random: new Random('it'), settings: {} },
    ...{ services: [], windows: [], tell: () => undefined, happens: () => false },
  });
  const said: string[] = [];
  port.seats[0]!.attach({
    publish: ({ topic, retain }) => void said.push(`${topic} ${retain}`),
    cut: () => undefined,
  });
  expect([device.type('say1'), device.type('say99')]).toEqual([true, false]);
  expect(said).toEqual([
    'homie/climate/air/temp/$datatype true',
    'homie/climate/air/temp/$unit true',
    'homie/climate/air/temp false',
  ]);
});
