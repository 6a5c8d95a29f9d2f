import type { Draft } from '../../shared/events/index.ts';
import type { HallState } from '../../shared/hall/state.ts';
import { MINUTE } from '../../shared/time.ts';
import type { Present } from './rules.ts';

/**
 * What is recorded of the machine's clock: that it was set, and how far the hall's time is ahead of it since.
 *
 * @param ahead milliseconds by which the hall's time is ahead; 0 where both agree
 * @param jump milliseconds by which the machine's clock went on at once
 */
export function noteClock({ state }: Present, ahead: number, jump: number): Draft[] {
  const known = state.clock?.ahead ?? 0;
  const isNews = jump > 0 || ahead > 0 !== known > 0 || Math.abs(ahead - known) > MINUTE;
  return isNews ? [{ type: 'clock.stepped', data: { jump, ahead } }] : [];
}

/** Whether nobody's wait or service would be cut short by a time that is set right. */
export function isAtRest({ waiting, windows }: Readonly<HallState>): boolean {
  return waiting.length === 0 && Object.values(windows).every(({ mode }) => mode === 'closed');
}
