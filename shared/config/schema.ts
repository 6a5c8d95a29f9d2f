import { z } from 'zod';
import { alertRulesSchema } from './alerts.ts';
import { announceSchema } from './announce.ts';
import { clerkSchema, disciplineSchema, restSchema } from './clerks.ts';
import { checkConsistency } from './consistency.ts';
import { calendarSchema } from './calendar.ts';
import { checkDisplays, displaysSchema } from './displays.ts';
import { dutySchema } from './duty.ts';
import { id } from './id.ts';
import { ledgerSchema } from './ledger.ts';
import { lineSchema } from './line.ts';
import { placeSchema } from './plan.ts';
import { playbookSchema, usualPlaybooks } from './playbooks.ts';
import { classSchema, groupSchema, lendSchema, queueSchema, usualClasses } from './queue.ts';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time such as 08:30');
const bilingual = z.strictObject({ zh: z.string().min(1).max(40), en: z.string().min(1).max(60) });

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const serviceSchema = z.strictObject({
  id,
  /** Letter in front of the ticket number. */
  prefix: z.string().regex(/^[A-Z]$/, 'one capital letter'),
  name: bilingual,
  /** Expected length of a service in minutes, used until today has shown enough of them. */
  minutes: z.number().positive().max(240).default(8),
  /** Where it stands on the kiosk. */
  group: id.optional(),
  /** The class that its tickets have by themselves: a green channel, or pick-up only. */
  class: id.optional(),
  /** Minutes within which the hall has promised to serve 限时办结. */
  promiseMinutes: z.number().positive().max(480).optional(),
});

export const windowSchema = z.strictObject({
  id,
  /** Number on the sign above the window. */
  number: z.int().min(1).max(999),
  /** Services that may be called here, by id. */
  services: z.array(id).min(1),
  /** Where the pad's transfer key sends a ticket when no digit was pressed. */
  transferTo: id.optional(),
  /** Where it is drawn on the map of the devices; in its row where absent. */
  at: placeSchema.optional(),
  /** Classes it is kept for; nobody else is called here unless it is lent. */
  reserved: z.array(id).min(1).optional(),
  /** When a dedicated window helps others. */
  lend: lendSchema.optional(),
  /** Takes over cases that others cannot settle 疑难业务. */
  expert: z.boolean().optional(),
  /** Who usually works here, by id: an opening by the pad signs this clerk on. */
  clerk: id.optional(),
});

/** A number that differs less than `by`, or comes within so many seconds of the last, is not recorded. */
const quietSchema = z.strictObject({
  by: z.number().nonnegative().default(0),
  seconds: z.number().min(0).max(3600).default(0),
});
export type Quiet = z.infer<typeof quietSchema>;

export const deviceSchema = z.strictObject({
  id,
  name: bilingual.optional(),
  driver: z.string().min(1),
  line: id,
  /** The window it stands at. */
  window: id.optional(),
  /** Where it is drawn on the map of the devices; at its window or among its kind where absent. */
  at: placeSchema.optional(),
  /** How small a change of a number that it measures is no news. */
  quiet: quietSchema.optional(),
  /** What only its driver understands; checked by the driver's own schema. */
  settings: z.record(z.string(), z.unknown()).default({}),
});

const targetsSchema = z.strictObject({
  /** A wait longer than this misses the service level, in minutes. */
  waitMinutes: z.number().positive().default(15),
  /** Share of waits that should meet it. */
  serviceLevel: z.number().min(0).max(1).default(0.9),
  /** Minutes to clear the hall from which it counts as 一般, 拥挤, 严重. */
  clearingMinutes: z
    .tuple([z.number().positive(), z.number().positive(), z.number().positive()])
    .default([10, 20, 40])
    .refine(([a, b, c]) => a < b && b < c, 'three rising numbers'),
  /** How long after the end of a service a rating still belongs to it, in seconds. */
  ratingSeconds: z.number().positive().default(180),
});

export const hallSchema = z
  .strictObject({
    name: bilingual,
    zone: z.string().refine(isZone, 'an IANA time zone such as Asia/Shanghai').default('Asia/Shanghai'),
    dayStart: clock.default('00:00'),
    hours: z.strictObject({ open: clock, close: clock }).default({ open: '08:30', close: '17:30' }),
    services: z.array(serviceSchema).min(1).max(26),
    /** Groups of services on the kiosk, in their order. */
    groups: z.array(groupSchema).max(12).default([]),
    /** Classes of tickets, those that go ahead of others first. */
    classes: z.array(classSchema).max(12).default(usualClasses),
    queue: queueSchema.prefault({}),
    windows: z.array(windowSchema).min(1),
    targets: targetsSchema.prefault({}),
    /** Where the broker inside the bridge listens, if a line uses it. */
    broker: z
      .strictObject({
        host: z.string().min(1).default('127.0.0.1'),
        port: z.int().min(0).max(65535).default(1883),
      })
      .prefault({}),
    lines: z.array(lineSchema).default([]),
    devices: z.array(deviceSchema).default([]),
    /** Address under which taxpayers' phones reach this hall; without one no ticket carries a code. */
    publicUrl: z
      .url({ protocol: /^https?$/ })
      .max(200)
      .optional(),
    alerts: alertRulesSchema.prefault({}),
    playbooks: z.array(playbookSchema).max(20).default(usualPlaybooks),
    calendar: calendarSchema.prefault({}),
    ledger: ledgerSchema.prefault({}),
    duty: dutySchema.prefault({}),
    /** What signs and screens show. */
    displays: displaysSchema.prefault({}),
    clerks: z.array(clerkSchema).max(200).default([]),
    discipline: disciplineSchema.prefault({}),
    rest: restSchema.prefault({}),
    /** Tells other systems of the devices over a broker, Home Assistant among them; off where absent. */
    announce: announceSchema.optional(),
  })
  .superRefine(checkConsistency)
  .superRefine(checkDisplays);

/** A hall's configuration, complete with defaults. */
export type HallConfig = z.infer<typeof hallSchema>;
export type ServiceConfig = z.infer<typeof serviceSchema>;
export type WindowConfig = z.infer<typeof windowSchema>;
export type { LineConfig } from './line.ts';
export type DeviceConfig = z.infer<typeof deviceSchema>;
/** The configuration as it is written, before defaults. */
export type HallInput = z.input<typeof hallSchema>;
