import { z } from 'zod';
import { Refusal } from '../../shared/refusals.ts';
import { HOUR } from '../../shared/time.ts';
import { readScalar, readWords, topicLevel, topicPart } from '../framing/messages.ts';
import { messageDriver, type Scalar } from './driver.ts';
import { meaningsSchema } from './meaning/meaning.ts';
import { readSaid } from './meaning/said.ts';

/**
 * Device with ESPHome firmware over MQTT (esphome.io, MQTT client component): each entity at
 * `<node>/<component>/<id>/state`. Names are `binary_sensor/door` and the like.
 */
const settings = z.strictObject({
  /** `topic_prefix`; the name of the node unless the site gave it another. */
  topic: topicPart.meta({
    zh: '节点名',
    en: 'Node',
    help: { zh: '即 topic_prefix', en: 'its topic_prefix' },
  }),
  /** The switch of it that is switched, by its id. */
  switch: topicLevel.optional().meta({
    zh: '可控开关',
    en: 'Switch',
    help: { zh: '要控制的 switch 的 id', en: 'the id of the switch to control' },
  }),
  map: meaningsSchema,
});
type Settings = z.infer<typeof settings>;

export default messageDriver<Settings>({
  id: 'esphome-device',
  kind: 'sensor',
  name: { zh: 'ESPHome 设备', en: 'ESPHome device' },
  settings,
  // It says by its will when it goes.
  silentAfter: 25 * HOUR,
  topics: ({ topic }) => [`${topic}/status`, `${topic}/+/+/state`],

  decode({ topic, payload, retained }, { topic: prefix, map }) {
    const word = readWords(payload);
    if (word === null || !topic.startsWith(`${prefix}/`)) return null;
    if (topic === `${prefix}/status`) {
      if (word !== 'online' && word !== 'offline') return null;
      const reason = word === 'online' ? 'reportedOnline' : 'reportedOffline';
      return { readings: [{ kind: 'availability', availability: word, reason }] };
    }
    const [component, id, state, ...more] = topic.slice(prefix.length + 1).split('/');
    if (component === undefined || id === undefined || state !== 'state' || more.length > 0) return null;
    const path = `${component}/${id}`;
    const value = Object.hasOwn(map, path) ? readScalar(word) : valueOf(component, word);
    return readSaid([{ path, value }], map, retained);
  },

  actions: {
    setPower({ on }, { topic, switch: id }) {
      if (id === undefined) throw new Refusal('device.cannot');
      return [{ topic: `${topic}/switch/${id}/command`, payload: on ? 'ON' : 'OFF' }];
    },
  },

  examples: [
    {
      meaning: 'a sensor that knows nothing',
      settings: { topic: 'climate' },
      topic: 'climate/sensor/t/state',
      frame: 'nan',
      readings: [{ kind: 'value', name: 'sensor/t', value: null }],
    },
    {
      meaning: 'a door that opened',
      settings: { topic: 'back-door', map: { 'binary_sensor/door': 'contact' } },
      topic: 'back-door/binary_sensor/door/state',
      frame: 'ON',
      readings: [{ kind: 'contact', state: 'open' }],
    },
    {
      meaning: 'a button, which is pressed and not let go',
      settings: {
        topic: 'desk',
        map: { 'binary_sensor/help': { reading: 'button', map: { ON: 'single' } } },
      },
      topic: 'desk/binary_sensor/help/state',
      frame: 'OFF',
      readings: [],
    },
    {
      meaning: 'a press that the broker kept is one of long ago',
      settings: {
        topic: 'desk',
        map: { 'binary_sensor/help': { reading: 'button', map: { ON: 'single' } } },
      },
      topic: 'desk/binary_sensor/help/state',
      retained: true,
      frame: 'ON',
      readings: [],
    },
    {
      meaning: 'a measure',
      settings: { topic: 'climate', map: { 'sensor/t': { reading: 'value', name: '温度', unit: '°C' } } },
      topic: 'climate/sensor/t/state',
      frame: '21.50',
      readings: [{ kind: 'value', name: '温度', value: 21.5, unit: '°C' }],
    },
    {
      meaning: 'its will says that it has gone',
      settings: { topic: 'climate' },
      topic: 'climate/status',
      retained: true,
      frame: 'offline',
      readings: [{ kind: 'availability', availability: 'offline', reason: 'reportedOffline' }],
    },
  ],
});

function valueOf(component: string, word: string): Scalar | null {
  if (component === 'binary_sensor' && (word === 'ON' || word === 'OFF')) return word === 'ON';
  // As C prints a number that is none.
  return /^-?nan$/i.test(word) ? null : readScalar(word);
}
