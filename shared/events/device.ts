import { z } from 'zod';
import { gradeSchema } from './rating.ts';

export const availabilitySchema = z.enum(['online', 'offline', 'unknown']);
export type Availability = z.infer<typeof availabilitySchema>;

/** The keys a call pad has, whatever bytes its maker gave them. */
export const padKeySchema = z.enum([
  'call',
  'recall',
  'pass',
  'start',
  'finish',
  'transfer',
  'pause',
  'hang',
  'callBack',
  'other',
]);
export type PadKey = z.infer<typeof padKeySchema>;

export const paperSchema = z.enum(['ok', 'low', 'out', 'unknown']);
export const printerFaultSchema = z.enum([
  'none',
  'cover',
  'cutter',
  'recoverable',
  'unrecoverable',
  'offline',
]);
export const contactSchema = z.enum(['open', 'closed', 'unknown']);
export type Contact = z.infer<typeof contactSchema>;

/** Characters of a value's name, and of a value that is words. */
export const LONGEST_NAME = 40;
export const LONGEST_VALUE = 200;

/** What devices say about themselves and what was done to them. */
export const deviceEvents = {
  /** `reason` is a code that the interface puts in words; `detail` is the technical rest. */
  'device.availabilityChanged': z.object({
    availability: availabilitySchema,
    reason: z.string(),
    detail: z.string().max(200).optional(),
  }),
  'pad.keyPressed': z.object({
    window: z.string().optional(),
    key: padKeySchema,
    /** Digits pressed before the key. */
    digits: z.array(z.number().int()).optional(),
  }),
  'evaluator.keyPressed': z.object({
    window: z.string().optional(),
    /** The raw code of the key, before the device's map made it a grade. */
    raw: z.number().int(),
    grade: gradeSchema.nullable(),
  }),
  /** A ticket for a service, or the one of an appointment. */
  'kiosk.ticketRequested': z.object({
    request: z.string(),
    service: z.string().optional(),
    class: z.string().optional(),
    appointment: z.string().optional(),
  }),
  'printer.statusChanged': z.object({ paper: paperSchema, fault: printerFaultSchema }),
  /** The channels that changed, by number from 1. */
  'locker.changed': z.object({
    changes: z.array(z.object({ channel: z.number().int().positive(), state: contactSchema })),
  }),
  'contact.changed': z.object({ state: contactSchema }),
  'battery.changed': z.object({ percent: z.number().min(0).max(100) }),
  'button.pressed': z.object({ action: z.string().max(40) }),
  /** What has no event of its own, as the device names it: a temperature, a relay, a counter. */
  'device.valueRead': z.object({
    name: z.string().min(1).max(LONGEST_NAME),
    /** Null when the device says that it does not know. */
    value: z.union([z.number(), z.string().max(LONGEST_VALUE), z.boolean(), z.null()]),
    unit: z.string().max(20).optional(),
  }),
  'display.shown': z.object({ text: z.string() }),
  'display.failed': z.object({ text: z.string(), code: z.string(), detail: z.string().max(200).optional() }),
  /** A person asked for a text on a sign; `display.shown` or `display.failed` follows from it. */
  'display.textRequested': z.object({ text: z.string() }),
  'door.unlockRequested': z.object({ door: z.number().int().positive() }),
  /** A person asked something of a device that has no event of its own; readings of it may follow. */
  'device.actionRequested': z.object({
    action: z.enum(['setPower', 'setBrightness', 'setClock', 'askStatus', 'clearText']),
    on: z.boolean().optional(),
    level: z.number().int().optional(),
  }),
};
