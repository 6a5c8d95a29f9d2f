import { z } from 'zod';
import { id } from './id.ts';

/** Most notices that a configuration lists. */
const NOTICES_LISTED = 50;

/** A text that a sign or a screen can show at a glance. */
export const displayTextSchema = z.string().trim().min(1).max(120);

/** A day of the hall, or a minute of it: `2026-03-02`, `2026-03-02 17:30`. */
export const dayOrMinuteSchema = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d( ([01]\d|2[0-3]):[0-5]\d)?$/, 'a date such as 2026-03-02, or 2026-03-02 17:30')
  .refine((text) => z.iso.date().safeParse(text.slice(0, 10)).success, 'a day that the calendar has');

/** What a notice is, be it in the playlist of the configuration or posted by a person. */
export const noticeParts = {
  text: displayTextSchema,
  /** How long it stays before the next has its turn. */
  seconds: z.int().min(5).max(600).default(12),
  /** The first and the last day or minute on which it is shown, both included; always where absent. */
  from: dayOrMinuteSchema.optional(),
  until: dayOrMinuteSchema.optional(),
  /** Signs and screens that show it, by id; all where absent. */
  displays: z.array(z.string().min(1).max(40)).min(1).max(100).optional(),
};

const noticeSchema = z.strictObject({ id, ...noticeParts });

/** A screen in a browser: `/display/<id>`. */
const screenSchema = z.strictObject({
  id,
  name: z.strictObject({ zh: z.string().min(1).max(40), en: z.string().min(1).max(60) }),
  /** Calls of these windows, services and groups of services only; of all where none is named. */
  windows: z.array(id).min(1).optional(),
  services: z.array(id).min(1).optional(),
  groups: z.array(id).min(1).optional(),
});

const short = z.string().trim().max(60);
const withNumber = short.refine((text) => text.includes('{number}'), 'it says {number}');

/** What the displays of a hall show: calls before the state of a window, that before notices. */
export const displaysSchema = z.strictObject({
  /** How long a call stands before all else but an emergency. */
  callSeconds: z.int().min(5).max(300).default(30),
  /** Calls that a sign of the whole hall shows at a time, the latest first. */
  callLines: z.int().min(1).max(4).default(2),
  /** Notices turn no faster than this on signs: their cards are slow, and every turn is recorded. */
  signSeconds: z.int().min(10).max(3600).default(60),
  /** How long a text that a person put on a sign stands before the hall's own comes back. */
  handSeconds: z.int().min(5).max(3600).default(60),
  /** What the sign of a window says: `{number}` of the ticket, `{window}` for the window's own. */
  texts: z
    .strictObject({
      call: withNumber.default('请{number}到{window}号窗口'),
      occupied: withNumber.default('当前号 {number}'),
      /** An empty text leaves the sign to the notices. */
      idle: short.default('欢迎光临'),
      paused: short.default('暂停服务'),
      closed: short.default('本窗口已关闭'),
    })
    .prefault({}),
  /** The playlist, in its order. */
  notices: z.array(noticeSchema).max(NOTICES_LISTED).default([]),
  screens: z
    .array(screenSchema)
    .max(20)
    .default([{ id: 'hall', name: { zh: '大厅屏幕', en: 'Hall screen' } }]),
  /** How often a call is spoken by screens with a voice; 0 for never. */
  spokenTimes: z.int().min(0).max(5).default(2),
});
export type DisplaysConfig = z.infer<typeof displaysSchema>;
export type Screen = DisplaysConfig['screens'][number];

/** The parts of a hall that displays name, as far as this module reads them. */
interface Named {
  displays: DisplaysConfig;
  devices: { id: string }[];
  windows: { id: string }[];
  services: { id: string }[];
  groups: { id: string }[];
}

/** Reports notices and screens with the same id, and names of what is not there. */
export function checkDisplays(hall: Named, context: z.core.$RefinementCtx): void {
  const { notices, screens } = hall.displays;
  const report = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path: ['displays', ...path], message });
  const idsOf = (list: { id: string }[]) => new Set(list.map(({ id: one }) => one));
  const devices = idsOf(hall.devices);
  const all = new Set([...devices, ...idsOf(screens)]);
  screens.forEach((screen, at) => {
    const isTwice = screens.findIndex((one) => one.id === screen.id) < at || devices.has(screen.id);
    if (isTwice) report(['screens', at, 'id'], `"${screen.id}" is used twice`);
    for (const [field, known] of [
      ['windows', idsOf(hall.windows)],
      ['services', idsOf(hall.services)],
      ['groups', idsOf(hall.groups)],
    ] as const) {
      screen[field]?.forEach((name, index) => {
        const what = field.slice(0, -1);
        if (!known.has(name)) report(['screens', at, field, index], `there is no ${what} "${name}"`);
      });
    }
  });
  notices.forEach((notice, at) => {
    if (notices.findIndex((one) => one.id === notice.id) < at) {
      report(['notices', at, 'id'], `"${notice.id}" is used twice`);
    }
    notice.displays?.forEach((name, index) => {
      if (!all.has(name)) report(['notices', at, 'displays', index], `there is no display "${name}"`);
    });
  });
}
