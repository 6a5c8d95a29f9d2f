import type { HallState, WindowState } from './state.ts';
import type { PauseReason } from '../events/index.ts';
import type { Slice } from './slice.ts';
import { beginStretch, cutTimeline } from './timeline.ts';

/** A window nobody has opened yet. */
export function closedWindow(at: number): WindowState {
  return { mode: 'closed', since: at, timeline: [{ at, is: 'closed' }] };
}

function turn(
  state: HallState,
  id: string,
  { at, mode, reason }: { at: number; mode: WindowState['mode']; reason?: PauseReason },
): WindowState {
  const window = (state.windows[id] ??= closedWindow(at));
  window.mode = mode;
  window.since = at;
  if (reason) window.pauseReason = reason;
  else delete window.pauseReason;
  const is = mode === 'open' ? (window.step ?? 'idle') : mode;
  beginStretch(window.timeline, { at, is, ...(reason ? { reason } : {}) });
  return window;
}

export const windows: Slice = {
  'window.opened'(state, { at, data }) {
    const window = turn(state, data.window, { at, mode: 'open' });
    if (data.implied) window.implied = true;
    else delete window.implied;
    if (!data.clerk) return;
    window.clerk = data.clerk;
    (window.signed ??= []).push({ at, clerk: data.clerk });
  },
  'window.closed'(state, { at: now, data }) {
    const at = data.leftAt ?? now;
    // Nobody was there any more, and what it seemed to be used for since is taken back.
    if (data.leftAt !== undefined) cutTimeline(state.windows[data.window]?.timeline ?? [], data.leftAt);
    const window = turn(state, data.window, { at, mode: 'closed' });
    delete window.clerk;
    delete window.lentUntil;
    if (window.signed?.at(-1)?.clerk !== undefined) window.signed.push({ at });
  },
  'window.paused'(state, { at, data }) {
    turn(state, data.window, { at, mode: 'paused', reason: data.reason });
  },
  'window.resumed'(state, { at, data }) {
    turn(state, data.window, { at, mode: 'open' });
  },
  'window.lent'(state, { at, data }) {
    (state.windows[data.window] ??= closedWindow(at)).lentUntil = data.until;
  },
  'window.lendEnded'(state, { data }) {
    delete state.windows[data.window]?.lentUntil;
  },
  'day.opened'(state, { at }) {
    for (const window of Object.values(state.windows)) {
      const { mode, pauseReason: reason } = window;
      const is = mode === 'open' ? 'idle' : mode;
      Object.assign(window, { since: at, timeline: [{ at, is, ...(reason ? { reason } : {}) }] });
      if (window.clerk !== undefined) window.signed = [{ at, clerk: window.clerk }];
      else delete window.signed;
      delete window.finished;
      delete window.calls;
      delete window.lastCallOf;
      delete window.lentUntil;
    }
  },
};
