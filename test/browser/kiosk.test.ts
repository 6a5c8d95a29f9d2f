import { expect, it } from 'vitest';
import type { HallInput } from '../../shared/config/schema.ts';
import { dateTime } from '../../shared/time.ts';
import { usingBrowser } from '../support/browser.ts';
import { NO_PAPER, WELL, wellPrinter } from '../support/paper-printer.ts';
import { runningHall, tcpLine } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { until } from '../support/until.ts';

const open = usingBrowser();
const upright = { width: 1080, height: 1920 };
/** A class that anyone may take. */
const quick = {
  ...{ id: 'quick', name: { zh: '快办', en: 'Quick' }, mark: '快', given: 'anyone' as const },
  rule: { kind: 'ratio' as const, every: 4 },
};

/** A kiosk with a printer below its screen, in a hall with window 1 open. */
async function kiosk(query = '', more: Partial<HallInput> = {}) {
  const printer = await wellPrinter();
  const hall = await runningHall({
    lines: [tcpLine('paper', printer.server.port)],
    devices: [
      {
        ...{ id: 'paper', driver: 'escpos-printer', line: 'paper' },
        settings: { pollSeconds: 1, printSeconds: 0.5 },
      },
    ],
    ...more,
  });
  const screen = await Screen.watching(hall.url);
  await until(() => (screen.state.printers['paper']?.paper === 'ok' ? true : null), 'the printer');
  await screen.command('openWindow', { window: '1' });
  const page = await open(`${hall.url}/kiosk?printer=paper${query}`, upright);
  const key = (name: string | RegExp) =>
    page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) });
  await key(/业务A/).waitFor();
  return { hall, screen, printer, page, key };
}

it('a hurried double tap gives one ticket, on paper once, and nothing of it is left for the next', async () => {
  const { screen, printer, page, key } = await kiosk('', { classes: [quick] });
  await screen.command('issueTicket', { service: 'A' });
  await page.getByText('前面 1 人').first().waitFor();
  await key(/业务A/).click();
  await key('多一项').click();
  await key('快办').click();
  await key('取号').dblclick();
  await page.getByText('A002').waitFor();
  await page.getByText('请在下方出纸口取走号票').waitFor();
  await screen.sees('ticket.issued', ({ data }) => data.channel === 'kiosk');
  const [, taken, ...more] = screen.all('ticket.issued').map(({ data }) => data);
  expect(taken).toMatchObject({ number: 'A002', items: 2, channel: 'kiosk', class: 'quick' });
  expect(more).toEqual([]);
  expect(printer.jobs()).toHaveLength(1);
  await key(/完成/).click();
  await page.getByRole('heading', { name: '请选择要办理的业务' }).waitFor();
  expect(await page.getByText('A002').count()).toBe(0);
});

it('says before that there is no paper, and shows the ticket with its code instead', async () => {
  const { screen, printer, page, key } = await kiosk('', { publicUrl: 'https://hall.example' });
  printer.become(NO_PAPER);
  await page.getByText(/打印机缺纸/).waitFor();
  await key(/业务B/).click();
  await key('取号（显示在屏幕上）').click();
  await page.getByText('B001').waitFor();
  await page.getByRole('img', { name: /手机扫码/ }).waitFor();
  expect((await screen.sees('ticket.issued')).data).not.toHaveProperty('printer');
  expect(printer.jobs()).toEqual([]);
  // Also on a screen that lies, the code and the last key are within its edges.
  await page.setViewportSize({ width: 1920, height: 1080 });
  for (const part of [page.getByRole('img', { name: /手机扫码/ }), key(/完成/)]) {
    const box = await part.boundingBox();
    expect(box && box.y + box.height).toBeLessThanOrEqual(1080);
  }
});

it('asks the person where nobody knows whether the ticket came out, and prints it once more at most', async () => {
  const { screen, printer, page, key } = await kiosk();
  await key(/业务A/).click();
  await key('取号').click();
  await until(() => (printer.server.heard.includes('A001') ? true : null), 'the ticket');
  printer.become(null);
  await page.getByText(/打印机没有回答/).waitFor();
  printer.become(WELL);
  await key('没有，再打印一次').click();
  await screen.sees('ticket.reprinted');
  await page.getByText('请在下方出纸口取走号票').waitFor();
  expect(await key('没有，再打印一次').count()).toBe(0);
  expect(screen.all('ticket.issued')).toHaveLength(1);
});

it('checks an appointment in by its number, typed on the screen, and says what is wrong with another', async () => {
  const { hall, screen, page, key } = await kiosk();
  const [date = '', time = ''] = dateTime(Date.now(), hall.hall.zone).split(' ');
  const slot = { date, from: time.slice(0, 5) };
  await screen.command('bookAppointment', { appointment: 'y-204', service: 'A', ...slot });
  await key('预约签到').click();
  await key('2').click();
  await key('签到取号').click();
  await page.getByText(/没有这个预约/).waitFor();
  await key('清空').click();
  await key('字母').click();
  for (const sign of 'Y-204') await key(sign).click();
  await key('签到取号').click();
  await page.getByText('A001').waitFor();
  expect((await screen.sees('ticket.issued')).data).toMatchObject({
    appointment: 'y-204',
    class: 'appointment',
  });
});

it('takes a card of precedence by its code, and sends a wrong one back to be corrected', async () => {
  const { screen, page, key } = await kiosk();
  await screen.command('issueCard', { reason: 'outage' });
  const { data } = await screen.sees('card.issued');
  const enter = async (code: string) => {
    await page.keyboard.type(code);
    await key('下一步').click();
    await key(/业务A/).click();
    await key('取号').click();
  };
  await key('优先卡取号').click();
  await enter('0000000000');
  await page.getByText(/没有这张优先卡/).waitFor();
  await key('清空').click();
  await enter(data.card.toLowerCase());
  await page.getByText('A001').waitFor();
  expect((await screen.sees('ticket.issued')).data).toMatchObject({ class: 'second', card: data.card });
});

it('forgets whoever has left: what was typed, the language and the large print', async () => {
  const { page, key } = await kiosk('&idle=12');
  await key('长者大字').click();
  await key('English').click();
  await key('I have an appointment').click();
  await page.keyboard.type('77');
  await page.getByRole('alertdialog').getByText('Are you still there?').waitFor();
  await page.getByRole('heading', { name: '请选择要办理的业务' }).waitFor();
  await expect.poll(() => page.locator('html.large-print').count()).toBe(0);
  await key('预约签到').click();
  expect(await page.locator('output').innerText()).toBe('');
});

it('leads nowhere else, and takes no ticket while the hall is away', async () => {
  const { hall, page, key } = await kiosk();
  expect(await page.locator('a, nav').count()).toBe(0);
  const isHeld = await page.evaluate(
    () => !document.body.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true })),
  );
  expect(isHeld).toBe(true);
  await hall.stop();
  await page
    .getByRole('alert')
    .getByText(/取号机与主机断开/)
    .waitFor();
  expect(await key(/业务A/).isDisabled()).toBe(true);
});
