import { describe, expect, it } from 'vitest';
import { loadDrivers } from '../../bridge/drivers/catalog.ts';
import type { MessageDriver } from '../../bridge/drivers/driver.ts';

const drivers = await loadDrivers();

/** A driver with settings, to which messages are said. */
function heard(id: string, given: Record<string, unknown>) {
  const driver = drivers.get(id) as MessageDriver;
  const settings = driver.settings.parse(given);
  const memory = driver.memory?.(settings);
  const say = (topic: string, payload: unknown, retained = false) => {
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
    return driver.decode({ topic, payload: new TextEncoder().encode(text), retained }, settings, memory);
  };
  return { driver, settings, say };
}

describe('a display with AWTRIX', () => {
  const { driver, settings } = heard('awtrix-display', { topic: 'pixels', color: '#FF0000' });
  const show = (text: string) => driver.actions!.showText!({ text }, settings);

  it('shows of a call what its font can: the number and the window', () => {
    expect(show('请A012到3号窗口')).toEqual([
      { topic: 'pixels/custom/hall', payload: '{"text":"A012 3","color":"#FF0000","duration":10}' },
    ]);
  });

  it('takes the text away by an empty message', () => {
    expect(show('  ')).toEqual([{ topic: 'pixels/custom/hall', payload: '' }]);
  });

  it('refuses a text of which it can show nothing', () => {
    expect(() => show('暂停服务')).toThrow(/rejected/);
  });
});

describe('a relay over MQTT', () => {
  it.each<[string, Record<string, unknown>, string, string]>([
    ['tasmota-device', { topic: 'lamp', fullTopic: 'hall/%topic%/%prefix%/' }, 'hall/lamp/cmnd/POWER1', 'ON'],
    [
      'shelly-gen2',
      { topic: 'lamp', channel: 2 },
      'lamp/rpc',
      '{"id":1,"src":"hallwatch","method":"Switch.Set","params":{"id":2,"on":true}}',
    ],
    ['esphome-device', { topic: 'lamp', switch: 'relay' }, 'lamp/switch/relay/command', 'ON'],
    ['zigbee2mqtt-device', { device: 'hall/lamp' }, 'zigbee2mqtt/hall/lamp/set', '{"state":"ON"}'],
    ['awtrix-display', { topic: 'lamp' }, 'lamp/power', '{"power":true}'],
  ])('of %s is switched by one message', (id, given, topic, payload) => {
    const { driver, settings } = heard(id, given);
    expect(driver.actions!.setPower!({ on: true }, settings)).toEqual([{ topic, payload }]);
  });

  it('that the site did not name is not switched', () => {
    const { driver, settings } = heard('esphome-device', { topic: 'lamp' });
    expect(() => driver.actions!.setPower!({ on: true }, settings)).toThrow(/cannot/);
  });
});

describe('a press through Shelly', () => {
  const push = (ts: number, src = 'help') => ({
    ...{ src, method: 'NotifyEvent' },
    params: { ts, events: [{ component: 'input:0', id: 0, event: 'single_push', ts }] },
  });

  it('is the same one by its sender, time, component and kind, and another by another time', () => {
    const { say } = heard('shelly-gen2', { topic: 'help' });
    const keyOf = (frame: object) => say('help/events/rpc', frame)?.once?.key;
    expect(keyOf(push(2.1))).toBeDefined();
    expect(keyOf(push(2.1))).toBe(keyOf(push(2.1)));
    expect(keyOf(push(2.2))).not.toBe(keyOf(push(2.1)));
    expect(keyOf(push(2.1, 'other'))).not.toBe(keyOf(push(2.1)));
  });

  it("that the broker kept is nobody's", () => {
    const { say } = heard('shelly-gen2', { topic: 'help' });
    expect(say('help/events/rpc', push(2.1), true)).toEqual({ readings: [] });
  });
});

