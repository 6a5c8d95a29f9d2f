import { MINUTE } from '../../shared/time.ts';

const PLACES: readonly (readonly [number, number])[] = [
  [0, 0],
  [1, 0],
  [2, 1],
  [1, 2],
  [0, 2],
  [-1, 1],
  [-2, 0],
  [-1, -1],
];

/** Where the picture stands at `now`: a pixel or two aside each minute, so that nothing burns into the screen. */
export function pixelShift(now: number): { x: number; y: number } {
  const [x, y] = PLACES[Math.floor(now / MINUTE) % PLACES.length] ?? [0, 0];
  return { x, y };
}
