import { expect, it } from 'vitest';
import type { DutyLogView } from '../../shared/duty/api.ts';
import { usingBrowser } from '../support/browser.ts';
import { hallWithService } from '../support/bad-rating.ts';
import { asking } from '../support/config.ts';
import { runningHall } from '../support/running.ts';

const open = usingBrowser();

it('a bad rating is put right, called back and closed on its page, and a name is shown only to a look that is recorded', async () => {
  const { hall, rateBadly } = await hallWithService();
  const { data } = await rateBadly();
  const page = await open(`${hall.url}/ledger`);
  const row = page.locator(`[data-entry="${data.entry}"]`);
  await row.getByText(/剩 \d+ 个工作日/).waitFor();
  expect(await row.innerText()).toMatch(/待处理[^]*剩 \d+ 个工作日[^]*1号窗口 A001 不满意/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /A001 不满意/ }).waitFor();
  // What was frozen opens to the events behind it.
  await page.getByRole('region', { name: '冻结的证据' }).getByRole('button', { name: '不满意' }).click();
  await page.getByRole('dialog').getByText('评价', { exact: true }).first().waitFor();
  await page.keyboard.press('Escape');

  const act = async (name: string) => {
    const acts = page.getByRole('region', { name: '现在可以做' });
    await acts.locator('.choices').getByRole('button', { name, exact: true }).click();
    return acts;
  };
  const submit = (name: string) =>
    page.locator('form .buttons').getByRole('button', { name, exact: true }).click();
  const naming = await act('登记反映人');
  await naming.getByLabel('反映人 *').fill('张小明');
  await naming.getByLabel('联系方式').fill('13812345678');
  await naming.getByLabel('经办人').fill('王主任');
  await submit('登记反映人');
  await page.getByText('张*明 ********678').first().waitFor();
  expect(await page.locator('main').innerText()).not.toContain('张小明');
  await page.getByRole('button', { name: '查看全名' }).click();
  // A bad rating under a name is looked at to call the person back.
  expect(await page.getByLabel('查看事由').inputValue()).toBe('回访反映人');
  await page.getByRole('button', { name: '记录并查看' }).click();
  await page.getByText('张小明 13812345678').waitFor();
  const looked = page.locator('li', { hasText: '查看反映人全名' });
  expect(await looked.innerText()).toMatch(/王主任[^]*回访反映人/);
  await page.getByRole('button', { name: '隐去' }).click();
  await page.getByText('张小明 13812345678').waitFor({ state: 'detached' });
  expect(await page.locator('main').innerText()).not.toContain('张小明');

  await (await act('记录处理')).getByLabel('整改或解释的内容').fill('当场补办并致歉');
  await submit('记录处理');
  await act('办结');
  await submit('办结');
  await page.getByRole('alert').getByText('实名差评须先回访才能办结').waitFor();
  await (await act('回访')).getByLabel('回访情况').fill('表示满意');
  await submit('回访');
  await page.getByText('台账回访').waitFor();
  await act('办结');
  await submit('办结');
  const story = page.getByRole('region', { name: '经过' });
  await story.getByText('台账办结').waitFor();
  await page.getByText('立行立改').first().waitFor();
  expect((await story.locator('b').allInnerTexts()).filter((text) => text.startsWith('台账'))).toEqual([
    ...['台账办结', '台账回访', '台账处理', '台账登记'],
  ]);
});

it('an entry is entered by keyboard alone, passed on with a slip, and a table is looked at before it is taken in', async () => {
  const hall = await runningHall();
  const page = await open(`${hall.url}/ledger`);
  await page.getByText('台账还是空的').waitFor();
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: '登记台账' });
  await dialog.getByLabel('事项').fill('自助区打印机旁没有指引');
  await dialog.getByLabel('经办人').fill('李主任');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /自助区打印机旁没有指引/ }).waitFor();
  await page.getByRole('button', { name: '转办', exact: true }).click();
  await page.getByLabel('责任人 *').fill('信息中心');
  await page.getByLabel('转办说明').fill('请在三日内张贴');
  await page.locator('form .buttons').getByRole('button', { name: '转办', exact: true }).click();
  await page.getByRole('link', { name: '转办单 1' }).click();
  const slip = page.getByRole('article');
  expect(await slip.innerText()).toMatch(/转办单[^]*信息中心[^]*请在三日内张贴/);

  await page.goto(`${hall.url}/ledger`);
  await page.getByRole('button', { name: '导入检查、调查意见' }).click();
  const taking = page.getByRole('dialog', { name: '导入检查、调查意见' });
  await taking.getByLabel('经办人').fill('李主任');
  await taking.getByLabel('或粘贴表格内容').fill('标题,类别\n窗口无人值守,纪律\n类别不对,天气');
  await taking.getByRole('button', { name: '预览' }).click();
  await taking.getByText('将登记 1 行，已登记过 0 行，有误 1 行。尚未写入。').waitFor();
  await taking.getByRole('button', { name: '登记 1 行' }).click();
  await taking.getByText('已登记 1 行').waitFor();
  await taking.getByRole('button', { name: '完成' }).click();
  await page.getByRole('row', { name: /窗口无人值守/ }).waitFor();
});

