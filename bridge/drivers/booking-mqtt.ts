import { z } from 'zod';
import { bookingMapSchema, readBooking } from '../../shared/queue/bookings.ts';
import { HOUR } from '../../shared/time.ts';
import { readJson, topicPart } from '../framing/messages.ts';
import { messageDriver } from './driver.ts';

/**
 * Another system that tells over MQTT of the appointments booked in it: one JSON object a message,
 * whose fields and words the site maps to ours. What is retained is told again, and is no news.
 */
const settings = z.strictObject({
  /** Where it speaks. */
  topic: topicPart.meta({ zh: '主题', en: 'Topic' }),
  /** How its records are read. */
  map: bookingMapSchema.prefault({}).meta({ zh: '字段与词表', en: 'Fields and words' }),
  /** The zone in which it writes local times. */
  zone: z.string().max(60).default('Asia/Shanghai').meta({ zh: '时区', en: 'Time zone' }),
});
type Settings = z.output<typeof settings>;

export default messageDriver<Settings>({
  id: 'booking-mqtt',
  kind: 'queue',
  name: { zh: '预约系统（MQTT）', en: 'Appointment system (MQTT)' },
  settings,
  silentAfter: 24 * HOUR,
  private: true,
  topics: ({ topic }) => [topic],

  decode({ topic, payload }, { topic: mine, map, zone }) {
    if (topic !== mine) return null;
    const booking = readBooking(readJson(payload), map, zone);
    return 'unread' in booking ? null : { readings: [{ kind: 'booking', booking }] };
  },

  examples: [
    {
      meaning: 'appointment Y17 is booked for half an hour',
      settings: {
        topic: 'bookings',
        map: { fields: { appointment: 'no' }, words: { service: { '01': 'filing' } } },
      },
      topic: 'bookings',
      frame: '{"no":"Y17","service":"01","date":"2026-11-20","time":"09:00-09:30"}',
      readings: [
        {
          kind: 'booking',
          booking: { appointment: 'Y17', service: 'filing', from: 1_795_136_400_000, to: 1_795_138_200_000 },
        },
      ],
    },
    {
      meaning: 'appointment Y17 is cancelled where it was booked',
      settings: { topic: 'bookings' },
      topic: 'bookings',
      frame: '{"id":"Y17","service":"filing","date":"2026-11-20","time":"09:00","status":"cancelled"}',
      readings: [
        {
          kind: 'booking',
          booking: {
            ...{ appointment: 'Y17', service: 'filing', cancelled: true },
            ...{ from: 1_795_136_400_000, to: 1_795_138_200_000 },
          },
        },
      ],
    },
  ],
});