describe('a wireless pad', () => {
  it('that repeats its code is heard once for as long as the site says', () => {
    const { say } = heard('tasmota-rf-pad', { topic: 'radio', remote: '0x7028D', repeat: 2000 });
    const press = (data: string) => say('tele/radio/RESULT', { RfReceived: { Data: data, Bits: 24 } });
    expect(press('0x7028D8')?.once).toEqual(press('0x7028D8')?.once);
    expect(press('0x7028D8')?.once?.ms).toBe(2000);
    expect(press('0x7028D4')?.once?.key).not.toBe(press('0x7028D8')?.once?.key);
  });

  it.each(['0x7028E8', '0x17028D8', '7028', '', 'None', null, 12])('leaves the code %j alone', (code) => {
    const { say } = heard('tasmota-rf-pad', { topic: 'radio', remote: '0x7028D' });
    expect(say('tele/radio/RESULT', { RfReceived: { Data: code, Bits: 24 } })).toBeNull();
    expect(say('tele/radio/RESULT', { RfReceived: code })).toBeNull();
  });
});

describe('a device behind Zigbee2MQTT', () => {
  it.each([1772413200000, '2026-03-02T01:00:00.000Z', '2026-03-02T09:00:00+08:00'])(
    'was heard when its last_seen says: %s',
    (seen) => {
      const { say } = heard('zigbee2mqtt-contact', { device: 'door' });
      const said = say('zigbee2mqtt/door', { contact: true, last_seen: seen });
      expect(said?.heardAt).toBe(Date.UTC(2026, 2, 2, 1));
    },
  );

  it.each(['yesterday', null, -1, {}])('was heard at no known time by %j', (seen) => {
    const { say } = heard('zigbee2mqtt-contact', { device: 'door' });
    expect(say('zigbee2mqtt/door', { contact: true, last_seen: seen })).not.toHaveProperty('heardAt');
  });
});

describe('a name that a device gives to a value', () => {
  it.each(['__proto__', 'constructor', 'toString', '厅'.repeat(300)])('may be %s', (name) => {
    const { say } = heard('tasmota-device', { topic: 'evil' });
    const said = say('tele/evil/SENSOR', `{${JSON.stringify(name)}:1}`);
    expect(said?.readings).toEqual([{ kind: 'value', name, value: 1 }]);
  });

  it('cannot be so many that they drown the rest', () => {
    const { say } = heard('tasmota-device', { topic: 'evil' });
    const flood = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`v${n}`, { a: n, b: n }]));
    expect(say('tele/evil/SENSOR', flood)?.readings.length).toBeLessThanOrEqual(200);
    expect(say('tele/evil/SENSOR', `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`)?.readings).toEqual([]);
  });
});

describe('a device of Homie 4', () => {
  const settings = { device: 'd', map: { 'keys/help': 'button' } };

  it('waits with a value until it is known what it is, in whatever order it is told', () => {
    const { say } = heard('homie-4', settings);
    expect(say('homie/d/air/temp', '21.5', true)).toEqual({ readings: [] });
    expect(say('homie/d/air/temp/$unit', '°C', true)).toEqual({ readings: [] });
    expect(say('homie/d/air/temp/$datatype', 'float', true)?.readings).toEqual([
      { kind: 'value', name: 'air/temp', value: 21.5, unit: '°C' },
    ]);
    expect(say('homie/d/air/temp', 'warm')?.readings).toEqual([]);
    expect(say('homie/d/air/temp', '')?.readings).toMatchObject([{ value: null }]);
  });

  it('presses nothing by what the broker kept, be the property said to be retained or not', () => {
    for (const retained of ['true', 'false']) {
      const { say } = heard('homie-4', settings);
      say('homie/d/keys/help/$retained', retained, true);
      expect(say('homie/d/keys/help', 'single', true)?.readings).toEqual([]);
      expect(say('homie/d/keys/help/$datatype', 'enum', true)?.readings).toEqual([]);
      expect(say('homie/d/keys/help', 'single', true)?.readings).toEqual([]);
      expect(say('homie/d/keys/help', 'single')?.readings).toMatchObject([{ kind: 'button' }]);
    }
  });

  it('is remembered up to a bound, whatever a broker floods', () => {
    const { say } = heard('homie-4', settings);
    for (let n = 0; n < 5000; n += 1) say(`homie/d/n/p${n}/$datatype`, 'integer', true);
    expect(say('homie/d/n/p4999', '1')?.readings).toEqual([]);
    expect(say('homie/d/n/p1', '1')?.readings).toHaveLength(1);
  });
});

