import type { Place } from './plan.ts';
import type { HallConfig } from './schema.ts';

/** A device as screens know it: no address, no password, and the kind its driver gives it. */
export interface PublicDevice {
  id: string;
  name: { zh: string; en: string };
  kind: string;
  driver: string;
  line: string;
  window?: string;
  /** Where it stands on the map, if it was given a place of its own. */
  at?: Place;
  /** What can be asked of it, by the names of commands and actions. */
  actions?: string[];
  /** Channels of a lock board that say whether a clerk's phone lies there: no screen is told of them. */
  phones?: number[];
  /** True where what it says on its line is about persons: its frames are told only to a look that is recorded. */
  private?: true;
  /** The printer in a kiosk, by its device id. */
  printer?: string;
}

/** What of a configuration every screen may know: names and rules, no addresses or passwords. */
const shown = [
  'name',
  'zone',
  'dayStart',
  'hours',
  'services',
  'groups',
  'classes',
  'queue',
  'windows',
  'targets',
  'playbooks',
  'rest',
  'displays',
] as const satisfies (keyof HallConfig)[];

type Shown = Pick<HallConfig, (typeof shown)[number]>;

/** A hall as screens know it. */
export interface PublicHall extends Shown {
  devices: PublicDevice[];
  /** True for the hall that runs on simulated devices. */
  demo: boolean;
}

/** What of a configuration is for every screen. */
export function publicHall(hall: HallConfig, devices: PublicDevice[], demo: boolean): PublicHall {
  const part = Object.fromEntries(shown.map((field) => [field, hall[field]])) as unknown as Shown;
  return { ...part, devices, demo };
}
