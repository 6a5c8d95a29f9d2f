import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { usingBrowser } from '../support/browser.ts';
import { runningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';

const open = usingBrowser();

/** Takes away what came into browsers after Chromium 90, before a page is loaded. */
async function age(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const younger: [object, string[]][] = [
      [String.prototype, ['at']],
      [
        Array.prototype,
        ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with', 'group'],
      ],
      [Object, ['hasOwn', 'groupBy']],
      [Map, ['groupBy']],
      [Array, ['fromAsync']],
      [Promise, ['withResolvers', 'try']],
      [AbortSignal, ['timeout', 'any']],
      [Set.prototype, ['union', 'intersection', 'difference', 'isSubsetOf', 'isSupersetOf']],
      [crypto.constructor.prototype as object, ['randomUUID']],
      [globalThis, ['structuredClone', 'Iterator']],
    ];
    const iterator = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object;
    const lazy = [
      'map',
      'filter',
      'take',
      'drop',
      'flatMap',
      'reduce',
      'toArray',
      'forEach',
      'some',
      'every',
      'find',
    ];
    for (const [holder, names] of [...younger, [iterator, lazy] as [object, string[]]]) {
      for (const name of names) Reflect.deleteProperty(holder, name);
    }
  });
}

it('every page for people in the hall runs in a browser as old as Chromium 90', async () => {
  const hall = await runningHall({ publicUrl: 'http://hall.example' });
  const screen = await Screen.watching(hall.url);
  await screen.command('openWindow', { window: '1' });
  await screen.command('issueTicket', { service: 'A' });
  await screen.command('issueTicket', { service: 'A' });
  await screen.command('callNext', { window: '1' });
  await screen.command('startService', { window: '1' });
  const { data } = await screen.sees('ticket.issued', (event) => event.data.number === 'A002');
  const page = await open('about:blank');
  await age(page);
  const shown: [path: string, text: string | RegExp][] = [
    ['/wall', '最近叫号'],
    ['/kiosk', '请选择要办理的业务'],
    [`/t/${hall.bridge.live.codeFor(`ticket/${data.ticket}`)}`, 'A002'],
    ['/public', '办税公开'],
    ['/window/1', 'A001'],
    ['/guide', /A|业务/],
    ['/daily', '取号量'],
    ['/devices', '设备'],
  ];
  for (const [path, text] of shown) {
    await page.goto(`${hall.url}${path}`);
    await page.getByText(text).first().waitFor();
  }
  const isAged = await page.evaluate(() => typeof structuredClone === 'undefined');
  expect(isAged).toBe(true);
});
