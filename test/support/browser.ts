import { execFileSync } from 'node:child_process';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';

/** The system's Chromium, with nothing that would look for the internet. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = execFileSync('sh', ['-c', 'command -v chromium || command -v chromium-browser'], {
    encoding: 'utf8',
  }).trim();
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Opens an address in a window of its own, as somebody who was never there. */
export type Opening = (address: string, size?: { width: number; height: number }) => Promise<Page>;

/** What the browser says of a bridge that is away; the page says it in its own words. */
const AWAY = /Failed to load resource|Failed to fetch|WebSocket connection|net::ERR/;

/** One browser for the tests of a file; what a test opens is closed with it, and must not have failed inside. */
export function usingBrowser(): Opening {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  return async (address, viewport = { width: 1920, height: 1080 }) => {
    if (!browser) throw new Error('the browser is not open yet');
    const context = await browser.newContext({ viewport, locale: 'zh-CN' });
    const failures: string[] = [];
    onTestFinished(async () => {
      await context.close();
      expect(failures).toEqual([]);
    });
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => failures.push(message));
    page.on('console', (said) => {
      if (said.type() === 'error' && !AWAY.test(said.text())) failures.push(said.text());
    });
    await page.goto(address);
    return page;
  };
}
