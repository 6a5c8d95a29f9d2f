import type { HallConfig } from '../../../shared/config/schema.ts';
import { MINUTE, localInstant } from '../../../shared/time.ts';
import { delay, type Clock } from '../../clock/clock.ts';
import { Random } from '../random.ts';
import type { PhoneLocker } from './phone-locker.ts';

/** Of so many days one sees a phone taken out that nobody was asked about. */
const UNASKED = 2;

/** A clerk fetches the own phone for a while, on duty. */
export interface Errand {
  /** Place of the clerk's window in the configuration, from 0. */
  place: number;
  /** When it is fetched, and for how long; milliseconds. */
  at: number;
  ms: number;
  /** The manager was asked before, and permitted it. */
  isAsked: boolean;
}

/** The errands of a day: known to the clerks, and to the manager who is asked. */
export function errandsOn(date: string, hall: Pick<HallConfig, 'windows' | 'zone'>): Errand[] {
  const random = new Random(`errands/${date}`);
  const places = hall.windows.map((_, place) => place);
  const errand = (clock: [number, number], minutes: [number, number], isAsked: boolean): Errand => {
    const [place = 0] = places.splice(random.whole(0, places.length - 1), 1);
    const at = localInstant(date, 0, hall.zone) + random.between(...clock) * 60 * MINUTE;
    return { place, at, ms: random.between(...minutes) * MINUTE, isAsked };
  };
  const asked = [errand([9.2, 9.8], [8, 15], true), errand([14.4, 15.2], [8, 15], true)];
  const isQuiet = random.whole(1, UNASKED) > 1;
  return isQuiet ? asked : [...asked, errand([10.05, 10.4], [9, 14], false)];
}

/** Lets the clerks run the errands of a day that are still ahead. */
export function startErrands(
  errands: readonly Errand[],
  { locker, clock, random }: { locker: PhoneLocker; clock: Clock; random: Random },
): void {
  for (const { place, at, ms } of errands) {
    const wait = at - clock.now();
    if (wait > 0) void delay(clock, wait).then(() => locker.fetch(place, ms, random));
  }
}
