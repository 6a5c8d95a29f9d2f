import { describe, expect, it } from 'vitest';
import { PacedClock } from '../../../bridge/clock/paced.ts';
import type { ByteDriver, Reading, Request } from '../../../bridge/drivers/driver.ts';
import { fromHex, toHex } from '../../../bridge/framing/bytes.ts';
import { profileDriver } from '../../../bridge/profiles/driver.ts';
import { LIBRARY, loadProfiles, parseProfile } from '../../../bridge/profiles/load.ts';
import type { Profile } from '../../../bridge/profiles/profile.ts';
import { makeDevice } from '../../../bridge/sim/lone-devices.ts';
import { BytePort } from '../../../bridge/sim/ports/byte-port.ts';
import { hear } from '../../drivers/stream.ts';

const { profiles } = await loadProfiles(LIBRARY);
const DOORS = 6;

/** A simulated device with its driver at the other end of the cable. */
function connected(profile: Profile, given: Record<string, unknown> = {}) {
  const driver = profileDriver(profile) as ByteDriver;
  const settings = driver.settings.parse(given);
  const clock = new PacedClock(0);
  const port = new BytePort();
  const told: string[] = [];
  const device = makeDevice({
    ...{ driver, profile, port, clock },
    settings: settings as Record<string, unknown>,
    tell: ({ en }) => told.push(en),
  });
  let said: Uint8Array[] = [];
  const link = port.attach({ bytes: (chunk) => said.push(chunk), closed: () => undefined });
  /** What the device says now, as its driver understands it. */
  const heard = (pending: Request | null): Reading[] => {
    const frames = hear(driver.framing([settings]), said).frames.map(fromHex);
    said = [];
    return frames.flatMap((frame) => driver.decode(frame, settings, pending)?.readings ?? []);
  };
  const ask = (request: Request): Reading[] => {
    link.write(request.bytes);
    if (request.answeredBy && said[0]) expect(request.answeredBy(said[0])).toBe(true);
    return heard(request);
  };
  return {
    driver,
    settings,
    device,
    clock,
    link,
    told,
    ask,
    heard,
    said: () => said.map((one) => toHex(one)),
  };
}

/** The doors of a board after its driver has asked for all of them. */
function doorsOf({ driver, settings, ask }: ReturnType<typeof connected>): string[] {
  const doors = Array<string>(DOORS).fill('unsaid');
  for (const { request } of driver.polls!(settings)) {
    for (const reading of ask(request)) {
      if (reading.kind === 'channels') reading.states.forEach((state, index) => (doors[index] = state));
      if (reading.kind === 'channel') doors[reading.channel - 1] = reading.state;
    }
  }
  return doors;
}

const boards = ['kerong-cu48', 'kerong-cu-0x60', 'kerong-cu16', 'lock-wkly', 'winnsen', 'modbus-relay'];
const wirings = ['shortWhenLocked', 'shortWhenOpen'];

describe.each(boards.flatMap((id) => wirings.map((feedback) => [id, feedback] as const)))(
  'a simulated %s with contacts %s',
  (id, feedback) => {
    const profile = profiles.get(id)!;
    const settings = { channels: DOORS, feedback };

    it('tells which doors are open, and opens the one that it is told to', () => {
      const board = connected(profile, settings);
      const { driver, device, ask, told } = board;
      expect(doorsOf(board)).toEqual(Array(DOORS).fill('closed'));
      expect(device.type('2')).toBe(true);
      board.heard(null);
      expect(doorsOf(board)).toEqual(['closed', 'open', 'closed', 'closed', 'closed', 'closed']);
      const [unlock] = driver.actions!.unlockDoor!({ door: 5 }, board.settings);
      const results = ask(unlock!).filter(({ kind }) => kind === 'result');
      expect(results).toEqual(unlock!.answeredBy ? [{ kind: 'result', ok: true }] : []);
      expect(told).toEqual(['door 2 is open', 'lock 5 is powered', 'door 5 is open']);
      device.type('2');
      board.heard(null);
      expect(doorsOf(board)).toEqual(['closed', 'closed', 'closed', 'closed', 'open', 'closed']);
      expect([device.type('7'), device.type('0'), device.type('x')]).toEqual([false, false, false]);
    });
  },
);

describe.each(boards)('a simulated %s', (id) => {
  it('keeps silent when another address is asked', () => {
    const profile = profiles.get(id)!;
    const board = connected(profile, { channels: DOORS, address: 3 });
    const driver = profileDriver(profile) as ByteDriver;
    const other = driver.settings.parse({ channels: DOORS, address: 4 });
    const [poll] = driver.polls!(other);
    const [unlock] = driver.actions!.unlockDoor!({ door: 1 }, other);
    board.link.write(poll!.request.bytes);
    board.link.write(unlock!.bytes);
    expect([board.said(), board.told]).toEqual([[], []]);
  });
});

describe('what a driver never orders', () => {
  it('is refused to be built: a door that is not there', () => {
    for (const id of boards) {
      const { driver, settings } = connected(profiles.get(id)!, { channels: DOORS });
      for (const door of [0, -1, 1.5, DOORS + 1]) {
        expect(() => driver.actions!.unlockDoor!({ door }, settings), `${id} ${door}`).toThrow();
      }
    }
  });

  it('is asked once only: an unlock', () => {
    for (const id of boards) {
      const { driver, settings } = connected(profiles.get(id)!, { channels: DOORS });
      const [unlock] = driver.actions!.unlockDoor!({ door: 1 }, settings);
      expect(unlock).not.toHaveProperty('retries');
    }
  });
});

