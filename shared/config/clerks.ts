import { z } from 'zod';
import { id } from './id.ts';

const channel = z.int().min(1).max(999);

/** A box of the phone locker 手机存放箱, by the channels of its board. */
export const slotSchema = z.strictObject({
  /** The board, by its id. */
  device: id,
  /** Channel of the door; absent where the box has none that can tell. */
  door: channel.optional(),
  /** Channel of the switch under the phone: closed while a phone lies on it. */
  phone: channel,
});
export type SlotConfig = z.infer<typeof slotSchema>;

/** Channels of a board that say whether a clerk's phone lies there; none of one that holds no phones. */
export function phonesOn(board: string, clerks: readonly ClerkConfig[]): number[] {
  return clerks.flatMap(({ slot }) => (slot?.device === board ? [slot.phone] : []));
}

/** One who works at the windows 窗口人员. The name never goes to a screen of the hall; the number does. */
export const clerkSchema = z.strictObject({
  id,
  /** What is typed to sign on at a window 工号. */
  number: z.string().trim().min(1).max(20),
  name: z.string().trim().min(1).max(40).optional(),
  slot: slotSchema.optional(),
});
export type ClerkConfig = z.infer<typeof clerkSchema>;

const reasonSchema = z.strictObject({
  id,
  name: z.strictObject({ zh: z.string().min(1).max(20), en: z.string().min(1).max(40) }),
});

/** Reasons for which a phone may be taken out, where the hall names no others. */
const usualReasons: z.infer<typeof reasonSchema>[] = [
  { id: 'work', name: { zh: '工作需要', en: 'Needed for work' } },
  { id: 'family', name: { zh: '家事紧急', en: 'Family emergency' } },
  { id: 'health', name: { zh: '身体不适', en: 'Unwell' } },
  { id: 'other', name: { zh: '其他', en: 'Other' } },
];

const usualPurpose = {
  zh: '仅用于落实手机存放制度、安排休息和均衡工作量；不作为处分的唯一依据，不用于其他目的。感应存疑一律不计，本人可以查看、申诉。',
  en: 'Kept only to follow the rule on phones, to see that breaks are taken and that work is shared evenly; never the only ground of a sanction, and for nothing else. A doubtful sensor never counts, and clerks see and contest their own record.',
};

/** The rules for phones and breaks, and how long and what for a person's record is kept. */
export const disciplineSchema = z.strictObject({
  /** Seconds after the begin and before the end of a stretch of duty, and after a permission, that count as permitted. */
  graceSeconds: z.int().min(0).max(1800).default(180),
  reasons: z.array(reasonSchema).min(1).max(12).default(usualReasons),
  /** Days for which a person's record can be looked at. */
  retentionDays: z.int().min(1).max(366).default(30),
  /** What the records are for, as every page that shows them says. */
  purpose: z
    .strictObject({ zh: z.string().min(1).max(300), en: z.string().min(1).max(600) })
    .default(usualPurpose),
});
export type DisciplineConfig = z.infer<typeof disciplineSchema>;

/** When somebody who works without a pause is owed one 应休. */
export const restSchema = z.strictObject({
  /** Minutes of work after which a pause is owed. */
  afterMinutes: z.int().min(15).max(600).default(120),
  /** A pause shorter than this is none, in minutes. */
  minutes: z.int().min(1).max(60).default(5),
});
export type RestConfig = z.infer<typeof restSchema>;
