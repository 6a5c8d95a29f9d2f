import type { HallState, WindowState } from './state.ts';
import type { Slice } from './slice.ts';

/** A window nobody has opened yet. */
export function closedWindow(at: number): WindowState {
  return { mode: 'closed', since: at, openMs: 0, pausedMs: 0 };
}

/** Ends the stretch that runs since `since` and begins the next one. */
function turn(state: HallState, id: string, mode: WindowState['mode'], at: number): WindowState {
  const window = (state.windows[id] ??= closedWindow(at));
  if (window.mode === 'open') window.openMs += at - window.since;
  if (window.mode === 'paused') window.pausedMs += at - window.since;
  window.mode = mode;
  window.since = at;
  delete window.pauseReason;
  return window;
}

export const windows: Slice = {
  'window.opened'(state, { at, data }) {
    const window = turn(state, data.window, 'open', at);
    if (data.clerk) window.clerk = data.clerk;
  },
  'window.closed'(state, { at, data }) {
    const window = turn(state, data.window, 'closed', at);
    delete window.clerk;
    delete window.lentUntil;
  },
  'window.paused'(state, { at, data }) {
    turn(state, data.window, 'paused', at).pauseReason = data.reason;
  },
  'window.resumed'(state, { at, data }) {
    turn(state, data.window, 'open', at);
  },
  'window.lent'(state, { at, data }) {
    (state.windows[data.window] ??= closedWindow(at)).lentUntil = data.until;
  },
  'window.lendEnded'(state, { data }) {
    delete state.windows[data.window]?.lentUntil;
  },
  'day.opened'(state, { at }) {
    for (const window of Object.values(state.windows)) {
      Object.assign(window, { since: at, openMs: 0, pausedMs: 0 });
      delete window.finished;
      delete window.calls;
      delete window.lastCallOf;
      delete window.lentUntil;
    }
  },
};
