import { expect, it } from 'vitest';
import { clockTime, MINUTE } from '../../shared/time.ts';
import { usingBrowser } from '../support/browser.ts';
import { runningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';

const open = usingBrowser();

it('enters papers written by hand one after the other, each once, and marks them', async () => {
  const hall = await runningHall();
  const screen = await Screen.watching(hall.url);
  await screen.command('issueTicket', { service: 'A' });
  const page = await open(`${hall.url}/guide/issue`, { width: 390, height: 844 });
  await page.getByRole('button', { name: '补录手写号票…' }).click();
  const sheet = page.getByRole('dialog', { name: '补录手写号票' });
  const { at } = await screen.sees('ticket.issued');
  // Not before the business day, whatever the hour at which this runs.
  const zone = 'Asia/Shanghai';
  const isLate = clockTime(at, zone) > '00:10';
  const taken = clockTime(isLate ? at - 5 * MINUTE : at, zone).slice(0, 5);
  await sheet.getByLabel('取号时间（今天）').fill(taken);
  await sheet.getByLabel('纸上的号码').fill('b501');
  expect(await sheet.locator('select').first().inputValue()).toBe('B');
  await sheet.getByRole('button', { name: '补录', exact: true }).dblclick();
  await sheet.getByText('✓ 补录 b501').waitFor();
  await sheet.getByLabel('纸上的号码').fill('B501');
  await sheet.getByRole('button', { name: '补录', exact: true }).click();
  await sheet.getByText('号码 B501 今天已在用').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('[data-ticket="B501"]', { hasText: '手工补录' }).click();
  await page.getByRole('dialog', { name: 'B501' }).getByText(`${taken} 取号 · 手工补录`).waitFor();
  const entered = screen.all('ticket.issued').filter(({ data }) => data.channel === 'hand');
  expect(entered.map(({ data }) => data.number)).toEqual(['B501']);
});
