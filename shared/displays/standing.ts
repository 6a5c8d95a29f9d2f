import type { DisplayState, HallState } from '../hall/state.ts';
import { contentOf, type Content } from './content.ts';
import type { Display } from './display.ts';
import type { DisplayView } from './view.ts';

/** How a sign stands: what it should show, what it shows, and since when the two differ. */
export interface Standing {
  should: Content;
  /** Absent before it was told anything. */
  shows?: DisplayState;
  /** Milliseconds UTC; absent where it shows what it should. */
  differsSince?: number;
}

/** The view of a hall with its devices. */
export type SignView = DisplayView & { state: Pick<HallState, 'devices'> };

/** Whether a sign shows a text, or stays dark for want of letters to show it with. */
export function isShowing(shows: DisplayState | undefined, text: string): boolean {
  if (!shows) return false;
  if (shows.text === '' && shows.refused === text) return true;
  return shows.text === text && shows.failed === undefined;
}

/** Compares what a sign shows with what it should show. */
export function standingOf(view: SignView, display: Display): Standing {
  const should = contentOf(view, display);
  const shows = view.state.displays[display.id];
  if (!shows || isShowing(shows, should.text)) return { should, ...(shows ? { shows } : {}) };
  // Before it came online nobody could tell it anything.
  const online = view.state.devices[display.id]?.since ?? 0;
  const since = shows.failedSince ?? Math.max(should.since, shows.at);
  return { should, shows, differsSince: Math.max(since, online) };
}
