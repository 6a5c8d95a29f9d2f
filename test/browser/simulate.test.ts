import { expect, it } from 'vitest';
import { usingBrowser } from '../support/browser.ts';
import { runningHall } from '../support/running.ts';
import { runningSimulatedHall } from '../support/simulated-hall.ts';

const open = usingBrowser();

it('by keyboard: a device is started alone, pressed, broken, led into the hall, and stopped', async () => {
  const { url } = await runningHall();
  const page = await open(`${url}/devices`);
  await page.getByRole('link', { name: '模拟与训练' }).press('Enter');
  await page.waitForURL('**/devices/simulate');
  await page.getByText('本厅的设备是真实的，不在这里').waitFor();
  await page.getByRole('button', { name: '启动一台' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: '单独启动一台模拟设备' });
  await dialog.getByRole('radio', { name: /lock-8a/ }).press('Space');
  await dialog.locator('#sim-address').fill('3');
  await dialog.getByRole('button', { name: '启动' }).press('Enter');
  await page.waitForURL('**/devices/simulate?device=sim-1');
  const pane = page.getByRole('main').locator('section').filter({ hasText: '最近的报文' }).first();
  const address = await pane.getByText(/^127\.0\.0\.1:\d+$/).innerText();
  const door = pane.getByRole('button', { name: '柜门 第 3 个' });
  await door.press('Enter');
  await pane.getByText('门 3 打开').waitFor();
  await expect.poll(() => door.getAttribute('aria-pressed')).toBe('true');
  await pane.getByLabel('出现的机会').selectOption('always');
  await pane.getByRole('button', { name: '前面夹带杂乱字节' }).press('Enter');
  await page.getByRole('button', { name: /sim-1 · lock-8a\s+前面夹带杂乱字节 100%/ }).waitFor();
  await pane.getByRole('button', { name: '全部去掉' }).press('Enter');
  await page.getByRole('button', { name: /sim-1 · lock-8a\s+正常/ }).waitFor();
  await pane.getByRole('link', { name: '加入本厅' }).press('Enter');
  await page.waitForURL(/\/devices\/add\?/);
  await expect.poll(() => page.locator('#line-id').inputValue()).toBe('tcp-1');
  const [host, port] = address.split(':');
  await expect
    .poll(() => page.locator('input').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value)))
    .toEqual(expect.arrayContaining([host, port]));
  await page.getByRole('button', { name: '下一步' }).press('Enter');
  expect(await page.getByRole('radio', { checked: true }).inputValue()).toBe('lock-8a');
  await page.goto(`${url}/devices/simulate?device=sim-1`);
  await pane.getByRole('button', { name: '停止' }).press('Enter');
  const asked = page.getByRole('dialog', { name: '停止这台模拟设备？' });
  await asked.getByText(address).waitFor();
  await asked.getByRole('button', { name: '停止' }).press('Enter');
  await page.getByText('还没有。可以单独启动目录中任何一种设备').waitFor();
});

it('trains on a phone, in a real hall with devices alone only, until the answer is right', async () => {
  const { url } = await runningHall();
  const page = await open(`${url}/devices/simulate`, { width: 390, height: 844 });
  const silent = page.getByRole('button', { name: '开始 一台设备不应答' });
  await silent.waitFor();
  expect(await silent.isDisabled()).toBe(true);
  expect(await page.getByText('本厅的设备是真实的，训练不触碰它们').count()).toBe(2);
  await page.getByRole('button', { name: '开始 锁控板不应答' }).press('Enter');
  await page.getByText('训练中，不显示').first().waitFor();
  await page.getByRole('button', { name: '作答' }).press('Enter');
  await page.getByText('请先选一个答案').waitFor();
  const verdict = page.getByRole('status');
  for (let address = 1; (await page.getByRole('radio').count()) > 0; address += 1) {
    await page.getByRole('radio', { name: String(address) }).press('Space');
    await page.getByRole('button', { name: '作答' }).press('Enter');
    await verdict.getByText(`→`).first().waitFor();
    await verdict
      .getByText(new RegExp(`问“80 0${address} .*它回答了|问“80 0${address} .*没有回答`))
      .waitFor();
  }
  await verdict.getByRole('heading', { name: '答对了' }).waitFor();
  const cut = await page.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth);
  expect(cut).toBe(0);
});

it('breaks a device of a simulated hall, and shows beside it what the hall makes of it', async () => {
  const { url } = await runningSimulatedHall();
  const page = await open(`${url}/devices/simulate`);
  await page.getByRole('button', { name: /printer-1 · escpos-printer\s+正常/ }).press('Enter');
  const pane = page.getByRole('region', { name: '1号取号机打印机' });
  await pane.getByText('在线').waitFor();
  await pane.getByRole('button', { name: '缺纸' }).press('Enter');
  await pane.getByText('▲ 纸张缺纸').waitFor();
  await page.getByRole('button', { name: /printer-1 · escpos-printer\s+缺纸/ }).waitFor();
  await pane.getByRole('button', { name: '拔线', exact: true }).press('Enter');
  await pane.getByText('离线').waitFor();
  await pane.getByRole('button', { name: '插回', exact: true }).press('Enter');
  await pane.getByText('在线').waitFor();
  await pane.getByRole('link', { name: '实时报文' }).press('Enter');
  await page.waitForURL('**/devices?device=printer-1');
});

it('by keyboard: a device that speaks MQTT is started at the broker inside, pressed, commanded and stopped', async () => {
  const { url } = await runningHall();
  const page = await open(`${url}/devices/simulate`);
  await page.getByRole('button', { name: '启动一台' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: '单独启动一台模拟设备' });
  await dialog.getByRole('radio', { name: /tasmota-device/ }).press('Space');
  await dialog.locator('#sim-topic').fill('lamp');
  expect(await dialog.getByRole('radio', { name: /内置的 MQTT 服务器/ }).isChecked()).toBe(true);
  await dialog.getByRole('button', { name: '启动' }).press('Enter');
  await page.waitForURL('**/devices/simulate?device=sim-1');
  const pane = page.getByRole('main').locator('section').filter({ hasText: '最近的报文' }).first();
  await pane.getByText('● 已连上').waitFor();
  const power = pane.getByRole('button', { name: 'POWER 接通' });
  await power.press('Enter');
  await expect.poll(() => power.getAttribute('aria-pressed')).toBe('true');
  await pane.getByText('stat/lamp/POWER').first().waitFor();
  await page.getByRole('button', { name: /sim-1 · tasmota-device\s+正常/ }).waitFor();
  await pane.getByRole('button', { name: '消息到达两次（双向）' }).press('Enter');
  await page.getByRole('button', { name: /sim-1 · tasmota-device\s+消息到达两次/ }).waitFor();
  expect(await pane.getByRole('button', { name: /序号跳号/ }).count()).toBe(0);
  await pane.getByRole('link', { name: '加入本厅' }).press('Enter');
  await page.waitForURL(/\/devices\/add\?/);
  await expect.poll(() => page.locator('#line-url').inputValue()).toBe('embedded');
  await page.goto(`${url}/devices/simulate?device=sim-1`);
  await pane.getByRole('button', { name: '停止' }).press('Enter');
  const asked = page.getByRole('dialog', { name: '停止这台模拟设备？' });
  await asked.getByText('告别并离开').waitFor();
  await asked.getByRole('button', { name: '停止' }).press('Enter');
  await page.getByText('还没有。可以单独启动目录中任何一种设备').waitFor();
});
