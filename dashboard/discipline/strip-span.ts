import type { ClerkDay } from '../../shared/discipline/api.ts';
import type { Period } from '../../shared/time.ts';

/** What strips that stand above each other show: the hours of the hall, and whatever somebody did before and after. */
export function spanOf(period: Period, days: readonly Pick<ClerkDay, 'stretches'>[]): Period {
  const stretches = days.flatMap((day) => day.stretches);
  return {
    from: Math.min(period.from, ...stretches.map(({ from }) => from)),
    to: Math.max(period.to, ...stretches.map(({ to }) => to)),
  };
}
