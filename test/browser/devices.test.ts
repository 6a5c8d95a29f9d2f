import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { usingBrowser } from '../support/browser.ts';
import { runningHall, tcpLine } from '../support/running.ts';
import { SerialServer } from '../support/serial-server.ts';
import { Screen } from '../support/screen.ts';

const callKey = 'FF 68 03 03 68 01 01 0C 0E 16';
const damagedKey = 'FF 68 03 03 68 01 01 0C 0F 16';

const open = usingBrowser();

/** A hall with a call pad and an evaluator on one line, the devices page open before it. */
async function watchedHall(query = ''): Promise<{ bus: SerialServer; page: Page; url: string }> {
  const bus = await SerialServer.listen();
  const { url } = await runningHall({
    lines: [tcpLine('bus', bus.port)],
    devices: [
      { id: 'pad-1', driver: 'ff68-pad', line: 'bus', window: '1', name: { zh: '一号呼叫器', en: 'Pad 1' } },
      { id: 'stars-1', driver: 'ff68-evaluator', line: 'bus', window: '1' },
    ],
  });
  await bus.connected();
  const page = await open(`${url}/devices${query}`);
  return { bus, page, url };
}

it('says how each device is, since when and why, as it changes', async () => {
  const { bus, page } = await watchedHall();
  const row = page.locator('[data-device="pad-1"]');
  await row.getByText('未知').waitFor();
  await bus.say(callKey);
  await row.getByText('在线').waitFor();
  await row.getByText('收到设备应答').waitFor();
  expect(await row.innerText()).toMatch(/\d\d:\d\d:\d\d 起/);
  await bus.unplug();
  await row.getByText('离线').waitFor();
  await row.getByText('线路断开').waitFor();
  await page.getByText('■ 未连接').waitFor();
  await page.getByText(/\d\d:\d\d:\d\d 再试/).waitFor();
  await bus.plug();
  await row.getByText('线路恢复，等待设备应答').waitFor();
});

it('shows frames as they pass, names their fields and hides no damage', async () => {
  const { bus, page } = await watchedHall('?line=bus');
  const frames = page.getByRole('region', { name: '报文 · bus' });
  await frames.getByText('线路上还没有报文').waitFor();
  await bus.say(callKey);
  const line = frames.locator('.row', { hasText: '✓ 帧' });
  await line.waitFor();
  expect(await line.innerText()).toContain('一号呼叫器');
  await line.click();
  for (const [field, hex] of [
    ['帧头', 'FF 68'],
    ['地址', '01'],
    ['校验和', '0E'],
  ] as const) {
    expect(await frames.getByRole('row', { name: field }).first().innerText()).toContain(hex);
  }
  await bus.say(damagedKey);
  await frames.locator('.row', { hasText: '校验错' }).waitFor();
  await page.locator('.trouble', { hasText: '校验错' }).first().waitFor();
});

it('is worked by keyboard alone: search, open, pause, choose a frame, close', async () => {
  const { bus, page } = await watchedHall();
  await page.locator('[data-device="pad-1"]').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('pad');
  await expect.poll(() => page.locator('[data-device]').count()).toBe(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/devices?device=pad-1');
  const frames = page.getByRole('region', { name: '报文 · bus' });
  await frames.waitFor();
  await page.keyboard.press('Space');
  await frames.getByRole('button', { name: '继续' }).waitFor();
  await bus.say(callKey);
  await frames.getByText(/已暂停，\d+ 条等待/).waitFor();
  expect(await frames.locator('.row').count()).toBe(0);
  await page.keyboard.press('Space');
  await frames.locator('.row').first().waitFor();
  await page.keyboard.press('Escape');
  await page.waitForURL('**/devices');
  await page.locator('[data-device="pad-1"]:focus').waitFor();
});

it('draws of many devices those in sight, and walks to the last of them', async () => {
  const devices = Array.from({ length: 400 }, (_, index) => ({
    ...{ id: `contact-${index}`, driver: 'zigbee2mqtt-contact', line: 'mqtt' },
    settings: { device: `contact-${index}` },
  }));
  const { url } = await runningHall({
    lines: [{ id: 'mqtt', transport: { kind: 'mqtt', url: 'embedded' } }],
    devices,
  });
  const page = await open(`${url}/devices`);
  const rows = page.locator('[data-device]');
  await rows.first().waitFor();
  expect(await rows.count()).toBeLessThan(100);
  await rows.first().focus();
  await page.keyboard.press('End');
  await page.locator('[data-device="contact-399"]:focus').waitFor();
  await page.keyboard.press('ArrowUp');
  await page.locator('[data-device="contact-398"]:focus').waitFor();
  await page.keyboard.press('Home');
  await page.locator('[data-device="contact-0"]:focus').waitFor();
  await expect.poll(() => rows.count()).toBeLessThan(100);
});

it('a call goes from the pad to the wall, and opens from there to its bytes', async () => {
  const { bus, page, url } = await watchedHall();
  const screen = await Screen.watching(url);
  await screen.command('openWindow', { window: '1' });
  await screen.command('issueTicket', { service: 'A' });
  await page.goto(`${url}/wall`);
  const tile = page.locator('.window-tile').first();
  await tile.getByText('空闲').waitFor();
  await bus.say(callKey);
  await tile.getByText('A001').waitFor();
  const call = page.locator('.last-calls button').first();
  expect(await call.innerText()).toMatch(/A001[^]*1 号窗口/);
  await call.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('row', { name: '校验和' }).waitFor();
  const address = await dialog.getByRole('link', { name: '永久链接' }).getAttribute('href');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.locator('.last-calls button:focus').waitFor();
  await page.goto(`${url}${address}`);
  await page.getByRole('heading', { name: '叫号' }).waitFor();
  await page.getByRole('row', { name: '校验和' }).waitFor();
});
