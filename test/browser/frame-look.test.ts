import { expect, it } from 'vitest';
import { usingBrowser } from '../support/browser.ts';
import { lockerHall } from '../support/locker-hall.ts';

const open = usingBrowser();

it('the bytes of a phone locker are shown to a technician who says what for, once that is recorded', async () => {
  const { hall, screen, phone } = await lockerHall();
  await phone('in');
  const page = await open(`${hall.url}/devices?device=phones`);
  const frames = page.getByRole('region', { name: '报文 · locker' });
  await frames.getByText('内容不公开（涉及个人）').first().waitFor();
  expect(await frames.innerText()).not.toMatch(/8A 01|80 01/);
  await page.getByText('查看涉及个人的字节').click();
  await page.getByLabel('查看人姓名').fill('李工');
  await page.getByLabel('查看事由').fill('查第9格误报');
  await page.getByRole('button', { name: '记录并显示' }).click();
  await frames.getByText(/^80$/).first().waitFor();
  expect(await frames.getByText('内容不公开（涉及个人）').count()).toBe(0);
  const [look] = hall.bridge.live.state.discipline.looks;
  expect(look).toMatchObject({ who: '李工', what: 'frames', why: '查第9格误报' });
  expect(JSON.stringify(screen.events)).not.toContain('李工');
});
