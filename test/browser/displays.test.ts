import { expect, it } from 'vitest';
import { usingBrowser } from '../support/browser.ts';
import { runningHall, tcpLine } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { servedSign } from '../support/simulated.ts';

const open = usingBrowser();

/** A hall with a sign, a screen of its own and a notice; calls stand for a short while. */
async function hallWithDisplays() {
  const { sign, port } = await servedSign();
  const hall = await runningHall({
    lines: [tcpLine('signs', port)],
    devices: [{ id: 'sign', driver: 'onbon-bx5k', line: 'signs', name: { zh: '门口屏', en: 'Door sign' } }],
    displays: {
      callSeconds: 6,
      notices: [{ id: 'tax', text: '征期至15日' }],
      screens: [{ id: 'lobby', name: { zh: '等候区', en: 'Waiting area' } }],
    },
  });
  const screen = await Screen.watching(hall.url);
  for (const window of ['1', '3']) await screen.command('openWindow', { window });
  const call = async (service: string, window: string) => {
    await screen.command('issueTicket', { service });
    await screen.command('callNext', { window });
  };
  return { sign, hall, screen, call };
}

it('a screen calls people before it shows notices, and an emergency before both', async () => {
  const { hall, screen, call } = await hallWithDisplays();
  const page = await open(`${hall.url}/display/lobby`);
  await page.locator('[data-layer="notice"]', { hasText: '征期至15日' }).waitFor();
  await call('A', '1');
  const present = page.locator('.present-call');
  await present.getByText('A001').waitFor();
  await present.getByText('1 号窗口').waitFor();
  await page.locator('[data-layer="notice"]').waitFor();
  await page.getByRole('region', { name: '最近叫号' }).getByText('A001').waitFor();
  await screen.command('raiseEmergency', { text: '请从消防通道离开' });
  await page.getByRole('alert').getByText('请从消防通道离开').waitFor();
  expect(await present.count()).toBe(0);
  await screen.command('clearEmergency', {});
  await page.locator('[data-layer="notice"]').waitFor();
  // This browser has no voice, and says so.
  await page.getByText(/本浏览器没有|请点一下屏幕/).waitFor();
});

it('a screen may be for some services only, and says when it has lost the bridge', async () => {
  const { hall, call } = await hallWithDisplays();
  const page = await open(`${hall.url}/display?services=C`, { width: 1080, height: 1920 });
  await page.locator('[data-layer="notice"]').waitFor();
  await call('A', '1');
  await call('C', '3');
  const present = page.locator('.present-call');
  await present.getByText('C001').waitFor();
  expect(await page.getByText('A001').count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(1920);
  await hall.stop();
  await page.getByRole('alert').getByText('叫号屏与主机失去联系').waitFor();
  expect(await present.count()).toBe(0);
});

it('the page of displays shows what each shows, posts a notice and asks before an emergency', async () => {
  const { sign, hall, screen } = await hallWithDisplays();
  const page = await open(`${hall.url}/displays`);
  const card = page.locator('[data-display="sign"]');
  await card.getByText('征期至15日').waitFor();
  await card.getByText('与应当显示的一致').waitFor();
  const writing = page.getByRole('region', { name: '发布通知' });
  await writing.getByLabel('内容').fill('今日延时至18点');
  await writing.getByRole('button', { name: '发布通知' }).click();
  expect((await screen.sees('notice.posted')).data).toMatchObject({ text: '今日延时至18点', seconds: 12 });
  const playlist = page.getByRole('region', { name: '通知播放单' });
  await playlist.getByRole('button', { name: '撤下' }).click();
  await page.getByRole('dialog', { name: '撤下这条通知？' }).getByRole('button', { name: '撤下' }).click();
  await screen.sees('notice.withdrawn');
  const emergency = page.getByRole('region', { name: '紧急通知', exact: true });
  await emergency.getByLabel('紧急通知内容').fill('请从消防通道离开');
  await emergency.getByRole('button', { name: '发布紧急通知…' }).click();
  const question = page.getByRole('dialog', { name: '立即在 2 块屏上显示？' });
  await question.getByText('门口屏、等候区').waitFor();
  expect(screen.all('emergency.raised')).toEqual([]);
  await question.getByRole('button', { name: '立即显示' }).click();
  await card.locator('.face', { hasText: '请从消防通道离开' }).waitFor();
  await emergency.getByText(/紧急通知正在显示/).waitFor();
  expect(sign.text).toBe('请从消防通道离开');
  await emergency.getByRole('button', { name: '解除…' }).click();
  await page.getByRole('dialog', { name: '解除紧急通知？' }).getByRole('button', { name: '解除' }).click();
  await card.getByText('征期至15日').waitFor();
});
