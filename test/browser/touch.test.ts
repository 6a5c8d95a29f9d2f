import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { usingBrowser } from '../support/browser.ts';
import { Screen } from '../support/screen.ts';
import { runningSimulatedHall } from '../support/simulated-hall.ts';

const open = usingBrowser();
const phone = { width: 390, height: 844 };
/** What a finger needs, in pixels; a pixel less where a line's height is rounded. */
const FINGER = 43;

/** What is pressed on a page and is lower than a finger needs, by its words. */
function lowTargets(page: Page): Promise<string[]> {
  return page.evaluate((finger) => {
    const pressed =
      'button, select, summary, a[href], .frames .row, input:not([type=checkbox], [type=radio])';
    const isSeen = (one: Element) => one.getClientRects().length > 0 && !one.closest('.unseen');
    return [...document.querySelectorAll<HTMLElement>(pressed)]
      .filter((one) => isSeen(one) && one.getBoundingClientRect().height < finger)
      .map((one) => `${one.tagName} ${one.innerText} ${Math.round(one.getBoundingClientRect().height)}`);
  }, FINGER);
}

it('on a phone, everything that is pressed is as high as a finger needs', { timeout: 120_000 }, async () => {
  const { url } = await runningSimulatedHall();
  const screen = await Screen.watching(url);
  await screen.command('openWindow', { window: 'w1', clerk: '101' });
  await screen.command('issueTicket', { service: 'filing' });
  const page = await open('about:blank', phone);
  const found: Record<string, string[]> = {};
  for (const path of [
    ...['/wall', '/window', '/window/w1', '/guide/issue', '/guide/tickets', '/displays', '/daily'],
    ...['/devices', '/devices?view=map', '/devices?device=pad-1', '/devices/config', '/devices/detect'],
    ...[
      '/devices/learn',
      '/devices/profiles',
      '/devices/add',
      '/devices/readiness',
      '/devices/health',
      '/devices/simulate',
    ],
    ...['/duty', '/ledger', '/discipline', '/me/101'],
  ]) {
    await page.goto(`${url}${path}`);
    await page.waitForLoadState('networkidle');
    const low = await lowTargets(page);
    if (low.length > 0) found[path] = low;
  }
  expect(found).toEqual({});
});
