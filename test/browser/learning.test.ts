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
  const adding = new URL((await page.getByRole('link', { name: '添加设备' }).getAttribute('href'))!, url);
  expect(adding.searchParams.get('driver')).toBe('box');
  expect(JSON.parse(adding.searchParams.get('transport')!)).toEqual({
    kind: 'tcp',
    host: '127.0.0.1',
    port: box.port,
  });

  await page.goto(`${url}/devices/profiles?id=box`);
  await expect.poll(() => page.getByRole('textbox', { name: '档案内容' }).inputValue()).toContain('xor8(');
  await page.getByLabel('十六进制字节（竖线表示静默）').fill('00 AA 01 20 8B');
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: /AA 01 20 8B.*"grade":4/s }).waitFor();
  await page.getByRole('row', { name: /噪声/ }).waitFor();
});

it('tells a heartbeat from the keys, and says how a profile may be called', async () => {
  const box = await SerialServer.listen();
  const { url } = await runningHall();
  const page = await open(`${url}/devices/learn?port=tcp://127.0.0.1:${box.port}&line=14400 8E1`);
  expect(await page.getByLabel('波特率').inputValue()).toBe('14400');
  expect(await page.getByLabel('数据位、校验、停止位').inputValue()).toBe('8E1');
  await page.getByRole('button', { name: '松手听' }).press('Enter');
  await page.getByRole('button', { name: '开始监听' }).press('Enter');
  await page.getByText('正在监听').waitFor();
  await box.say('AA 01 7E D5');
  const idle = page.getByRole('textbox', { name: '不按键时' });
  await expect.poll(() => idle.inputValue()).toBe('AA 01 7E D5');
  const keys = page.getByRole('listitem').filter({ has: page.getByRole('textbox', { name: '收到的字节' }) });
  for (const [place, frame] of ['AA 01 10 BB', 'AA 01 20 8B'].entries()) {
    const key = keys.nth(place);
    await key.getByRole('button', { name: '按这个键' }).press('Enter');
    const heard = key.getByRole('textbox', { name: '收到的字节' });
    await box.say(frame);
    await expect.poll(() => heard.inputValue()).toBe(frame);
    await box.say('AA 01 7E D5');
    await expect.poll(() => heard.inputValue()).toBe(`${frame}\nAA 01 7E D5`);
  }
  await page.getByText('◆ 键值').waitFor();
  await page.getByRole('row', { name: /不按键时 AA 01 7E D5/ }).waitFor();
  expect(await page.getByRole('textbox', { name: '档案', exact: true }).inputValue()).toContain(
    'line: {baudRate: 14400, dataBits: 8, parity: even, stopBits: 1}',
  );
  await page.getByLabel('档案名（小写字母、数字、-）').fill('评价器');
  await page.getByText('档案名只能用小写字母、数字和 -').waitFor();
});

it('begins a profile anew or from a file, keeps what is written until somebody agrees to lose it, and adds a device', async () => {
  const { url } = await runningHall();
  const page = await open(`${url}/devices/profiles`);
  await page.getByRole('button', { name: '新建' }).press('Enter');
  const text = page.getByRole('textbox', { name: '档案内容' });
  expect(await text.inputValue()).toContain('profile: my-device');
  await page.getByRole('button', { name: '检查' }).press('Enter');
  await page.getByText('没有错误：1 条样例全部通过').waitFor();
  const own = (await text.inputValue()).replace('my-device', 'door-5');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'door-5.yaml', mimeType: 'text/yaml', buffer: Buffer.from(own) });
  await expect.poll(() => text.inputValue()).toContain('profile: door-5');
  await page.getByRole('button', { name: /winnsen/ }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: '继续编辑' }).press('Enter');
  expect(await text.inputValue()).toBe(own);
  await page.getByRole('button', { name: '保存', exact: true }).press('Enter');
  await page.getByText('已保存并生效').waitFor();
  expect(await page.getByRole('link', { name: /用它添加设备/ }).getAttribute('href')).toBe(
    '/devices/add?driver=door-5',
  );
  await page.getByRole('button', { name: /winnsen/ }).press('Enter');
  await expect.poll(() => text.inputValue()).toContain('profile: winnsen');
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
