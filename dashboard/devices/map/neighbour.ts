import type { Box } from './card.ts';

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** How much further something seems that is not straight ahead. */
const ASIDE = 2.5;

/**
 * What lies next in a direction: the nearest box that begins beyond the middle of this one.
 *
 * @returns its index, or -1 where nothing lies that way
 */
export function neighbourOf(boxes: readonly Box[], from: number, direction: Direction): number {
  const start = boxes[from];
  if (!start) return -1;
  const isAcross = direction === 'ArrowLeft' || direction === 'ArrowRight';
  const sign = direction === 'ArrowRight' || direction === 'ArrowDown' ? 1 : -1;
  const here = middleOf(start);
  let best = -1;
  let least = Infinity;
  boxes.forEach((box, index) => {
    const there = middleOf(box);
    const [dx, dy] = [there.x - here.x, there.y - here.y];
    const ahead = (isAcross ? dx : dy) * sign;
    if (index === from || ahead <= 0.5) return;
    const far = ahead + Math.abs(isAcross ? dy : dx) * ASIDE;
    if (far < least) [best, least] = [index, far];
  });
  return best;
}

function middleOf({ x, y, width, height }: Box): { x: number; y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}
