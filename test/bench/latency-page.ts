import type { Page } from 'playwright-core';
import { median, wallClock } from './bench.ts';

/** What a page showed, and when by its own clock: the counts in the places that are watched. */
export type Shown = { counts: number[]; at: number };

declare global {
  interface Window {
    shown: Shown[];
  }
}

/** Notes in the page, at every change of the document, the numbers in `places`. */
export async function watchCounts(page: Page, places: string[]): Promise<void> {
  await page.evaluate((selectors) => {
    window.shown = [];
    let last = '';
    const look = () => {
      const counts = selectors.map((selector) => {
        const place = document.querySelector(selector);
        return parseInt(place?.firstChild?.textContent ?? '', 10);
      });
      const text = counts.join();
      if (text === last) return;
      last = text;
      window.shown.push({ counts, at: performance.timeOrigin + performance.now() });
    };
    new MutationObserver(look).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
    });
    look();
  }, places);
}

/** What was shown since it was asked last, the present counts first. */
export function takeShown(page: Page): Promise<Shown[]> {
  return page.evaluate(() => {
    const { shown } = window;
    window.shown = shown.slice(-1);
    return shown;
  });
}

/**
 * How far the page's clock is ahead of this process's, in milliseconds: the middle of the
 * quickest of many questions, half way between asking and hearing.
 */
export async function clockOffset(page: Page): Promise<number> {
  const asked: { took: number; ahead: number }[] = [];
  for (let n = 0; n < 60; n += 1) {
    const before = wallClock();
    const there = await page.evaluate(() => performance.timeOrigin + performance.now());
    const after = wallClock();
    asked.push({ took: after - before, ahead: there - (before + after) / 2 });
  }
  const quickest = asked.sort((a, b) => a.took - b.took).slice(0, 10);
  return median(quickest.map(({ ahead }) => ahead));
}
