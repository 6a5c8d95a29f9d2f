import { expect, it } from 'vitest';
import { runningHall, tcpLine } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { servedSign } from '../support/simulated.ts';
import { until } from '../support/until.ts';

/** A hall with a sign of its own and a notice; calls stand for a short while. */
async function hallWithSign() {
  const { sign, port } = await servedSign();
  const hall = await runningHall({
    lines: [tcpLine('signs', port)],
    devices: [{ id: 'sign', driver: 'onbon-bx5k', line: 'signs' }],
    displays: { callSeconds: 5, signSeconds: 10, notices: [{ id: 'tax', text: '征期至15日' }] },
  });
  const screen = await Screen.watching(hall.url);
  const shows = (text: string) => until(() => (sign.text === text ? true : null), `the sign shows ${text}`);
  await shows('征期至15日');
  const call = async () => {
    await screen.command('issueTicket', { service: 'A' });
    await screen.command('callNext', { window: '1' });
  };
  await screen.command('openWindow', { window: '1' });
  return { sign, screen, shows, call };
}

it('a call takes the sign from the notice, which comes back when the call is over', async () => {
  const { screen, shows, call } = await hallWithSign();
  await call();
  await shows('请A001到1号窗口');
  const called = await screen.sees('ticket.called');
  expect(await screen.sees('display.shown', ({ data }) => data.text === '请A001到1号窗口')).toMatchObject({
    cause: called.seq,
  });
  await shows('征期至15日');
});

it('an emergency takes the sign from calls too, until somebody clears it', async () => {
  const { sign, screen, shows, call } = await hallWithSign();
  expect(await screen.command('raiseEmergency', { text: '请从消防通道离开' })).toMatchObject({ ok: true });
  await shows('请从消防通道离开');
  await call();
  await screen.sees('ticket.called');
  expect(sign.text).toBe('请从消防通道离开');
  expect(screen.state.emergency).toMatchObject({ by: 'person:loopback' });
  await screen.command('clearEmergency', {});
  await shows('请A001到1号窗口');
});

it('a notice that is posted turns up, and is gone when it is withdrawn', async () => {
  const { screen, shows } = await hallWithSign();
  await screen.command('postNotice', { text: '今日延时至18点', displays: ['sign'] });
  await shows('今日延时至18点');
  const { notice } = (await screen.sees('notice.posted')).data;
  await screen.command('withdrawNotice', { notice });
  await shows('征期至15日');
});

it('a sign that refuses is told again until it takes the text', async () => {
  const { sign, screen, shows, call } = await hallWithSign();
  sign.refuse(3);
  await call();
  await screen.sees('display.failed', ({ data }) => data.code === 'sign.busy');
  expect(screen.state.displays['sign']).toMatchObject({ text: '征期至15日', failed: 'sign.busy' });
  sign.refuse(0);
  await until(
    () => (screen.state.displays['sign']?.failed === undefined ? true : null),
    'a sign that took it',
  );
  await shows('征期至15日');
});
