import { expect, it } from 'vitest';
import { usingBrowser } from '../support/browser.ts';
import { runningHall } from '../support/running.ts';
import { SerialServer } from '../support/serial-server.ts';

const open = usingBrowser();

it('learns a box that is listened to, keeps its profile, and reads bytes by it', async () => {
  const box = await SerialServer.listen();
  const { url } = await runningHall();
  const page = await open(`${url}/devices/learn`);
  await page.getByLabel('档案名（小写字母、数字、-）').fill('box');
  await page.getByLabel('端口（/dev/… 或 tcp://主机:端口）').fill(`tcp://127.0.0.1:${box.port}`);
  await page.keyboard.press('Enter');
  await page.getByText('正在监听').waitFor();
  const keys = page.getByRole('listitem').filter({ has: page.getByRole('textbox', { name: '收到的字节' }) });
  for (const [place, frame] of ['AA 01 10 BB', 'AA 01 20 8B', 'AA 01 40 EB'].entries()) {
    const key = keys.nth(place);
    if (place > 0) await key.getByRole('button', { name: '按这个键' }).press('Enter');
    await box.say(frame);
    await expect.poll(() => key.getByRole('textbox', { name: '收到的字节' }).inputValue()).toBe(frame);
  }
  await page.getByRole('button', { name: '停止监听' }).press('Enter');
  expect(box.heard).toHaveLength(0);
  await page.getByText('◆ 键值').waitFor();
  expect(await page.getByLabel('校验方式').innerText()).toContain('xor8');
  await page.getByRole('button', { name: '保存档案' }).press('Enter');
  await page.getByText('已保存。').waitFor();
  expect(await page.getByRole('link', { name: '添加设备' }).getAttribute('href')).toBe(
    '/devices/add?driver=box',
  );

  await page.goto(`${url}/devices/profiles?id=box`);
  await expect.poll(() => page.getByRole('textbox', { name: '档案内容' }).inputValue()).toContain('xor8(');
  await page.getByLabel('十六进制字节（竖线表示静默）').fill('00 AA 01 20 8B');
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: /AA 01 20 8B.*"grade":4/s }).waitFor();
  await page.getByRole('row', { name: /噪声/ }).waitFor();
});

it('says of a profile with a mistake where it is and what was meant, and keeps nothing', async () => {
  const { url } = await runningHall();
  const page = await open(`${url}/devices/profiles?id=ff68-pad`);
  const text = page.getByRole('textbox', { name: '档案内容' });
  await expect.poll(() => text.inputValue()).toContain('profile: ff68-pad');
  await text.fill(
    (await text.inputValue()).replace('profile: ff68-pad', 'profile: mine').replace('sum8(', 'sun8('),
  );
  await page.getByRole('button', { name: '保存', exact: true }).press('Enter');
  expect(await page.getByRole('alert').innerText()).toMatch(/profile\.yaml:\d+:\d+ .*是否想写“sum8”/);
  await page.getByText('还没有。').waitFor();
});

it('plays a capture again, read by a device of choice', async () => {
  const { url } = await runningHall();
  const page = await open(`${url}/devices/capture?driver=ff68-pad`);
  await page.getByText('还没有打开文件').waitFor();
  const records = [
    { at: 1000, direction: 'in', hex: '00 FF 68 03 03 68 01 01 0C 0E 16' },
    { at: 2000, direction: 'out', hex: 'FF 68 03 03 68 01 01 0C 0E 16' },
  ];
  await page.locator('input[type=file]').setInputFiles({
    name: 'bus-frames.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(records)),
  });
  await page.locator('.row', { hasText: '✓ 帧' }).waitFor();
  await page.locator('.row', { hasText: '≈' }).waitFor();
  await page.locator('.row', { hasText: '→' }).waitFor();
  await page.getByText('bus-frames.json：2 段，历时 1.0 秒').waitFor();
});
