import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { usingBrowser } from '../support/browser.ts';
import { runningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';

const open = usingBrowser();

/** What becomes of the first command of a page: it never leaves, or all that follows it is lost on the way back. */
type Loss = 'command' | 'answers';

/** Loads the page again over a line that loses something of its first command; gives the ids of all it sent. */
async function loadOverLossyLine(page: Page, loss: Loss): Promise<string[]> {
  const ids: string[] = [];
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const bridge = socket.connectToServer();
    let isDead = false;
    socket.onMessage((said) => {
      const [, id] = /^42\d+\["command",\{"id":"([^"]+)"/.exec(String(said)) ?? [];
      if (id) ids.push(id);
      if (id && ids.length === 1 && loss === 'command') return;
      if (id && ids.length === 1) isDead = true;
      bridge.send(said);
    });
    bridge.onMessage((said) => {
      if (!isDead) socket.send(said);
    });
  });
  await page.reload();
  return ids;
}

it('a ticket whose answer was lost with the link is shown once the link is back, and is one', async () => {
  const hall = await runningHall();
  const screen = await Screen.watching(hall.url);
  const page = await open(`${hall.url}/guide/issue`, { width: 390, height: 844 });
  const ids = await loadOverLossyLine(page, 'answers');
  await page.locator('[data-service="A"]').click();
  await page.getByRole('dialog', { name: '业务A' }).getByRole('button', { name: '发号' }).click();
  await page.getByRole('dialog', { name: '已发号' }).getByText('A001').waitFor();
  expect(ids).toHaveLength(1);
  expect(screen.all('ticket.issued')).toHaveLength(1);
});

it('what got no answer is asked again as the same command, by its key and by the key that says so', async () => {
  const hall = await runningHall();
  const screen = await Screen.watching(hall.url);
  await screen.command('issueTicket', { service: 'A' });
  const page = await open(`${hall.url}/guide/issue`, { width: 390, height: 844 });
  const ids = await loadOverLossyLine(page, 'command');
  await page.locator('[data-service="B"]').click();
  const sheet = page.getByRole('dialog', { name: '业务B' });
  await sheet.getByRole('button', { name: '发号' }).click();
  await sheet.getByText('再问一次不会重复执行').waitFor();
  expect(screen.all('ticket.issued')).toHaveLength(1);
  await sheet.getByRole('button', { name: '再问一次' }).click();
  await page.getByRole('dialog', { name: '已发号' }).getByText('B001').waitFor();
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
  expect(screen.all('ticket.issued')).toHaveLength(2);
});

it('a key of the window pressed again after a lost answer is the same command', async () => {
  const hall = await runningHall();
  const screen = await Screen.watching(hall.url);
  await screen.command('issueTicket', { service: 'A' });
  await screen.command('issueTicket', { service: 'A' });
  await screen.command('openWindow', { window: '1' });
  const page = await open(`${hall.url}/window/1`);
  const ids = await loadOverLossyLine(page, 'command');
  const call = page.getByRole('button', { name: /^叫号/ });
  await call.click();
  await page.getByText('再问一次不会重复执行').waitFor();
  await call.click();
  await screen.sees('ticket.called');
  await page.getByText('再问一次不会重复执行').waitFor({ state: 'hidden' });
  expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  expect(screen.all('ticket.called').map(({ data }) => data.ticket.slice(-4))).toEqual(['A001']);
});