it('the leader takes over, acknowledges, hands over, and signs a log that the day has written', async () => {
  const { hall, rateBadly } = await hallWithService();
  const { data } = await rateBadly();
  const page = await open(`${hall.url}/duty`);
  await page.getByText('还没有人接班').waitFor();
  const now = page.getByRole('region', { name: '当班' });
  await now.getByLabel('值班领导').fill('王主任');
  await now.getByRole('button', { name: '接班' }).click();
  await now.getByText(/在岗确认（值班台）/).waitFor();
  const todo = page.getByRole('region', { name: '现在要处理' });
  await todo.getByRole('button', { name: '确认' }).click();
  await todo.getByText('没有未解除的告警。').waitFor();
  await todo.getByRole('link', { name: /A001 不满意/ }).waitFor();
  await now.getByRole('button', { name: '交班' }).click();
  await now.getByLabel('接班人').fill('李主任');
  await now.getByLabel('交接事项').fill('差评待回访');
  await now.locator('form').getByRole('button', { name: '交班' }).click();
  await now.getByText('还没有确认在岗').waitFor();

  await page.reload();
  const log = page.getByRole('region', { name: '值班日志' });
  const rating = log.locator('[data-line^="rating/"]');
  await rating.getByText(new RegExp(`台账 ${data.entry}`)).waitFor();
  await rating.getByRole('button', { name: '改' }).click();
  await rating.getByLabel('改').fill('1号窗口差评，已致歉');
  await rating.getByRole('button', { name: '保存' }).click();
  await rating.getByText('王主任 修改').waitFor();
  await log.getByRole('button', { name: '签名' }).click();
  const asked = page.getByRole('dialog', { name: /以“王主任”签 .* 的值班日志/ });
  await asked.getByRole('button', { name: '签名' }).click();
  await log.getByText(/王主任 于 .* 签名/).waitFor();
  await rating.getByRole('button', { name: '更正' }).click();
  await rating.getByLabel('更正', { exact: true }).fill('2号窗口差评');
  await rating.getByLabel('更正原因').fill('窗口号写错');
  await rating.getByRole('button', { name: '保存' }).click();
  await rating.getByText(/更正为：2号窗口差评（窗口号写错）/).waitFor();
  expect(await rating.innerText()).toContain('1号窗口差评，已致歉');
});

it('what is typed into a line of the log is kept while its figures move and another edits it', async () => {
  const { hall, screen } = await hallWithService();
  await screen.command('issueTicket', { service: 'A' });
  const page = await open(`${hall.url}/duty`);
  const log = page.getByRole('region', { name: '值班日志' });
  const flow = log.locator('[data-line="flow"]');
  await flow.getByRole('button', { name: '改' }).click();
  await flow.getByLabel('姓名').fill('王主任');
  await flow.getByLabel('改').fill('上午平稳');
  await screen.command('issueTicket', { service: 'A' });
  const date = (await log.locator('h1 b').innerText()).trim();
  const path = `/api/duty/log/${date}`;
  const read = await asking<DutyLogView>(hall.url, path);
  const was = read.lines.find(({ id }) => id === 'flow')?.text.zh;
  const other = { name: '李主任', line: 'flow', was, now: '上午拥挤', until: read.until, seq: read.seq };
  await asking(hall.url, `${path}/edit`, other);
  await flow.getByRole('button', { name: '保存' }).click();
  await flow.getByRole('alert').getByText('李主任 在您打开这一行之后已改成“上午拥挤”').waitFor();
  expect(await flow.getByLabel('改').inputValue()).toBe('上午平稳');
  await flow.getByRole('button', { name: '保存' }).click();
  await flow.getByText('王主任 修改').waitFor();
  expect(await flow.locator('.line').innerText()).toContain('上午平稳');
});
