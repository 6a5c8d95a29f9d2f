import type { View } from '../../shared/metrics/figure.ts';

/** A window that somebody may be sent to now. */
export interface Target {
  id: string;
  number: number;
  /** Whether it takes what others cannot settle. */
  expert: boolean;
}

/** Windows other than this one that are not closed and serve a service, or take hard cases of any. */
export function targetsFor({ state, hall }: View, service: string, here: string): Target[] {
  return hall.windows.flatMap(({ id, number, services, expert = false }) => {
    const isThere = (state.windows[id]?.mode ?? 'closed') !== 'closed';
    const mayServe = expert || services.includes(service);
    return id !== here && isThere && mayServe ? [{ id, number, expert }] : [];
  });
}
