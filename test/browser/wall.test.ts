import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startProgram, type Program } from '../support/program.ts';

const folder = mkdtempSync(join(tmpdir(), 'hallwatch-browser-'));
let browser: Browser;
let page: Page;
let program: Program;

beforeAll(async () => {
  program = await startProgram({ HALL_DATA: folder });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' });
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await program?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the wall of the demo hall fills with figures', async () => {
  await page.goto(`${program.url}/wall`);
  await page.getByText('示范区办税服务厅').first().waitFor();
  const figures = page.locator('button.figure');
  await figures.first().waitFor();
  await expect
    .poll(() => figures.allInnerTexts().then((texts) => texts.some((text) => /\d/.test(text))))
    .toBe(true);
});

test('a figure opens to the events behind it, and an event to its frame', async () => {
  await page.locator('button.figure').filter({ hasText: '取号' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await expect.poll(() => dialog.innerText()).toMatch(/\d/);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
});
