import { z } from 'zod';
import { leavesOf } from '../framing/messages.ts';
import { zigbeeSettings } from '../framing/zigbee2mqtt.ts';
import { meaningsSchema } from './meaning/meaning.ts';
import { readSaid } from './meaning/said.ts';
import { zigbeeDriver } from './meaning/zigbee.ts';

/** Any other device behind Zigbee2MQTT: climate, motion, leaks, plugs. Its state is values, unless the site says more. */
const settings = z.strictObject({ ...zigbeeSettings.shape, map: meaningsSchema });

/** What Zigbee2MQTT says of the radio and of itself anew with every message, and what is read for all. */
const ofTheRadio = new Set(['linkquality', 'last_seen', 'elapsed', 'device', 'update', 'update_available']);
const readForAll = new Set(['battery', 'action']);

/** What has a unit in every exposed definition. */
const units: Record<string, string> = {
  temperature: '°C',
  humidity: '%',
  pressure: 'hPa',
  illuminance: 'lx',
  power: 'W',
  voltage: 'V',
  current: 'A',
  energy: 'kWh',
  co2: 'ppm',
};

export default zigbeeDriver({
  id: 'zigbee2mqtt-device',
  kind: 'sensor',
  name: { zh: 'Zigbee 设备（Zigbee2MQTT）', en: 'Zigbee device (Zigbee2MQTT)' },
  settings,

  read(state, { map }, retained) {
    const said = leavesOf(state).filter(({ path }) => {
      const [name = ''] = path.split('.');
      return Object.hasOwn(map, path) || !(ofTheRadio.has(name) || readForAll.has(name));
    });
    return readSaid(
      said.map((one) => ({ ...one, unit: unitOf(one.path, state) })),
      map,
      retained,
    );
  },

  actions: {
    setPower: ({ on }, { topic, device }) => [
      { topic: `${topic}/${device}/set`, payload: JSON.stringify({ state: on ? 'ON' : 'OFF' }) },
    ],
  },

  examples: [
    {
      meaning: 'a climate sensor',
      settings: { device: 'climate' },
      topic: 'zigbee2mqtt/climate',
      frame: '{"temperature":21.4,"humidity":48,"battery":90,"linkquality":80,"last_seen":1772413200000}',
      readings: [
        { kind: 'value', name: 'temperature', value: 21.4, unit: '°C' },
        { kind: 'value', name: 'humidity', value: 48, unit: '%' },
        { kind: 'battery', percent: 90 },
      ],
    },
    {
      meaning: 'a leak sensor that the site reads as a contact',
      settings: { device: 'leak', map: { water_leak: { reading: 'contact', map: { true: 'open' } } } },
      topic: 'zigbee2mqtt/leak',
      frame: '{"water_leak":true}',
      readings: [{ kind: 'contact', state: 'open' }],
    },
    {
      meaning: 'a key of it is a press when the site says so',
      settings: { device: 'cube', map: { action: 'button' } },
      topic: 'zigbee2mqtt/cube',
      frame: '{"action":"shake"}',
      readings: [{ kind: 'button', action: 'shake' }],
    },
  ],
});

/** Voltage of a battery is said in millivolts, that of the mains in volts. */
function unitOf(path: string, state: Record<string, unknown>): string | undefined {
  if (path === 'voltage' && 'battery' in state) return 'mV';
  return Object.hasOwn(units, path) ? units[path] : undefined;
}
