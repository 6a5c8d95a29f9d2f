import mqtt, { type MqttClient } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HallInput } from '../../shared/config/schema.ts';
import { fromHex } from '../../bridge/framing/bytes.ts';
import { Onlooker } from '../support/onlooker.ts';
import { embeddedLine, runningHall, type RunningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';

const plc = { id: 'plc', driver: 'sparkplug-b', line: 'mqtt', settings: { group: 'hall', node: 'plc' } };
/** Made by protobufjs 7 from sparkplug_b.proto: a birth, the message after it, and one after a gap. */
const born =
  '0880CDBCE0CA3312120A0562645365711880CDBCE0CA332004580312210A144E6F646520436F6E74726F6C2F526562697274681880CDBCE0CA33200B7000121A0A0B496E707574732F446F6F7210011880CDBCE0CA33200B700112310A0B54656D706572617475726510021880CDBCE0CA3320094A120A07656E67556E69741207080C4203C2B043650000AC4112170A064F666673657410031880CDBCE0CA33200250FEFF0312180A05436F756E7410041880CDBCE0CA33200858B5B8F0FE2D121C0A06456E6572677910051880CDBCE0CA33200A69ADFA5C6D454A934012190A044D6F646510061880CDBCE0CA33200C7A06E887AAE58AA812150A0642726F6B656E10071880CDBCE0CA332009380112170A04426C6F6210081880CDBCE0CA3320118201030102031800';
const next =
  '0880CDBCE0CA33120B10011880CDBCE0CA337000120D10031880CDBCE0CA3350FFFF03121010021880CDBCE0CA33280165000040401801';
const afterGap = '0880CDBCE0CA33120B10011880CDBCE0CA3370011805';
const rebirth = 'spBv1.0/hall/NCMD/plc';

async function hallWith(devices: HallInput['devices']): Promise<{ hall: RunningHall; screen: Screen }> {
  const hall = await runningHall({ lines: [embeddedLine], devices });
  return { hall, screen: await Screen.watching(hall.url) };
}

async function clientOf(hall: RunningHall): Promise<MqttClient> {
  const client = await mqtt.connectAsync(hall.brokerUrl ?? '', { reconnectPeriod: 0 });
  onTestFinished(() => client.endAsync(true));
  return client;
}

describe('an edge node of Sparkplug', () => {
  it('that is in the middle of its life is asked for a birth, and its values are known from then on', async () => {
    const { hall, screen } = await hallWith([plc]);
    const onlooker = await Onlooker.at(hall.brokerUrl ?? '', [rebirth]);
    const client = await clientOf(hall);
    const say = (type: string, hex: string) =>
      client.publishAsync(`spBv1.0/hall/${type}/plc`, Buffer.from(fromHex(hex)), { qos: 1 });
    await say('NDATA', afterGap);
    const asked = await onlooker.sees(rebirth);
    expect(asked.retained).toBe(false);
    expect(screen.all('device.valueRead')).toEqual([]);
    await say('NBIRTH', born);
    await screen.sees('device.valueRead', ({ data }) => data.name === 'Mode');
    expect(screen.state.devices['plc']).toMatchObject({ availability: 'online', reason: 'announced' });
    await say('NDATA', next);
    await screen.sees('device.valueRead', ({ data }) => data.name === 'Inputs/Door' && data.value === false);
    expect(screen.state.values['plc']?.map(({ name, value, unit }) => [name, value, unit])).toEqual([
      ['Inputs/Door', false, undefined],
      ['Temperature', 21.5, '°C'],
      ['Offset', -1, undefined],
      ['Count', 12345678901, undefined],
      ['Energy', 1234.5678, undefined],
      ['Mode', '自动', undefined],
    ]);
  });
});

describe('a message that nobody could mean', () => {
  it('stops no line and is no event: too long, not text, not JSON, too deep', async () => {
    const { hall, screen } = await hallWith([
      plc,
      { id: 'air', driver: 'tasmota-device', line: 'mqtt', settings: { topic: 'air' } },
      { id: 'desk', driver: 'homie-5', line: 'mqtt', settings: { device: 'desk' } },
    ]);
    const client = await clientOf(hall);
    const bad = [
      Buffer.alloc(400_000, 0x7b),
      Buffer.from([0xff, 0xfe, 0x80]),
      Buffer.from('{"a":'),
      Buffer.from(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`),
      Buffer.alloc(0),
    ];
    const topics = ['tele/air/SENSOR', 'spBv1.0/hall/NBIRTH/plc', 'homie/5/desk/$description'];
    for (const topic of topics)
      for (const payload of bad) await client.publishAsync(topic, payload, { qos: 1 });
    await client.publishAsync('tele/air/SENSOR', '{"AM2301":{"Temperature":21.5},"TempUnit":"C"}', {
      qos: 1,
    });
    await screen.sees('device.valueRead');
    expect(screen.all('device.valueRead')).toHaveLength(1);
    expect(screen.state.devices['plc']?.availability).toBe('unknown');
    const { counters } = await hall.line('mqtt');
    expect(counters.frames).toBe(topics.length * bad.length + 1);
  });

  it('with more names than are kept leaves so many and no more on disk', async () => {
    const { hall, screen } = await hallWith([
      { id: 'air', driver: 'tasmota-device', line: 'mqtt', settings: { topic: 'air' } },
    ]);
    const client = await clientOf(hall);
    const flood = (from: number) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: 150 }, (_, n) => [`name ${from + n}`, n])));
    await client.publishAsync('tele/air/SENSOR', flood(0), { qos: 1 });
    await client.publishAsync('tele/air/SENSOR', flood(1000), { qos: 1 });
    await client.publishAsync('tele/air/SENSOR', '{"name 0":"the end"}', { qos: 1 });
    await screen.sees('device.valueRead', ({ data }) => data.value === 'the end');
    expect(screen.all('device.valueRead')).toHaveLength(65);
    expect(screen.state.values['air']).toHaveLength(64);
  });
});

it('a radio that was heard long ago is no sign of life, and one heard lately is', async () => {
  const { hall, screen } = await hallWith([
    { id: 'old', driver: 'zigbee2mqtt-contact', line: 'mqtt', settings: { device: 'old' } },
    { id: 'new', driver: 'zigbee2mqtt-contact', line: 'mqtt', settings: { device: 'new' } },
  ]);
  const client = await clientOf(hall);
  const hours = (n: number) => new Date(Date.now() - n * 3_600_000).toISOString();
  const say = (device: string, seen: string) =>
    client.publishAsync(`zigbee2mqtt/${device}`, JSON.stringify({ contact: true, last_seen: seen }), {
      qos: 1,
    });
  await say('old', hours(48));
  await say('new', hours(2));
  await screen.sees(
    'device.availabilityChanged',
    ({ device, data }) => device === 'new' && data.availability === 'online',
  );
  expect(screen.state.contacts).toMatchObject({ old: 'closed', new: 'closed' });
  expect(screen.state.devices['old']?.availability).toBe('unknown');
});
