import type { PublicHall } from '../../shared/config/public.ts';
import type { LogLine } from '../../shared/events/duty.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import type { HallState } from '../../shared/hall/state.ts';
import type { Bilingual } from '../../shared/text.ts';
import { clockTime } from '../../shared/time.ts';

/** A day as its log is written from. */
export interface LoggedDay {
  state: HallState;
  events: readonly HallEvent[];
  hall: PublicHall;
  /** The instant up to which it is told. */
  until: number;
}

/** Events that a line names. */
export const MOST_SEQS = 200;

/** A sentence in both languages. */
export const says = (zh: string, en: string): Bilingual => ({ zh, en });

/** The events of a type, in order. */
export function ofType<T extends HallEvent['type']>(events: readonly HallEvent[], type: T): HallEvent<T>[] {
  return events.filter((event) => event.type === type) as HallEvent<T>[];
}

/** A line, with its events bounded. */
export function lineOf(
  id: string,
  topic: LogLine['topic'],
  at: number,
  text: Bilingual,
  seqs: readonly number[],
): LogLine {
  return { id, topic, at, text, seqs: [...new Set(seqs)].filter((seq) => seq > 0).slice(0, MOST_SEQS) };
}

export function timeOf(at: number, { zone }: Pick<PublicHall, 'zone'>): string {
  return clockTime(at, zone).slice(0, 5);
}

export function windowOf(window: string, { windows }: Pick<PublicHall, 'windows'>): Bilingual {
  const number = windows.find(({ id }) => id === window)?.number ?? window;
  return says(`${number}号窗口`, `window ${number}`);
}
