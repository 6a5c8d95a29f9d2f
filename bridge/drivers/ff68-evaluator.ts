import { z } from 'zod';
import { gradeSchema } from '../../shared/events/rating.ts';
import { toHex } from '../framing/bytes.ts';
import {
  acknowledgeFf68,
  buildFf68,
  describeFf68,
  ff68Framing,
  ff68Func,
  parseFf68,
} from '../framing/ff68.ts';
import { byteDriver } from './driver.ts';

/**
 * Four-key evaluator 评价器 of JackQChen/QueueSystem (CallSystem/frmMain.cs). It hangs on the
 * call pad and answers under the pad's address, with FUNC 11. The order of its keys is not a
 * score, so that the site says which key is which grade.
 */
const settings = z.strictObject({
  address: z.number().int().min(0).max(255).default(1),
  /** Grade by raw key; null or absent for a key that is no grade. */
  grades: z.record(z.string().regex(/^\d{1,3}$/), gradeSchema.nullable()).default({ 0: 2, 1: 3, 2: 4, 3: 5 }),
});
type Settings = z.infer<typeof settings>;

const startRating = 0x0b;

export default byteDriver<Settings>({
  id: 'ff68-evaluator',
  kind: 'evaluator',
  name: { zh: '评价器（FF68 协议）', en: 'Evaluator (FF68)' },
  settings,
  silentAfter: 45 * 60_000,
  framing: () => ff68Framing,

  decode(frame, { address, grades }) {
    const parsed = parseFf68(frame);
    if (!parsed || parsed.address !== address || parsed.func !== ff68Func.rating) return null;
    const [raw, ...more] = parsed.data;
    if (raw === undefined || more.length > 0) return null;
    return {
      readings: [{ kind: 'rating', raw, grade: grades[raw] ?? null }],
      acknowledge: acknowledgeFf68(parsed),
      once: { key: toHex(frame), ms: 800 },
    };
  },

  describe: (frame) =>
    describeFf68(frame, {
      func: (func) =>
        func === ff68Func.rating ? { zh: '评价', en: 'rating' } : { zh: '主机指令', en: 'host command' },
      data({ func, data: [raw] }) {
        if (func === ff68Func.rating) return { zh: `第 ${raw} 键`, en: `key ${raw}` };
        return raw === startRating
          ? { zh: '请评价', en: 'ask for a rating' }
          : { zh: '应答', en: 'acknowledgement' };
      },
    }),

  actions: {
    askRating: (_, { address }) => [
      { name: 'askRating', bytes: buildFf68({ address, func: ff68Func.key, data: [startRating] }) },
    ],
  },

  examples: [
    {
      meaning: 'first key: 不满意',
      frame: 'FF 68 03 03 68 01 11 00 12 16',
      readings: [{ kind: 'rating', raw: 0, grade: 2 }],
      acknowledge: 'FF 68 03 03 68 01 01 00 02 16',
    },
    {
      meaning: 'third key: 满意',
      frame: 'FF 68 03 03 68 01 11 02 14 16',
      readings: [{ kind: 'rating', raw: 2, grade: 4 }],
      acknowledge: 'FF 68 03 03 68 01 01 02 04 16',
    },
    {
      meaning: 'a key that nobody gave a grade is kept without one',
      frame: 'FF 68 03 03 68 01 11 07 19 16',
      readings: [{ kind: 'rating', raw: 7, grade: null }],
      acknowledge: 'FF 68 03 03 68 01 01 07 09 16',
    },
    {
      meaning: 'a site with its best key first',
      settings: { address: 2, grades: { 0: 5, 1: 4, 2: 3, 3: null } },
      frame: 'FF 68 03 03 68 02 11 00 13 16',
      readings: [{ kind: 'rating', raw: 0, grade: 5 }],
      acknowledge: 'FF 68 03 03 68 02 01 00 03 16',
    },
  ],
});
