import { describe, expect, it } from 'vitest';
import { loadDrivers } from '../../bridge/drivers/catalog.ts';
import type { EventType, HallEvent } from '../../shared/events/index.ts';
import type { LoneByteDevice, LoneMessageDevice, SimAnswer } from '../../shared/workbench/simulation.ts';
import { issueCertificates } from '../support/certificates.ts';
import { asking, editing } from '../support/config.ts';
import { Onlooker } from '../support/onlooker.ts';
import { runningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { until } from '../support/until.ts';
import { Mosquitto } from './mosquitto.ts';

interface Case {
  settings: Record<string, unknown>;
  /** Whether the device says itself that it is there. */
  announces: boolean;
  key: string;
  event: EventType;
  data: Record<string, unknown>;
}

const topic = (more: object = {}) => ({ topic: 'here', ...more });

/** What each device is pressed, and what the hall makes of it. */
const cases: Record<string, Case> = {
  'zigbee2mqtt-contact': {
    ...{ settings: { device: 'hall/back-door' }, announces: true },
    ...{ key: 'contact', event: 'contact.changed', data: { state: 'open' } },
  },
  'zigbee2mqtt-button': {
    ...{ settings: { device: 'help' }, announces: true },
    ...{ key: 'action:double', event: 'button.pressed', data: { action: 'double' } },
  },
  'zigbee2mqtt-evaluator': {
    ...{ settings: { device: 'stars' }, announces: true },
    ...{ key: 'action:2_single', event: 'evaluator.keyPressed', data: { raw: 2, grade: 4 } },
  },
  'zigbee2mqtt-device': {
    settings: {
      device: 'leak',
      map: { water_leak: { reading: 'contact', map: { true: 'open', false: 'closed' } } },
    },
    ...{ announces: true, key: 'water_leak', event: 'contact.changed', data: { state: 'open' } },
  },
  'tasmota-device': {
    ...{ settings: topic({ map: { Switch1: 'contact' } }), announces: true },
    ...{ key: 'Switch1', event: 'contact.changed', data: { state: 'open' } },
  },
  'tasmota-rf-pad': {
    ...{ settings: topic({ remote: '0x7028D' }), announces: false },
    ...{ key: 'call', event: 'pad.keyPressed', data: { key: 'call' } },
  },
  'shelly-gen2': {
    ...{ settings: topic(), announces: true },
    ...{ key: 'input:1:single_push', event: 'button.pressed', data: { action: '1_single_push' } },
  },
  'esphome-device': {
    ...{ settings: topic({ map: { 'binary_sensor/door': 'contact' } }), announces: true },
    ...{ key: 'binary_sensor/door', event: 'contact.changed', data: { state: 'open' } },
  },
  'awtrix-display': {
    ...{ settings: topic(), announces: true },
    ...{ key: 'battery', event: 'battery.changed', data: { percent: 7 } },
  },
  'homie-4': {
    ...{ settings: { device: 'desk', map: { 'keys/help': 'button' } }, announces: true },
    ...{ key: 'keys/help:single', event: 'button.pressed', data: { action: 'single' } },
  },
  'homie-5': {
    ...{ settings: { device: 'desk', map: { 'leaf/closed': 'contact' } }, announces: true },
    ...{ key: 'leaf/closed', event: 'contact.changed', data: { state: 'open' } },
  },
  'sparkplug-b': {
    ...{ settings: { group: 'hall', node: 'plc', device: 'io', map: { 'Inputs/Door': 'contact' } } },
    ...{ announces: true, key: 'Inputs/Door', event: 'contact.changed', data: { state: 'open' } },
  },
  'mqtt-json': {
    settings: {
      ...{ topic: 'stars/+/events', availability: { topic: 'stars/alive' } },
      read: [
        { path: 'key.n', reading: 'rating', map: { 1: 5, 3: 1 }, when: { type: 'press' } },
        { path: 'bat', reading: 'battery', full: 1 },
      ],
    },
    ...{ announces: true, key: 'key.n:3', event: 'evaluator.keyPressed', data: { raw: 3, grade: 1 } },
  },
  'kiosk-mqtt': {
    ...{ settings: { kiosk: 'k1' }, announces: true },
    ...{ key: 'A', event: 'kiosk.ticketRequested', data: { service: 'A' } },
  },
  'booking-mqtt': {
    settings: {
      topic: 'bookings',
      map: { fields: { appointment: 'order.no', service: 'item' }, words: { service: { '01': 'A' } } },
    },
    ...{ announces: false, key: 'book', event: 'appointment.booked', data: { service: 'A' } },
  },
};

/** A hall and a lone device at a broker on the network, each as a client of its own. */
async function lone(driver: string, settings: Record<string, unknown>) {
  const broker = await Mosquitto.running();
  const hall = await runningHall({
    lines: [{ id: 'mqtt', transport: { kind: 'mqtt', url: broker.url } }],
    devices: [{ id: 'it', driver, line: 'mqtt', settings, ...(needsWindow(driver) ? { window: '1' } : {}) }],
  });
  await hall.line('mqtt', ({ connected }) => connected);
  const screen = await Screen.watching(hall.url);
  const ask = (path: string, body: object) =>
    asking<{ device?: string; code?: string }>(hall.url, `/api/sim/${path}`, body);
  const { device = '', code } = await ask('devices', { driver, settings, broker: { line: 'mqtt' } });
  expect(code).toBeUndefined();
  const look = async () =>
    (await asking<SimAnswer>(hall.url, '/api/sim')).lone.find(({ id }) => id === device) as LoneMessageDevice;
  const state = (availability: string) =>
    until(() => (screen.state.devices['it']?.availability === availability ? true : null), availability);
  return {
    ...{ broker, hall, screen, look, state },
    press: (key: string) => ask('press', { device, key }),
    fault: (faults: Record<string, number>) => ask('faults', { device, faults }),
    plug: (plugged: boolean) => ask('plug', { device, plugged }),
    stop: () => asking(hall.url, `/api/sim/devices/${device}`, {}, 'DELETE'),
  };
}

function needsWindow(driver: string): boolean {
  return /pad|evaluator|json/.test(driver);
}

function fits(data: Record<string, unknown>) {
  return (event: HallEvent) =>
    Object.entries(data).every(([name, value]) => (event.data as Record<string, unknown>)[name] === value);
}

it('every driver that speaks MQTT has a simulated device, tried here or by a test of its own', async () => {
  const messages = [...(await loadDrivers()).values()].filter(({ medium }) => medium === 'messages');
  expect(messages.map(({ id }) => id).sort()).toEqual([...Object.keys(cases), 'queue-mqtt'].sort());
});

describe('a device alone at a broker', () => {
  it.each(Object.entries(cases))(
    '%s is heard by its own driver, and lost when its cable is',
    async (driver, one) => {
      const { press, screen, look, plug, state } = await lone(driver, one.settings);
      if (one.announces) await state('online');
      expect(await press(one.key)).toMatchObject({ ok: true });
      await screen.sees(one.event, fits(one.data));
      const { counts, usedBy, isConnected } = await look();
      expect([usedBy, isConnected, counts.unread]).toEqual(['mqtt', true, 0]);
      if (!one.announces || driver === 'awtrix-display') return;
      await plug(false);
      await state(driver.startsWith('zigbee') ? 'unknown' : 'offline');
      await plug(true);
      await state('online');
    },
  );
});

describe('a command to a device alone', () => {
  const relays: [driver: string, settings: Record<string, unknown>, name: string, on: unknown][] = [
    ['zigbee2mqtt-device', { device: 'hall/plug' }, 'state', 'ON'],
    ['tasmota-device', topic({ channel: 2 }), 'POWER2', 'ON'],
    ['shelly-gen2', topic({ channel: 1 }), 'switch:1.output', true],
    ['esphome-device', topic({ switch: 'lamp' }), 'switch/lamp', 'ON'],
    ['awtrix-display', topic(), 'matrix', false],
  ];

  it.each(relays)('switches %s, which tells that it is switched', async (driver, settings, name, on) => {
    const { screen, look } = await lone(driver, settings);
    const has = (value: unknown) =>
      until(
        () =>
          screen.state.values['it']?.some((one) => one.name === name && one.value === value) ? true : null,
        `${name} ${String(value)}`,
      );
    await screen.sees('device.valueRead');
    const isDisplay = driver === 'awtrix-display';
    expect(await screen.command('setPower', { device: 'it', on: !isDisplay })).toMatchObject({ ok: true });
    await has(on);
    const { remarks } = await look();
    expect(remarks.length).toBeGreaterThan(0);
  });

  it('has a display show the number and the window', async () => {
    const { screen, look } = await lone('awtrix-display', topic());
    expect(await screen.command('showText', { device: 'it', text: '请A012到3号窗口' })).toMatchObject({
      ok: true,
    });
    const shown = await until(async () => {
      const { shows } = await look();
      return shows?.en === 'shows: A012 3' ? shows : null;
    }, 'the text');
    expect(shown.zh).toBe('显示：A012 3');
  });
});

describe('a fault of a device alone', () => {
  const contact = { device: 'door' };
  const plc = { group: 'hall', node: 'plc' };
  const doors = (screen: Screen) => screen.all('contact.changed').map(({ data }) => data.state);

  it('drop: what is lost is never heard, and the next is', async () => {
    const { press, fault, screen, state } = await lone('zigbee2mqtt-contact', contact);
    await state('online');
    await fault({ drop: 1 });
    await press('contact');
    await fault({});
    await press('battery-');
    await screen.sees('contact.changed', fits({ state: 'open' }));
    await screen.sees('battery.changed', fits({ percent: 80 }));
  });

  it('duplicate: one press twice is one press', async () => {
    const { hall, press, fault, screen, state } = await lone('shelly-gen2', topic());
    await state('online');
    await fault({ duplicate: 1 });
    await press('input:1:single_push');
    await hall.line('mqtt', ({ counters }) => counters.duplicates > 0);
    expect(screen.all('button.pressed')).toHaveLength(1);
  });

  it('swap: the older state comes last, and is believed', async () => {
    const { press, fault, screen, state } = await lone('zigbee2mqtt-contact', contact);
    await state('online');
    await screen.sees('contact.changed', fits({ state: 'closed' }));
    await fault({ swap: 1 });
    await press('contact');
    await press('contact');
    await until(() => (doors(screen).at(-1) === 'open' ? true : null), 'open');
  });

  it('late: what is said later comes before', async () => {
    const { press, fault, screen, state } = await lone('zigbee2mqtt-contact', contact);
    await state('online');
    await fault({ late: 1 });
    await press('contact');
    await fault({});
    await press('contact');
    await screen.sees('contact.changed', fits({ state: 'open' }));
  });

  it('garbage: nothing is made of it, and it is counted as unread', async () => {
    const { press, fault, screen, look, state } = await lone('zigbee2mqtt-contact', contact);
    await state('online');
    await fault({ garbage: 1 });
    for (let n = 0; n < 5; n += 1) await press('contact');
    await fault({});
    expect((await look()).counts.unread).toBe(5);
    await press('battery-');
    await screen.sees('contact.changed', fits({ state: 'open' }));
    expect(doors(screen).slice(-1)).toEqual(['open']);
  });

  it('stale: a press that the broker kept is pressed by nobody later, and goes with the device', async () => {
    const { broker, press, fault, stop, state } = await lone('zigbee2mqtt-button', { device: 'help' });
    await state('online');
    await fault({ stale: 1 });
    await press('action:single');
    await fault({});
    const late = await runningHall({
      lines: [{ id: 'mqtt', transport: { kind: 'mqtt', url: broker.url } }],
      devices: [{ id: 'it', driver: 'zigbee2mqtt-button', line: 'mqtt', settings: { device: 'help' } }],
    });
    const screen = await Screen.watching(late.url);
    await until(
      () => (screen.state.devices['it']?.battery !== undefined ? true : null),
      'the battery that was kept',
    );
    expect(screen.all('button.pressed')).toEqual([]);
    await stop();
    const onlooker = await Onlooker.at(broker.url, ['zigbee2mqtt/#']);
    await onlooker.sees('zigbee2mqtt/bridge/state');
    expect(onlooker.told.map(({ topic: at }) => at)).not.toContain('zigbee2mqtt/help');
  });

  it('unplug: the connection breaks, the will is told, and it is soon back', async () => {
    const { press, fault, state } = await lone('homie-4', { device: 'desk' });
    await state('online');
    await fault({ unplug: 1 });
    await press('relay/on');
    await state('offline');
    await fault({});
    await state('online');
  });

  it('unborn: a device that comes back without a word stays lost', async () => {
    const { press, fault, plug, state, screen, look } = await lone('tasmota-device', topic());
    await state('online');
    await fault({ unborn: 1 });
    await plug(false);
    await state('offline');
    await plug(true);
    await until(async () => ((await look()).isConnected ? true : null), 'connected');
    await press('Button1:SINGLE');
    await screen.sees('button.pressed');
    await fault({});
    await plug(false);
    await plug(true);
    await state('online');
  });

  it('skip: a number that is missing has a birth asked for, and what was missed is known by it', async () => {
    const { press, fault, screen, look, state } = await lone('sparkplug-b', plc);
    await state('online');
    await fault({ skip: 1 });
    await press('Temperature+');
    await fault({});
    const asked = async () =>
      (await look()).remarks.filter(({ words }) => words.en === 'asked for a new birth');
    await until(async () => ((await asked()).length > 0 ? true : null), 'the question');
    await screen.sees('device.valueRead', fits({ name: 'Temperature', value: 22 }));
  });

  it('unborn, for a node of Sparkplug: nothing it says is understood until it is born', async () => {
    const { press, fault, plug, screen, state, look } = await lone('sparkplug-b', plc);
    await state('online');
    await fault({ unborn: 1 });
    await plug(false);
    await state('offline');
    await plug(true);
    await until(async () => ((await look()).isConnected ? true : null), 'connected');
    await press('Temperature+');
    await until(async () => ((await look()).remarks.length > 0 ? true : null), 'the question');
    expect(screen.all('device.valueRead').filter(({ data }) => data.value === 22)).toEqual([]);
    await fault({});
    for (let n = 0; n < 17; n += 1) await press(n % 2 === 0 ? 'Temperature-' : 'Temperature+');
    await state('online');
  });

  it('oldDeath: the death of an earlier life is no death', async () => {
    const { press, fault, screen, state } = await lone('sparkplug-b', plc);
    await state('online');
    await fault({ oldDeath: 1 });
    await press('Temperature+');
    await screen.sees('device.valueRead', fits({ name: 'Temperature', value: 22 }));
    expect(screen.all('device.availabilityChanged').map(({ data }) => data.availability)).not.toContain(
      'offline',
    );
  });
});

describe('a device alone beside what is real', () => {
  it('is refused where a device of the hall is online with its topics, and let in once that is gone', async () => {
    const broker = await Mosquitto.running();
    const real = await Onlooker.at(broker.url, ['nothing']);
    const settings = { device: 'door' };
    const hall = await runningHall({
      lines: [{ id: 'mqtt', transport: { kind: 'mqtt', url: broker.url } }],
      devices: [{ id: 'door', driver: 'zigbee2mqtt-contact', line: 'mqtt', settings }],
    });
    await hall.line('mqtt', ({ connected }) => connected);
    const screen = await Screen.watching(hall.url);
    await real.says('zigbee2mqtt/door', { contact: true });
    await screen.sees('device.availabilityChanged', fits({ availability: 'online' }));
    const asked = { driver: 'zigbee2mqtt-contact', settings, broker: { line: 'mqtt' } };
    expect(await asking(hall.url, '/api/sim/devices', asked)).toMatchObject({ code: 'sim.taken' });
    await real.says('zigbee2mqtt/door/availability', 'offline');
    await screen.sees('device.availabilityChanged', fits({ availability: 'offline' }));
    expect(await asking(hall.url, '/api/sim/devices', asked)).toMatchObject({ ok: true });
  });

  it('enters a broker as its own client, by name and password, which are told to nobody', async () => {
    const account = { name: 'hall', password: 'open sesame' };
    const broker = await Mosquitto.running({ account });
    const { url } = await runningHall();
    const settings = { device: 'door' };
    const start = (access: object) =>
      asking(url, '/api/sim/devices', {
        ...{ driver: 'zigbee2mqtt-contact', settings },
        broker: { url: broker.url, username: 'hall', ...access },
      });
    expect(await start({ password: 'wrong' })).toMatchObject({ code: 'sim.broker' });
    expect(await start({ password: account.password })).toMatchObject({ ok: true });
    const reply = await fetch(`${url}/api/sim`);
    const text = await reply.text();
    expect(text).toContain(broker.url);
    expect(text).not.toContain(account.password);
  });

  it('enters a broker with TLS by its certificate, and says which of them does not do', async () => {
    const certificates = issueCertificates();
    const { ca, client } = certificates;
    const broker = await Mosquitto.running({ certificates });
    const { url } = await runningHall();
    const start = (access: object) =>
      asking(url, '/api/sim/devices', {
        ...{ driver: 'homie-5', settings: { device: 'desk' } },
        broker: { url: broker.url, ...access },
      });
    expect(await start({ ca: `${ca}.none`, ...client })).toMatchObject({ code: 'sim.broker' });
    expect(await start({ ...client })).toMatchObject({ code: 'sim.broker' });
    expect(await start({ ca, ...client })).toMatchObject({ ok: true });
  });

  it('is back by itself when its broker is', async () => {
    const { broker, look, state, screen, press } = await lone('esphome-device', topic());
    await state('online');
    await broker.stop();
    await until(async () => ((await look()).isConnected ? null : true), 'lost');
    await broker.start();
    await until(async () => ((await look()).isConnected ? true : null), 'back');
    await state('online');
    await press('sensor/temperature+');
    await screen.sees('device.valueRead', fits({ name: 'sensor/temperature', value: 22 }));
  });

  it('stands at the broker inside where none was needed, and is heard once the hall has it', async () => {
    const { url } = await runningHall();
    const settings = { device: 'door' };
    const { device } = await asking<{ device: string }>(url, '/api/sim/devices', {
      ...{ driver: 'zigbee2mqtt-contact', settings },
    });
    const screen = await Screen.watching(url);
    const line = { id: 'mqtt', transport: { kind: 'mqtt' as const, url: 'embedded' } };
    const door = { id: 'door', driver: 'zigbee2mqtt-contact', line: 'mqtt', settings };
    expect(await editing(url, { kind: 'putLine', line }, { kind: 'putDevice', device: door })).toMatchObject({
      ok: true,
    });
    await asking(url, '/api/sim/press', { device, key: 'contact' });
    await screen.sees('contact.changed', fits({ state: 'open' }));
  });
});

it('another queue system alone moves its tickets as its keys are pressed, in the words of the map', async () => {
  const map = {
    fields: { id: 'seq', what: 'type', ticket: 'no', service: 'biz', window: 'win' },
    words: { what: { TAKE: 'issued' as const, CALL: 'called' as const }, service: { '01': 'A' } },
  };
  const settings = { topic: 'other/queue', map };
  const hall = await runningHall({
    queue: { source: map },
    lines: [{ id: 'mqtt', transport: { kind: 'mqtt', url: 'embedded' } }],
    devices: [{ id: 'queue', driver: 'queue-mqtt', line: 'mqtt', settings }],
  });
  const screen = await Screen.watching(hall.url);
  const asked = { driver: 'queue-mqtt', settings, broker: { line: 'mqtt' } };
  const { device } = await asking<{ device: string }>(hall.url, '/api/sim/devices', asked);
  for (const key of ['issued', 'called', 'started', 'finished'])
    await asking(hall.url, '/api/sim/press', { device, key });
  await screen.sees('ticket.finished');
  expect(Object.values(screen.state.tickets).map(({ number }) => number)).toEqual(['Q001']);
});

describe('a device of bytes behind the serial bridge of a Tasmota device', () => {
  it('is pressed and answered over the broker, and lost with its Tasmota', async () => {
    const broker = await Mosquitto.running();
    const { url } = await runningHall();
    const asked = {
      driver: 'ff68-pad',
      settings: { address: 1 },
      bridge: 'bus',
      broker: { url: broker.url },
    };
    const { device } = await asking<{ device: string }>(url, '/api/sim/devices', asked);
    const look = async () => (await asking<SimAnswer>(url, '/api/sim')).lone[0] as LoneByteDevice;
    const { bridge } = await look();
    expect(bridge?.transport).toMatchObject({
      kind: 'tasmotaSerial',
      url: broker.url,
      topic: 'bus',
      baudRate: 9600,
    });
    const hall = await runningHall({
      lines: [
        { id: 'pads', transport: { kind: 'tasmotaSerial', url: broker.url, topic: 'bus', baudRate: 9600 } },
      ],
      devices: [{ id: 'pad', driver: 'ff68-pad', line: 'pads', window: '1', settings: { address: 1 } }],
    });
    await hall.line('pads', ({ connected }) => connected);
    const screen = await Screen.watching(hall.url);
    const onlooker = await Onlooker.at(broker.url, ['stat/bus/RESULT', 'tele/bus/RESULT']);
    await asking(url, '/api/sim/press', { device, key: 'call' });
    await screen.sees('pad.keyPressed', fits({ key: 'call' }));
    await until(async () => {
      const { remarks } = await look();
      return remarks.some(({ words }) => words.en === 'the host has it') || null;
    }, 'the acknowledgement');
    await onlooker.sees('tele/bus/RESULT', (text) => text === '{"SSerialReceived":"FF6803036801010C0E16"}');
    await asking(url, `/api/sim/devices/${device}`, {}, 'DELETE');
    await hall.line('pads', ({ connected }) => !connected);
  });

  it('speaks nonsense when its serial port is set to another speed', async () => {
    const broker = await Mosquitto.running();
    const { url } = await runningHall();
    const asked = {
      driver: 'ff68-pad',
      settings: { address: 1 },
      bridge: 'bus',
      broker: { url: broker.url },
    };
    const { device } = await asking<{ device: string }>(url, '/api/sim/devices', asked);
    const onlooker = await Onlooker.at(broker.url, ['stat/bus/RESULT']);
    await onlooker.says('cmnd/bus/SBaudrate', '19200');
    await onlooker.sees('stat/bus/RESULT', (text) => text === '{"SBaudrate":19200}');
    await asking(url, '/api/sim/press', { device, key: 'call' });
    await until(async () => {
      const [lone] = (await asking<SimAnswer>(url, '/api/sim')).lone as LoneByteDevice[];
      return lone && lone.counts.noise > 0 && lone.hostRate === 19_200 ? lone : null;
    }, 'nonsense');
  });
});
