import type { ConfigEdit } from '../../../shared/config/versions.ts';
import type { Box, Card } from './card.ts';
import type { Place } from '../../../shared/config/plan.ts';

/** Places that differ from the configuration, by `window:…` or `device:…`; null gives a thing back to its row. */
export type Arrangement = ReadonlyMap<string, Place | null>;

type Places = Extract<ConfigEdit, { kind: 'place' }>['places'];
interface Standing {
  windows: readonly Movable[];
  devices: readonly Movable[];
}
interface Movable {
  id: string;
  at?: Place | undefined;
}

/** The hall as it would be with an arrangement. */
export function arrange<T extends Standing>(hall: T, arrangement: Arrangement): T {
  const moved = <I extends Movable>(of: string, item: I): I => {
    const at = arrangement.get(`${of}:${item.id}`);
    return at === undefined ? item : { ...item, at: at ?? undefined };
  };
  return {
    ...hall,
    windows: hall.windows.map((window) => moved('window', window)),
    devices: hall.devices.map((device) => moved('device', device)),
  };
}

/** What of an arrangement is another place than the hall's; things that are gone by now are left out. */
export function placesOf(hall: Standing, arrangement: Arrangement): Places {
  const known = new Map<string, Place | undefined>([
    ...hall.windows.map(({ id, at }) => [`window:${id}`, at] as const),
    ...hall.devices.map(({ id, at }) => [`device:${id}`, at] as const),
  ]);
  return [...arrangement].flatMap(([key, at]): Places => {
    const before = known.get(key);
    const isSame = before?.x === at?.x && before?.y === at?.y;
    if (!known.has(key) || isSame) return [];
    const [of, id] = split(key);
    return [{ of, id, at }];
  });
}

/** Keys of the cards that stand on one another. */
export function overlapsOf(cards: readonly Pick<Card, 'key' | keyof Box>[]): Set<string> {
  const found = new Set<string>();
  cards.forEach((a, index) => {
    for (const b of cards.slice(index + 1)) {
      const meetAcross = a.x < b.x + b.width && b.x < a.x + a.width;
      if (meetAcross && a.y < b.y + b.height && b.y < a.y + a.height) found.add(a.key).add(b.key);
    }
  });
  return found;
}

/** A place on the grid, within the plan. */
export function onGrid(x: number, y: number): Place {
  const snap = (value: number) => Math.min(998, Math.max(0, Math.round(value / GRID) * GRID));
  return { x: snap(x), y: snap(y) };
}

/** Steps between two places that something can be put at by hand. */
export const GRID = 2;

function split(key: string): ['window' | 'device', string] {
  const at = key.indexOf(':');
  return [key.slice(0, at) === 'window' ? 'window' : 'device', key.slice(at + 1)];
}
