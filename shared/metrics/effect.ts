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
