import { z } from 'zod';
import { MINUTE } from '../../shared/time.ts';
import { leavesOf, readJson, readWords, recordOf } from '../framing/messages.ts';
import { tasmotaSettings, tasmotaTopic } from '../framing/tasmota.ts';
import { messageDriver, type Decoded } from './driver.ts';
import { meaningsSchema, type Meanings } from './meaning/meaning.ts';
import { readSaid, type Said } from './meaning/said.ts';

/**
 * Relay, plug, sensor or contact with Tasmota firmware (tasmota/docs docs/MQTT.md,
 * docs/Buttons-and-Switches.md; SetOption73 1 and SetOption114 1 for buttons and switches that
 * switch nothing). Names are Tasmota's: `POWER`, `Switch1`, `Button1`, `AM2301.Temperature`.
 */
const settings = z.strictObject({
  ...tasmotaSettings.shape,
  /** The relay that is switched, from 1. */
  channel: z
    .int()
    .min(1)
    .max(32)
    .default(1)
    .meta({ zh: '继电器编号', en: 'Relay', help: { zh: '从 1 起', en: 'from 1' } }),
  map: meaningsSchema,
});
type Settings = z.infer<typeof settings>;

/** Units of measures by the last part of their names. */
const units: Record<string, string> = {
  Humidity: '%',
  Illuminance: 'lx',
  Power: 'W',
  ApparentPower: 'VA',
  Voltage: 'V',
  Current: 'A',
  Today: 'kWh',
  Yesterday: 'kWh',
  Total: 'kWh',
  CarbonDioxide: 'ppm',
};
/** What says how the rest is to be read. */
const notMeasured = new Set(['Time', 'TempUnit', 'PressureUnit', 'SpeedUnit', 'TotalStartTime']);

export default messageDriver<Settings>({
  id: 'tasmota-device',
  kind: 'sensor',
  name: { zh: 'Tasmota 设备', en: 'Tasmota device' },
  settings,
  // It says its state every TelePeriod, five minutes if nobody changed that.
  silentAfter: 16 * MINUTE,
  topics: (place) => [
    ...['LWT', 'STATE', 'SENSOR', 'RESULT'].map((word) => tasmotaTopic(place, 'tele', word)),
    tasmotaTopic(place, 'stat', '+'),
  ],

  decode({ topic, payload, retained }, { map, ...place }) {
    const is = (prefix: 'stat' | 'tele', word: string) => topic === tasmotaTopic(place, prefix, word);
    if (is('tele', 'LWT')) return readWill(readWords(payload));
    const [own = ''] = topic.split('/').slice(-1);
    if (is('stat', own) && /^POWER\d{0,2}$/.test(own)) {
      const word = readWords(payload);
      return word === 'ON' || word === 'OFF' ? readSaid([{ path: own, value: word }], map, retained) : null;
    }
    const said = readJson(payload);
    if (!said) return null;
    if (is('tele', 'SENSOR')) return readSaid(measuredIn(said), map, retained);
    if (is('tele', 'STATE')) return readSaid(leavesOf(said).filter(matters(map)), map, retained);
    if (!is('stat', own) && !is('tele', 'RESULT')) return null;
    // Results tell what just happened.
    return retained ? { readings: [] } : readResult(said, map);
  },

  actions: {
    setPower: ({ on }, { channel, ...place }) => [
      { topic: tasmotaTopic(place, 'cmnd', `POWER${channel}`), payload: on ? 'ON' : 'OFF' },
    ],
  },

  examples: [
    {
      meaning: 'a relay was switched',
      settings: { topic: 'lamp' },
      topic: 'stat/lamp/RESULT',
      frame: '{"POWER":"ON"}',
      readings: [{ kind: 'value', name: 'POWER', value: 'ON' }],
    },
    {
      meaning: 'a door contact at a switch input',
      settings: { topic: 'door', map: { Switch1: 'contact' } },
      topic: 'stat/door/RESULT',
      frame: '{"Switch1":{"Action":"ON"}}',
      readings: [{ kind: 'contact', state: 'open' }],
    },
    {
      meaning: 'the same in its regular report, wired the other way round',
      settings: {
        topic: 'door',
        map: { Switch1: { reading: 'contact', map: { ON: 'closed', OFF: 'open' } } },
      },
      topic: 'tele/door/SENSOR',
      frame: '{"Time":"2026-03-02T09:00:00","Switch1":"ON"}',
      readings: [{ kind: 'contact', state: 'closed' }],
    },
    {
      meaning: 'a press of a button',
      settings: { topic: 'help' },
      topic: 'stat/help/RESULT',
      frame: '{"Button1":{"Action":"SINGLE"}}',
      readings: [{ kind: 'button', action: '1_single' }],
    },
    {
      meaning: 'a press of long ago',
      settings: { topic: 'help' },
      topic: 'stat/help/RESULT',
      retained: true,
      frame: '{"Button1":{"Action":"SINGLE"}}',
      readings: [],
    },
    {
      meaning: 'measures with their units',
      settings: { topic: 'climate' },
      topic: 'tele/climate/SENSOR',
      frame:
        '{"Time":"2026-03-02T09:00:00","AM2301":{"Temperature":21.4,"Humidity":48,"DewPoint":null},"TempUnit":"C"}',
      readings: [
        { kind: 'value', name: 'AM2301.Temperature', value: 21.4, unit: '°C' },
        { kind: 'value', name: 'AM2301.Humidity', value: 48, unit: '%' },
        { kind: 'value', name: 'AM2301.DewPoint', value: null, unit: '°C' },
      ],
    },
    {
      meaning: 'of its state only what is switched',
      settings: { topic: 'lamp', fullTopic: 'hall/%topic%/%prefix%/' },
      topic: 'hall/lamp/tele/STATE',
      frame: '{"Time":"2026-03-02T09:00:00","Uptime":"1T02:03:04","POWER":"OFF","Wifi":{"RSSI":74}}',
      readings: [{ kind: 'value', name: 'POWER', value: 'OFF' }],
    },
    {
      meaning: 'its will says that it has gone',
      settings: { topic: 'lamp' },
      topic: 'tele/lamp/LWT',
      retained: true,
      frame: 'Offline',
      readings: [{ kind: 'availability', availability: 'offline', reason: 'reportedOffline' }],
    },
  ],
});

