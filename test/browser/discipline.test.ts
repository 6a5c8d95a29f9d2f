import { expect, it } from 'vitest';
import { businessDay } from '../../shared/time.ts';
import { usingBrowser } from '../support/browser.ts';
import { asking } from '../support/config.ts';
import { lockerHall } from '../support/locker-hall.ts';

const open = usingBrowser();

it('the manager looks with a reason and permits, the clerk sees the look and contests, and is answered', async () => {
  const { hall, screen, phone } = await lockerHall();
  await phone('in');
  await screen.command('openWindow', { window: '1', clerk: '101' });
  await phone('out');
  await screen.sees('locker.counted', ({ data }) => data.ask === 1);

  const page = await open(`${hall.url}/window/1`);
  await page.getByRole('link', { name: '在岗', exact: true }).click();
  await page.getByRole('heading', { name: '谁可以看' }).waitFor();
  const today = businessDay(Date.now(), hall.hall);
  await expect.poll(() => page.getByLabel('日期').inputValue()).toBe(today);
  await page.getByLabel('查看人姓名').fill('王主任');
  await page.getByLabel('查看事由').fill('核对在岗');
  await page.getByRole('button', { name: '记录并打开' }).click();
  const row = page.locator('[data-clerk="101"]');
  await row.getByText('取出未登记').first().waitFor();
  expect(await page.getByText('王小明').count()).toBe(0);
  await row.getByRole('button', { name: '打开 101 的记录' }).click();
  await row.getByLabel('查看事由').fill('询问取出原因');
  await row.getByRole('button', { name: '记录并打开' }).click();
  await row.getByText('王小明').waitFor();
  await row.getByRole('button', { name: '许可取出' }).click();
  await screen.sees('phone.permitted');
  await row.getByText('(已许可)').first().waitFor();

  const { code } = await asking<{ code: string }>(hall.url, '/api/discipline/code', {
    ...{ who: '王主任', why: '交本人', clerk: 'c1' },
  });
  const own = await open(`${hall.url}/window/1`, { width: 390, height: 844 });
  await own.getByRole('link', { name: '我的记录' }).click();
  await own.getByRole('heading', { name: '查看会留下什么' }).waitFor();
  await own.getByLabel('个人码').fill(code);
  await own.getByRole('button', { name: '查看我的记录' }).click();
  await own.getByText('询问取出原因').waitFor();
  await own.locator('li', { hasText: '取出未登记' }).getByRole('button', { name: '申诉这一段' }).click();
  await own.getByLabel('说明情况').fill('手机送修');
  await own.getByRole('button', { name: '提交申诉' }).click();
  await own.getByText('等待答复').waitFor();
  expect(await own.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  await page.getByRole('button', { name: '记录并打开' }).first().click();
  await page.getByText('手机送修').waitFor();
  await page.getByLabel('答复').first().fill('属实');
  await page.getByRole('radio', { name: '撤销（按未知计）' }).check();
  await page.getByRole('button', { name: '答复' }).click();
  await screen.sees('record.answered');
  await own.getByRole('button', { name: '查看我的记录' }).click();
  await own.getByText('撤销（按未知计）').waitFor();
});
