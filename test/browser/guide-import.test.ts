import { expect, it } from 'vitest';
import { addDays, businessDay } from '../../shared/time.ts';
import { usingBrowser } from '../support/browser.ts';
import { runningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';

const open = usingBrowser();

it('shows what every row of a table of appointments becomes before it is taken in', async () => {
  const hall = await runningHall();
  const screen = await Screen.watching(hall.url);
  const page = await open(`${hall.url}/guide/appointments`, { width: 390, height: 844 });
  await page.getByRole('button', { name: '导入预约表…' }).click();
  const sheet = page.getByRole('dialog', { name: '导入预约表' });
  const tomorrow = addDays(businessDay(Date.now(), { zone: 'Asia/Shanghai', dayStart: '00:00' }), 1);
  const rows = `预约号,业务,日期,时段,姓名\nK1,业务A,${tomorrow},09:00,王小明\nK2,没有,${tomorrow},09:00,\n`;
  await sheet
    .getByLabel('表格文件')
    .setInputFiles({ name: 'k.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
  await sheet.getByText('将登记 1，改期 0，取消 0；0 行已在，1 行不能导入').waitFor();
  await sheet.getByText('没有业务“没有”。').waitFor();
  expect(screen.all('appointment.booked')).toEqual([]);
  await sheet.getByRole('button', { name: '导入 1 处更改' }).click();
  await sheet.getByText('已登记 1').waitFor();
  const { data } = await screen.sees('appointment.booked');
  expect(data).toMatchObject({ appointment: 'K1', name: '王*明', source: 'file' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await sheet.getByRole('button', { name: '完成' }).click();
  await page.getByLabel('日期').fill(tomorrow);
  await page.locator('[data-appointment="K1"]').waitFor();
});
