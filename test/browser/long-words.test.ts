import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { usingBrowser } from '../support/browser.ts';
import { runningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';

const open = usingBrowser();
/** What nobody means to write and somebody does: no space in it, and marks of another tongue. */
const ENDLESS = '<img src=x onerror="document.title=1">'.padEnd(100, 'W');

/** How much wider than its screen a page comes to rest. */
async function excess(page: Page): Promise<number> {
  const over = () => document.documentElement.scrollWidth - window.innerWidth;
  await page
    .waitForFunction(() => document.documentElement.scrollWidth <= window.innerWidth)
    .catch(() => null);
  return page.evaluate(over);
}

it('words without an end are broken, and no page grows wider for them', { timeout: 120_000 }, async () => {
  const { url } = await runningHall();
  const screen = await Screen.watching(url);
  await screen.command('takeOverDuty', { leader: ENDLESS.slice(0, 40) });
  await screen.command('declareOutage', { system: ENDLESS.slice(0, 60) });
  await screen.command('openEntry', {
    ...{ source: 'complaint', category: 'attitude', title: ENDLESS, text: ENDLESS, officer: '李主任' },
    person: { name: ENDLESS.slice(0, 20) },
  });
  const { data } = await screen.sees('ledger.opened');
  const page = await open('about:blank');
  const found: Record<string, number> = {};
  for (const path of ['/wall', '/duty', '/ledger', `/ledger/${data.entry}`, '/public', '/guide/more']) {
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(`${url}${path}`);
      await page.waitForLoadState('networkidle');
      const over = await excess(page);
      if (over > 0) found[`${path} at ${width}`] = over;
    }
    expect(await page.title()).not.toBe('1');
  }
  expect(found).toEqual({});
});
