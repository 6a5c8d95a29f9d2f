import { z } from 'zod';

export const alertKindSchema = z.enum([
  'device.offline',
  'line.offline',
  'printer.paperOut',
  'printer.paperLow',
  'printer.fault',
  'print.failed',
  'wait.long',
  'wait.missed',
  'queue.long',
  'hall.congested',
  'window.idle',
  'service.long',
  'promise.broken',
  'display.stale',
  'locker.out',
  'system.outage',
  'clock.back',
  'clock.jumped',
  'rating.bad',
  'guide.called',
  'help.called',
  'battery.low',
]);
export type AlertKind = z.infer<typeof alertKindSchema>;

export const severitySchema = z.enum(['warning', 'fault']);
export type Severity = z.infer<typeof severitySchema>;

/** Why an alert ended: its cause is over, a person has seen to it, or it came too late to matter. */
export const clearingReasonSchema = z.enum(['over', 'seen', 'lapsed']);

/** Alerts: raised by a rule, seen by a person, cleared by the facts, by that person, or by time. */
export const alertEvents = {
  'alert.raised': z.object({
    alert: z.string(),
    kind: alertKindSchema,
    severity: severitySchema,
    /** Ids and values that the sentence of this kind names. */
    about: z.record(z.string(), z.union([z.string(), z.number()])),
    /** The alert that brought this one about. */
    under: z.string().optional(),
  }),
  /** What brought it about came to light after it was raised. */
  'alert.attributed': z.object({ alert: z.string(), under: z.string() }),
  'alert.acknowledged': z.object({ alert: z.string() }),
  'alert.cleared': z.object({ alert: z.string(), reason: clearingReasonSchema }),
};
