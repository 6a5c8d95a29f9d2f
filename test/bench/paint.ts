import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { median, reach, round, type Bench } from './bench.ts';
import { livedDemo, runProgram } from './program.ts';
import { wholeRun, withScratch } from './scratch.ts';

const ROUNDS = 7;

interface Painted {
  /** First contentful paint, milliseconds after the navigation began. */
  first: number;
  /** The first figure with a number in it. */
  figures: number;
  /** The chart's canvas. */
  chart: number;
}

declare global {
  interface Window {
    seen: { figures?: number; chart?: number };
  }
}

/** Runs in the page before anything of its own: notes when what people came for is there. */
function watchFigures(): void {
  window.seen = {};
  const look = () => {
    const { seen } = window;
    if (seen.figures === undefined) {
      const shown = [...document.querySelectorAll('button.figure strong')];
      if (shown.some(({ textContent }) => /\d/.test(textContent ?? ''))) seen.figures = performance.now();
    }
    if (seen.chart === undefined && document.querySelector('canvas')) seen.chart = performance.now();
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
}

/** Opens an address as somebody who was never here: no cache, no connection, no font. */
async function openCold(browser: Browser, url: string, isWall: boolean): Promise<Painted> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' });
  try {
    const page = await context.newPage();
    await page.addInitScript(watchFigures);
    await page.goto(url);
    if (isWall)
      await page.waitForFunction(() => window.seen.figures !== undefined && window.seen.chart !== undefined);
    const first = await page.waitForFunction(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    );
    const seen = await page.evaluate(() => window.seen);
    return {
      first: (await first.jsonValue()) ?? NaN,
      figures: seen.figures ?? NaN,
      chart: seen.chart ?? NaN,
    };
  } finally {
    await context.close();
  }
}

/** The wall on a cold cache, beside a page of one word. */
export const paint: Bench = {
  name: 'paint',
  run: () =>
    withScratch(async (scratch) => {
      const program = await runProgram(scratch, { HALL_DATA: await livedDemo(wholeRun, scratch) });
      const bare = scratch.script('bare.ts', scratch.folder());
      const { url } = await bare.hear<{ url: string }>();
      const browser = await launchBrowser();
      scratch.onEnd(() => browser.close());
      const wall: Painted[] = [];
      const floor: Painted[] = [];
      for (let turn = 0; turn <= ROUNDS; turn += 1) {
        const ofFloor = await openCold(browser, url, false);
        const ofWall = await openCold(browser, `${program.url}/wall`, true);
        // The first turn warms the browser itself.
        if (turn === 0) continue;
        floor.push(ofFloor);
        wall.push(ofWall);
      }
      const [first, figures] = [median(wall.map((one) => one.first)), median(wall.map((one) => one.figures))];
      const floorMs = median(floor.map((one) => one.first));
      const common = { floorMs: round(floorMs, 0) };
      const chart = median(wall.map((one) => one.chart));
      return [
        {
          what: 'first contentful paint',
          ms: round(first, 0),
          ...common,
          ratio: round(first / floorMs),
          ...reach('ms <= 1500', first <= 1500),
        },
        {
          what: 'figures on the wall',
          ms: round(figures, 0),
          chartMs: round(chart, 0),
          ...common,
          ratio: round(figures / floorMs),
          ...reach('ms <= 1500', figures <= 1500),
        },
      ];
    }),
};
