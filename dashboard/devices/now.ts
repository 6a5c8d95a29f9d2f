import type { PublicDevice } from '../../shared/config/public.ts';
import type { HallState } from '../../shared/hall/state.ts';
import { refusalText } from '../../shared/refusals.ts';
import type { Language } from '../../shared/text.ts';
import { contactNames, faultNames, paperNames } from '../components/event/values.ts';
import { countLocker } from '../wall/locker.ts';

/** One thing a device says of itself now; `alarming` ones are coloured. */
export interface NowFact {
  /** Key of the sentence among the words of the page. */
  key: string;
  values: Record<string, string | number>;
  alarming?: true;
}

/** Battery charge in per cent at which it should be changed. */
const LOW_BATTERY = 15;

/**
 * What a device says of itself now: paper, fault, battery, text, doors. What it last said
 * before it was lost is still told, beside its state; contacts are then unknown by themselves.
 */
export function describeNow(device: PublicDevice, state: HallState, language: Language): NowFact[] {
  const facts: NowFact[] = [];
  const add = (key: string, values: NowFact['values'], alarming = false) =>
    facts.push({ key, values, ...(alarming ? { alarming: true as const } : {}) });
  const printer = state.printers[device.id];
  if (printer) {
    add(
      'paper',
      { paper: paperNames[printer.paper][language] },
      printer.paper === 'low' || printer.paper === 'out',
    );
    if (printer.fault !== 'none') add('fault', { fault: faultNames[printer.fault][language] }, true);
  }
  const display = state.displays[device.id];
  if (display?.failed !== undefined) add('failed', { reason: refusalText(display.failed, language) }, true);
  else if (display) add('shows', { text: display.text });
  const contacts = state.lockers[device.id];
  if (contacts) {
    const { doors, doorsOpen, boxes, phonesIn, unknown } = countLocker(contacts, device.phones);
    add('doors', { open: doorsOpen, doors });
    if (boxes !== null) add('phones', { in: phonesIn, boxes });
    if (unknown > 0) add('unknown', { n: unknown });
  }
  const contact = state.contacts[device.id];
  if (contact) add('contact', { state: contactNames[contact][language] });
  const battery = state.devices[device.id]?.battery;
  if (battery !== undefined) add('battery', { percent: battery }, battery <= LOW_BATTERY);
  return facts;
}
