import type { PublicDevice, PublicHall } from '../../../shared/config/public.ts';
import type { Topic } from '../../../shared/events/readiness.ts';
import { Refusal } from '../../../shared/refusals.ts';
import type { Bilingual } from '../../../shared/text.ts';
import {
  checkAnswers,
  checkDeviceClock,
  checkDisplay,
  checkLocker,
  checkPaper,
  clockErrorOf,
  localTime,
  type Sight,
} from './device-checks.ts';
import type { Examined } from './examinable.ts';
import { find, type Finding } from './findings.ts';
import { checkBroker, checkClock, checkDisk, checkJournal, subjects } from './hall-checks.ts';

/** One thing to be looked at. */
export interface Check {
  id: string;
  topic: Topic;
  subject: Bilingual;
  device?: string;
  /** Checks of one group are made one after the other; groups do not wait for each other. */
  group: string;
  look: () => Promise<Finding> | Finding;
  /** Makes ready for another look. */
  again: () => void;
}

/** What the plan of a check is made from. */
export interface Surroundings extends Sight {
  hall: () => PublicHall;
  freeBytes: () => Promise<number>;
  /** Milliseconds by which the clock was set back since the bridge started. */
  setBack: () => number;
  /** Writes an event; how that went. */
  write: () => Promise<{ seq: number; ms: number } | { error: unknown }>;
}

const nothing = () => undefined;

/** Everything that is looked at before the hall opens, in the order in which it stands on the sheet. */
export function planOf(around: Surroundings): { first: Check[]; then: Check[]; last: Check[] } {
  const { live, devices, hall } = around;
  const brokers = live.hall.lines.filter(({ transport }) => transport.kind === 'mqtt').map(({ id }) => id);
  const used = new Set(hall().devices.map(({ line }) => line));
  const machine = (topic: 'journal' | 'disk' | 'clock', look: Check['look']): Check => {
    return { id: topic, topic, subject: subjects[topic], group: topic, look, again: nothing };
  };
  return {
    first: [
      machine('journal', async () => checkJournal(await around.write())),
      machine('disk', () => checkDisk(around.freeBytes)),
      ...brokers
        .filter((id) => used.has(id))
        .map((id): Check => ({
          ...{ id: `broker/${id}`, topic: 'broker', subject: subjects.broker(id), group: id, again: nothing },
          look: () =>
            checkBroker(
              devices.report().lines.find((line) => line.id === id),
              live.hall.zone,
            ),
        })),
    ],
    then: hall().devices.flatMap((device) => checksOf(around, device)),
    // The clocks of the devices have been asked for by then.
    last: [machine('clock', () => checkClock(live, around.setBack(), clockErrors(around)))],
  };
}

function clockErrors({ live, hall }: Surroundings): number[] {
  return hall().devices.flatMap(({ id }) => {
    const isHere = live.state.devices[id]?.availability === 'online';
    return (isHere ? clockErrorOf(live.state, id) : null) ?? [];
  });
}

/** What is looked at of a device; it is asked once for all of it. */
function checksOf(sight: Sight, device: PublicDevice): Check[] {
  let asked: Promise<Examined> | null = null;
  const examined = () => (asked ??= sight.devices.examine(device.id, localTime(sight.live)));
  const again = () => {
    asked = null;
  };
  const check = (topic: Topic, look: Check['look']): Check => ({
    ...{ id: `${topic}/${device.id}`, topic, subject: device.name, device: device.id, group: device.line },
    ...{ look, again },
  });
  /** A look that is of no use at a device that is not there. */
  const present = (look: () => Promise<Finding> | Finding) => async () => {
    try {
      await examined();
    } catch (error) {
      if (error instanceof Refusal) return find('noDevice');
      throw error;
    }
    return sight.live.state.devices[device.id]?.availability === 'online' ? look() : find('noDevice');
  };
  const checks = [check('answers', () => checkAnswers(sight, device, examined))];
  if (device.kind === 'printer')
    checks.push(
      check(
        'paper',
        present(() => checkPaper(sight, device)),
      ),
    );
  if (device.kind === 'locker')
    checks.push(
      check(
        'locker',
        present(() => checkLocker(sight, device)),
      ),
    );
  if (sight.devices.can(device.id, 'showText')) {
    checks.push(
      check(
        'display',
        present(() => checkDisplay(sight, device)),
      ),
    );
  }
  if (sight.devices.can(device.id, 'setClock')) {
    checks.push(
      check(
        'deviceClock',
        present(() => checkDeviceClock(sight, device)),
      ),
    );
  }
  return checks;
}
