import type { LineStatus } from '../../../shared/channel.ts';
import type { Bilingual } from '../../../shared/text.ts';
import { MINUTE, SECOND, clockTime, dateTime } from '../../../shared/time.ts';
import type { LiveHall } from '../live-hall.ts';
import { find, type Finding } from './findings.ts';

const MEGABYTE = 1e6;
const GIGABYTE = 1e9;

/** Free bytes below which the disk is to be looked after, and below which it is a fault. */
const DISK_LOW = GIGABYTE;
const DISK_FULL = 200 * MEGABYTE;

/** Milliseconds that a clock may stand behind the journal before it was set back. */
const BEHIND = 2 * SECOND;

/** Clocks of devices that agree with each other to this, in seconds, and differ from the bridge by more. */
const AGREEING = 30;
const DOUBTFUL = (2 * MINUTE) / SECOND;

/** Whether the journal took the event that began the check. `ms` is how long that took. */
export function checkJournal(written: { seq: number; ms: number } | { error: unknown }): Finding {
  if ('seq' in written) return find('journalOk', written);
  const { error } = written;
  return find('journalFailed', { detail: error instanceof Error ? error.message : String(error) });
}

/** Whether there is room for the journal. `freeBytes` tells how much. */
export async function checkDisk(freeBytes: () => Promise<number>): Promise<Finding> {
  try {
    const bytes = await freeBytes();
    const free =
      bytes >= GIGABYTE ? `${(bytes / GIGABYTE).toFixed(1)} GB` : `${Math.round(bytes / MEGABYTE)} MB`;
    return find(bytes < DISK_FULL ? 'diskFull' : bytes < DISK_LOW ? 'diskLow' : 'diskOk', { free });
  } catch (error) {
    return find('diskUntold', { detail: error instanceof Error ? error.message : String(error) });
  }
}

/** Whether a broker is reached. */
export function checkBroker(line: LineStatus | undefined, zone: string): Finding {
  if (!line) return find('brokerDown', { address: '—', detail: '—' });
  const { address, connected, error = '—', since } = line;
  return connected
    ? find('brokerUp', { address, time: clockTime(since, zone) })
    : find('brokerDown', { address, detail: error });
}

/**
 * Whether the bridge's clock is plausible: not before what the journal holds, not set back, and not alone against clocks of devices that agree.
 *
 * @param setBack milliseconds by which it stands behind the time of the hall
 * @param errors seconds by which the clocks of devices are ahead of it
 */
export function checkClock({ now, state, hall }: LiveHall, setBack: number, errors: number[]): Finding {
  const time = dateTime(state.at, hall.zone);
  const behind = state.at - now;
  if (behind > BEHIND) return find('timeBack', { time, s: Math.round(behind / SECOND) });
  if (setBack > BEHIND) return find('timeWasBack', { s: Math.round(setBack / SECOND) });
  const sorted = errors.toSorted((a, b) => a - b);
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)];
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  if (sorted.length >= 2 && most - least <= AGREEING && Math.abs(middle) > DOUBTFUL) {
    return find('timeDoubtful', { n: sorted.length, s: middle });
  }
  return find('timeRight', { time, others: othersText(sorted) });
}

function othersText(errors: number[]): Bilingual {
  if (errors.length === 0) {
    return {
      zh: '没有会报时的设备可比，请用手机核对。',
      en: 'no device tells a clock to compare it with: compare it with a phone.',
    };
  }
  const s = Math.max(...errors.map(Math.abs));
  const n = errors.length;
  return s === 0
    ? { zh: `与 ${n} 台设备的时钟一致。`, en: `it agrees with the clocks of ${n} devices.` }
    : { zh: `与 ${n} 台设备的时钟最多差 ${s} 秒。`, en: `at most ${s} s from the clocks of ${n} devices.` };
}

/** The name under which a line of the sheet speaks of the machine itself. */
export const subjects = {
  journal: { zh: '日志', en: 'Journal' },
  disk: { zh: '磁盘', en: 'Disk' },
  clock: { zh: '主机时钟', en: 'Clock of the bridge' },
  broker: (line: string): Bilingual => ({ zh: `MQTT ${line}`, en: `MQTT ${line}` }),
};
