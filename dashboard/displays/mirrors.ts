import type { PublicHall } from '../../shared/config/public.ts';
import { signOf, screenOf } from '../../shared/displays/display.ts';
import { standingOf, type Standing } from '../../shared/displays/standing.ts';
import { contentOf } from '../../shared/displays/content.ts';
import type { HallState } from '../../shared/hall/state.ts';
import type { Bilingual } from '../../shared/text.ts';

/** A display as it is drawn on the page that mirrors them all. */
export interface Mirror extends Standing {
  id: string;
  name: Bilingual;
  /** A screen in a browser: what it should show is what it shows. */
  isScreen: boolean;
  /** Not online nor offline: nothing was heard of it since its line, or the system, came up. */
  isUnheard: boolean;
  isOnline: boolean;
}

/** Every display of the hall: signs in the order of the configuration, then screens. */
export function mirrorsOf(state: Readonly<HallState>, hall: PublicHall, now: number): Mirror[] {
  const view = { state, hall, now };
  const signs = hall.devices
    .filter(({ kind }) => kind === 'display')
    .map((device): Mirror => ({
      ...{ id: device.id, name: device.name, isScreen: false },
      isOnline: state.devices[device.id]?.availability === 'online',
      isUnheard: (state.devices[device.id]?.availability ?? 'unknown') === 'unknown',
      ...standingOf(view, signOf(device)),
    }));
  const screens = hall.displays.screens.map((screen): Mirror => ({
    ...{ id: screen.id, name: screen.name, isScreen: true, isOnline: true, isUnheard: false },
    should: contentOf(view, screenOf(screen, hall)),
  }));
  return [...signs, ...screens];
}
