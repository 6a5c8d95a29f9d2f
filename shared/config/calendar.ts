import { z } from 'zod';

const date = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a date such as 2026-10-01');
const dates = z.array(date).max(400).default([]);

/** Days on which the hall differs from the calendar of the state 国务院办公厅 that comes with the bridge. */
export const calendarSchema = z.strictObject({
  /** Days off 休息日, whatever else says otherwise. */
  holidays: dates,
  /** Days of work 调休上班日, whatever else says otherwise. */
  workdays: dates,
  /** Years for which these lists are complete, where the calendar of the state is not known yet. */
  years: z.array(z.int().min(2000).max(2100)).max(20).default([]),
});
