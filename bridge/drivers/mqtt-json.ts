import { z } from 'zod';
import { HOUR } from '../../shared/time.ts';
import { readJson, readScalar, readWords, topicPart, valueAt } from '../framing/messages.ts';
import { messageDriver, type Reading, type Scalar } from './driver.ts';
import { meaningWith, type Meaning } from './meaning/meaning.ts';
import { isPress, readingOf } from './meaning/said.ts';

/**
 * Any device that speaks JSON or plain words over MQTT: the site says where in a message what
 * stands, and when it counts. For a device that none of the other drivers knows.
 */
const filter = z
  .string()
  .min(1)
  .max(200)
  .regex(
    /^(\+|[^+#\0$/][^+#\0/]*)(\/(\+|[^+#\0/]+))*(\/#)?$/,
    'a topic, with + for any level and # for the rest',
  );
const scalar = z.union([z.string().max(200), z.number(), z.boolean()]);
const place = {
  /** Where it stands, with dots, `door.state` or `keys.0`; without one the whole message is meant. */
  path: z.string().min(1).max(200).optional(),
  /** Only in messages in which these paths say this. */
  when: z.record(z.string().min(1).max(200), scalar).optional(),
};
const settings = z.strictObject({
  /** Where it speaks. */
  topic: filter.meta({
    zh: '主题',
    en: 'Topic',
    help: { zh: '可用 + 代表任一级、# 代表其余', en: '+ for any level, # for the rest' },
  }),
  /** Where it or its will says that it is there, if not in its messages. */
  availability: z
    .strictObject({
      topic: topicPart,
      online: z.string().max(100).default('online'),
      offline: z.string().max(100).default('offline'),
    })
    .optional()
    .meta({
      zh: '在线状态',
      en: 'Availability',
      help: {
        zh: '遗嘱或状态主题，如 {"topic": "box/lwt", "online": "up", "offline": "down"}；没有则不填',
        en: 'the topic of its will or state, such as {"topic": "box/lwt", "online": "up", "offline": "down"}; none where there is none',
      },
    }),
  read: z
    .array(meaningWith(place))
    .min(1)
    .max(100)
    .meta({
      zh: '取值',
      en: 'Read',
      help: {
        zh: '列表，一项一值，如 [{"path": "door.state", "reading": "contact"}, {"path": "env.t.0", "reading": "value", "name": "temperature"}]；reading 还可以是 battery、button、rating、key',
        en: 'a list, one entry a value, such as [{"path": "door.state", "reading": "contact"}, {"path": "env.t.0", "reading": "value", "name": "temperature"}]; a reading may be battery, button, rating or key, too',
      },
    }),
  /** Milliseconds within which the same press is a bounce. */
  bounce: z.int().min(0).max(60_000).default(800).meta({ zh: '抖动（毫秒）', en: 'Bounce (ms)' }),
});
type Settings = z.output<typeof settings>;
type Entry = Settings['read'][number];

export default messageDriver<Settings>({
  id: 'mqtt-json',
  kind: 'sensor',
  name: { zh: 'MQTT 设备（按路径取值）', en: 'MQTT device (by paths)' },
  settings,
  silentAfter: 25 * HOUR,
  topics: ({ topic, availability }) => (availability ? [topic, availability.topic] : [topic]),

  decode({ topic, payload, retained }, { topic: mine, availability, read, bounce }) {
    if (topic === availability?.topic) {
      const word = readWords(payload);
      if (word !== availability.online && word !== availability.offline) return null;
      const said = word === availability.online ? 'online' : 'offline';
      const reason = said === 'online' ? 'reportedOnline' : 'reportedOffline';
      return { readings: [{ kind: 'availability', availability: said, reason }] };
    }
    if (!falls(topic, mine)) return null;
    const words = readWords(payload);
    if (words === null) return null;
    const json = readJson(payload);
    const readings = read.flatMap((entry) => {
      const reading = readEntry(entry, words, json);
      return reading && !(retained && isPress(reading)) ? [reading] : [];
    });
    const presses = readings.filter(isPress);
    if (presses.length > 0) return { readings, once: { key: JSON.stringify(presses), ms: bounce } };
    return readings.length > 0 || json ? { readings } : null;
  },

  examples: [
    {
      meaning: 'a door and its battery, of 0 to 1',
      settings: {
        topic: 'plant/door/status',
        read: [
          { path: 'door.state', reading: 'contact', map: { shut: 'closed', ajar: 'open' } },
          { path: 'bat', reading: 'battery', full: 1 },
        ],
      },
      topic: 'plant/door/status',
      frame: '{"door":{"state":"ajar"},"bat":0.84}',
      readings: [
        { kind: 'contact', state: 'open' },
        { kind: 'battery', percent: 84 },
      ],
    },
    {
      meaning: 'a rating, in a message that is one',
      settings: {
        topic: 'stars/+/events',
        read: [{ path: 'key', reading: 'rating', map: { 1: 5, 2: 3, 3: 1 }, when: { type: 'press' } }],
      },
      topic: 'stars/7/events',
      frame: '{"type":"press","key":3}',
      readings: [{ kind: 'rating', raw: 3, grade: 1 }],
    },
    {
      meaning: 'a message of another kind',
      settings: {
        topic: 'stars/+/events',
        read: [{ path: 'key', reading: 'rating', map: { 1: 5, 2: 3, 3: 1 }, when: { type: 'press' } }],
      },
      topic: 'stars/7/events',
      frame: '{"type":"release","key":3}',
      readings: [],
    },
    {
      meaning: 'a plain number for a message',
      settings: { topic: 'tank/level', read: [{ reading: 'value', name: '水位', unit: 'cm' }] },
      topic: 'tank/level',
      frame: '41.5',
      readings: [{ kind: 'value', name: '水位', value: 41.5, unit: 'cm' }],
    },
    {
      meaning: 'its will says that it has gone',
      settings: {
        topic: 'tank/level',
        read: [{ reading: 'value' }],
        availability: { topic: 'tank/alive', online: '1', offline: '0' },
      },
      topic: 'tank/alive',
      retained: true,
      frame: '0',
      readings: [{ kind: 'availability', availability: 'offline', reason: 'reportedOffline' }],
    },
  ],
});

/** Whether a topic is one of those the device speaks on. */
function falls(topic: string, filter: string): boolean {
  const [levels, wanted] = [topic.split('/'), filter.split('/')];
  const isOpen = wanted.at(-1) === '#';
  if (isOpen ? levels.length < wanted.length : levels.length !== wanted.length) return false;
  return wanted.every((level, at) => level === '+' || level === '#' || level === levels[at]);
}

function readEntry(entry: Entry, words: string, json: Record<string, unknown> | null): Reading | null {
  const { path, when = {}, ...meaning } = entry;
  const fits = Object.entries(when).every(([where, what]) => String(valueAt(json, where)) === String(what));
  if (!fits) return null;
  const value = path === undefined ? readScalar(words) : valueAt(json, path);
  if (value !== null && !isScalar(value)) return null;
  return readingOf({ path: path ?? 'value', value }, meaning as Meaning);
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';
}
