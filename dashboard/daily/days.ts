import type { DaysAnswer } from '../../shared/api.ts';

/** The business day before or after `date` among those with a report; null at the end of them. */
export function neighbour(days: readonly string[], date: string, step: -1 | 1): string | null {
  const sorted = [...days].sort();
  const found = step < 0 ? sorted.filter((day) => day < date).at(-1) : sorted.find((day) => day > date);
  return found ?? null;
}

/** The day a report opens on: the one asked for, today where it has begun, or the latest there is. */
export function chooseDay({ days, today }: DaysAnswer, asked: string | null): string | null {
  if (asked && /^\d{4}-\d{2}-\d{2}$/.test(asked)) return asked;
  if (days.includes(today)) return today;
  return [...days].sort().at(-1) ?? null;
}

/** Up to four business days nearest to `date`, in order. */
export function nearestDays(days: readonly string[], date: string): string[] {
  const away = (day: string) => Math.abs(Date.parse(day) - Date.parse(date));
  return [...days]
    .sort((a, b) => away(a) - away(b))
    .slice(0, 4)
    .sort();
}
