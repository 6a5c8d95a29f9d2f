import { z } from 'zod';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** The business day 营业日. */
export const dayEvents = {
  'day.opened': z.object({ date }),
  /** Every ticket still open when the day closed is named: none is lost. */
  'day.closed': z.object({ date, leftovers: z.array(z.string()) }),
};
