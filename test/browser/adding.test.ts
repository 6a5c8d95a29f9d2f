import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { usingBrowser } from '../support/browser.ts';
import { configOf, editing } from '../support/config.ts';
import { runningHall, tcpLine } from '../support/running.ts';
import { SerialServer } from '../support/serial-server.ts';

const open = usingBrowser();
const secondKey = 'FF 68 03 03 68 02 01 0C 0F 16';
const pad = { id: 'pad-1', driver: 'ff68-pad', line: 'bus', window: '1', settings: { address: 1 } };

async function oneBus(): Promise<{ bus: SerialServer; url: string }> {
  const bus = await SerialServer.listen();
  const { url } = await runningHall({ lines: [tcpLine('bus', bus.port)], devices: [pad] });
  await bus.connected();
  return { bus, url };
}

/** Presses tab until the focus is on what is wanted. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the focus never came to ${selector}`);
}

it('a device is added by keyboard alone: line, driver, settings, trial, place', async () => {
  const { bus, url } = await oneBus();
  const page = await open(`${url}/devices/add`);
  await page.getByRole('heading', { name: '线路' }).waitFor();
  await tabTo(page, 'input[name="line"]');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: '驱动' }).waitFor();
  await tabTo(page, '[aria-label^="搜索种类"]');
  await page.keyboard.type('ff68-pad');
  await expect.poll(() => page.locator('input[name="driver"]').count()).toBe(1);
  await tabTo(page, 'input[name="driver"]');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: '参数' }).waitFor();
  await tabTo(page, '#setting-address');
  await page.keyboard.type('700');
  await page.keyboard.press('Enter');
  await page.getByText('应在 0 到 255 之间').waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await page.getByText(/与设备“pad-1”同在一条线路、同一地址/).waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: '试用' }).waitFor();
  await page.getByText('还没有收到任何数据').waitFor();
  await bus.say(secondKey);
  await page.getByText('收到了设备的报文').waitFor();
  await page.locator('.row', { hasText: '✓ 帧' }).first().waitFor();
  expect((await configOf(url)).version.version).toBe(1);
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: '位置与名称' }).waitFor();
  await tabTo(page, '#place-window');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, '#place-zh');
  await page.keyboard.type('二号呼叫器');
  await page.keyboard.press('Enter');

  await page.waitForURL('**/devices?device=pad-2');
  await page.locator('[data-device="pad-2"]').getByText('二号呼叫器').waitFor();
  expect(await configOf(url)).toMatchObject({
    version: { version: 2, origin: 'edited' },
    hall: {
      devices: [
        { id: 'pad-1' },
        { id: 'pad-2', window: '2', settings: { address: 2 }, name: { zh: '二号呼叫器', en: '二号呼叫器' } },
      ],
    },
  });
  expect(bus.connects).toBe(1);
});

it('a device is changed and removed from its pane, and everyone sees it go', async () => {
  const { url } = await oneBus();
  const page = await open(`${url}/devices?device=pad-1`);
  const other = await open(`${url}/devices`);
  await page.getByRole('link', { name: '编辑…' }).click();
  await page.getByRole('heading', { name: '参数' }).waitFor();
  expect(await page.locator('#setting-address').inputValue()).toBe('1');
  const entries = page.getByRole('navigation', { name: '设备管理页面' });
  expect(await entries.locator('[aria-current]').allInnerTexts()).toEqual(['设备']);
  await page.goto(`${url}/devices?device=pad-1`);
  await page.getByRole('button', { name: '移除设备…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('1号窗口正在使用它').waitFor();
  await dialog.getByRole('button', { name: '移除', exact: true }).click();
  await other.getByText('配置里还没有设备').waitFor();
  expect((await configOf(url)).hall).toMatchObject({ lines: [], devices: [] });
});

it('a version is compared and brought back, and a text with mistakes is told where they are', async () => {
  const { url } = await oneBus();
  await editing(url, { kind: 'putDevice', device: { ...pad, id: 'pad-2', settings: { address: 2 } } });
  const page = await open(`${url}/devices/config`);
  await page.getByText('新增设备“pad-2”').first().waitFor();
  await page.getByRole('button', { name: /^版本 2/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('button', { name: '恢复此版本…' }).click();
  await page.getByRole('dialog').getByText('移除设备“pad-2”').waitFor();
  await page.getByRole('button', { name: '生效' }).click();
  await page.getByText('✓ 版本 3 已生效。').waitFor();

  await page.getByRole('button', { name: '编辑文本…' }).click();
  const text = page.getByRole('textbox', { name: '编辑配置文本' });
  await text.fill((await text.inputValue()).replace('number: 1', 'number: 0'));
  await page.getByRole('button', { name: '检查并查看差异' }).click();
  await page.getByText('windows[0].number').waitFor();
  await page.getByText('至少 1').waitFor();
  expect(await page.getByRole('button', { name: '生效' }).isDisabled()).toBe(true);
});

it('somebody who was faster is named, with what he changed, and the change is made on his', async () => {
  const { url } = await oneBus();
  const page = await open(`${url}/devices/config`);
  await page.getByRole('button', { name: '编辑文本…' }).click();
  const text = page.getByRole('textbox', { name: '编辑配置文本' });
  await text.fill(`${await text.inputValue()}# mine\n`);
  await page.getByRole('button', { name: '检查并查看差异' }).click();
  await page.getByText('只有注释或写法不同').waitFor();
  await editing(url, { kind: 'putDevice', device: { ...pad, id: 'pad-9', settings: { address: 9 } } });
  await page.getByRole('button', { name: '生效' }).click();
  await page.getByText(/配置已被 .* 改为版本 2/).waitFor();
  await page.getByText('新增设备“pad-9”').first().waitFor();
  await page.getByRole('button', { name: '在新版本上重新检查' }).click();
  await page.getByRole('dialog').getByText('移除设备“pad-9”').waitFor();
});
