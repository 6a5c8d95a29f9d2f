import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { dateTime, HOUR } from '../../shared/time.ts';
import { usingBrowser } from '../support/browser.ts';
import { servedPrinter } from '../support/simulated.ts';
import { runningHall, tcpLine, type RunningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';

const open = usingBrowser();
const phone = { width: 390, height: 844 };

/** A hall with a guide's phone on one of the tabs of the page. */
async function guided(
  tab: string,
  hall?: RunningHall,
): Promise<{ hall: RunningHall; screen: Screen; page: Page }> {
  const running = hall ?? (await runningHall());
  const screen = await Screen.watching(running.url);
  const page = await open(`${running.url}/guide/${tab}`, phone);
  await page.getByText(/^等候 \d+ 人$/).waitFor();
  return { hall: running, screen, page };
}

it('issues a ticket of a class for several matters, with the number large and the place told', async () => {
  const { screen, page } = await guided('issue');
  await screen.command('openWindow', { window: '1' });
  await screen.command('issueTicket', { service: 'A' });
  await page.locator('[data-service="A"]', { hasText: '前面 1 人' }).click();
  const sheet = page.getByRole('dialog', { name: '业务A' });
  await sheet.getByText('先于普通号呼叫，但任何人至多被越过 3 次。').first().waitFor();
  await sheet.getByRole('radio', { name: '优先（老弱病残孕）' }).check();
  await sheet.getByText('前面 0 人').waitFor();
  await sheet.getByRole('button', { name: '+1' }).click();
  await sheet.getByRole('button', { name: '发号' }).dblclick();
  const issued = page.getByRole('dialog', { name: '已发号' });
  await issued.getByText('A002').waitFor();
  await screen.sees('ticket.issued', ({ data }) => data.channel === 'guide');
  const mine = screen.all('ticket.issued').filter(({ data }) => data.channel === 'guide');
  expect(mine.map(({ data }) => [data.number, data.class, data.items])).toEqual([['A002', 'priority', 2]]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width);
});

it('finds a ticket by what is typed, and asks before what cannot be taken back', async () => {
  const { screen, page } = await guided('tickets');
  await screen.command('openWindow', { window: '1' });
  for (const service of ['A', 'B', 'A']) await screen.command('issueTicket', { service });
  await screen.command('callNext', { window: '1' });
  await screen.command('passOver', { window: '1' });
  await page.getByRole('searchbox', { name: '号码' }).fill('1');
  await expect
    .poll(() => page.locator('[data-ticket]').evaluateAll((rows) => rows.map((row) => row.textContent)))
    .toEqual([expect.stringMatching(/^B001.*等候/), expect.stringMatching(/^A001.*过号/)]);
  await page.locator('[data-ticket="A001"]').click();
  await page.getByRole('button', { name: '恢复排队' }).click();
  await screen.sees('ticket.returned');
  const sheet = page.getByRole('dialog', { name: 'A001' });
  await sheet.getByText('前面 0 人').waitFor();
  await sheet.getByRole('button', { name: '改类别' }).click();
  await page.getByRole('button', { name: /优 优先/ }).click();
  expect((await screen.sees('ticket.classed')).data.class).toBe('priority');
  await sheet.getByRole('button', { name: '弃号…' }).click();
  const question = page.getByRole('dialog', { name: 'A001 弃号？' });
  await question.getByRole('button', { name: '不，返回' }).click();
  await question.waitFor({ state: 'hidden' });
  expect(screen.all('ticket.abandoned')).toEqual([]);
  await sheet.getByRole('button', { name: '作废…' }).click();
  const cancelling = page.getByRole('dialog', { name: 'A001 作废？' });
  const go = cancelling.getByRole('button', { name: '作废', exact: true });
  expect(await go.isDisabled()).toBe(true);
  await cancelling.getByRole('button', { name: '重复取号' }).click();
  await go.click();
  expect((await screen.sees('ticket.cancelled')).data.reason).toBe('重复取号');
  await sheet.getByText(/^作废 · .*取号$/).waitFor();
  expect(await sheet.getByRole('button', { name: /弃号|作废|改类别/ }).count()).toBe(0);
});

it('says which printer is down, and prints again only what did not come out', async () => {
  const { printer, port, printed } = await servedPrinter();
  const hall = await runningHall({
    lines: [tcpLine('paper', port)],
    devices: [
      {
        id: 'printer',
        driver: 'escpos-printer',
        line: 'paper',
        name: { zh: '一号打印机', en: 'Printer 1' },
      },
    ],
  });
  const { screen, page } = await guided('issue', hall);
  await hall.line('paper', ({ counters }) => counters.frames >= 4);
  await screen.command('issueTicket', { service: 'A', printer: 'printer' });
  await screen.sees('ticket.printed');
  printer.loadPaper(0);
  await page.getByText('人工发号：1 台设备不能出票').waitFor();
  await page.getByText(/一号打印机.*缺纸/).waitFor();
  await page.locator('[data-service="B"]').click();
  const sheet = page.getByRole('dialog', { name: '业务B' });
  expect(await sheet.getByRole('radio', { name: /一号打印机/ }).isDisabled()).toBe(true);
  await sheet.getByRole('button', { name: '发号' }).click();
  await page.getByRole('dialog', { name: '已发号' }).getByText('请把号码报给或抄给群众').waitFor();
  await page.getByRole('button', { name: '下一位' }).click();
  await page.locator('[data-ticket="B001"]').click();
  const taken = page.getByRole('dialog', { name: 'B001' });
  await taken.getByRole('button', { name: '改类别' }).waitFor();
  expect(await taken.getByRole('button', { name: '重打号票' }).count()).toBe(0);
  expect(printed).toEqual(['A001']);
});

it('books, checks in and cancels appointments, by number, time and state', async () => {
  const { screen, page } = await guided('appointments');
  const book = async (date: string) => {
    await page.getByRole('button', { name: '登记预约' }).click();
    const sheet = page.getByRole('dialog', { name: '登记预约' });
    await sheet.getByLabel('日期').fill(date);
    await sheet.getByLabel('开始时间').fill('23:30');
    await sheet.getByLabel('姓名').fill('王小明');
    await sheet.getByRole('button', { name: '登记', exact: true }).click();
    const done = page.getByRole('dialog', { name: '已登记预约' });
    const number = await done.locator('.code').innerText();
    await page.keyboard.press('Escape');
    return number;
  };
  const date = dateTime(Date.now() + 100 * 24 * HOUR, 'Asia/Shanghai').slice(0, 10);
  const number = await book(date);
  expect(number).toMatch(new RegExp(`^${date.slice(5).replace('-', '')}\\d{4}$`));
  await page.getByLabel('日期').fill(date);
  await page.getByLabel('日期').blur();
  const row = page.locator(`[data-appointment="${number}"]`);
  await row.getByText('王*明').waitFor();
  expect(await row.innerText()).toMatch(/23:30–00:00[^]*业务A[^]*已约/);
  expect(await row.getByRole('button', { name: '签到' }).count()).toBe(0);
  await row.getByRole('button', { name: '改期' }).click();
  const moving = page.getByRole('dialog', { name: `预约 ${number} 改期` });
  await moving.getByLabel('开始时间').fill('22:15');
  await moving.getByRole('button', { name: '改期' }).click();
  await row.getByText('22:15–22:45').waitFor();
  await row.getByText('王*明').waitFor();
  await row.getByRole('button', { name: '取消…' }).click();
  await page.getByRole('button', { name: '取消预约', exact: true }).click();
  expect((await screen.sees('appointment.cancelled')).data.appointment).toBe(number);
  await row.getByText('已取消').waitFor();
});

it('checks in whoever booked for now, with a ticket of their own', async () => {
  const { screen, page } = await guided('appointments');
  const now = dateTime(Date.now(), 'Asia/Shanghai');
  await screen.command('bookAppointment', {
    ...{ appointment: '11220042', service: 'C', name: '王小明' },
    ...{ date: now.slice(0, 10), from: now.slice(11, 16) },
  });
  const row = page.locator('[data-appointment="11220042"]');
  await row.getByRole('button', { name: '签到' }).click();
  const sheet = page.getByRole('dialog', { name: '11220042 签到取号' });
  await sheet.getByRole('button', { name: '签到' }).click();
  await page.getByRole('dialog', { name: '已发号' }).getByText('C001').waitFor();
  expect((await screen.sees('ticket.issued')).data).toMatchObject({
    appointment: '11220042',
    class: 'appointment',
  });
  await page.getByRole('button', { name: '下一位' }).click();
  await row.getByText('已到').waitFor();
});

it('asks nothing while the link is lost', async () => {
  const { hall, page } = await guided('issue');
  await hall.stop();
  await page.locator('.guide-tab.stale').waitFor();
  await page.locator('[data-service="A"]:disabled').waitFor();
});

it('calls for help and sees to calls, and gives a card whose code can be read', async () => {
  const { screen, page } = await guided('more');
  await screen.command('callHelp', { reason: 'dispute', window: '2' });
  const call = page.locator('.call', { hasText: '工作人员求援' });
  expect(await call.innerText()).toMatch(/2号窗口 · 争执需调解/);
  await call.getByRole('button', { name: '我去处理' }).click();
  await screen.sees('alert.acknowledged');
  await page.getByText('没有人在求助').waitFor();
  await page.getByRole('button', { name: '人多需疏导' }).click();
  await page.getByRole('button', { name: '呼叫', exact: true }).click();
  expect((await screen.sees('help.called', ({ data }) => data.reason === 'crowd')).data).toEqual({
    reason: 'crowd',
  });
  await page.getByRole('button', { name: '我方差错' }).click();
  await page.getByRole('button', { name: '发卡' }).click();
  const issued = await screen.sees('card.issued');
  const card = page.getByRole('dialog', { name: '优先卡卡号' });
  await card.getByText(issued.data.card).waitFor();
  await card.getByRole('img', { name: `优先卡 ${issued.data.card} 的二维码` }).waitFor();
});
