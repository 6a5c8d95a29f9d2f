import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DailyReport, DaysAnswer } from '../../shared/api.ts';
import type { HallState } from '../../shared/hall/state.ts';
import { duration, SECOND } from '../../shared/time.ts';
import { usingBrowser } from '../support/browser.ts';
import { startProgram, type Program } from '../support/program.ts';

// Ten days lived in advance are dear: one demo hall for everything that needs a past.
const folder = mkdtempSync(join(tmpdir(), 'hallwatch-browser-'));
const open = usingBrowser();
let program: Program;
let report: DailyReport;
let before: string;

const read = async <T>(path: string) => (await (await fetch(`${program.url}${path}`)).json()) as T;

beforeAll(async () => {
  program = await startProgram({ HALL_DATA: folder });
  const { days, today } = await read<DaysAnswer>('/api/days');
  const [last, earlier] = days.filter((day) => day < today);
  report = await read<DailyReport>(`/api/days/${last}`);
  before = earlier ?? '';
}, 240_000);

afterAll(async () => {
  await program?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the wall', () => {
  it('fills with the figures of the demo hall', async () => {
    const page = await open(`${program.url}/wall`);
    await page.getByRole('heading', { name: '示范区办税服务厅' }).waitFor();
    await page.getByRole('button', { name: /^等候人数: \d+/ }).waitFor();
    expect(await page.locator('.window-tile').count()).toBe(8);
    await page.getByRole('img', { name: '当日负荷' }).locator('canvas').waitFor();
    expect(await page.getByText('演示数据').first().isVisible()).toBe(true);
  });

  it.each([
    { width: 1920, height: 1080 },
    { width: 1080, height: 1920 },
  ])('fits a screen of $width × $height without scrolling or clipping', async (size) => {
    const page = await open(`${program.url}/wall?lang=en`, size);
    await page.getByRole('button', { name: /^Waiting: \d+/ }).waitFor();
    const clipped = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.wall-figure, .wall-panel, .window-tile')]
        .filter((box) => box.scrollHeight > box.clientHeight + 1)
        .map((box) => box.innerText.slice(0, 40)),
    );
    expect(clipped).toEqual([]);
    const whole = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return { width: scrollWidth, height: scrollHeight };
    });
    expect(whole).toEqual(size);
  });

  it('speaks both languages and remembers which one was chosen', async () => {
    const page = await open(`${program.url}/devices`);
    await page.getByRole('heading', { name: '设备', exact: true }).waitFor();
    await page.getByRole('button', { name: '切换语言' }).click();
    await page.getByRole('heading', { name: 'Devices', exact: true }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.goto(`${program.url}/wall`);
    await page.getByRole('heading', { name: 'Demo District Tax Service Hall' }).waitFor();
    await page.getByRole('button', { name: /^Waiting: \d+/ }).waitFor();
    // The name of whoever is on duty is a name in every language.
    const { duty } = (await (await fetch(`${program.url}/api/state`)).json()) as HallState;
    const text = (await page.locator('main').innerText()).replaceAll(duty.onDuty?.leader ?? '', '');
    expect(text).not.toMatch(/[\u4e00-\u9fff]/);
  });
});

describe('the daily report', () => {
  it('shows a past day with the figures of the interface', async () => {
    const page = await open(`${program.url}/daily?date=${report.date}`);
    const value = (name: string) => page.getByRole('button', { name }).locator('.value').innerText();
    const { arrivals, served, waitMedian, serviceLevel } = report.figures;
    await page.getByRole('button', { name: '取号量' }).waitFor();
    expect(await value('取号量')).toBe(String(arrivals.value));
    expect(await value('办结量')).toBe(String(served.value));
    expect(await value('等候中位数')).toBe(duration((waitMedian.value ?? 0) * SECOND));
    expect(parseFloat(await value('等候达标率'))).toBeCloseTo((serviceLevel.value ?? 0) * 100, 1);
    expect(report.closed).toBe(true);
    expect(await page.getByText('营业日已结束，数据为定稿').isVisible()).toBe(true);
  });

  it('has a table behind each chart, and the same numbers in a file', async () => {
    const page = await open(`${program.url}/daily?date=${report.date}`);
    const chart = page.getByRole('region', { name: '客流：每半小时取号量与等候人数' });
    await chart.getByRole('button', { name: '表格' }).click();
    const totals = await chart.locator('tbody tr').evaluateAll((rows) => rows.length);
    expect(totals).toBe(report.slots.length);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      chart.getByRole('link', { name: 'CSV' }).click(),
    ]);
    const text = await readFile(await file.path(), 'utf8');
    const [, ...lines] = text.trim().split('\r\n');
    expect(lines).toHaveLength(report.slots.length);
    for (const { label } of report.slots) expect(text).toContain(label);
    expect(await page.getByRole('button', { name: '表格' }).count()).toBe(5);
  });

  it('draws every chart, and loads what draws them only here', async () => {
    const page = await open(`${program.url}/devices`);
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    await page.reload();
    await page.getByRole('heading', { name: '设备', exact: true }).waitFor();
    expect(loaded.filter((path) => path.includes('echarts'))).toEqual([]);
    await page.goto(`${program.url}/daily?date=${report.date}`);
    for (const name of ['客流', '等候', '各窗口的一天', '各窗口评价分布', '各业务办理时长']) {
      await page.getByRole('region', { name }).locator('svg path').first().waitFor({ state: 'attached' });
    }
  });

  it('turns the day with the arrow keys', async () => {
    const page = await open(`${program.url}/daily?date=${report.date}`);
    await page.getByRole('button', { name: '取号量' }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(`**/daily?date=${before}`);
    await page.getByRole('heading', { name: before }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(`**/daily?date=${report.date}`);
  });

  it('opens a figure to its events and an event to its frame, by keyboard alone', async () => {
    const page = await open(`${program.url}/daily?date=${report.date}`);
    const figure = page.getByRole('button', { name: '办结量' });
    await figure.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /办结量/ });
    await dialog.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog.getByText('原始报文').waitFor();
    await dialog.getByRole('cell', { name: '校验和' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.getByText(/^选择左侧一条事件/).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => figure.evaluate((button) => button === document.activeElement)).toBe(true);
  });
});
