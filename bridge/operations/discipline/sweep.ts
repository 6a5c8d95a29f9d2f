import { countPhones } from '../../../shared/discipline/count.ts';
import type { Draft } from '../../../shared/events/index.ts';
import { MINUTE } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';
import { firstKept } from './discipline.ts';

/** While somebody is on duty the minutes are told anew at least so often. */
const EVERY = 10 * MINUTE;

/** Counts the phones of those on duty for the screens, which know no persons. */
function recount({ state, hall, now }: Present): Draft[] {
  if (!state.day || state.day.closedAt !== undefined) return [];
  const count = countPhones({ state, hall, now });
  const known = state.lockerCount;
  if (!count) return [];
  const people = ({ in: inside, permitted, ask, unknown }: typeof count) =>
    [inside, permitted, ask, unknown].join('/');
  const isOnDuty = people(count) !== '0/0/0/0';
  if (!known) return isOnDuty ? [{ type: 'locker.counted', data: count }] : [];
  const isDue = isOnDuty && now - known.at >= EVERY;
  return isDue || people(count) !== people(known) ? [{ type: 'locker.counted', data: count }] : [];
}

/** Forgets what nobody may look at any more. */
function forgetOld(present: Present): Draft[] {
  const before = firstKept(present);
  const { looks, contests } = present.state.discipline;
  const isOld = [...looks, ...contests].some(({ date }) => date < before);
  return isOld ? [{ type: 'record.forgotten', data: { before } }] : [];
}

/** What the passing of time brings for lockers and records. */
export function sweepDiscipline(present: Present): Draft[] {
  return [...recount(present), ...forgetOld(present)];
}
