import { z } from 'zod';
import { severitySchema } from '../events/alert.ts';

/** A rule of which only these things can be said: whether it holds here, and how grave it is. */
const plain = (severity: 'warning' | 'fault') =>
  z.strictObject({ on: z.boolean().default(true), severity: severitySchema.default(severity) }).prefault({});

/**
 * A rule on a number: raised above one value and cleared only at another, so that it does not
 * flicker around the first.
 */
const above = (unit: z.ZodNumber, value: number, until: number, on = true) =>
  z
    .strictObject({
      on: z.boolean().default(on),
      severity: severitySchema.default('warning'),
      above: unit.default(value),
      /** Cleared when it is no more than this. */
      until: unit.default(until),
    })
    .refine(({ above: high, until: low }) => low <= high, 'until is no more than above')
    .prefault({});

const count = z.number().min(0).max(10_000);
const minutes = z
  .number()
  .min(0)
  .max(24 * 60);
const seconds = z
  .number()
  .min(0)
  .max(24 * 3600);

/** When somebody is told 告警规则: every rule has a default, and a hall names what it wants otherwise. */
export const alertRulesSchema = z.strictObject({
  /** Seconds a device must have been gone: a replugged cable is no news. */
  'device.offline': z
    .strictObject({
      on: z.boolean().default(true),
      severity: severitySchema.default('fault'),
      seconds: seconds.default(5),
    })
    .prefault({}),
  'printer.paperOut': plain('fault'),
  'printer.paperLow': plain('warning'),
  'printer.fault': plain('fault'),
  /** Charge in per cent from which a battery is low. */
  'battery.low': z
    .strictObject({
      on: z.boolean().default(true),
      severity: severitySchema.default('warning'),
      percent: z.number().min(0).max(100).default(15),
    })
    .prefault({}),
  /** The longest wait now, in minutes; the target of the hall where no number is given. */
  'wait.long': z
    .strictObject({
      on: z.boolean().default(true),
      severity: severitySchema.default('warning'),
      above: minutes.optional(),
      /** Cleared when it is no more than this; four fifths of the other where no number is given. */
      until: minutes.optional(),
    })
    .refine(({ above, until = 0 }) => above === undefined || until <= above, 'until is no more than above')
    .prefault({}),
  /** People waiting. */
  'queue.long': above(count, 40, 30),
  /** Share of the last hour's waits that met the target, below which the hall is too slow. */
  'wait.missed': z
    .strictObject({
      on: z.boolean().default(true),
      severity: severitySchema.default('warning'),
      below: z.number().min(0).max(1).default(0.7),
      until: z.number().min(0).max(1).default(0.8),
      /** Waits that it must rest on. */
      n: count.default(20),
    })
    .refine(({ below, until }) => until >= below, 'until is no less than below')
    .prefault({}),
  'hall.congested': plain('warning'),
  /** Seconds that an open window has idled while somebody waits whom it may serve. */
  'window.idle': z
    .strictObject({
      on: z.boolean().default(true),
      severity: severitySchema.default('warning'),
      seconds: seconds.default(180),
    })
    .prefault({}),
  'service.long': plain('warning'),
  'promise.broken': plain('warning'),
  /** Minutes after which what a display shows is old, where it should have changed. */
  'display.stale': z
    .strictObject({
      on: z.boolean().default(true),
      severity: severitySchema.default('warning'),
      minutes: minutes.default(60),
    })
    .prefault({}),
  /** Minutes for which phones of people on duty have been out, and no reason is on record; a count alone. */
  'locker.out': z
    .strictObject({
      on: z.boolean().default(true),
      severity: severitySchema.default('warning'),
      minutes: minutes.default(10),
    })
    .prefault({}),
  'system.outage': plain('fault'),
  'clock.back': plain('warning'),
  'clock.jumped': plain('warning'),
  'rating.bad': plain('warning'),
  'print.failed': plain('warning'),
});
