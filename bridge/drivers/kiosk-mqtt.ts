import { z } from 'zod';
import { readJson, readWords, topicPart } from '../framing/messages.ts';
import { messageDriver } from './driver.ts';

/**
 * Ticket kiosk 取号机 that asks over MQTT and shows the answer itself:
 *
 * - `<topic>/<kiosk>/request`  `{"id":"…","service":"A"}`, QoS 1, never retained; also with a `class`,
 *   or `{"id":"…","appointment":"…"}` to check in
 * - `<topic>/<kiosk>/response` `{"id","number","ahead"}` or `{"id","refused":code}`
 * - `<topic>/<kiosk>/status`   `online` or `offline`, retained, also the kiosk's will
 *
 * A kiosk that gets no answer asks again with the same id and gets the same ticket.
 */
const settings = z.strictObject({
  topic: topicPart.default('hall/kiosk'),
  kiosk: topicPart,
  /** Id of the printer in it; without one its tickets are shown only. */
  printer: z.string().max(40).optional(),
  /** A guide works it, and may give the classes that only guides give. */
  attended: z.boolean().default(false).meta({ zh: '由导税人员操作', en: 'Worked by a guide' }),
});
type Settings = z.infer<typeof settings>;

const word = z.string().min(1).max(40);
const requestSchema = z
  .object({
    id: z.string().min(1).max(64),
    service: word.optional(),
    class: word.optional(),
    appointment: word.optional(),
  })
  .refine(({ service, appointment }) => service !== undefined || appointment !== undefined);

export default messageDriver<Settings>({
  id: 'kiosk-mqtt',
  kind: 'kiosk',
  name: { zh: '取号机（MQTT）', en: 'Ticket kiosk (MQTT)' },
  settings,
  silentAfter: 24 * 3_600_000,
  topics: ({ topic, kiosk }) => [`${topic}/${kiosk}/request`, `${topic}/${kiosk}/status`],

  decode({ topic, payload, retained }, { topic: base, kiosk }) {
    if (topic === `${base}/${kiosk}/status`) {
      const word = readWords(payload);
      if (word !== 'online' && word !== 'offline') return null;
      const reason = word === 'online' ? 'reportedOnline' : 'reportedOffline';
      return { readings: [{ kind: 'availability', availability: word, reason }] };
    }
    if (topic !== `${base}/${kiosk}/request`) return null;
    const asked = requestSchema.safeParse(readJson(payload));
    if (!asked.success) return null;
    // A retained request was asked long ago, by somebody who has left.
    if (retained) return { readings: [] };
    const { id, ...wanted } = asked.data;
    return {
      readings: [{ kind: 'ticketRequest', ...wanted, request: id }],
      once: { key: id, ms: 600_000 },
    };
  },

  actions: {
    answerKiosk({ request, number, ahead, code }, { topic, kiosk }) {
      const answer =
        number === undefined ? { id: request, refused: code ?? 'internal' } : { id: request, number, ahead };
      return [{ topic: `${topic}/${kiosk}/response`, payload: JSON.stringify(answer) }];
    },
  },

  examples: [
    {
      meaning: 'somebody wants a ticket',
      settings: { kiosk: 'k1' },
      topic: 'hall/kiosk/k1/request',
      frame: '{"id":"k1-000017","service":"A"}',
      readings: [{ kind: 'ticketRequest', service: 'A', request: 'k1-000017' }],
    },
    {
      meaning: 'somebody elderly comes to the guide',
      settings: { kiosk: 'desk', attended: true },
      topic: 'hall/kiosk/desk/request',
      frame: '{"id":"desk-17","service":"A","class":"priority"}',
      readings: [{ kind: 'ticketRequest', service: 'A', class: 'priority', request: 'desk-17' }],
    },
    {
      meaning: 'somebody who has booked is here',
      settings: { kiosk: 'k1' },
      topic: 'hall/kiosk/k1/request',
      frame: '{"id":"k1-000018","appointment":"03020017"}',
      readings: [{ kind: 'ticketRequest', appointment: '03020017', request: 'k1-000018' }],
    },
    {
      meaning: "a retained request is nobody's",
      settings: { kiosk: 'k1' },
      topic: 'hall/kiosk/k1/request',
      retained: true,
      frame: '{"id":"k1-000017","service":"A"}',
      readings: [],
    },
    {
      meaning: 'the kiosk is there',
      settings: { kiosk: 'k1', topic: 'site/kiosks' },
      topic: 'site/kiosks/k1/status',
      retained: true,
      frame: 'online',
      readings: [{ kind: 'availability', availability: 'online', reason: 'reportedOnline' }],
    },
    {
      meaning: 'its will says that it has gone',
      settings: { kiosk: 'k1' },
      topic: 'hall/kiosk/k1/status',
      frame: 'offline',
      readings: [{ kind: 'availability', availability: 'offline', reason: 'reportedOffline' }],
    },
  ],
});
