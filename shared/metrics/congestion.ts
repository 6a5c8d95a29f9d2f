import type { WindowConfig } from '../config/schema.ts';
import { isLent, isOwn, waitersOf, type Waiter } from '../queue/queue.ts';
import { clearingMinutes } from './clearing.ts';
import { isServed } from './flow.ts';
import { NOT_TOLD, legsOf, type Definition, type Figure, type View } from './figure.ts';
import { mean } from './quantile.ts';
import { serviceSeconds } from './services.ts';

/** From this many services of today on, their own mean is used. */
export const ENOUGH_SERVICES = 5;

/** Mean minutes of every service as far as measured, and how many of today's each rests on (0: as configured). */
export function serviceMinutes(view: View): Map<string, { minutes: number; n: number }> {
  const seconds = new Map<string, number[]>(view.hall.services.map(({ id }) => [id, []]));
  for (const found of legsOf(view)) {
    const isMeasured = !found.leg.unmeasured?.includes('service');
    if (isServed(found.leg.end) && isMeasured) seconds.get(found.leg.service)?.push(serviceSeconds(found));
  }
  return new Map(
    view.hall.services.map(({ id, minutes }) => {
      const known = seconds.get(id) ?? [];
      return known.length < ENOUGH_SERVICES
        ? [id, { minutes, n: 0 }]
        : [id, { minutes: (mean(known) ?? 0) / 60, n: known.length }];
    }),
  );
}

/**
 * The open windows that may call somebody: for whom they are there, or whom they help now. Where
 * there are none, those that will help by their own rule once the wait is long enough.
 */
function windowsFor(waiter: Waiter, open: readonly WindowConfig[], view: View): WindowConfig[] {
  const now = open.filter((window) => isOwn(window, waiter, view) || isLent(window, waiter, view));
  return now.length > 0 ? now : open.filter((window) => isLent(window, waiter, { ...view, now: Infinity }));
}

/**
 * Minutes to call everyone who waits now: the largest, over all groups of people, of
 * their waiting work ÷ the open windows that may call any of them. For work that can be
 * divided this is exact; arrivals to come, pauses and the rest of the services now running
 * are left out, so it is a lower bound.
 *
 * Endless when someone waits whom no open window may call.
 */
function clearing(view: View): Figure {
  const waiters = waitersOf(view);
  const found = { n: waiters.length, evidence: waiters.map(({ leg }) => leg.arrivedSeq) };
  if (waiters.length === 0) return { value: 0, ...found };
  const means = serviceMinutes(view);
  const open = view.hall.windows.filter(({ id }) => view.state.windows[id]?.mode === 'open');
  // Work that the same windows may do is one kind of work, named after them.
  const work = new Map<string, number>();
  const skills = new Map(open.map(({ id }) => [id, new Set<string>()]));
  for (const waiter of waiters) {
    const windows = windowsFor(waiter, open, view);
    const kind = windows.map(({ id }) => id).join(' ');
    for (const { id } of windows) skills.get(id)?.add(kind);
    work.set(kind, (work.get(kind) ?? 0) + (means.get(waiter.leg.service)?.minutes ?? 0));
  }
  const minutes = clearingMinutes(work, [...skills.values()]);
  return minutes === Infinity ? { value: null, endless: true, ...found } : { value: minutes, ...found };
}

/** 预计清空时间 */
export const clearingTime: Definition = {
  id: 'clearingTime',
  version: 3,
  unit: 'minutes',
  name: { zh: '预计清空', en: 'Time to clear' },
  text: {
    zh: '方法“队长×平均办理时长÷可办窗口”：对每一组等候者，以等候人数×其业务今日平均办理时长（不足5笔用配置值）之和，除以可叫其中任一人的开放窗口数，取最大者；专留某类号票、指定到窗、帮办均按叫号规则计。不含后续取号、暂停与在办剩余，故为下限；只算全厅。',
    en: 'Method "queue × mean service ÷ windows": for every group of those who wait, people × mean service time of today (configured value below 5 services), divided by the open windows that may call any of them; the largest counts. Windows kept for a class, directions and help by other windows count as the rules of calling have them. New arrivals, pauses and services now running are left out: a lower bound. Told of the whole hall alone.',
  },
  compute: (view, scope) => (scope?.service || scope?.window ? NOT_TOLD : clearing(view)),
};

export type Congestion = 'smooth' | 'normal' | 'crowded' | 'severe';

/** 拥堵等级: 畅通, 一般, 拥挤, 严重, by the hall's own thresholds for the time to clear, in minutes. */
export function congestion(
  { value, endless }: Figure,
  [normal, crowded, severe]: readonly [number, number, number],
): Congestion {
  const minutes = value ?? 0;
  if (endless || minutes >= severe) return 'severe';
  if (minutes >= crowded) return 'crowded';
  return minutes >= normal ? 'normal' : 'smooth';
}
