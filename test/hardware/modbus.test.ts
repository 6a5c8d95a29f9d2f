import { once } from 'node:events';
import ModbusRTU, { ServerSerial, type IServiceVector } from 'modbus-serial';
import { expect, it, onTestFinished } from 'vitest';
import type { ByteDriver } from '../../bridge/drivers/driver.ts';
import { findDevice } from '../../bridge/profiles/find.ts';
import { runDevice } from '../../bridge/sim/device-command.ts';
import { runningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { until, within } from '../support/until.ts';
import { serialPair } from './serial-pair.ts';

const DOORS = 4;
const FLASH = 0x0200;

/** A relay module as the library modbus-serial speaks it: four doors, four relays, a version. */
async function relayModule(port: string) {
  const doors = Array<boolean>(DOORS).fill(true);
  const relays = Array<boolean>(DOORS).fill(false);
  const flashed: number[] = [];
  const known = <T>(value: T | undefined): T => {
    // How this library is told the code of an exception.
    if (value === undefined) throw { modbusErrorCode: 2 };
    return value;
  };
  const vector: IServiceVector = {
    getDiscreteInput: (address: number) => known(doors[address]),
    getCoil: (address: number) => known(relays[address]),
    getHoldingRegister: (address: number) => known(address === 0x8000 ? 200 : undefined),
    setCoil: (address: number) => {
      const door = address - FLASH;
      known(doors[door]);
      flashed.push(door + 1);
      doors[door] = false;
    },
  };
  const options = { path: port, port, baudRate: 9600, unitID: 1 };
  const server = new ServerSerial(vector, options);
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  await within(once(server, 'initialized'), 'the module');
  return { doors, relays, flashed };
}

it('reads the doors of a module that another library plays, and opens one by its own pulse', async () => {
  const cable = await serialPair();
  const { doors, relays, flashed } = await relayModule(cable.device);
  relays[2] = true;
  const hall = await runningHall({
    lines: [{ id: 'relays', transport: { kind: 'serial', path: cable.host } }],
    devices: [
      { id: 'cabinet', driver: 'modbus-relay', line: 'relays', settings: { channels: DOORS, pollMs: 100 } },
    ],
  });
  const screen = await Screen.watching(hall.url);
  const states = (...wanted: string[]) =>
    until(
      () => (screen.state.lockers['cabinet']?.join() === wanted.join() ? true : null),
      `doors ${wanted.join()}`,
    );
  await states('closed', 'closed', 'closed', 'closed');
  doors[0] = false;
  await states('open', 'closed', 'closed', 'closed');

  expect(await screen.command('unlockDoor', { device: 'cabinet', door: 3 })).toMatchObject({ ok: true });
  await states('open', 'closed', 'open', 'closed');
  expect(flashed).toEqual([3]);

  const values = () =>
    Object.fromEntries((screen.state.values['cabinet'] ?? []).map(({ name, value }) => [name, value]));
  await until(() => ('relay 4' in values() && 'version' in values() ? true : null), 'the values');
  expect(values()).toEqual({
    'relay 1': false,
    'relay 2': false,
    'relay 3': true,
    'relay 4': false,
    version: 2,
  });
  const { counters } = await hall.line('relays');
  expect(counters).toMatchObject({ noise: 0, unclaimed: 0, reconnects: 0 });
});

it('says of a module that lacks a door why it does not open', async () => {
  const cable = await serialPair();
  const { flashed } = await relayModule(cable.device);
  const hall = await runningHall({
    lines: [{ id: 'relays', transport: { kind: 'serial', path: cable.host } }],
    devices: [{ id: 'cabinet', driver: 'modbus-relay', line: 'relays', settings: { channels: 8 } }],
  });
  const screen = await Screen.watching(hall.url);
  await screen.finds('cabinet', 'online');
  expect(await screen.command('unlockDoor', { device: 'cabinet', door: 8 })).toMatchObject({
    ok: false,
    code: 'device.rejected',
    params: { detail: 'no such address' },
  });
  expect(flashed).toEqual([]);
  expect(screen.state.lockers['cabinet']).toBeUndefined();
});

it('is played by a simulated module as another library expects it', async () => {
  const { driver, profile } = (await findDevice('modbus-relay'))!;
  const settings = { channels: 10, pulseMs: 300 };
  const asked = { driver: driver as ByteDriver, profile, settings, tcp: 0, faults: {}, seed: 1 };
  const device = await runDevice(asked, () => undefined);
  onTestFinished(() => device.stop());
  const host = new ModbusRTU();
  await host.connectTelnet('127.0.0.1', { port: device.port });
  onTestFinished(() => new Promise<void>((resolve) => host.close(() => resolve())));
  host.setID(1);
  host.setTimeout(5000);
  device.type('10');
  const doors = async () => (await host.readDiscreteInputs(0, 10)).data.slice(0, 10);
  expect(await doors()).toEqual([true, true, true, true, true, true, true, true, true, false]);
  expect(await host.writeCoil(1, true)).toEqual({ address: 1, state: true });
  expect((await doors())[1]).toBe(false);
  expect((await host.readCoils(0, 3)).data.slice(0, 3)).toEqual([false, true, false]);
  expect((await host.readHoldingRegisters(0x8000, 1)).data).toEqual([200]);
  await expect(host.readDiscreteInputs(8, 8)).rejects.toMatchObject({ modbusCode: 2 });
});
