import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldsOf } from '../../../bridge/config/form.ts';
import { mistakesOf } from '../../../bridge/schemas/words.ts';
import { loadDrivers } from '../../../bridge/drivers/catalog.ts';
import { hallSchema } from '../../../shared/config/schema.ts';
import { smallHall } from '../../support/hall.ts';

const drivers = await loadDrivers();
const names = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`name ${n}`, 'value']));

describe('a mistake in the settings of a device over MQTT', () => {
  it.each<[string, Record<string, unknown>]>([
    ['homie-5', { device: 'a/b' }],
    ['mqtt-json', { topic: 'a#', read: [{ reading: 'value' }] }],
    ['tasmota-device', { topic: 'a', fullTopic: '%topic%/' }],
    ['tasmota-device', { topic: 'a', fullTopic: '%prefix%/' }],
    ['tasmota-rf-pad', { topic: 'a', remote: '7028D' }],
    ['tasmota-rf-pad', { topic: 'a', remote: '0x7028D', keys: { 16: 'call' } }],
    ['awtrix-display', { topic: 'a', color: 'red' }],
    ['shelly-gen2', { topic: 'a', map: names(201) }],
  ])('of %s is told in Chinese and in English: %j', (id, settings) => {
    const { issues } = drivers.get(id)!.settings.safeParse(settings).error!;
    for (const { message } of mistakesOf(issues, settings, 'zh')) {
      expect(message).toMatch(/\p{Script=Han}/u);
      expect(message).not.toMatch(/[a-z]{4,} [a-z]{2,}/);
    }
    for (const { message } of mistakesOf(issues, settings, 'en'))
      expect(message).not.toMatch(/\p{Script=Han}/u);
  });
});

describe('the settings of a device over MQTT', () => {
  const over = [...drivers.values()].filter(({ id }) =>
    /^(zigbee2mqtt|tasmota|shelly|esphome|awtrix|homie|sparkplug|mqtt-json)/.test(id),
  );

  it.each(over)('of $id have a name each in both languages', ({ settings }) => {
    for (const { words } of fieldsOf(settings)) {
      expect(words.zh).toMatch(/\p{Script=Han}/u);
      expect(words.en).toMatch(/^[A-Z]/);
    }
  });
});

it('the fields of a device of any JSON say with examples what belongs into them', () => {
  const hints = fieldsOf(drivers.get('mqtt-json')!.settings).map(({ name, hint }) => [name, hint?.zh ?? '']);
  expect(Object.fromEntries(hints)).toMatchObject({
    topic: expect.stringContaining('+') as string,
    availability: expect.stringContaining('"online": "up"') as string,
    read: expect.stringContaining('"path": "env.t.0"') as string,
  });
});

it.each([...drivers.values()])(
  'the settings of $id say what helps by the name that forms know',
  ({ settings }) => {
    expect(JSON.stringify(z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' }))).not.toContain(
      '"hint"',
    );
  },
);

describe('a mistake in the announcement of a hall', () => {
  const lines = [
    { id: 'pads', transport: { kind: 'serial', path: '/dev/ttyUSB0' } },
    { id: 'mqtt', transport: { kind: 'mqtt', url: 'embedded' } },
  ];

  it.each([
    [{ line: 'nowhere', site: 'east' }, '没有线路“nowhere”，可用：pads, mqtt'],
    [{ line: 'pads', site: 'east' }, '线路“pads”不是 MQTT 服务器，请写 mqtt 类的线路'],
    [{ line: 'mqtt', site: 'east/west' }, '仅限字母、数字、“-”和“_”，至多 40 个字符'],
    [{ line: 'mqtt', site: 'east', discoveryPrefix: 'a/b' }, '应为主题的一级'],
  ])('is told with what would be right: %j', (announce, zh) => {
    const hall = { ...smallHall(), lines, announce };
    const { issues } = hallSchema.safeParse(hall).error!;
    expect(mistakesOf(issues, hall, 'zh').map(({ message }) => message)).toEqual([zh]);
  });
});
