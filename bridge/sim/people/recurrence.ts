import { delay, type Clock } from '../../clock/clock.ts';
import type { Random } from '../random.ts';
import type { Timetable } from './timetable.ts';

/** What happens again and again at no fixed time, while people are in the hall. */
export interface Recurrence {
  clock: Clock;
  timetable: Timetable;
  random: Random;
  /** Milliseconds between two, on average. */
  mean: number;
  act: () => Promise<void> | void;
}

/** Lets it happen for as long as there is time. */
export async function recur({ clock, timetable, random, mean, act }: Recurrence): Promise<never> {
  for (;;) {
    await timetable.alive();
    await delay(clock, random.exponential(mean));
    if (timetable.isAlive) await act();
  }
}
