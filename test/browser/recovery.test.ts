import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { usingBrowser } from '../support/browser.ts';
import { temporaryFolder } from '../support/folder.ts';
import { smallHall } from '../support/hall.ts';
import { startProgram, type Program } from '../support/program.ts';
import { Screen } from '../support/screen.ts';

const open = usingBrowser();

/** A small hall as a program, which starts anew on the same data at the same address. */
async function restartable(): Promise<{ program: Program; again: () => Promise<Program> }> {
  const folder = temporaryFolder();
  const config = join(folder, 'hall.yaml');
  writeFileSync(config, JSON.stringify(smallHall()));
  const start = async (port: string) => {
    const program = await startProgram({ HALL_DATA: folder, HALL_CONFIG: config, HALL_PORT: port });
    onTestFinished(program.stop);
    return program;
  };
  const program = await start('0');
  return { program, again: () => start(new URL(program.url).port) };
}

it('the wall says that it is stale and since when, and is itself again after a restart', async () => {
  const { program, again } = await restartable();
  const screen = await Screen.watching(program.url);
  await screen.command('openWindow', { window: '1' });
  await screen.command('issueTicket', { service: 'A' });
  const page = await open(`${program.url}/wall`);
  // What draws the chart is still to come when the bridge goes.
  await page.route('**/chart-core-*', (route) => route.abort());
  await page.reload();
  const waiting = page.getByRole('button', { name: '业务A · 等候人数: 1' });
  await waiting.waitFor();

  await program.kill();
  await page
    .getByRole('alert')
    .getByText(/\d\d:\d\d:\d\d 起与主机失去联系/)
    .waitFor();
  await page
    .getByRole('alert')
    .getByText(/数据停在 \d\d:\d\d:\d\d/)
    .waitFor();
  await page.locator('.wall-page.stale').waitFor();
  expect(await waiting.isVisible()).toBe(true);

  await page.unroute('**/chart-core-*');
  const restarted = await again();
  await page.getByRole('status').getByText('实时').waitFor();
  await page.getByRole('alert').waitFor({ state: 'hidden' });
  const later = await Screen.watching(restarted.url);
  await later.command('issueTicket', { service: 'A' });
  await page.getByRole('button', { name: '业务A · 等候人数: 2' }).waitFor();
  await page.locator('canvas').waitFor();
});

it('a page that could not be read while the bridge was away reads itself when it is back', async () => {
  const { program, again } = await restartable();
  const screen = await Screen.watching(program.url);
  await screen.command('issueTicket', { service: 'A' });
  const page = await open(`${program.url}/daily`);
  await page.getByRole('button', { name: '取号量' }).waitFor();
  await page.goto(`${program.url}/devices`);
  await page.getByRole('heading', { name: '设备', exact: true }).waitFor();

  await program.kill();
  await page.getByRole('alert').waitFor();
  await page.getByRole('link', { name: '日报' }).click();
  await page.getByText('日报读取失败').waitFor();

  await again();
  await page.getByRole('button', { name: '取号量' }).waitFor();
  expect(await page.getByText('日报读取失败').isVisible()).toBe(false);
});

it('a page whose code is not here yet opens by itself once the bridge is back', async () => {
  const { program, again } = await restartable();
  const page = await open(`${program.url}/devices`);
  await page.route('**/daily-page-*', (route) => route.abort());
  await page.reload();
  await page.getByRole('heading', { name: '设备', exact: true }).waitFor();

  await program.kill();
  await page.getByRole('alert').waitFor();
  await page.getByRole('link', { name: '日报' }).click();
  await page.getByText('这一页还打不开').waitFor();
  expect(await page.getByRole('heading', { name: '设备', exact: true }).isVisible()).toBe(true);

  await page.unroute('**/daily-page-*');
  await again();
  await page.waitForURL('**/daily');
  await page.getByText(/还没有任何营业日|还没有号票/).waitFor();
});
