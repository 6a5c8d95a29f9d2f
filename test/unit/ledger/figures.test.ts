import { expect, it } from 'vitest';
import { ageing } from '../../../shared/metrics/ledger.ts';
import { figures, type FigureId } from '../../../shared/metrics/index.ts';
import { publicHall } from '../../support/hall.ts';
import { LedgerDesk, complaint, namedRating } from '../../support/ledger.ts';
import { liveHall } from '../../support/live.ts';

const called = { act: 'callBack', reached: true, content: 'fair', text: '已说明' } as const;
const explained = { act: 'act', branch: 'explain', text: '已解释' } as const;

it('the figures of bad ratings count what is due or closed, on time or late, and leave out what was excluded', async () => {
  const here = new LedgerDesk(await liveHall({ at: '09:00' }));
  const figure = (id: FigureId) => {
    const { live, clock, hall } = here.live;
    const { value, n } = figures[id].compute({ state: live.state, hall: publicHall(hall), now: clock.now() });
    return [value, n];
  };
  const anonymous = { ...namedRating, person: undefined };
  expect(figure('callBackRate')).toEqual([null, 0]);
  const inTime = await here.open(namedRating);
  const late = await here.open({ ...anonymous, title: '第二条' });
  const open = await here.open({ ...namedRating, title: '第三条' });
  const mistaken = await here.open({ ...anonymous, title: '第四条' });
  await here.open(complaint);
  await here.act(inTime.id, explained);
  await here.act(inTime.id, called);
  await here.act(inTime.id, { act: 'close' });
  await here.act(mistaken.id, { act: 'exclude', why: 'mistaken', reason: '误按' });
  await here.act(mistaken.id, { act: 'review', upheld: true, reason: '同意' }, '陈局长');
  // Nothing is due yet but what is closed.
  expect(figure('badClosureRate')).toEqual([1, 1]);
  expect(figure('callBackRate')).toEqual([0.5, 2]);
  here.live.set('09:00', '2026-03-10');
  await here.act(late.id, explained);
  await here.act(late.id, { act: 'close' });
  expect(figure('badClosureRate')).toEqual([2 / 3, 3]);
  expect(figure('badOnTimeRate')).toEqual([1 / 3, 3]);
  expect(figure('ledgerOpen')).toEqual([2, 2]);
  expect(figure('ledgerOverdue')).toEqual([1, 1]);
  const bands = ageing(Object.values(here.live.live.state.ledger.entries), here.live.clock.now());
  expect(bands.get(7)?.map(({ id }) => id)).toContain(open.id);
  expect(bands.get(0)).toEqual([]);
});

it('an entry closed in time and then appealed is neither overdue nor a bad rating that was not put right', async () => {
  const here = new LedgerDesk(await liveHall({ at: '09:00' }));
  const figure = (id: FigureId) => {
    const { live, clock, hall } = here.live;
    return figures[id].compute({ state: live.state, hall: publicHall(hall), now: clock.now() }).value;
  };
  const { id } = await here.open({ ...namedRating, person: undefined });
  await here.act(id, explained);
  await here.act(id, { act: 'close' });
  here.live.set('09:00', '2026-03-09');
  await here.act(id, { act: 'appeal', reason: '没有说明清楚' }, '张小明');
  here.live.set('09:00', '2026-03-10');
  expect(figure('ledgerOverdue')).toBe(0);
  expect(figure('badClosureRate')).toBe(1);
  expect(figure('badOnTimeRate')).toBe(1);
  here.live.set('09:00', '2026-03-18');
  expect(figure('ledgerOverdue')).toBe(1);
});
