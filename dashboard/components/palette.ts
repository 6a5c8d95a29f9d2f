import type { Palette } from '../charts/load-curve.ts';

/** The colours of charts, from the tokens of the page as it stands. */
export function readPalette(element: Element = document.documentElement): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: token('--text'),
    quiet: token('--text-quiet'),
    line: token('--line'),
    panel: token('--panel'),
    series: Array.from({ length: 8 }, (_, i) => token(`--series-${i + 1}`)),
  };
}
