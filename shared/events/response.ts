import { z } from 'zod';

/** Figures by which it is judged whether an action helped, as they were at that instant. */
const effect = z.object({
  waiting: z.number().int(),
  /** Minutes to clear the hall; null where no open window serves somebody who waits. */
  clearingMinutes: z.number().nullable(),
  /** Seconds of the longest wait; null where nobody waits. */
  longestWait: z.number().nullable(),
  openWindows: z.number().int(),
});

/** What is done about trouble: failures of others' systems, and checklists 应急预案. */
export const responseEvents = {
  /** A system of others does not work; services are slow because of it, and not because of clerks. */
  'outage.declared': z.object({ outage: z.string(), system: z.string().max(60) }),
  'outage.ended': z.object({ outage: z.string() }),
  'playbook.started': z.object({
    run: z.string(),
    playbook: z.string(),
    alert: z.string().optional(),
    before: effect,
  }),
  'playbook.stepDone': z.object({ run: z.string(), step: z.string(), note: z.string().max(200).optional() }),
  'playbook.stepUndone': z.object({ run: z.string(), step: z.string() }),
  'playbook.ended': z.object({ run: z.string() }),
  /** What has become of the figures some time after the first step. */
  'playbook.effectSeen': z.object({ run: z.string(), after: effect }),
};
