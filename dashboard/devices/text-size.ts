/** Pixels of 1rem: pages are larger on a large screen. */
export function remPixels(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}
