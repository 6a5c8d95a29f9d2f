import { expect, it } from 'vitest';
import { z } from 'zod';
import { malformed } from '../../../bridge/schemas/malformed.ts';

const asked = z.object({ date: z.iso.date(), from: z.iso.time({ precision: -1 }) });

it.each([
  [
    { date: '2026-02-30', from: '09:00' },
    'date 应为日期，如 2026-10-01',
    'date expected a date such as 2026-10-01',
  ],
  [{ date: '2026-02-03', from: '9h' }, 'from 应为时间，如 08:30', 'from expected a time such as 08:30'],
])('what is asked with %j is refused in either language', (given, detailZh, detail) => {
  const { error } = asked.safeParse(given);
  expect(malformed(error!, given).params).toEqual({ detail, detailZh });
});
