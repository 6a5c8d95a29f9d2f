import type { LocationQuery } from 'vue-router';
import type { PublicHall } from '../../shared/config/public.ts';
import { screenOf, type Display } from '../../shared/displays/display.ts';

/** The screen this page is, and whether the hall knows it by that name. */
export interface Place {
  display: Display;
  /** The name in the address, where the hall has no such screen. */
  unknown?: string;
}

function listOf(query: LocationQuery, name: string): string[] | undefined {
  const said = query[name];
  const names = (Array.isArray(said) ? said : [said]).flatMap((one) => one?.split(',') ?? []);
  return names.some((one) => one !== '') ? names.filter((one) => one !== '') : undefined;
}

/**
 * The screen of an address: `/display/<id>`, the first of the hall where none is named.
 * `?windows=w1,w2`, `?services=` and `?groups=` say whose calls it shows instead of its own settings.
 */
export function placeOf(
  id: string | undefined,
  query: LocationQuery,
  hall: Pick<PublicHall, 'displays' | 'windows' | 'services'>,
): Place {
  const { screens } = hall.displays;
  const known = id === undefined ? screens[0] : screens.find((screen) => screen.id === id);
  const [windows, services, groups] = ['windows', 'services', 'groups'].map((name) => listOf(query, name));
  const asked = {
    ...(windows ? { windows } : {}),
    ...(services ? { services } : {}),
    ...(groups ? { groups } : {}),
  };
  const screen = {
    id: known?.id ?? id ?? 'hall',
    ...(Object.keys(asked).length > 0 ? asked : (known ?? {})),
  };
  const unknown = id !== undefined && !known ? { unknown: id } : {};
  return { display: screenOf({ ...screen, id: known?.id ?? id ?? 'hall' }, hall), ...unknown };
}
