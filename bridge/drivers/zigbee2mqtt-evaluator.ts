import { z } from 'zod';
import { gradeSchema } from '../../shared/events/rating.ts';
import { zigbeeSettings } from '../framing/zigbee2mqtt.ts';
import { actionOf, zigbeeDriver } from './meaning/zigbee.ts';

/**
 * Evaluator 评价器 made of a Zigbee remote with several keys, such as the TS0044. Its actions are
 * the key and the way it was pressed, `1_single` to `4_hold`; the site says which is which grade.
 */
const settings = z.strictObject({
  ...zigbeeSettings.shape,
  /** Grade by action; what is not named here is no rating. */
  grades: z
    .record(z.string().min(1).max(40), gradeSchema)
    .default({ '1_single': 5, '2_single': 4, '3_single': 3, '4_single': 2 })
    .meta({ zh: '按键对应的等级', en: 'Grade of each action' }),
});

export default zigbeeDriver({
  id: 'zigbee2mqtt-evaluator',
  kind: 'evaluator',
  name: { zh: '评价器（Zigbee 多键遥控器）', en: 'Evaluator (Zigbee remote)' },
  settings,

  read(state, { grades }, retained) {
    const action = actionOf(state, retained);
    const grade = action !== null && Object.hasOwn(grades, action) ? grades[action] : undefined;
    if (action === null || grade === undefined) return { readings: [] };
    const raw = Number.parseInt(action, 10) || Object.keys(grades).indexOf(action) + 1;
    return { readings: [{ kind: 'rating', raw, grade }], once: { key: action, ms: 800 } };
  },

  examples: [
    {
      meaning: 'the first key, pressed once',
      settings: { device: 'hall/rating-3' },
      topic: 'zigbee2mqtt/hall/rating-3',
      frame: '{"action":"1_single","battery":97,"linkquality":120}',
      readings: [
        { kind: 'rating', raw: 1, grade: 5 },
        { kind: 'battery', percent: 97 },
      ],
    },
    {
      meaning: 'a key that is held is no rating unless the site says so',
      settings: { device: 'rating-3' },
      topic: 'zigbee2mqtt/rating-3',
      frame: '{"action":"4_hold"}',
      readings: [],
    },
    {
      meaning: 'keys without numbers',
      settings: { device: 'rating-3', grades: { on: 5, off: 1 } },
      topic: 'zigbee2mqtt/rating-3',
      frame: '{"action":"off"}',
      readings: [{ kind: 'rating', raw: 2, grade: 1 }],
    },
    {
      meaning: 'a rating of long ago',
      settings: { device: 'rating-3' },
      topic: 'zigbee2mqtt/rating-3',
      retained: true,
      frame: '{"action":"1_single"}',
      readings: [],
    },
  ],
});
