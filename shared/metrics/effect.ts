import type { Playbook } from '../config/playbooks.ts';
import type { Effect } from '../hall/state.ts';
import { clearingTime } from './congestion.ts';
import type { View } from './figure.ts';
import { longestWait } from './waits.ts';

/** The figures by which an action is judged, as they are at the instant of the view. */
export function effectOf(view: View): Effect {
  const clearing = clearingTime.compute(view);
  return {
    waiting: view.state.waiting.length,
    clearingMinutes: clearing.endless ? null : (clearing.value ?? 0),
    longestWait: longestWait.compute(view).value,
    openWindows: Object.values(view.state.windows).filter(({ mode }) => mode === 'open').length,
  };
}

/** Less of a change than this is none: minutes. */
const SAME = 1;

/**
 * Whether things went better after an action, by the figure that it is meant to change; null where no
 * figure of the hall tells. A hall that never clears is worse than any that does.
 */
export function verdictOf(
  judgedBy: Playbook['judgedBy'],
  before: Effect,
  after: Effect,
): 'better' | 'same' | 'worse' | null {
  if (judgedBy === undefined) return null;
  const [was, is] = [before[judgedBy] ?? Infinity, after[judgedBy] ?? Infinity];
  if (was === is || Math.abs(is - was) < SAME) return 'same';
  return is < was ? 'better' : 'worse';
}
