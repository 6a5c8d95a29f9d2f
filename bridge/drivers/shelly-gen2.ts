import { z } from 'zod';
import { HOUR, MINUTE } from '../../shared/time.ts';
import { leavesOf, readJson, readWords, recordOf, topicPart } from '../framing/messages.ts';
import { messageDriver, type Decoded } from './driver.ts';
import { meaningsSchema, type Meanings } from './meaning/meaning.ts';
import { readSaid, type Said } from './meaning/said.ts';

/**
 * Shelly of the second generation or later over MQTT (shelly-api-docs.shelly.cloud, gen2
 * notifications). A `NotifyStatus` tells what changed and no more; null takes a value away. Names
 * are Shelly's: `switch:0.output`, `input:0.state`, and `input:0` for the presses of a button.
 */
const settings = z.strictObject({
  /** MQTT prefix of the device; its id unless the site gave it another. */
  topic: topicPart.meta({ zh: 'MQTT 前缀', en: 'MQTT prefix' }),
  /** The relay that is switched, from 0. */
  channel: z
    .int()
    .min(0)
    .max(15)
    .default(0)
    .meta({ zh: '继电器编号', en: 'Relay', help: { zh: '从 0 起', en: 'from 0' } }),
  map: meaningsSchema,
});
type Settings = z.infer<typeof settings>;

const usual: Meanings = { 'devicepower:0.battery.percent': 'battery' };
const units: Record<string, string> = {
  tC: '°C',
  tF: '°F',
  rh: '%',
  apower: 'W',
  voltage: 'V',
  current: 'A',
  freq: 'Hz',
  total: 'Wh',
  lux: 'lx',
};
/** Components and keys that tell of the device's own housekeeping, and change all the time. */
const housekeeping = /^(sys|wifi|cloud|mqtt|ws|ble|eth|bthome)(\.|$)|\.(id|source|minute_ts|by_minute\.\d+)$/;

