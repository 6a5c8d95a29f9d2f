import { z } from 'zod';
import { HOUR } from '../../shared/time.ts';
import { observedMapSchema, readObservation } from '../../shared/queue/observed.ts';
import { readJson, topicPart } from '../framing/messages.ts';
import { messageDriver } from './driver.ts';

/**
 * Another queue system that tells over MQTT what happens in it: one JSON object a message, whose
 * fields and words the site maps to ours. What it retains is long past, and no event.
 */
const settings = z.strictObject({
  /** Where it speaks. */
  topic: topicPart.meta({ zh: '主题', en: 'Topic' }),
  /** How its records are read. */
  map: observedMapSchema.prefault({}).meta({ zh: '字段与词表', en: 'Fields and words' }),
  /** The zone in which it writes local times. */
  zone: z.string().max(60).default('Asia/Shanghai').meta({ zh: '时区', en: 'Time zone' }),
});
type Settings = z.output<typeof settings>;

export default messageDriver<Settings>({
  id: 'queue-mqtt',
  kind: 'queue',
  name: { zh: '排队系统（MQTT）', en: 'Queue system (MQTT)' },
  settings,
  silentAfter: 24 * HOUR,
  private: true,
  topics: ({ topic }) => [topic],

  decode({ topic, payload, retained }, { topic: mine, map, zone }) {
    if (topic !== mine) return null;
    if (retained) return { readings: [] };
    const observation = readObservation(readJson(payload), map, zone);
    if ('unread' in observation) return null;
    return {
      readings: [{ kind: 'observed', observation }],
      once: { key: observation.id, ms: HOUR },
    };
  },

  examples: [
    {
      meaning: 'ticket A012 is called to window 3',
      settings: {
        topic: 'queue/events',
        map: {
          fields: { id: 'seq', what: 'type', ticket: 'no', window: 'counter' },
          words: { what: { CALL: 'called' }, window: { '3': 'w3' } },
        },
      },
      topic: 'queue/events',
      frame: '{"seq":4711,"type":"CALL","no":"A012","counter":3}',
      readings: [
        { kind: 'observed', observation: { id: '4711', what: 'called', ticket: 'A012', window: 'w3' } },
      ],
    },
    {
      meaning: 'what is retained is long past',
      settings: { topic: 'queue/events' },
      topic: 'queue/events',
      retained: true,
      frame: '{"id":"4711","what":"issued","ticket":"A012","service":"filing"}',
      readings: [],
    },
  ],
});
