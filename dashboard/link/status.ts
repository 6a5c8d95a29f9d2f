/** How the link stands. Times are the bridge's clock, milliseconds UTC. */
export interface LinkStatus {
  connected: boolean;
  /** The bridge's `now` in the last message heard from it; null before the first. */
  lastHeardAt: number | null;
  /** The last time heard, while the link is lost or silent; null while what is shown is live. */
  staleSince: number | null;
  /** Milliseconds to add to the local clock for the bridge's. */
  offset: number;
}

/** Lost for longer than this is shown as a thin bar. */
export const SHOWN_AFTER_MS = 1000;
/** Lost for longer than this freezes the page. */
export const FROZEN_AFTER_MS = 10_000;

/** `first`: nothing heard yet. `live`. `lost`: reconnecting. `frozen`: what is shown is old. */
export type Freshness = 'first' | 'live' | 'lost' | 'frozen';

/** How fresh what is shown is, `now` on the bridge's clock. */
export function freshness({ lastHeardAt, staleSince }: LinkStatus, now: number): Freshness {
  if (lastHeardAt === null) return 'first';
  if (staleSince === null || now - staleSince <= SHOWN_AFTER_MS) return 'live';
  return now - staleSince > FROZEN_AFTER_MS ? 'frozen' : 'lost';
}
