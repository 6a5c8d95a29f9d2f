/** Pixels of 1rem: pages are larger on a large screen. */
export function remPixels(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** Pixels of a row that is `rem` high, and no lower than a finger needs where fingers point (`--finger`). */
export function rowPixels(rem: number): number {
  const finger = parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--finger'));
  return Math.max(rem, Number.isNaN(finger) ? 0 : finger) * remPixels();
}
