import { expect, it } from 'vitest';
import { mirrorsOf } from '../../../dashboard/displays/mirrors.ts';
import { publicHall } from '../../../shared/config/public.ts';
import { day } from '../../support/day.ts';
import { smallHall } from '../../support/hall.ts';

const hall = smallHall({
  lines: [{ id: 'signs', transport: { kind: 'tcp', host: 'localhost', port: 1 } }],
  devices: [{ id: 'sign-1', driver: 'onbon-bx5k', line: 'signs', window: '1' }],
});
const sign = {
  ...{ id: 'sign-1', kind: 'display', driver: 'onbon-bx5k', line: 'signs', window: '1' },
  name: { zh: '窗口屏', en: 'Sign' },
} as const;
const shown = publicHall(hall, [sign], false);

it('a sign that has not answered yet is told from one that is offline', () => {
  const told = day(hall);
  const mirror = () => mirrorsOf(told.state, shown, told.state.at)[0];
  expect(mirror()).toMatchObject({ id: 'sign-1', isOnline: false, isUnheard: true });
  told.device('sign-1', '08:00', 'offline');
  expect(mirror()).toMatchObject({ isOnline: false, isUnheard: false });
  told.device('sign-1', '08:01', 'online');
  expect(mirror()).toMatchObject({ isOnline: true, isUnheard: false });
});
