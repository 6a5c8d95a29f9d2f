import { z } from 'zod';
import { topicLevel, topicPart } from './messages.ts';

/** Where a Tasmota device speaks (tasmota/docs docs/MQTT.md). */
export const tasmotaSettings = z.strictObject({
  /** The device's own Topic, `%topic%`. */
  topic: topicPart.meta({ zh: '设备 Topic', en: 'Topic of the device' }),
  /** FullTopic as the device is set; sites put the prefix first, last or in the middle. */
  fullTopic: z
    .string()
    .max(200)
    .regex(/^[^+#\0]*%prefix%[^+#\0]*$/, 'must hold %prefix%, and no + or #')
    .regex(/%topic%/, 'must hold %topic%')
    .default('%prefix%/%topic%/')
    .meta({
      zh: '主题格式',
      en: 'Full topic',
      help: { zh: '与设备的 FullTopic 一致', en: 'as the FullTopic of the device' },
    }),
  /** Prefix1 to Prefix3 as the device is set. */
  prefixes: z
    .strictObject({
      cmnd: topicLevel.default('cmnd'),
      stat: topicLevel.default('stat'),
      tele: topicLevel.default('tele'),
    })
    .prefault({})
    .meta({ zh: '主题前缀', en: 'Prefixes' }),
});
export type TasmotaPlace = z.infer<typeof tasmotaSettings>;

/** The full topic of a word of the device, `tele/plug/LWT`. */
export function tasmotaTopic(
  place: TasmotaPlace,
  prefix: keyof TasmotaPlace['prefixes'],
  word: string,
): string {
  const base = place.fullTopic.replace('%prefix%', place.prefixes[prefix]).replace('%topic%', place.topic);
  return `${base.replace(/\/+$/, '')}/${word}`;
}

/** The 24 bits of a 433 MHz remote: a number of its own and the keys that are down. */
export interface RfCode {
  remote: number;
  keys: number;
}

/**
 * What a Tasmota radio received, if it is an EV1527 code: 20 bits of identity and 4 of keys
 * (tasmota/docs docs/RF-Protocol.md). A Sonoff RF bridge writes the hex without `0x`.
 */
export function readRf(result: Record<string, unknown>): RfCode | null {
  const received = result['RfReceived'];
  if (typeof received !== 'object' || received === null) return null;
  const { Data: code, Bits: bits = 24 } = received as { Data?: unknown; Bits?: unknown };
  if (bits !== 24 || !/^(0x)?[0-9a-f]{1,6}$/i.test(String(code))) return null;
  const value = Number.parseInt(String(code).replace(/^0x/i, ''), 16);
  return { remote: value >> 4, keys: value & 0x0f };
}