export default messageDriver<Settings>({
  id: 'shelly-gen2',
  kind: 'sensor',
  name: { zh: 'Shelly 设备（第二代起）', en: 'Shelly device (second generation on)' },
  settings,
  // Shellies on a battery sleep for hours; those on the mains say by their will when they go.
  silentAfter: 25 * HOUR,
  topics: ({ topic }) => [`${topic}/online`, `${topic}/events/rpc`, `${topic}/status/+`],

  decode({ topic, payload, retained }, { topic: prefix, map }) {
    const meanings = { ...usual, ...map };
    if (topic === `${prefix}/online`) {
      const word = readWords(payload);
      if (word !== 'true' && word !== 'false') return null;
      const availability = word === 'true' ? 'online' : 'offline';
      const reason = word === 'true' ? 'reportedOnline' : 'reportedOffline';
      return { readings: [{ kind: 'availability', availability, reason }] };
    }
    const said = readJson(payload);
    if (!said) return null;
    const component = topic.slice(`${prefix}/status/`.length);
    if (topic === `${prefix}/status/${component}` && component !== '') {
      return readSaid(measuredIn({ [component]: said }, map), meanings, retained);
    }
    const params = recordOf(said['params']);
    if (topic !== `${prefix}/events/rpc` || !params) return null;
    // A frame that the broker kept is of long ago.
    if (retained) return { readings: [] };
    if (said['method'] === 'NotifyEvent') return readEvents(said, params['events'], meanings);
    if (said['method'] !== 'NotifyStatus' && said['method'] !== 'NotifyFullStatus') return null;
    const { ts: _, ...changed } = params;
    return readSaid(measuredIn(changed, map), meanings, false);
  },

  actions: {
    setPower({ on }, { topic, channel }) {
      // The answer goes where nobody listens: that it switched is told by its status.
      const call = { id: 1, src: 'hallwatch', method: 'Switch.Set', params: { id: channel, on } };
      return [{ topic: `${topic}/rpc`, payload: JSON.stringify(call) }];
    },
  },

  examples: [
    {
      meaning: 'a relay was switched',
      settings: { topic: 'shellypro4pm-f008d1d8b8b8' },
      topic: 'shellypro4pm-f008d1d8b8b8/events/rpc',
      frame:
        '{"src":"shellypro4pm-f008d1d8b8b8","dst":"shellypro4pm-f008d1d8b8b8/events","method":"NotifyStatus","params":{"ts":1631186545.04,"switch:0":{"id":0,"output":true,"source":"button"}}}',
      readings: [{ kind: 'value', name: 'switch:0.output', value: true }],
    },
    {
      meaning: 'a door contact at an input; null is not known',
      settings: { topic: 'hall/door', map: { 'input:0.state': 'contact' } },
      topic: 'hall/door/events/rpc',
      frame: '{"src":"door","method":"NotifyStatus","params":{"ts":1,"input:0":{"id":0,"state":null}}}',
      readings: [{ kind: 'contact', state: 'unknown' }],
    },
    {
      meaning: 'a press of a button, and nothing for the finger going up and down',
      settings: { topic: 'hall/help' },
      topic: 'hall/help/events/rpc',
      frame:
        '{"src":"help","method":"NotifyEvent","params":{"ts":2.1,"events":[{"component":"input:0","id":0,"event":"btn_up","ts":2.1},{"component":"input:0","id":0,"event":"single_push","ts":2.1}]}}',
      readings: [{ kind: 'button', action: '0_single_push' }],
    },
    {
      meaning: 'an evaluator made of a four-button Shelly',
      settings: { topic: 'rating', map: { 'input:2': { reading: 'rating', map: { single_push: 3 } } } },
      topic: 'rating/events/rpc',
      frame:
        '{"src":"i4","method":"NotifyEvent","params":{"ts":3,"events":[{"component":"input:2","id":2,"event":"single_push","ts":3}]}}',
      readings: [{ kind: 'rating', raw: 1, grade: 3 }],
    },
    {
      meaning: 'the whole of a component, with its battery',
      settings: { topic: 'climate' },
      topic: 'climate/status/devicepower:0',
      frame: '{"id":0,"battery":{"V":5.3,"percent":84},"external":{"present":false}}',
      readings: [
        { kind: 'value', name: 'devicepower:0.battery.V', value: 5.3 },
        { kind: 'battery', percent: 84 },
        { kind: 'value', name: 'devicepower:0.external.present', value: false },
      ],
    },
    {
      meaning: 'its will says that it has gone',
      settings: { topic: 'climate' },
      topic: 'climate/online',
      retained: true,
      frame: 'false',
      readings: [{ kind: 'availability', availability: 'offline', reason: 'reportedOffline' }],
    },
  ],
});

function measuredIn(status: Record<string, unknown>, map: Meanings): Said[] {
  return leavesOf(status)
    .filter(({ path }) => Object.hasOwn(map, path) || !housekeeping.test(path))
    .map((leaf) => {
      const name = leaf.path.split('.').at(-1) ?? '';
      return { ...leaf, unit: Object.hasOwn(units, name) ? units[name] : undefined };
    });
}

/** Presses, each known by its sender, time, component and kind however often it is delivered. */
function readEvents({ src }: Record<string, unknown>, events: unknown, meanings: Meanings): Decoded | null {
  if (!Array.isArray(events)) return null;
  const told = events.slice(0, 20).flatMap((event) => {
    const { component, event: what, ts } = recordOf(event) ?? {};
    return typeof component === 'string' && typeof what === 'string' ? [{ component, what, ts }] : [];
  });
  const own = { ...meanings };
  const said = told.flatMap(({ component, what }): Said[] => {
    if (Object.hasOwn(meanings, component)) return [{ path: component, value: what }];
    const [, button] = /^input:(\d{1,3})$/.exec(component) ?? [];
    if (button === undefined || !/_push$/.test(what)) return [];
    own[component] = 'button';
    return [{ path: component, value: `${button}_${what}` }];
  });
  const { readings } = readSaid(said, own, false);
  const key = JSON.stringify([src, told.map(({ component, what, ts }) => [ts, component, what])]);
  return readings.length > 0
    ? { readings, once: { key: key.slice(0, 1000), ms: 10 * MINUTE } }
    : { readings };
}
