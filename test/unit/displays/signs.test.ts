import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../../bridge/log.ts';
import type { Hands } from '../../../bridge/operations/hands.ts';
import { Signs } from '../../../bridge/operations/signs.ts';
import { Refusal, type RefusalCode } from '../../../shared/refusals.ts';
import { smallHall } from '../../support/hall.ts';
import { liveHall } from '../../support/live.ts';
import { until } from '../../support/until.ts';

const hall = smallHall({
  lines: [{ id: 'signs', transport: { kind: 'tcp', host: 'localhost', port: 1 } }],
  devices: [{ id: 'sign', driver: 'onbon-bx5k', line: 'signs', window: '1' }],
});

/** The sign above window 1 as it is told by the bridge, on a clock that is set by hand. */
async function signAtWindow() {
  const { live, set, ask, hear } = await liveHall({ hall, at: '09:00:00' });
  const told: string[] = [];
  let refuses: RefusalCode | null = null;
  let settled: Promise<unknown> = Promise.resolve();
  const take = async (device: string, text: string) => {
    told.push(text);
    const code = text === '' ? null : refuses;
    await hear(
      code ? { type: 'display.failed', data: { text, code } } : { type: 'display.shown', data: { text } },
      device,
    );
    if (code) throw new Refusal(code);
  };
  const hands: Hands = {
    kindOf: (device) => (device === 'sign' ? 'display' : undefined),
    can: (_device, action) => action === 'showText' || action === 'clearText',
    act(device, _action, args) {
      const acted = take(device, 'text' in args ? args.text : '');
      settled = Promise.allSettled([settled, acted]);
      return acted;
    },
  };
  const signs = new Signs(live, hands, createLog('silent'));
  const online = (availability: 'online' | 'offline') =>
    hear({ type: 'device.availabilityChanged', data: { availability, reason: 'test' } }, 'sign');
  /** Looks, and waits until the sign has been told so often. */
  const look = async (times: number) => {
    signs.look();
    await until(() => (told.length >= times ? true : null), `${times} texts`);
    await settled;
    await setImmediate();
    signs.look();
    expect(told).toHaveLength(times);
  };
  return { live, set, ask, told, online, look, signs, refuse: (code: typeof refuses) => (refuses = code) };
}

describe('a sign', () => {
  it('is told nothing before it is online, and once only what it shows already', async () => {
    const { told, online, look, ask } = await signAtWindow();
    await look(0);
    await online('online');
    await look(1);
    await look(1);
    await ask('openWindow', { window: '1' });
    await look(2);
    expect(told).toEqual(['本窗口已关闭', '欢迎光临']);
  });

  it('is told again what it showed when it comes back, for it may have lost it', async () => {
    const { told, set, online, look } = await signAtWindow();
    await online('online');
    await look(1);
    await online('offline');
    set('09:05:00');
    await online('online');
    await look(2);
    expect(told).toEqual(['本窗口已关闭', '本窗口已关闭']);
  });

  it('is told when the time of a call is over', async () => {
    const { told, set, online, look, ask } = await signAtWindow();
    await online('online');
    await ask('openWindow', { window: '1' });
    await ask('issueTicket', { service: 'A' });
    await ask('callNext', { window: '1' });
    await look(1);
    set('09:00:29');
    await look(1);
    set('09:00:30');
    await look(2);
    expect(told).toEqual(['请A001到1号窗口', '当前号 A001']);
  });

  it('that fails is left alone for a while, longer each time, but is told of a new call at once', async () => {
    const { told, set, online, look, ask, refuse } = await signAtWindow();
    refuse('sign.busy');
    await online('online');
    await look(1);
    set('09:00:01');
    await look(1);
    set('09:00:02');
    await look(2);
    set('09:00:05');
    await look(2);
    set('09:00:06');
    await look(3);
    await ask('openWindow', { window: '1' });
    await look(3);
    await ask('issueTicket', { service: 'A' });
    await ask('callNext', { window: '1' });
    await look(4);
    refuse(null);
    set('09:00:22');
    await look(5);
    expect(told.slice(3)).toEqual(['请A001到1号窗口', '请A001到1号窗口']);
  });

  it('that cannot show a text goes dark rather than on showing the one before', async () => {
    const { told, live, online, look, ask, refuse } = await signAtWindow();
    await online('online');
    await look(1);
    refuse('device.rejected');
    await ask('openWindow', { window: '1' });
    await look(3);
    await look(3);
    expect(told).toEqual(['本窗口已关闭', '欢迎光临', '']);
    expect(live.state.displays['sign']).toMatchObject({ text: '', refused: '欢迎光临' });
  });
});
