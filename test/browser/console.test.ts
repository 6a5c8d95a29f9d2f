import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { usingBrowser } from '../support/browser.ts';
import { runningHall, tcpLine, type RunningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { SerialServer } from '../support/serial-server.ts';

const callKey = 'FF 68 03 03 68 01 01 0C 0E 16';
const startKey = 'FF 68 04 04 68 01 01 01 0F 12 16';
const bestKey = 'FF 68 03 03 68 01 11 03 15 16';
/** What the pad shows: nobody waits, and number 002 is here. */
const showsSecond = 'FF 68 08 08 68 01 02 0A 0A 00 00 00 02';

const open = usingBrowser();

interface Consoled {
  hall: RunningHall;
  bus: SerialServer;
  screen: Screen;
  page: Page;
}

/** A window with a pad and an evaluator, open, and its console on a screen. */
async function consoled(): Promise<Consoled> {
  const bus = await SerialServer.listen();
  const hall = await runningHall({
    lines: [tcpLine('bus', bus.port)],
    devices: [
      { id: 'pad-1', driver: 'ff68-pad', line: 'bus', window: '1' },
      { id: 'stars-1', driver: 'ff68-evaluator', line: 'bus', window: '1' },
    ],
  });
  await bus.connected();
  const screen = await Screen.watching(hall.url);
  const page = await open(`${hall.url}/window/1`);
  await page.getByRole('heading', { name: '1 号窗口' }).waitFor();
  return { hall, bus, screen, page };
}

const present = (page: Page) => page.locator('.present');

it('is worked by keys alone, from signing on to the rating, whose grade it never shows', async () => {
  const { screen, bus, page } = await consoled();
  await page.keyboard.press('c');
  await page.getByText('窗口未开放，请先开窗。', { exact: true }).waitFor();
  await page.keyboard.press('o');
  const number = page.getByRole('textbox', { name: '工号' });
  await number.waitFor();
  // A letter that is typed is no key.
  await page.keyboard.type('c07');
  await page.keyboard.press('Enter');
  expect((await screen.sees('window.opened')).data).toEqual({ window: '1', clerk: 'c07' });
  expect(screen.all('command.refused')).toEqual([]);
  await screen.command('issueTicket', { service: 'A', items: 3 });
  await page.getByText('按 C 叫下一位：A001').waitFor();
  await page.keyboard.press('c');
  await present(page).getByText('已叫，等人到窗口').waitFor();
  await page.keyboard.press('s');
  await present(page).getByText('正在办理').waitFor();
  await page.keyboard.press('-');
  await page.keyboard.press('2');
  const finished = await screen.sees('ticket.finished');
  expect(finished.data).toMatchObject({ outcome: 'accepted', items: 2 });
  const last = page.getByRole('region', { name: '上一笔' });
  await last.getByText('尚未评价').waitFor();
  await bus.say(bestKey);
  await last.getByText('✓ 已评价').waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(/满意|[1-5] ?分/);
  await page.keyboard.press('q');
  await present(page).getByText('关闭').waitFor();
});

it('never disagrees with the pad beside it: each shows what the other did', async () => {
  const { screen, bus, page } = await consoled();
  for (const service of ['A', 'A']) await screen.command('issueTicket', { service });
  await bus.say(callKey);
  await present(page).getByText('A001').waitFor();
  await bus.say(startKey);
  await present(page).getByText('正在办理').waitFor();
  await page.getByRole('button', { name: '即办' }).click();
  await screen.sees('ticket.finished');
  await page.getByText('窗口前没有人').waitFor();
  await page.keyboard.press('c');
  await present(page).getByText('A002').waitFor();
  const called = await screen.sees('ticket.called', ({ by }) => by?.who === 'person:loopback');
  expect(called.data.why).toEqual({ rule: 'order' });
  await bus.hears(showsSecond);
});

it('two presses at once are one call, and the other hears why not', async () => {
  const { hall, screen, page } = await consoled();
  await screen.command('openWindow', { window: '1', clerk: '07' });
  for (const service of ['A', 'A']) await screen.command('issueTicket', { service });
  const other = await open(`${hall.url}/window/1`);
  for (const one of [page, other]) await one.getByText('按 C 叫下一位：A001').waitFor();
  await Promise.all([page.keyboard.press('c'), other.keyboard.press('c')]);
  const told = (one: Page) => one.locator('.asked-line').getByText(/未了结/);
  await Promise.race([told(page).waitFor(), told(other).waitFor()]);
  for (const one of [page, other]) await present(one).getByText('A001').waitFor();
  await screen.sees('ticket.called');
  expect(screen.all('ticket.called')).toHaveLength(1);
});

it('carries out a key that is pressed while the last one is on its way, and one that bounces once', async () => {
  const { screen, page } = await consoled();
  await screen.command('openWindow', { window: '1', clerk: '07' });
  for (const service of ['A', 'A']) await screen.command('issueTicket', { service });
  await page.getByText('按 C 叫下一位：A001').waitFor();
  await page.keyboard.type('ccs');
  await present(page).getByText('正在办理').waitFor();
  await page.keyboard.press('2');
  await screen.sees('ticket.finished');
  expect(screen.all('ticket.called')).toHaveLength(1);
});

it('says whom it calls next and why, takes up what was put by, and sends on', async () => {
  const { screen, page } = await consoled();
  await screen.command('openWindow', { window: '1', clerk: '07' });
  await screen.command('openWindow', { window: '3', clerk: '09' });
  await screen.command('issueTicket', { service: 'A' });
  await screen.command('issueTicket', { service: 'B', class: 'priority', channel: 'guide' });
  const next = page.getByRole('region', { name: '下一位' });
  await next.getByText('优先类先叫：优先（老弱病残孕），越过 1 人').waitFor();
  await page.keyboard.press('c');
  await present(page).getByText('B001').waitFor();
  await page.keyboard.press('s');
  await present(page).getByText('正在办理').waitFor();
  await page.keyboard.press('h');
  const held = page.getByRole('region', { name: '挂起的业务' });
  await held.locator('strong', { hasText: 'B001' }).waitFor();
  await page.keyboard.press('j');
  await present(page).getByText('B001').waitFor();
  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog', { name: '转移 B001' });
  await dialog.getByRole('radio', { name: '3 号窗口' }).check();
  await page.keyboard.press('Enter');
  expect((await screen.sees('ticket.transferred')).data).toMatchObject({ service: 'B', to: '3' });
  await dialog.waitFor({ state: 'hidden' });
  await page.keyboard.press('b');
  await page.getByRole('dialog', { name: '为什么暂停？' }).waitFor();
  await page.keyboard.press('4');
  expect((await screen.sees('window.paused')).data.reason).toBe('system');
  await page.getByText(/暂停 .*（系统故障），不计空闲/).waitFor();
});

it('lends a window that is kept for some only when a person agrees, and takes it back', async () => {
  const { url } = await runningHall({
    windows: [
      { id: '1', number: 1, services: ['A'], reserved: ['priority'], lend: { services: ['B'] } },
      { id: '2', number: 2, services: ['A', 'B', 'C'] },
    ],
  });
  const screen = await Screen.watching(url);
  await screen.command('openWindow', { window: '1', clerk: '07' });
  await screen.command('issueTicket', { service: 'B' });
  const page = await open(`${url}/window`);
  await page.getByText('办理业务A，专留给优先（老弱病残孕）').waitFor();
  await page.keyboard.press('1');
  await page.getByText('没有人等候本窗口的业务').waitFor();
  await page.keyboard.press('l');
  await page.getByRole('dialog').getByRole('button', { name: '不，返回' }).click();
  expect(screen.all('window.lent')).toEqual([]);
  await page.keyboard.press('l');
  await page.getByRole('button', { name: '借出 30 分钟' }).click();
  await page.getByText('按 C 叫下一位：B001').waitFor();
  await page.getByText(/等得最久；本窗口帮办/).waitFor();
  await page.keyboard.press('l');
  await screen.sees('window.lendEnded');
  await page.getByText('没有人等候本窗口的业务').waitFor();
});

it('speaks of buttons on a phone, where there are no keys', async () => {
  const { screen, page } = await consoled();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByText('窗口未开放。点“开窗”登记工号并开窗。').waitFor();
  await screen.command('openWindow', { window: '1', clerk: '101' });
  await screen.command('issueTicket', { service: 'A' });
  await page.getByText('点“叫号”叫下一位：A001').waitFor();
  await screen.command('callNext', { window: '1' });
  await screen.command('passOver', { window: '1' });
  await page.getByRole('button', { name: '再叫' }).waitFor();
  await page.getByRole('button', { name: '暂停' }).click();
  await page.getByRole('dialog').waitFor();
  expect(await page.locator('kbd:visible').count()).toBe(0);
  await page.getByRole('button', { name: '休息' }).click();
  await page.getByText(/点“恢复”继续办理/).waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(/按 [A-Z]|键位/);
});

it('says at once that the link is lost, and asks nothing then', async () => {
  const { hall, screen, page } = await consoled();
  await screen.command('openWindow', { window: '1', clerk: '07' });
  await screen.command('issueTicket', { service: 'A' });
  await page.getByText('按 C 叫下一位：A001').waitFor();
  await hall.stop();
  await page.locator('.console.stale').waitFor();
  expect(await page.locator('[data-step="call"]').getAttribute('aria-disabled')).toBe('true');
  await page.keyboard.press('c');
  await page.locator('.asked-line').getByText('与主机失去联系').waitFor();
  expect(await present(page).isVisible()).toBe(true);
});
