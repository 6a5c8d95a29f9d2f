import { SECOND } from '../time.ts';

/** A notice as the configuration lists it or a person posted it. */
export interface Notice {
  id: string;
  text: string;
  /** How long it stays before the next has its turn. */
  seconds: number;
  from?: string | undefined;
  until?: string | undefined;
  displays?: readonly string[] | undefined;
}

/** The notice that has its turn, and the turn itself in milliseconds UTC; a lone one never ends. */
export interface Turn<N extends Notice> {
  notice: N;
  from: number;
  to: number;
}

/** Whether the last day or minute of a notice is over at a local date, or date and time, of the hall. */
export function isOver({ until }: Pick<Notice, 'until'>, local: string): boolean {
  if (until === undefined) return false;
  // A day is over with its last minute, a minute with itself.
  return local.slice(0, until.length) > until;
}

/** Whether a notice is shown at a local date and time of the hall, `2026-03-02 17:30`. */
export function isInForce(notice: Pick<Notice, 'from' | 'until'>, local: string): boolean {
  return (notice.from === undefined || notice.from <= local) && !isOver(notice, local);
}

/**
 * The notice that has its turn at `now`, all of them turning in their order. Reckoned from the clock
 * alone: every display that shows the same notices shows the same one, and nothing has to be kept.
 *
 * @param least milliseconds that every notice stays at least
 */
export function turnAt<N extends Notice>(notices: readonly N[], now: number, least = 0): Turn<N> | null {
  const [only] = notices;
  if (!only) return null;
  if (notices.length === 1) return { notice: only, from: -Infinity, to: Infinity };
  const lengths = notices.map(({ seconds }) => Math.max(seconds * SECOND, least));
  const round = lengths.reduce((sum, length) => sum + length, 0);
  let from = Math.floor(now / round) * round;
  for (const [index, notice] of notices.entries()) {
    const to = from + (lengths[index] ?? 0);
    if (now < to) return { notice, from, to };
    from = to;
  }
  return { notice: only, from: from - round, to: from };
}
