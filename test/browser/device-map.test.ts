import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { usingBrowser } from '../support/browser.ts';
import { configOf } from '../support/config.ts';
import { runningHall, tcpLine } from '../support/running.ts';
import { SerialServer } from '../support/serial-server.ts';

const open = usingBrowser();

const callKey = 'FF 68 03 03 68 01 01 0C 0E 16';

/** Three pads on one bus, a printer on a line that nobody listens at. */
async function mappedHall(): Promise<{ bus: SerialServer; page: Page; url: string }> {
  const bus = await SerialServer.listen();
  const gone = await SerialServer.listen();
  await gone.unplug();
  const { url } = await runningHall({
    lines: [tcpLine('bus', bus.port), tcpLine('paper', gone.port)],
    devices: [
      ...['1', '2', '3'].map((window) => ({
        ...{ id: `pad-${window}`, driver: 'ff68-pad', line: 'bus', window, settings: { address: +window } },
        name: { zh: `${window}号窗口呼叫器`, en: `Window ${window} call pad` },
      })),
      { id: 'printer-1', driver: 'escpos-printer', line: 'paper', name: { zh: '打印机', en: 'Printer' } },
    ],
  });
  await bus.connected();
  const page = await open(`${url}/devices?view=map`);
  await page.getByRole('region', { name: '设备平面图' }).waitFor();
  return { bus, page, url };
}

const tile = (page: Page, id: string) => page.locator(`.plan [data-device="${id}"]`);

it('shows every device at its window or in its area, with its state, since when and why', async () => {
  const { bus, page } = await mappedHall();
  await bus.say(callKey);
  const pad = page.getByRole('region', { name: '1号窗口' }).locator('[data-device="pad-1"]');
  await pad.getByText('在线').waitFor();
  expect(await pad.innerText()).toMatch(/呼叫器\s+● 在线\s+\d\d:\d\d:\d\d 起\s+收到设备应答/);
  await page.getByRole('region', { name: '打印机' }).locator('[data-device="printer-1"]').waitFor();
  await page.getByRole('button', { name: '线路 bus · 已连接 · 3 台' }).waitFor();
});

it('shows devices that are lost behind one line as one broken line', async () => {
  const { bus, page } = await mappedHall();
  await bus.say(callKey);
  await tile(page, 'pad-1').getByText('在线').waitFor();
  await bus.unplug();
  await page.getByRole('button', { name: /线路 bus · 断开 · .* 起 · 3 台随之失联/ }).waitFor();
  for (const id of ['pad-1', 'pad-2', 'pad-3']) {
    await tile(page, id).getByText('随线路').waitFor();
    await tile(page, id).getByText('线路 bus 断开').waitFor();
  }
  const problems = page.getByRole('group', { name: '要处理的问题' });
  await problems.getByText('1 条线路中断').waitFor();
  await problems.getByText('1 台设备故障或离线').waitFor();
  await bus.plug();
  await page.getByRole('button', { name: '线路 bus · 已连接 · 3 台' }).waitFor();
});

it('is walked by keyboard: from problem to problem, into the pane, and back to the list', async () => {
  const { bus, page } = await mappedHall();
  await bus.unplug();
  await page.getByText('1 条线路中断').waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-stop'));
  await page.keyboard.press('n');
  await expect.poll(focused).toBe('line:bus');
  await page.keyboard.press('n');
  await expect.poll(focused).toBe('device:printer-1');
  await page.getByText('2 / 2').waitFor();
  await page.keyboard.press('p');
  await expect.poll(focused).toBe('line:bus');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/devices?view=map&line=bus');
  await page.getByRole('region', { name: '报文 · bus' }).waitFor();
  await page.keyboard.press('Escape');
  await page.waitForURL('**/devices?view=map');
  await expect.poll(focused).toBe('line:bus');
  await page.keyboard.press('ArrowUp');
  await expect.poll(focused).toMatch(/^device:pad-/);
  await page.keyboard.press('m');
  await page.locator('tr[data-device="pad-1"]').waitFor();
  await page.waitForURL('**/devices');
});

it('remembers that somebody likes the map better', async () => {
  const { page, url } = await mappedHall();
  await page.getByRole('button', { name: '列表' }).click();
  await page.goto(`${url}/devices`);
  await page.locator('tr[data-device="pad-1"]').waitFor();
  await page.getByRole('button', { name: '平面图' }).click();
  await page.goto(`${url}/devices`);
  await page.waitForURL('**/devices?view=map');
  await page.getByRole('region', { name: '设备平面图' }).waitFor();
});

it('keeps what does not fit the filter in its place, and out of the way', async () => {
  const { page } = await mappedHall();
  const asides = () => page.locator('.plan .aside').count();
  await page.getByRole('combobox', { name: '种类' }).selectOption('printer');
  await expect.poll(asides).toBe(3);
  await page.keyboard.press('/');
  await page.keyboard.type('pad');
  await expect.poll(asides).toBe(4);
  await page.getByText('筛选之外还有 1 处').waitFor();
});

it('is arranged by dragging and by keys, undone, and saved as a version of the configuration', async () => {
  const { page, url } = await mappedHall();
  await page.getByRole('button', { name: '调整位置' }).click();
  const bar = page.getByRole('group', { name: '调整位置' });
  await bar.getByText('尚未移动').waitFor();
  const second = page.locator('[data-move="window:2"]');
  const from = await second.boundingBox();
  if (!from) throw new Error('the window is not to be seen');
  await page.mouse.move(from.x + 40, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 240, from.y + 90, { steps: 4 });
  await page.mouse.up();
  await bar.getByText('移动了 1 处').waitFor();

  await page.locator('[data-move="device:printer-1"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await bar.getByText('移动了 2 处').waitFor();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await bar.getByText('移动了 1 处').waitFor();
  expect((await configOf(url)).version.version).toBe(1);
  await bar.getByRole('button', { name: '保存' }).click();
  await page.getByText('位置已保存为版本 2').waitFor();

  const { hall, version } = await configOf(url);
  expect(version.summary.map(({ zh }) => zh).join()).toContain('窗口“2”的图上位置');
  const at = hall.windows.find(({ id }) => id === '2')?.at;
  const to = await page.getByRole('region', { name: '2号窗口' }).boundingBox();
  expect(at).toMatchObject({ x: expect.any(Number) as number, y: expect.any(Number) as number });
  expect((to?.x ?? 0) - from.x).toBeGreaterThan(150);
  expect((to?.y ?? 0) - from.y).toBeGreaterThan(50);
});

it('gives up an arrangement that is cancelled', async () => {
  const { page, url } = await mappedHall();
  await page.getByRole('button', { name: '调整位置' }).click();
  const window = page.locator('[data-move="window:1"]');
  const before = await window.boundingBox();
  await window.focus();
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByText('移动了 1 处').waitFor();
  expect((await window.boundingBox())?.y).toBeGreaterThan(before?.y ?? Infinity);
  await page.getByRole('button', { name: '取消' }).click();
  await page.getByRole('button', { name: '调整位置' }).waitFor();
  await page.getByRole('region', { name: '1号窗口' }).waitFor();
  expect((await configOf(url)).version.version).toBe(1);
});
