import { z } from 'zod';
import { padKeySchema } from '../../shared/events/device.ts';
import { HOUR, SECOND } from '../../shared/time.ts';
import { readJson, readWords } from '../framing/messages.ts';
import { readRf, tasmotaSettings, tasmotaTopic } from '../framing/tasmota.ts';
import { messageDriver } from './driver.ts';

/**
 * Wireless call pad 无线呼叫器 of 433 MHz, heard by a Tasmota radio or Sonoff RF bridge. Its code
 * is repeated three to ten times a press, and nothing proves who sent it: it may call numbers,
 * and nothing that matters more.
 */
const settings = z.strictObject({
  ...tasmotaSettings.shape,
  /** The 20 bits that name the remote, `0x7028D`: the received `Data` without its last digit. */
  remote: z
    .string()
    .regex(/^0x[0-9a-f]{1,5}$/i, 'up to five hexadecimal digits, as 0x7028D')
    .meta({
      zh: '遥控器编码',
      en: 'Code of the remote',
      help: {
        zh: '收到的 Data 去掉最后一位，如 0x7028D',
        en: 'the received Data without its last digit, as 0x7028D',
      },
    }),
  /** Meaning of the last digit of the received `Data`, in decimal. */
  keys: z
    .record(z.string().regex(/^(\d|1[0-5])$/, 'a number from 0 to 15'), padKeySchema)
    .default({ 8: 'call', 4: 'recall', 2: 'pass', 1: 'finish' })
    .meta({
      zh: '按键',
      en: 'Keys',
      help: { zh: 'Data 最后一位（十进制）对应的按键', en: 'the last digit of Data, in decimal' },
    }),
  /** Milliseconds within which the same code is the same press. */
  repeat: z
    .int()
    .min(200)
    .max(10_000)
    .default(1500)
    .meta({ zh: '重复时间（毫秒）', en: 'Repeats within (ms)' }),
});
type Settings = z.infer<typeof settings>;

export default messageDriver<Settings>({
  id: 'tasmota-rf-pad',
  kind: 'pad',
  name: { zh: '无线呼叫器（433 MHz，经 Tasmota）', en: 'Wireless call pad (433 MHz through Tasmota)' },
  settings,
  silentAfter: 25 * HOUR,
  topics: (place) => [tasmotaTopic(place, 'tele', 'LWT'), tasmotaTopic(place, 'tele', 'RESULT')],

  decode({ topic, payload, retained }, { remote, keys, repeat, ...place }) {
    if (topic === tasmotaTopic(place, 'tele', 'LWT')) {
      const word = readWords(payload);
      // That its radio is there says nothing of the pad.
      if (word === 'Online') return { readings: [] };
      if (word !== 'Offline') return null;
      return { readings: [{ kind: 'availability', availability: 'unknown', reason: 'bridgeOffline' }] };
    }
    if (topic !== tasmotaTopic(place, 'tele', 'RESULT')) return null;
    const code = readRf(readJson(payload) ?? {});
    if (code?.remote !== Number(remote)) return null;
    if (retained) return { readings: [] };
    return {
      readings: [{ kind: 'key', key: keys[code.keys] ?? 'other', digits: [] }],
      once: { key: String(code.keys), ms: Math.min(repeat, 10 * SECOND) },
    };
  },

  examples: [
    {
      meaning: 'the key of bit 1',
      settings: { topic: 'radio', remote: '0x7028D' },
      topic: 'tele/radio/RESULT',
      frame:
        '{"Time":"2026-03-02T09:00:00","RfReceived":{"Data":"0x7028D2","Bits":24,"Protocol":1,"Pulse":238}}',
      readings: [{ kind: 'key', key: 'pass', digits: [] }],
    },
    {
      meaning: 'the same from a Sonoff RF bridge, by the keys of the site',
      settings: { topic: 'radio', remote: '0x7028d', keys: { 2: 'call' } },
      topic: 'tele/radio/RESULT',
      frame: '{"RfReceived":{"Sync":7300,"Low":240,"High":720,"Data":"7028D2","RfKey":"None"}}',
      readings: [{ kind: 'key', key: 'call', digits: [] }],
    },
    {
      meaning: 'nobody knows of the pad while its radio is away',
      settings: { topic: 'radio', remote: '0x7028D' },
      topic: 'tele/radio/LWT',
      retained: true,
      frame: 'Offline',
      readings: [{ kind: 'availability', availability: 'unknown', reason: 'bridgeOffline' }],
    },
  ],
});
