import { expect, it } from 'vitest';
import { usingBrowser } from '../support/browser.ts';
import { runningHall } from '../support/running.ts';

const open = usingBrowser();

it('a hall without an event says what will appear where, and shows no zero for the unknown', async () => {
  const { url } = await runningHall();
  const page = await open(`${url}/wall`);
  for (const text of ['还没有叫号', '还没有评价', '没有告警', '还没有配置设备']) {
    await page.getByText(text).first().waitFor();
  }
  const median = page.getByRole('button', { name: /^等候中位数/ });
  expect(await median.locator('strong').innerText()).toBe('—');
  await median.click();
  await page.getByText('这个数字背后没有事件').waitFor();
  await page.keyboard.press('Escape');

  await page.goto(`${url}/devices`);
  await page.getByText('配置里还没有设备').waitFor();
  await page.goto(`${url}/daily`);
  await page.getByText(/还没有任何营业日|还没有号票/).waitFor();
});

it('an address without an event says so', async () => {
  const { url } = await runningHall();
  const page = await open(`${url}/event/999`);
  await page.getByText('没有编号为 999 的事件').waitFor();
});
