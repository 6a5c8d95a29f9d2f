import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { hallSchema, type HallInput } from '../../shared/config/schema.ts';
import { temporaryFolder } from '../support/folder.ts';
import { smallHall } from '../support/hall.ts';
import { Onlooker } from '../support/onlooker.ts';
import { startProgram } from '../support/program.ts';
import { embeddedLine, runningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { Mosquitto } from './mosquitto.ts';

const devices = [
  { id: 'door', driver: 'zigbee2mqtt-contact', line: 'mqtt', settings: { device: 'door' } },
  { id: 'help', driver: 'zigbee2mqtt-button', line: 'mqtt', settings: { device: 'help' } },
  { id: 'air', driver: 'tasmota-device', line: 'mqtt', settings: { topic: 'air' } },
  { id: 'pixels', driver: 'awtrix-display', line: 'mqtt', settings: { topic: 'pixels' } },
];
const everything = ['homeassistant/#', 'east/#', 'pixels/custom/#'];

/** A hall that announces itself, once its broker hears it, and somebody who looks on from before. */
async function announced(more: Partial<HallInput> = {}, broker?: Mosquitto) {
  const mosquitto = broker ?? (await Mosquitto.running());
  const onlooker = await Onlooker.at(mosquitto.url, everything);
  const before = onlooker.told.length;
  const hall = await runningHall({
    lines: [{ id: 'mqtt', transport: { kind: 'mqtt', url: mosquitto.url } }],
    devices,
    announce: { line: 'mqtt', site: 'east', language: 'en' },
    ...more,
  });
  await onlooker.sees('east/display/pixels/availability', undefined, before);
  return { broker: mosquitto, onlooker, hall };
}

/** Says something until the hall has heard it: its subscriptions may still be on their way. */
async function saysUntil(onlooker: Onlooker, [topic, what]: [string, object], taken: Promise<unknown>) {
  const again = setInterval(() => void onlooker.says(topic, what), 100);
  try {
    await onlooker.says(topic, what);
    return await taken;
  } finally {
    clearInterval(again);
  }
}

interface Described {
  device: { identifiers: string[]; name: string };
  origin: { name: string };
  components: Record<string, Record<string, unknown> & { platform: string }>;
  state_topic: string;
  availability: { topic: string }[];
}
const online = (text: string) => text === 'online';
const configOf = (id: string) => `homeassistant/device/east-${id}/config`;

describe('the hall, announced at a broker', () => {
  it('describes every device with all that Home Assistant requires, retained', async () => {
    const { broker, onlooker } = await announced();
    for (const { id } of devices) await onlooker.sees(configOf(id));
    const late = await Onlooker.at(broker.url, ['homeassistant/device/+/config']);
    for (const { id } of devices) {
      const { text, retained } = await late.sees(configOf(id));
      expect(retained).toBe(true);
      expect(configOf(id)).toMatch(/^homeassistant\/device\/[a-zA-Z0-9_-]+\/config$/);
      const described = JSON.parse(text) as Described;
      expect(described.device.identifiers).toEqual([`east-${id}`]);
      expect(described.origin.name).toBe('Hallwatch');
      expect(described.availability.map(({ topic }) => topic)).toEqual([
        'east/bridge/state',
        described.state_topic.replace(/state$/, 'availability'),
      ]);
      const components = Object.entries(described.components);
      expect(components.length).toBeGreaterThan(0);
      for (const [key, component] of components) {
        expect(key).toMatch(/^[a-zA-Z0-9_-]+$/);
        expect(component.platform).toMatch(/^(sensor|binary_sensor|event|text)$/);
        expect(component['unique_id']).toBe(`east-${id}-${key}`);
        if (component.platform === 'event') expect(component['event_types']).toContain('pressed');
        if (component.platform === 'text') expect(component['command_topic']).toBe('east/display/pixels/cmd');
      }
    }
  });

  it('tells states, retained, and presses, which are not', async () => {
    const { broker, onlooker } = await announced();
    const isOnline = onlooker.sees('east/contact/door/availability', online);
    await saysUntil(onlooker, ['zigbee2mqtt/door', { contact: false, battery: 80 }], isOnline);
    const door = await onlooker.sees('east/contact/door/state', (text) => text.includes('"battery":80'));
    expect(JSON.parse(door.text)).toMatchObject({ availability: 'online', contact: 'open', battery: 80 });
    await onlooker.says('tele/air/SENSOR', { AM2301: { Temperature: 21.5 }, 'a/b #': true, TempUnit: 'C' });
    const air = await onlooker.sees('east/sensor/air/state', (text) => text.includes('a/b #'));
    const { readings } = JSON.parse(air.text) as {
      readings: Record<string, { name: string; value: unknown }>;
    };
    expect(Object.values(readings).map(({ name, value }) => [name, value])).toEqual([
      ['AM2301.Temperature', 21.5],
      ['a/b #', true],
    ]);
    const described = await onlooker.sees(configOf('air'), (text) => text.includes('a/b #'));
    const { components } = JSON.parse(described.text) as Described;
    for (const key of Object.keys(readings)) {
      expect(components[key]?.['value_template']).toContain(`['${key}']`);
    }
    await onlooker.says('zigbee2mqtt/help', { action: 'single' });
    const press = await onlooker.sees('east/button/help/event');
    expect(JSON.parse(press.text)).toMatchObject({ event_type: 'pressed', action: 'single' });
    const late = await Onlooker.at(broker.url, ['east/#']);
    await late.sees('east/contact/door/state', (text) => text.includes('open'));
    await late.sees('east/display/pixels/availability');
    expect(late.told.filter(({ topic }) => /event|cmd/.test(topic))).toEqual([]);
    expect(late.told.every(({ retained }) => retained)).toBe(true);
  });

  it('is described anew when Home Assistant starts anew', async () => {
    const { onlooker } = await announced();
    const before = onlooker.told.length;
    const again = onlooker.sees(configOf('pixels'), undefined, before);
    const asking = setInterval(() => void onlooker.says('homeassistant/status', 'online'), 100);
    try {
      await again;
    } finally {
      clearInterval(asking);
    }
    for (const { id } of devices) await onlooker.sees(configOf(id), undefined, before);
    await onlooker.sees('east/bridge/state', online, before);
  });

  it('takes back what it told of a device that has gone, and nothing that others told', async () => {
    const { broker, onlooker, hall } = await announced();
    await onlooker.sees(configOf('door'));
    await onlooker.says(configOf('of-here'), { origin: { name: 'other' } }, true);
    await hall.stop();
    const after = await announced({ devices: devices.slice(1) }, broker);
    for (const topic of [configOf('door'), 'east/contact/door/state', 'east/contact/door/availability']) {
      await after.onlooker.sees(topic, (text) => text === '');
    }
    const late = await Onlooker.at(broker.url, everything);
    await late.sees('east/display/pixels/availability');
    await late.sees(configOf('of-here'));
    expect(late.told.filter(({ topic }) => topic.includes('door'))).toEqual([]);
  });

  it('follows its configuration while it runs: devices that leave, and the end of it', async () => {
    const { broker, onlooker, hall } = await announced();
    await onlooker.sees(configOf('door'));
    let version = 0;
    const configure = (more: Partial<HallInput>) => {
      const next = hallSchema.parse({ ...hall.hall, ...more });
      const data = { version: ++version, sha256: String(version), summary: [] };
      const write = () => Promise.resolve({ undo: () => Promise.resolve() });
      return hall.bridge.configure(next, { by: { who: 'person:test', from: 'test' }, data, write });
    };
    await configure({ devices: devices.slice(1) });
    for (const topic of [configOf('door'), 'east/contact/door/state', 'east/contact/door/availability']) {
      await onlooker.sees(topic, (text) => text === '');
    }
    await configure({ devices, announce: { line: 'mqtt', site: 'west' } });
    await onlooker.sees('east/bridge/state', (text) => text === 'offline');
    await onlooker.sees(configOf('pixels'), (text) => text === '');
    const west = await Onlooker.at(broker.url, ['west/#']);
    await west.sees('west/bridge/state', online);
    await west.sees('west/contact/door/availability');
    await configure({ devices, announce: undefined });
    await west.sees('west/bridge/state', (text) => text === 'offline');
  });

  it('is offline by its own word at the end', async () => {
    const { broker, onlooker, hall } = await announced();
    await onlooker.sees('east/bridge/state', online);
    await hall.stop();
    await onlooker.sees('east/bridge/state', (text) => text === 'offline');
    const late = await Onlooker.at(broker.url, ['east/bridge/state']);
    expect(await late.sees('east/bridge/state')).toMatchObject({ text: 'offline', retained: true });
  });
});

it('a bridge that is killed is offline by its will, unless it is soon back', async () => {
  const broker = await Mosquitto.running();
  const onlooker = await Onlooker.at(broker.url, ['east/bridge/state']);
  const folder = temporaryFolder();
  const config = join(folder, 'hall.yaml');
  const hall = smallHall({
    lines: [{ id: 'mqtt', transport: { kind: 'mqtt', url: broker.url } }],
    devices: devices.slice(0, 1),
    announce: { line: 'mqtt', site: 'east' },
  });
  writeFileSync(config, stringify(hall));
  for (const told of [0, 1]) {
    const program = await startProgram({ HALL_CONFIG: config, HALL_DATA: folder });
    onTestFinished(() => program.kill());
    await onlooker.sees('east/bridge/state', online, told);
    await program.kill();
  }
  await onlooker.sees('east/bridge/state', (text) => text === 'offline');
  expect(onlooker.told.map(({ text }) => text)).toEqual(['online', 'online', 'offline']);
});

it('at the broker inside the bridge the hall is announced as well', async () => {
  const hall = await runningHall({
    lines: [embeddedLine],
    devices,
    announce: { line: 'mqtt', site: 'east' },
  });
  const onlooker = await Onlooker.at(hall.brokerUrl ?? '', everything);
  const { text, retained } = await onlooker.sees(configOf('door'));
  expect((JSON.parse(text) as Described).device.name).toContain('门磁');
  expect(retained).toBe(true);
  await onlooker.says('zigbee2mqtt/door', { contact: true });
  await onlooker.sees('east/contact/door/state', (state) => state.includes('closed'));
  const command = { id: 'ask-0001', name: 'showText', data: { text: 'A001' } };
  await onlooker.says('east/display/pixels/cmd', command);
  await onlooker.sees('pixels/custom/hall', (shown) => shown.includes('A001'));
  await onlooker.sees('east/display/pixels/cmd/result', (result) => result.includes('"ok":true'));
});

describe('a command over the broker', () => {
  const topic = 'east/display/pixels/cmd';
  const inTime = () => Date.now() + 20_000;

  /** Asks until there is a result: the same id is carried out once. */
  async function resultOf(onlooker: Onlooker, command: { id: string } & Record<string, unknown>) {
    const result = onlooker.sees(`${topic}/result`, (text) => text.includes(command.id));
    await saysUntil(onlooker, [topic, command], result);
    return JSON.parse((await result).text) as unknown;
  }

  it('is carried out and answered, once, however often it comes', async () => {
    const { onlooker, hall } = await announced();
    const screen = await Screen.watching(hall.url);
    const command = { id: 'ask-0001', name: 'showText', data: { text: 'A001' }, expires_at: inTime() };
    expect(await resultOf(onlooker, command)).toMatchObject({ id: 'ask-0001', ok: true });
    const shown = await onlooker.sees('pixels/custom/hall', (text) => text.includes('A001'));
    expect(shown.retained).toBe(false);
    const asked = await screen.sees('display.textRequested');
    expect(asked).toMatchObject({ device: 'pixels', by: { who: 'mqtt:east' } });
    const before = onlooker.told.length;
    await onlooker.says(topic, command);
    await onlooker.sees(`${topic}/result`, (text) => text.includes('ask-0001'), before);
    expect(screen.all('display.textRequested')).toHaveLength(1);
  });

  it('that is late is refused with its code and in words', async () => {
    const { onlooker } = await announced();
    const expires_at = new Date(Date.now() - 1000).toISOString();
    const late = { id: 'ask-late', name: 'showText', data: { text: 'A001' }, expires_at };
    expect(await resultOf(onlooker, late)).toMatchObject({
      ...{ ok: false, code: 'command.expired' },
      words: {
        zh: expect.stringContaining('超时') as unknown,
        en: expect.stringContaining('late') as unknown,
      },
    });
    const shown = onlooker.told.filter((one) => one.topic.startsWith('pixels/'));
    expect(shown.some(({ text }) => text.includes('A001'))).toBe(false);
  });

  it("that the broker kept is nobody's wish any more", async () => {
    const broker = await Mosquitto.running();
    const earlier = await Onlooker.at(broker.url, ['any/thing']);
    const kept = { id: 'ask-kept', name: 'showText', data: { text: 'A001' }, expires_at: inTime() };
    await earlier.says(topic, kept, true);
    const { onlooker } = await announced({}, broker);
    const next = { id: 'ask-next', name: 'showText', data: { text: 'B002' }, expires_at: inTime() };
    await resultOf(onlooker, next);
    const results = onlooker.told.filter((one) => one.topic === `${topic}/result`);
    expect(results.some(({ text }) => text.includes('ask-kept'))).toBe(false);
  });

  it.each([
    [{ id: 'short', name: 'showText' }, 'command.malformed'],
    [{ id: 'ask-timeless', name: 'showText', expires_at: 'soon' }, 'command.malformed'],
    [{ id: 'ask-much', name: 'showText', data: { text: 'x'.repeat(300) } }, 'command.malformed'],
    [{ id: 'ask-closed', name: 'unlockDoor', data: { door: 1 } }, 'command.notAnnounced'],
    [{ id: 'ask-other', name: 'closeWindow', data: { window: '1' } }, 'command.notAnnounced'],
  ])('that is not understood or not allowed is refused: %o', async (command, code) => {
    const { onlooker } = await announced();
    expect(await resultOf(onlooker, command)).toMatchObject({ id: command.id, ok: false, code });
  });

  it('means the device of its topic, whatever it says itself', async () => {
    const { onlooker, hall } = await announced();
    const screen = await Screen.watching(hall.url);
    const data = { text: 'A001', device: 'door' };
    const command = { id: 'ask-0002', name: 'showText', data };
    expect(await resultOf(onlooker, command)).toMatchObject({ ok: true });
    expect((await screen.sees('display.textRequested')).device).toBe('pixels');
  });
});

it('a hall without an announcement tells a broker nothing', async () => {
  const broker = await Mosquitto.running();
  const onlooker = await Onlooker.at(broker.url, ['#']);
  const hall = await runningHall({
    lines: [{ id: 'mqtt', transport: { kind: 'mqtt', url: broker.url } }],
    devices: devices.slice(0, 2),
  });
  const screen = await Screen.watching(hall.url);
  await saysUntil(onlooker, ['zigbee2mqtt/door', { contact: false }], screen.sees('contact.changed'));
  expect(new Set(onlooker.told.map(({ topic }) => topic))).toEqual(new Set(['zigbee2mqtt/door']));
});
