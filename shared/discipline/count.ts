import type { EventData } from '../events/index.ts';
import type { PhoneMinutes } from '../events/discipline.ts';
import { minutesOf, onDuty, recordOf, type RecordView } from './record.ts';

type Count = EventData<'locker.counted'>;

/** Where the kind of a stretch is counted. */
const places = { compliant: 'in', permitted: 'permitted', violation: 'ask', unknown: 'unknown' } as const;

/** A tenth of a minute is as fine as minutes are told. */
function rounded(minutes: PhoneMinutes): PhoneMinutes {
  const one = (value: number) => Math.round(value * 10) / 10;
  const { compliant, permitted, violation, unknown } = minutes;
  return {
    compliant: one(compliant),
    permitted: one(permitted),
    violation: one(violation),
    unknown: one(unknown),
  };
}

/**
 * How many of those on duty have their phone where, and the minutes of all of them: what screens
 * may know. Null where no clerk has a box.
 */
export function countPhones(view: RecordView): Count | null {
  const { hall, now } = view;
  const clerks = hall.clerks.filter(({ slot }) => slot !== undefined);
  if (clerks.length === 0) return null;
  const count = { in: 0, permitted: 0, ask: 0, unknown: 0 };
  const minutes: PhoneMinutes = { compliant: 0, permitted: 0, violation: 0, unknown: 0 };
  for (const clerk of clerks) {
    const isHere = onDuty(view, clerk).at(-1)?.to === now;
    const record = recordOf(view, clerk);
    const last = record.at(-1);
    if (isHere && last?.to === now) count[places[last.kind]] += 1;
    const own = minutesOf(record);
    for (const kind of Object.keys(minutes) as (keyof PhoneMinutes)[]) minutes[kind] += own[kind];
  }
  return { ...count, minutes: rounded(minutes) };
}
