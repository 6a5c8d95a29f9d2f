import type { PublicDevice } from '../../../shared/config/public.ts';
import type { HallState } from '../../../shared/hall/state.ts';
import { Refusal, refusals } from '../../../shared/refusals.ts';
import { fill, same, type Bilingual } from '../../../shared/text.ts';
import { SECOND, clockTime, dateTime } from '../../../shared/time.ts';
import type { LiveHall } from '../live-hall.ts';
import type { Examinable, Examined } from './examinable.ts';
import { find, type Finding } from './findings.ts';

/** What the checks of devices look at. */
export interface Sight {
  live: LiveHall;
  devices: Examinable;
}

/** Text put on a display that shows none, to be taken away again. */
const TEST_TEXT = '8888';

/** Seconds by which a device's clock may differ. */
const CLOCK_TOLERANCE = 60;

/** How long a text may take. */
const PATIENCE = 5 * SECOND;

const faults: Record<HallState['printers'][string]['fault'], Bilingual> = {
  none: { zh: '无', en: 'none' },
  cover: { zh: '机盖打开', en: 'cover open' },
  cutter: { zh: '切刀故障', en: 'cutter' },
  recoverable: { zh: '可恢复故障', en: 'recoverable' },
  unrecoverable: { zh: '不可恢复故障', en: 'unrecoverable' },
  offline: { zh: '脱机', en: 'offline' },
};

/** Whether a device is there: it answers, or where it cannot be asked, it was heard within its period. */
export async function checkAnswers(
  { live, devices }: Sight,
  { id, line }: PublicDevice,
  examined: () => Promise<Examined>,
): Promise<Finding> {
  try {
    const { asked, ms, again } = await examined();
    if (asked > 0) return again ? find('answeredLate') : find('answered', { ms });
    return heardLately({ live, devices }, id);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'device.offline') return lineDown(devices, line);
    if (error.code === 'device.noAnswer') return find('silent', { times: 2 });
    return find('refused', { why: inWords(error) });
  }
}

function heardLately({ live, devices }: Sight, id: string): Finding {
  const known = live.state.devices[id];
  const time = (at: number) => clockTime(at, live.hall.zone);
  const heardAt = devices.report().devices.find((one) => one.id === id)?.lastHeardAt ?? null;
  if (known?.availability === 'online') return find('heard', { time: time(heardAt ?? known.since) });
  const since = known ? dateTime(known.since, live.hall.zone).slice(0, 16) : '—';
  return find(known?.availability === 'offline' ? 'offline' : 'heardNothing', { time: since });
}

function lineDown(devices: Examinable, id: string): Finding {
  const line = devices.report().lines.find((one) => one.id === id);
  return find('lineDown', { line: id, detail: line?.error ?? line?.address ?? '' });
}

/** Whether a printer has paper and no fault, as it said just now. */
export function checkPaper({ live }: Sight, { id }: PublicDevice): Finding {
  const known = live.state.printers[id];
  if (!known) return find('paperUnknown');
  if (known.paper === 'out') return find('paperOut');
  if (known.fault !== 'none') return find('printerFault', { fault: faults[known.fault] });
  if (known.paper === 'unknown') return find('paperUnknown');
  return find(known.paper === 'low' ? 'paperLow' : 'paperOk');
}

/** Whether every door of a lock board has a known state. */
export function checkLocker({ live, devices }: Sight, { id }: PublicDevice): Finding {
  const contacts = live.state.lockers[id] ?? [];
  const n = devices.doorsOf(id) ?? contacts.length;
  const unknown = Array.from({ length: n }, (_, index) => index + 1).filter(
    (door) => (contacts[door - 1] ?? 'unknown') === 'unknown',
  );
  if (unknown.length === n) return find('noDoors');
  if (unknown.length === 0) return find('doorsKnown', { n });
  return find('doorsUnknown', { n, unknown: unknown.length, doors: unknown.join(' ') });
}

/**
 * Whether a display acknowledges a text: the one it shows, so that nothing changes on it, or a row
 * of figures that is taken away again where it shows none.
 */
export async function checkDisplay({ live, devices }: Sight, { id }: PublicDevice): Promise<Finding> {
  const shown = live.state.displays[id];
  const present = shown && shown.failed === undefined ? shown.text : '';
  const text = present || TEST_TEXT;
  const occasion = () => ({ expires: live.now + PATIENCE });
  try {
    await devices.act(id, 'showText', { text }, occasion());
    if (!present && devices.can(id, 'clearText')) await devices.act(id, 'clearText', {}, occasion());
    return find(devices.confirmsText(id) ? 'shown' : 'shownUnproved', { text });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return find('refused', { why: inWords(error) });
  }
}

/** Seconds by which a device's clock differs from the bridge's, as it last said. */
export function clockErrorOf(state: Readonly<HallState>, device: string): number | null {
  const said = state.values[device]?.find(({ name }) => name === 'clock error')?.value;
  return typeof said === 'number' ? said : null;
}

/** Whether the clock of a device is right. */
export function checkDeviceClock({ live }: Sight, { id }: PublicDevice): Finding {
  const error = clockErrorOf(live.state, id);
  if (error === null) return find('clockUntold');
  return find(Math.abs(error) <= CLOCK_TOLERANCE ? 'clockRight' : 'clockOff', { s: error });
}

/** The time of the hall, as devices are told it. */
export function localTime({ now, hall }: LiveHall): string {
  return dateTime(now, hall.zone);
}

function inWords({ code, params }: Refusal): Bilingual {
  const sentence: Bilingual = refusals[code] ?? same(code);
  return { zh: fill(sentence.zh, params), en: fill(sentence.en, params) };
}
