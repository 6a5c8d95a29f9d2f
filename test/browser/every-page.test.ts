import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { usingBrowser } from '../support/browser.ts';
import { namedRating } from '../support/ledger.ts';
import { Screen } from '../support/screen.ts';
import { runningSimulatedHall } from '../support/simulated-hall.ts';

const open = usingBrowser();
const router = new URL('../../dashboard/router.ts', import.meta.url);
const phone = { width: 390, height: 844 };
const desk = { width: 1920, height: 1080 };

/** A hall in which something of everything is: served, waiting, on duty, in the ledger. */
async function livelyHall() {
  const { url, bridge } = await runningSimulatedHall();
  const screen = await Screen.watching(url);
  await screen.command('openWindow', { window: 'w1', clerk: '101' });
  await screen.command('takeOverDuty', { leader: '王建国' });
  for (const service of ['filing', 'invoices', 'filing']) await screen.command('issueTicket', { service });
  await screen.command('callNext', { window: 'w1' });
  await screen.command('startService', { window: 'w1' });
  await screen.command('finishService', { window: 'w1' });
  await screen.command('callNext', { window: 'w1' });
  await screen.command('openEntry', namedRating);
  const opened = await screen.sees('ledger.opened');
  const [issued] = screen.all('ticket.issued');
  const ticket = `/t/${bridge.live.codeFor(`ticket/${issued?.data.ticket}`)}`;
  return { url, ticket, issued: issued?.seq, entry: `/ledger/${opened.data.entry}` };
}

/** What axe finds that shuts somebody out. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Whether a page that has just been made as narrow as a phone comes to rest wider than it. */
async function tooWide(page: Page): Promise<string[]> {
  const fits = () => document.documentElement.scrollWidth <= window.innerWidth;
  // A page that has just been narrowed is laid out in steps; what counts is how it comes to rest.
  const rested = page.waitForFunction(fits, null, { timeout: 5_000 });
  return rested.then(
    () => [],
    async () => [`${await page.evaluate(() => document.documentElement.scrollWidth)} px wide on a phone`],
  );
}

it('no page shuts anybody out, on a desk or on a phone', { timeout: 300_000 }, async () => {
  const { url, ticket, issued, entry } = await livelyHall();
  const pages = [
    ...['/wall', '/window', '/window/w1', '/guide/issue', '/guide/tickets', '/guide/appointments'],
    ...['/guide/more', '/kiosk/kiosk-1', '/display/hall', '/displays', '/duty', '/ledger', entry],
    ...[`${entry}/slip/1`, '/daily', `/event/${issued}`, '/discipline', '/me/101'],
    ...['/devices', '/devices?view=map', '/devices/capture', '/devices/profiles', '/devices/detect'],
    ...['/devices/learn', '/devices/simulate', '/devices/config', '/devices/add', '/devices/edit/pad-1'],
    ...['/devices/readiness', '/devices/readiness/1', '/devices/health', ticket, '/public', '/public?screen'],
  ];
  const faults: Record<string, string[]> = {};
  const page = await open('about:blank');
  // A call that lights up is between two colours for a moment; what it comes to rest in is what must be read.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const path of pages) {
    await page.setViewportSize(desk);
    await page.goto(`${url}${path}`);
    await page.waitForLoadState('networkidle');
    const found = await faultsOf(page);
    await page.setViewportSize(phone);
    found.push(...(await tooWide(page)));
    if (found.length > 0) faults[path] = found;
  }
  expect(faults).toEqual({});

  const routes = [...(await readFile(router, 'utf8')).matchAll(/path: '([^']+)'/g)].map(([, path]) => path);
  const isOpened = (path = '') => {
    const pattern = new RegExp(`^${path.replace(/:\w+(\((.+?)\)(?=[/?]|$))?\??/g, '[^/]+')}$`);
    return pages.some((one) => pattern.test(one.replace(/\?.*/, '')));
  };
  expect(routes.filter((path) => path !== '/' && path !== '/:rest(.*)*' && !isOpened(path))).toEqual([]);
});
