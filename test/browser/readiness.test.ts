import { expect, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { usingBrowser } from '../support/browser.ts';
import { asking } from '../support/config.ts';
import { temporaryFolder } from '../support/folder.ts';
import { NO_PAPER, wellPrinter } from '../support/paper-printer.ts';
import { readinessOf } from '../support/readiness.ts';
import { runningHall, tcpLine } from '../support/running.ts';
import { SerialServer } from '../support/serial-server.ts';

const callKey = 'FF 68 03 03 68 01 01 0C 0E 16';

const open = usingBrowser();

/** Goes on with the tab key until it is there. */
async function reach(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the tab key does not come to it');
}

/** A hall with a printer out of paper and a silent lock board. */
async function morning(folder: string) {
  const printer = await wellPrinter();
  printer.become(NO_PAPER);
  const board = await SerialServer.listen();
  const hall = await runningHall(
    {
      lines: [tcpLine('paper', printer.server.port), tcpLine('board', board.port)],
      devices: [
        { id: 'printer', driver: 'escpos-printer', line: 'paper', name: { zh: '取号机', en: 'Printer' } },
        { id: 'phones', driver: 'lock-8a', line: 'board', name: { zh: '存放箱', en: 'Locker' } },
      ],
    },
    { folder },
  );
  await Promise.all([printer.server.connected(), board.connected()]);
  return hall;
}

it('a sheet is made and signed by keyboard alone, survives a restart and cannot be changed', async () => {
  const folder = temporaryFolder();
  const hall = await morning(folder);
  const page = await open(`${hall.url}/devices/readiness`);
  await page.getByText('今天还没有自检').waitFor();
  await reach(page, page.getByRole('button', { name: '开始自检' }));
  await page.keyboard.press('Enter');
  await page.getByText(/完成，\d+ 项/).waitFor();
  const paper = page.locator('[data-line="paper/printer"]');
  expect(await paper.innerText()).toMatch(/故障[^]*取号机[^]*缺纸[^]*装纸/);
  expect(await page.locator('[data-line="locker/phones"]').innerText()).toContain('无法判断');

  await reach(page, page.locator('[data-line]').first());
  while (!(await paper.evaluate((row) => row === document.activeElement))) {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('n');
  await page.keyboard.type('纸已领');
  await page.keyboard.press('Enter');
  // Without a name it leads there instead of signing.
  await page.keyboard.press('Control+Enter');
  await page.keyboard.type('李工');
  await page.keyboard.press('Control+Enter');
  await page.getByText('已签名').waitFor();
  const run = (await readinessOf(hall.url)).run?.id ?? '';
  expect(await asking(hall.url, `/api/readiness/${run}/sign`, { name: '王工' })).toMatchObject({
    code: 'readiness.signed',
  });
  await hall.stop();

  const again = await runningHall({}, { folder });
  await page.goto(`${again.url}/devices/readiness`);
  await reach(page, page.getByRole('link', { name: '李工' }));
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('article');
  await sheet.getByText('✓ 内容完好').waitFor();
  expect(await sheet.innerText()).toMatch(/检查人\s*李工/);
  expect(await sheet.getByRole('row', { name: /取号机.*纸张/ }).innerText()).toContain('备注：纸已领');
  expect(await sheet.locator('code').innerText()).toMatch(/^[0-9a-f]{64}$/);
  expect(await page.getByRole('textbox').count()).toBe(0);
});

it('a hall that opened without a sheet says so where it would have been made', async () => {
  const hall = await runningHall();
  await asking(hall.url, '/api/commands', {
    ...{ id: 'open-window-1', name: 'openWindow', data: { window: '1' }, expires: Date.now() + 60_000 },
  });
  const page = await open(`${hall.url}/devices/readiness`);
  await page.getByText('未自检就开窗').waitFor();
  await page.getByText(/今天 \d\d:\d\d 已开窗，还没有自检单/).waitFor();
});

it('a figure of a device on a day opens to its events by keyboard', async () => {
  const pads = await SerialServer.listen();
  const hall = await runningHall({
    hours: { open: '00:00', close: '24:00' },
    lines: [tcpLine('pads', pads.port)],
    devices: [{ id: 'pad', driver: 'ff68-pad', line: 'pads', name: { zh: '一号呼叫器', en: 'Pad 1' } }],
  });
  await pads.connected();
  await pads.say(callKey);
  await hall.line('pads', ({ counters }) => counters.frames === 1);
  const page = await open(`${hall.url}/devices/health`);
  await reach(page, page.getByRole('button', { name: '表格' }));
  await page.keyboard.press('Enter');
  const cell = page.getByRole('button', { name: /^一号呼叫器 · 设备可用率 · \d{4}/ });
  await reach(page, cell);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('设备状态变化').first().waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
});
