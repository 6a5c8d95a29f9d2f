import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { usingBrowser } from '../support/browser.ts';
import { runningHall, tcpLine } from '../support/running.ts';
import { servedPrinter, servedSign } from '../support/simulated.ts';

const open = usingBrowser();

/** The devices page at a sign, in a hall with a sign and a printer. */
async function pageAt(device: string) {
  const { sign, port } = await servedSign();
  const { printer, port: paper } = await servedPrinter();
  const { url } = await runningHall({
    lines: [tcpLine('signs', port), tcpLine('paper', paper)],
    devices: [
      { id: 'sign', driver: 'onbon-bx5k', line: 'signs', name: { zh: '大厅屏', en: 'Hall sign' } },
      { id: 'printer', driver: 'escpos-printer', line: 'paper', name: { zh: '打印机', en: 'Printer' } },
    ],
  });
  const page = await open(`${url}/devices?device=${device}`);
  const value = (name: string) => page.getByRole('row', { name }).getByRole('cell').first();
  return { sign, printer, page, value };
}

/** Presses one of the buttons that act on the device. */
const press = (page: Page, name: string) =>
  page.getByRole('region', { name: '操作' }).getByRole('button', { name, exact: true }).click();

it('a sign is switched off, dimmed, cleared and asked how it is at the devices page', async () => {
  const { sign, page, value } = await pageAt('sign');
  await value('时钟偏差').getByText('0').waitFor();
  await press(page, '熄屏');
  await value('电源').getByText('否').waitFor();
  expect(sign.isOn).toBe(false);
  await press(page, '亮屏');
  await value('电源').getByText('是').waitFor();
  await page.getByLabel('亮度（0 最暗，15 最亮）').selectOption('3');
  await press(page, '设亮度');
  await value('亮度').getByText('3', { exact: true }).waitFor();
  expect(sign.brightness).toBe(3);
  sign.driftBy(600);
  await press(page, '查询状态');
  await value('时钟偏差')
    .getByText(/^(59\d|60\d)$/)
    .waitFor();
  await press(page, '校时');
  await value('时钟偏差').getByText('0', { exact: true }).waitFor();
  sign.refuse(3);
  await press(page, '清空');
  await page.getByText('显示屏控制卡正忙：请过几秒再试。').first().waitFor();
});

it('a printer says who it is, and can be asked how it is, but not be dimmed', async () => {
  const { printer, page, value } = await pageAt('printer');
  await value('型号').getByText('SIM-80').waitFor();
  await press(page, '查询状态');
  await page.getByText('已执行').first().waitFor();
  expect(await page.getByRole('button', { name: '设亮度' }).count()).toBe(0);
  printer.setCover(true);
  await page.locator('[data-device="printer"]').getByText('机盖打开').waitFor();
});
