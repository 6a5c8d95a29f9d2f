import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../bridge/clock/clock.ts';
import { toHex } from '../../bridge/framing/bytes.ts';
import { Ff68Bus } from '../../bridge/sim/devices/ff68-bus.ts';
import { padKeys } from '../../bridge/sim/devices/ff68-unit.ts';
import { LockBoard } from '../../bridge/sim/devices/lock-board.ts';
import { BytePort } from '../../bridge/sim/ports/byte-port.ts';
import { serveTcp } from '../../bridge/sim/ports/tcp.ts';
import { SerialCable } from '../hardware/serial-cable.ts';
import { usingBrowser } from '../support/browser.ts';
import { runningHall } from '../support/running.ts';
import { SerialServer } from '../support/serial-server.ts';
import { until } from '../support/until.ts';

const open = usingBrowser();

it('by keyboard: a port is typed, its pad is pressed, recognised with its address, and used', async () => {
  const cable = await SerialCable.plugged();
  const { url } = await runningHall();
  const page = await open(`${url}/devices`);
  await page.getByRole('link', { name: '识别设备' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/devices/detect');
  await page.getByRole('textbox').first().focus();
  await page.keyboard.type(cable.path);
  await page.keyboard.press('Enter');
  await page.getByText(`正在听 ${cable.path} 9600 8N1`).waitFor();
  const port = new BytePort();
  port.attach({ bytes: (chunk) => cable.say(toHex(chunk)), closed: () => undefined });
  const unit = new Ff68Bus(port, systemClock).unit(7);
  for (const key of [padKeys.call, padKeys.recall, padKeys.pause]) void unit.press(key);
  await page.getByText(/^是“.*”，9600 8N1$/).waitFor();
  const found = page.getByRole('article');
  expect(await found.innerText()).toMatch(/确定.*校验全部正确.*address: 7/s);
  await page.getByText('听完了，端口已释放').waitFor();
  expect(cable.heard).toHaveLength(0);
  await found.getByRole('link', { name: '使用这个设备' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/devices\/add\?/);
  await expect.poll(() => page.locator('#line-id').inputValue()).toBe('serial-1');
  await page.getByRole('button', { name: '下一步' }).press('Enter');
  expect(await page.getByRole('radio', { checked: true }).inputValue()).toBe('ff68-pad');
  await page.getByRole('button', { name: '下一步' }).press('Enter');
  await expect.poll(() => page.locator('#setting-address').inputValue()).toBe('7');
});

it('frees the port when it is stopped, keeps what was heard, and when the page is left', async () => {
  const server = await SerialServer.listen();
  const { url } = await runningHall();
  const page = await open(`${url}/devices/detect?port=tcp://127.0.0.1:${server.port}`);
  await page.getByRole('button', { name: '开始听' }).press('Enter');
  await server.connected();
  await server.say('C3 5A 11 22 33 44 55 66');
  await page.getByText('共收到 8 字节').waitFor();
  await page.getByRole('button', { name: '停止' }).press('Enter');
  await page.getByText('已停止，端口已释放').waitFor();
  await until(() => (server.open === 0 ? true : null), 'a free port');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '保存抓包' }).press('Enter');
  expect((await download).suggestedFilename()).toBe('capture.json');
  await page.getByRole('button', { name: '开始听' }).press('Enter');
  await server.connected(2);
  await page.getByText('正在听').waitFor();
  await page.getByRole('link', { name: '综合大屏' }).press('Enter');
  await until(() => (server.open === 0 ? true : null), 'a free port after the page was left');
  expect(server.heard).toHaveLength(0);
});

it('offers its questions also where it was stopped before anything was known', async () => {
  const server = await SerialServer.listen();
  const { url } = await runningHall();
  const page = await open(`${url}/devices/detect?port=tcp://127.0.0.1:${server.port}`);
  await page.route('**/api/detect', () => undefined);
  await page.getByRole('button', { name: '开始听' }).press('Enter');
  await page.getByRole('button', { name: '停止' }).press('Enter');
  await page.getByLabel('设备地址').fill('3');
  await page.keyboard.press('Tab');
  await page.getByRole('listitem').filter({ hasText: '80 03 00 33 B0' }).waitFor();
});

it('leads what no device fits to learning, with what was heard', async () => {
  const server = await SerialServer.listen();
  const { url } = await runningHall();
  const page = await open(`${url}/devices/detect?port=tcp://127.0.0.1:${server.port}`);
  await page.getByRole('button', { name: '开始听' }).press('Enter');
  await server.connected();
  await server.say('C3 5A 11 22 33 44 55 66');
  await page.getByText('共收到 8 字节').waitFor();
  await page.getByRole('button', { name: '停止' }).press('Enter');
  await page.getByRole('main').getByRole('link', { name: /学习/ }).press('Enter');
  await page.waitForURL(/\/devices\/learn\?/);
  const heard = page.getByRole('listitem').filter({ hasText: 'C3 5A 11 22 33 44 55 66' });
  await heard.getByText('×1').waitFor();
  const keys = page.getByRole('textbox', { name: '收到的字节' });
  expect(await keys.first().inputValue()).toBe('');
  await page.getByRole('button', { name: '按这个键' }).first().press('Enter');
  await heard.getByRole('button', { name: '归到“满意”' }).press('Enter');
  expect(await keys.nth(1).inputValue()).toBe('C3 5A 11 22 33 44 55 66');
  await heard.waitFor({ state: 'detached' });
});

it('sends a question only once its bytes were seen and agreed to', async () => {
  const port = new BytePort();
  const told: number[] = [];
  new LockBoard(port, { address: 3, groups: 3, groupOrder: 'highFirst', feedback: 'shortWhenLocked' }, 24);
  const { receiver } = port;
  port.receiver = (bytes) => {
    told.push(...bytes);
    receiver(bytes);
  };
  const served = await serveTcp(port, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => served.close());
  const { url } = await runningHall();
  const page = await open(`${url}/devices/detect?port=tcp://127.0.0.1:${served.port}`, {
    width: 390,
    height: 844,
  });
  await page.getByRole('button', { name: '开始听' }).press('Enter');
  await page.getByRole('button', { name: '停止' }).press('Enter');
  await page.getByLabel('设备地址').fill('3');
  await page.keyboard.press('Tab');
  const row = page.getByRole('listitem').filter({ hasText: '80 03 00 33 B0' });
  await row.getByRole('button').press('Enter');
  const dialog = page.getByRole('dialog', { name: '确认发送' });
  await dialog.getByText('80 03 00 33 B0').first().waitFor();
  await dialog.getByRole('button', { name: '不发送' }).press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  expect(told).toEqual([]);
  await row.getByRole('button').press('Enter');
  await dialog.getByRole('button', { name: '同意，发送一次' }).press('Enter');
  await page.getByText(/回答了，和.*一致/).waitFor();
  await page.getByText('← 80 03 FF FF FF 33 4F').waitFor();
  expect(toHex(Uint8Array.from(told))).toBe('80 03 00 33 B0');
});