describe('a device of Homie 5', () => {
  const described = (more: object) => ({ homie: '5.0', version: 1, ...more });

  it('is lost with its root, and back with it, whichever is told first', () => {
    const { say } = heard('homie-5', { device: 'd' });
    expect(say('homie/5/gate/$state', 'lost')).toBeNull();
    expect(say('homie/5/d/$state', 'ready')?.readings).toMatchObject([{ availability: 'online' }]);
    expect(say('homie/5/d/$description', described({ root: 'gate' }))?.readings).toMatchObject([
      { availability: 'offline' },
    ]);
    expect(say('homie/5/gate/$state', 'ready')?.readings).toMatchObject([{ availability: 'online' }]);
    expect(say('homie/5/gate/$state', 'disconnected')?.readings).toMatchObject([{ availability: 'online' }]);
  });

  it('forgets what a new description leaves out', () => {
    const { say } = heard('homie-5', { device: 'd' });
    const nodes = { n: { properties: { p: { datatype: 'integer' } } } };
    say('homie/5/d/$description', described({ nodes }));
    expect(say('homie/5/d/n/p', '7')?.readings).toHaveLength(1);
    say('homie/5/d/$description', described({ nodes: {} }));
    expect(say('homie/5/d/n/p', '8')?.readings).toEqual([]);
  });

  it('says an empty string by a byte of zero, and nothing by nothing', () => {
    const { say } = heard('homie-5', { device: 'd' });
    say('homie/5/d/$description', described({ nodes: { n: { properties: { p: { datatype: 'string' } } } } }));
    expect(say('homie/5/d/n/p', '\0')?.readings).toMatchObject([{ value: '' }]);
    expect(say('homie/5/d/n/p', '')?.readings).toMatchObject([{ value: null }]);
  });

  it.each([
    '[]',
    '{',
    '{"nodes":[]}',
    '{"nodes":{"n":{"properties":{"p":{"datatype":1}}}}}',
    '{"nodes":{"__proto__":null}}',
  ])('lives through the description %s', (description) => {
    const { say } = heard('homie-5', { device: 'd' });
    expect(say('homie/5/d/$description', description)?.readings ?? []).toEqual([]);
  });
});

describe('the drivers of messages', () => {
  it('bound what a site may write', () => {
    const refused: [string, Record<string, unknown>][] = [
      ['tasmota-device', { topic: 'a/#' }],
      ['tasmota-device', { topic: 'a', fullTopic: '%topic%/' }],
      ['tasmota-device', { topic: 'a', map: { x: 'nonsense' } }],
      ['tasmota-device', { topic: 'a', map: { x: { reading: 'rating', map: { 1: 6 } } } }],
      ['tasmota-rf-pad', { topic: 'a', remote: '7028D' }],
      ['tasmota-rf-pad', { topic: 'a', remote: '0x7028D', keys: { 16: 'call' } }],
      ['awtrix-display', { topic: 'a', app: 'b/c' }],
      ['mqtt-json', { topic: 'a/#/b', read: [{ reading: 'value' }] }],
      ['mqtt-json', { topic: 'a', read: [] }],
      [
        'shelly-gen2',
        { topic: 'a', map: Object.fromEntries(Array.from({ length: 201 }, (_, n) => [n, 'value'])) },
      ],
    ];
    for (const [id, settings] of refused) {
      expect(drivers.get(id)?.settings.safeParse(settings).success, `${id} ${JSON.stringify(settings)}`).toBe(
        false,
      );
    }
  });
});