function readWill(word: string | null): Decoded | null {
  if (word === 'Online') {
    return { readings: [{ kind: 'availability', availability: 'online', reason: 'reportedOnline' }] };
  }
  if (word !== 'Offline') return null;
  return { readings: [{ kind: 'availability', availability: 'offline', reason: 'reportedOffline' }] };
}

/** Of what changes all the time, as the uptime and the radio, only what the site asks for. */
function matters(map: Meanings): (said: Said) => boolean {
  return ({ path }) => /^POWER\d{0,2}$/.test(path) || Object.hasOwn(map, path);
}

function measuredIn(said: Record<string, unknown>): Said[] {
  return leavesOf(said)
    .filter(({ path }) => !notMeasured.has(path.split('.').at(-1) ?? ''))
    .map((leaf) => ({ ...leaf, unit: unitOf(leaf.path, said) }));
}

function unitOf(path: string, said: Record<string, unknown>): string | undefined {
  const name = path.split('.').at(-1) ?? '';
  if (/^(Temperature|DewPoint)\d*$/.test(name)) {
    return typeof said['TempUnit'] === 'string' ? `°${said['TempUnit']}` : undefined;
  }
  if (name === 'Pressure' && typeof said['PressureUnit'] === 'string') return said['PressureUnit'];
  return Object.hasOwn(units, name) ? units[name] : undefined;
}

function readResult(result: Record<string, unknown>, map: Meanings): Decoded {
  const meanings = { ...map };
  const said = Object.entries(result).flatMap(([name, content]): Said[] => {
    const action = recordOf(content)?.['Action'];
    if (typeof action !== 'string') return leavesOf({ [name]: content }).filter(matters(map));
    const [, button] = /^Button(\d{1,2})$/.exec(name) ?? [];
    if (Object.hasOwn(map, name)) return [{ path: name, value: action }];
    if (button === undefined) return [{ path: name, value: action }];
    meanings[name] = 'button';
    return [{ path: name, value: `${button}_${action.toLowerCase()}` }];
  });
  return readSaid(said, meanings, false);
}