it('a WKLY board tells of a door by itself', () => {
  const board = connected(profiles.get('lock-wkly')!, { channels: DOORS });
  board.device.type('4');
  expect(board.heard(null)).toEqual([{ kind: 'channel', channel: 4, state: 'open' }]);
});

it.each([
  ['57 4B 4C 59 0B 00 80 02 01 03 82', 'several at once', ['1', '3']],
  ['57 4B 4C 59 08 00 86 87', 'all', ['1', '2', '3', '4', '5', '6']],
])('a WKLY board obeys %s: %s', (order, _meaning, doors) => {
  const board = connected(profiles.get('lock-wkly')!, { channels: DOORS });
  board.link.write(fromHex(order));
  expect(board.told.filter((words) => words.startsWith('lock'))).toEqual(
    doors.map((door) => `lock ${door} is powered`),
  );
});

it('a CU16 tells how long it powers a lock, and unlocks later when it is told so', async () => {
  const board = connected(profiles.get('kerong-cu16')!, { channels: DOORS });
  const [greeting] = board.driver.greeting!(board.settings);
  expect(board.ask(greeting!)).toEqual([{ kind: 'value', name: 'unlock time', value: 500, unit: 'ms' }]);
  board.link.write(fromHex('02 03 39 05 03 46'));
  expect(board.told).toEqual([]);
  await board.clock.runTo(5000);
  expect(board.told).toContain('door 4 is open');
});

it('a relay module ends the pulse by itself, and says why it refuses', async () => {
  const { driver, settings, ask, clock, link, said } = connected(profiles.get('modbus-relay')!, {
    channels: DOORS,
    pulseMs: 700,
  });
  const relays = driver.polls!(settings)[1]!.request;
  const third = (readings: Reading[]) =>
    readings.find((one) => one.kind === 'value' && one.name === 'relay 3');
  ask(driver.actions!.unlockDoor!({ door: 3 }, settings)[0]!);
  expect(third(ask(relays))).toMatchObject({ value: true });
  await clock.runTo(700);
  expect(third(ask(relays))).toMatchObject({ value: false });
  link.write(fromHex('01 02 00 00 00 08 79 CC'));
  expect(said()).toEqual(['01 82 02 C1 61']);
});

describe('a simulated sign', () => {
  const call = '请A012到3号窗口';

  it.each([
    ['alpha-sign', {}, ['shows: A012 3', 'shows nothing']],
    ['alpha-sign', { checksum: false, address: '1F', mode: 'scroll' }, ['shows: A012 3', 'shows nothing']],
    ['mingxing-sign', { textCommand: 0xa1 }, [`shows: ${call}`, 'shows: 本窗口已关闭']],
    ['armfly-tube', {}, ['shows:  012', 'shows nothing']],
  ])('%s with %j shows what it can of a call', (id, given, shown) => {
    const { driver, settings, ask, told } = connected(profiles.get(id)!, given);
    for (const text of [call, '本窗口已关闭']) {
      for (const request of driver.actions!.showText!({ text }, settings)) ask(request);
    }
    expect(told).toEqual(shown);
  });

  it('of Mingxing says which setting is missing to show text', () => {
    const { driver, settings } = connected(profiles.get('mingxing-sign')!);
    expect(() => driver.actions!.showText!({ text: '一号' }, settings)).toThrow(/command/);
  });

  it('of Armfly names its model', () => {
    const { driver, settings, ask } = connected(profiles.get('armfly-tube')!, { digits: 3 });
    const [poll] = driver.polls!(settings);
    expect(ask(poll!.request)).toEqual([{ kind: 'value', name: 'model', value: 'LED-485-083' }]);
  });

  it('of Alpha acknowledges what has a sum, and is asked nothing else', () => {
    const { driver, settings, ask } = connected(profiles.get('alpha-sign')!);
    expect(driver.actions!.showText!({ text: 'A1' }, settings).flatMap(ask)).toEqual([
      { kind: 'result', ok: true },
    ]);
  });
});

it('a device that nobody has simulated says what its examples say', () => {
  const lamp = parseProfile(
    `profile: lamp
name: {zh: 灯, en: Lamp}
kind: sensor
frames:
  state: {from: device, parts: [{head: AA}, {level: u8}]}
  ask: {from: host, parts: [{head: 55}]}
says: [{when: frame == 'state', value: {name: "'level'", value: level}}]
requests: {level: {frame: ask, answer: frame == 'state'}}
polls: [{request: level, every: 1000}]
vectors:
  - {meaning: dim, hex: AA 07, readings: [{kind: value, name: level, value: 7}]}
  - {meaning: bright, hex: AA 63, answers: level}
`,
    'lamp.yaml',
  );
  const { driver, settings, device, ask, heard } = connected(lamp);
  expect(ask(driver.polls!(settings)[0]!.request)).toEqual([{ kind: 'value', name: 'level', value: 99 }]);
  expect(device.typing.en).toMatch(/1 {2}dim\n {2}2 {2}bright/);
  expect([device.type('1'), device.type('3')]).toEqual([true, false]);
  expect(heard(null)).toEqual([{ kind: 'value', name: 'level', value: 7 }]);
});
