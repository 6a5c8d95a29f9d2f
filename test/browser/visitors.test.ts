import { expect, it } from 'vitest';
import { usingBrowser } from '../support/browser.ts';
import { runningHall, type RunningParts } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { StoryClock } from '../support/story.ts';

const open = usingBrowser();
const phone = { width: 390, height: 844 };

/** The page behind the first ticket of service A, with window 1 open. */
async function holder(parts: RunningParts = {}) {
  const hall = await runningHall({ publicUrl: 'http://hall.example' }, parts);
  const screen = await Screen.watching(hall.url);
  await screen.command('openWindow', { window: '1' });
  await screen.command('issueTicket', { service: 'A' });
  const { data } = await screen.sees('ticket.issued');
  const path = `/t/${hall.bridge.live.codeFor(`ticket/${data.ticket}`)}`;
  return { hall, screen, path };
}

it('a ticket is followed on a phone, with no more than the page and its answer', async () => {
  const { hall, screen, path } = await holder();
  const page = await open('about:blank', phone);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  page.on('websocket', ({ url }) => asked.push(url()));
  await page.goto(`${hall.url}${path}`);
  await page.getByRole('heading', { name: 'A001' }).waitFor();
  await page.getByText('即到即办').waitFor();
  await page.getByText(/估算方法/).waitFor();
  await screen.command('callNext', { window: '1' });
  await page.getByText('1 号窗口').waitFor();
  await screen.command('startService', { window: '1' });
  await page.getByText('正在办理', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: '放弃排队' }).count()).toBe(0);
  expect(asked.filter((name) => /socket|font|woff|echarts|shell/.test(name))).toEqual([]);
});

it('a ticket is given up after a second question', async () => {
  const { hall, screen, path } = await holder();
  const page = await open(`${hall.url}${path}?lang=en`, phone);
  await page.getByRole('button', { name: 'Give up' }).click();
  await page.getByRole('button', { name: 'Stay in the queue' }).click();
  await page.getByRole('button', { name: 'Give up' }).click();
  await page.getByRole('button', { name: 'Yes, give up' }).click();
  await page.getByText('Given up').waitFor();
  await screen.sees('ticket.abandoned');
  expect(screen.all('ticket.abandoned')).toHaveLength(1);
  expect(await page.locator('main').innerText()).not.toMatch(/[\u4e00-\u9fff]{3}/);
});

it('a page that is left open says after the close that nobody calls any more, and next day that it is over', async () => {
  const clock = new StoryClock(Date.parse('2026-11-19T17:20+08:00'));
  const { hall, screen, path } = await holder({ clock });
  const page = await open(`${hall.url}${path}`, phone);
  await page.getByText('即到即办').waitFor();
  await screen.command('closeWindow', { window: '1' });
  clock.set(Date.parse('2026-11-19T20:20+08:00'));
  await page.getByText('今天的办理已结束').waitFor();
  await page.getByText(/08:30–17:30/).waitFor();
  expect(await page.getByRole('button', { name: '放弃排队' }).count()).toBe(0);
  clock.set(Date.parse('2026-11-20T06:20+08:00'));
  await page.getByRole('heading', { name: '没有查到号票' }).waitFor();
  expect(await page.getByText('A001').count()).toBe(0);
});

it('an address that is none of today says so kindly', async () => {
  const { hall } = await holder();
  const page = await open(`${hall.url}/t/0000000000`, phone);
  await page.getByRole('heading', { name: '没有查到号票' }).waitFor();
  await page.getByText(/请重新扫描票上的二维码/).waitFor();
});

it('the published page shows the day by its definitions, and says when it is stale', async () => {
  const { hall } = await holder();
  const page = await open(`${hall.url}/public`, phone);
  await page.getByRole('row', { name: /业务A/ }).waitFor();
  await page.getByText('先于普通号呼叫，但任何人至多被越过 3 次。').first().waitFor();
  await page.getByText('等候达标率').first().waitFor();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(phone.width);
  await hall.stop();
  await page
    .getByRole('alert')
    .getByText(/起没有新数据/)
    .waitFor();
});

/** How long a leaf is shown, in milliseconds. */
const TURN = 20_000;

it.each([
  ['as it is', 'dd {}'],
  ['with letters much higher than they should be', 'dd { line-height: 3.2 !important }'],
])('the published page fits a screen in the hall, leaf by leaf, %s', async (_, css) => {
  const { hall } = await holder();
  const page = await open('about:blank', { width: 1920, height: 1080 });
  await page.clock.install();
  await page.goto(`${hall.url}/public?screen`);
  await page.addStyleTag({ content: css });
  await page.locator('section h2').first().waitFor();
  const leaves = await page.locator('li.on').locator('..').locator('li').count();
  for (let leaf = 0; leaf < leaves; leaf += 1) {
    await page.clock.runFor(TURN);
    const shown = await page.locator('section h2').first().innerText();
    const room = () =>
      page.evaluate(() => {
        const { scrollHeight, clientHeight } = document.querySelector('.frame')!;
        return { page: document.documentElement.scrollHeight, cutOff: scrollHeight - clientHeight };
      });
    // Letters of a leaf may still be loading: what counts is how it comes to rest.
    await expect.poll(room, { message: shown }).toEqual({ page: 1080, cutOff: 0 });
  }
});
