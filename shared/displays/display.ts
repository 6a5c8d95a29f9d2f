import type { Screen } from '../config/displays.ts';

/** A display as its content depends on it. */
export interface Display {
  id: string;
  /** The window above which it hangs. */
  window?: string;
  /** For a display of the hall: windows whose calls it shows; of all where absent. */
  windows?: readonly string[];
  /** A sign behind a control card, which is slow. */
  isSign?: boolean;
}

/** The parts of a configuration that say which windows a screen is for. */
interface Places {
  windows: readonly { id: string; services: readonly string[] }[];
  services: readonly { id: string; group?: string | undefined }[];
}

/** A sign, from its device. */
export function signOf({ id, window }: { id: string; window?: string | undefined }): Display {
  return { id, isSign: true, ...(window !== undefined ? { window } : {}) };
}

/** A screen in a browser: named windows, and those that serve a named service or one of a named group. */
export function screenOf(
  { id, windows, services, groups }: Pick<Screen, 'id' | 'windows' | 'services' | 'groups'>,
  places: Places,
): Display {
  if (!windows && !services && !groups) return { id };
  const inGroups = places.services.filter(({ group }) => group !== undefined && groups?.includes(group));
  const wanted = new Set([...(services ?? []), ...inGroups.map((service) => service.id)]);
  const chosen = places.windows.filter(
    (window) => windows?.includes(window.id) || window.services.some((service) => wanted.has(service)),
  );
  return { id, windows: chosen.map((window) => window.id) };
}
