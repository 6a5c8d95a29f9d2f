import { z } from 'zod';
import { Refusal } from '../../shared/refusals.ts';
import { MINUTE } from '../../shared/time.ts';
import { readJson, topicLevel, topicPart } from '../framing/messages.ts';
import { messageDriver, type Reading, type Scalar } from './driver.ts';

/**
 * Pixel display with AWTRIX 3 (Blueforcer/awtrix3 docs/api.md). A text is an app of its own on it,
 * and an empty message takes the app away. Its font of eight pixels knows no Chinese: of a call
 * it shows the number and the window.
 */
const settings = z.strictObject({
  /** MQTT prefix of the display. */
  topic: topicPart.meta({ zh: 'MQTT 前缀', en: 'MQTT prefix' }),
  /** The app on it that is the hall's. */
  app: topicLevel.default('hall').meta({ zh: '应用名', en: 'App' }),
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'a colour such as #FF0000')
    .default('#FFFFFF')
    .meta({ zh: '颜色', en: 'Colour' }),
  /** Seconds it stays before another app of the display has its turn. */
  duration: z.int().min(1).max(3600).default(10).meta({ zh: '停留（秒）', en: 'Stays (s)' }),
});
type Settings = z.infer<typeof settings>;

/** More than anybody reads on a display of 32 columns. */
const longestText = 200;

/** Of its report what does not change all the time, with the units. */
const measures: Record<string, { unit?: string }> = {
  temp: { unit: '°C' },
  hum: { unit: '%' },
  matrix: {},
  version: {},
};

export default messageDriver<Settings>({
  id: 'awtrix-display',
  kind: 'display',
  name: { zh: '像素屏（AWTRIX 3）', en: 'Pixel display (AWTRIX 3)' },
  settings,
  // It reports every ten seconds.
  silentAfter: MINUTE,
  topics: ({ topic }) => [`${topic}/stats`],

  decode({ topic, payload }, { topic: prefix }) {
    const stats = topic === `${prefix}/stats` ? readJson(payload) : null;
    if (!stats) return null;
    const values = Object.entries(measures).flatMap(([name, measure]): Reading[] => {
      const value = valueOf(stats[name]);
      return value === null ? [] : [{ kind: 'value', name, value, ...measure }];
    });
    const { bat } = stats;
    const known = typeof bat === 'number' && bat >= 0 && bat <= 100;
    return { readings: known ? [{ kind: 'battery', percent: bat }, ...values] : values };
  },

  actions: {
    showText({ text }, { topic: prefix, app, color, duration }) {
      const topic = `${prefix}/custom/${app}`;
      if (text.trim() === '') return [{ topic, payload: '' }];
      const shown = textOf(text);
      if (shown === '') throw new Refusal('device.rejected', { detail: 'no letter of its font in the text' });
      return [{ topic, payload: JSON.stringify({ text: shown, color, duration }) }];
    },
    clearText: (_, { topic, app }) => [{ topic: `${topic}/custom/${app}`, payload: '' }],
    setPower: ({ on }, { topic }) => [{ topic: `${topic}/power`, payload: JSON.stringify({ power: on }) }],
  },

  examples: [
    {
      meaning: 'its regular report',
      settings: { topic: 'awtrix_1' },
      topic: 'awtrix_1/stats',
      frame:
        '{"bat":84,"bat_raw":613,"lux":12,"bri":30,"temp":22,"hum":45,"uptime":1200,"matrix":true,"version":"0.96"}',
      readings: [
        { kind: 'battery', percent: 84 },
        { kind: 'value', name: 'temp', value: 22, unit: '°C' },
        { kind: 'value', name: 'hum', value: 45, unit: '%' },
        { kind: 'value', name: 'matrix', value: true },
        { kind: 'value', name: 'version', value: '0.96' },
      ],
    },
    {
      meaning: 'the report of an old version, with measures in quotes and no battery',
      settings: { topic: 'hall/pixels' },
      topic: 'hall/pixels/stats',
      frame: '{"lux":"12","temp":"22"}',
      readings: [{ kind: 'value', name: 'temp', value: 22, unit: '°C' }],
    },
  ],
});

/** What of a text the font can show: 请A012到3号窗口 is `A012 3`. */
function textOf(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\x21-\x7e\u00a1-\u00ff]+/g, ' ')
    .trim()
    .slice(0, longestText);
}

function valueOf(said: unknown): Scalar | null {
  if (typeof said === 'boolean' || typeof said === 'number') return said;
  if (typeof said !== 'string') return null;
  // Old versions put measures in quotes; a version is no measure.
  return /^-?\d+$/.test(said) ? Number(said) : said;
}
