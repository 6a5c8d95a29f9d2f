import type { PostedNotice, WindowState } from '../hall/state.ts';
import { fill } from '../text.ts';
import { SECOND, dateTime } from '../time.ts';
import { liveCalls, type LiveCall } from './calls.ts';
import type { Display } from './display.ts';
import { isInForce, turnAt, type Notice } from './playlist.ts';
import type { DisplayView } from './view.ts';

/** What is shown, from what takes everything to what gives way to all. */
export type Layer = 'emergency' | 'call' | 'hand' | 'window' | 'notice' | 'nothing';

/** What a display should show. */
export interface Content {
  layer: Layer;
  text: string;
  /** Since when, in milliseconds UTC; −Infinity where it always was so. */
  since: number;
  /** When it ends by itself. */
  until?: number;
  /** The calls it shows, the latest first. */
  calls?: readonly LiveCall[];
  /** The notice it shows, by id. */
  notice?: string;
  /** The event that it comes from. */
  seq?: number;
}

/** Notices that are in force for a display, those of the playlist first. */
export function noticesFor(
  { state, hall, now }: DisplayView,
  { id }: Pick<Display, 'id'>,
): (Notice | PostedNotice)[] {
  const local = dateTime(now, hall.zone).slice(0, 16);
  return [...hall.displays.notices, ...state.notices].filter(
    (notice) => isInForce(notice, local) && (notice.displays?.includes(id) ?? true),
  );
}

function windowText(
  { state, hall }: DisplayView,
  window: string,
  { mode, ticket }: Pick<WindowState, 'mode' | 'ticket'>,
): string {
  const { texts } = hall.displays;
  if (mode !== 'open') return texts[mode];
  const number = state.tickets[ticket ?? '']?.number;
  return number === undefined ? texts.idle : inWords(texts.occupied, number, window, hall);
}

function inWords(text: string, number: string, window: string, { windows }: DisplayView['hall']): string {
  return fill(text, { number, window: String(windows.find(({ id }) => id === window)?.number ?? window) });
}

function emergencyFor({ state: { emergency } }: DisplayView, { id }: Display): Content | null {
  if (!emergency || !(emergency.displays?.includes(id) ?? true)) return null;
  return { layer: 'emergency', text: emergency.text, since: emergency.at, seq: emergency.seq };
}

function callsFor(view: DisplayView, display: Display): Content | null {
  const { texts, callLines } = view.hall.displays;
  const calls = liveCalls(view, display);
  const [latest] = calls;
  if (!latest) return null;
  const lines = calls
    .slice(0, display.window === undefined ? callLines : 1)
    .map(({ number, window }) => inWords(texts.call, number, window, view.hall));
  const until = Math.min(...calls.map((call) => call.until));
  return { layer: 'call', text: lines.join('\n'), since: latest.at, until, calls, seq: latest.seq };
}

function handFor({ state, hall, now }: DisplayView, { id }: Display): Content | null {
  const hand = state.displays[id]?.hand;
  const until = (hand?.at ?? -Infinity) + hall.displays.handSeconds * SECOND;
  if (!hand || now >= until) return null;
  return { layer: 'hand', text: hand.text, since: hand.at, until, seq: hand.seq };
}

function windowFor(view: DisplayView, { window }: Display): (Content & { isIdle: boolean }) | null {
  if (window === undefined) return null;
  const standing = view.state.windows[window] ?? { mode: 'closed' as const, since: -Infinity };
  const text = windowText(view, window, standing);
  const isIdle = standing.mode === 'open' && standing.ticket === undefined;
  const since = Math.max(standing.since, ('stepSince' in standing && standing.stepSince) || -Infinity);
  return text === '' ? null : { layer: 'window', text, since, isIdle };
}

function noticeFor(view: DisplayView, display: Display, named: boolean): Content | null {
  const notices = noticesFor(view, display).filter((notice) => !named || notice.displays !== undefined);
  const turn = turnAt(notices, view.now, display.isSign ? view.hall.displays.signSeconds * SECOND : 0);
  if (!turn) return null;
  const { notice, from, to } = turn;
  const begun = 'at' in notice ? Math.max(from, notice.at) : from;
  return {
    ...{ layer: 'notice', text: notice.text, since: begun, notice: notice.id },
    ...(to < Infinity ? { until: to } : {}),
    ...('seq' in notice ? { seq: notice.seq } : {}),
  };
}

/**
 * What a display should show: a pure function of state, configuration and time.
 *
 *   emergency > call > a person's text > state of the window > notices > nothing
 *
 * A free window's welcome gives way to a notice that names its sign: whoever named it meant it.
 */
export function contentOf(view: DisplayView, display: Display): Content {
  const urgent = emergencyFor(view, display) ?? callsFor(view, display) ?? handFor(view, display);
  if (urgent) return urgent;
  const window = windowFor(view, display);
  if (window) {
    const { isIdle, ...content } = window;
    return (isIdle ? noticeFor(view, display, true) : null) ?? content;
  }
  return noticeFor(view, display, false) ?? { layer: 'nothing', text: '', since: -Infinity };
}
