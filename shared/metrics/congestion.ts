import { lastLeg } from '../hall/state.ts';
import { clearingMinutes } from './clearing.ts';
import { isServed } from './flow.ts';
import { legsOf, type Definition, type Figure, type View } from './figure.ts';
import { mean } from './quantile.ts';
import { serviceSeconds } from './services.ts';

/** From this many services of today on, their own mean is used. */
export const ENOUGH_SERVICES = 5;

/** Mean minutes of every service, and how many of today's each rests on (0: as configured). */
export function serviceMinutes(view: View): Map<string, { minutes: number; n: number }> {
  const seconds = new Map<string, number[]>(view.hall.services.map(({ id }) => [id, []]));
  for (const found of legsOf(view)) {
    if (isServed(found.leg.end)) seconds.get(found.leg.service)?.push(serviceSeconds(found));
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
 * Minutes to call everyone who waits now: the largest, over all groups of services, of
 * their waiting work ÷ the open windows that may serve any of them. For work that can be
 * divided this is exact; arrivals to come, pauses and the rest of the services now running
 * are left out, so it is a lower bound.
 *
 * Endless when someone waits whom no open window may serve.
 */
function clearing(view: View): Figure {
  const work = new Map<string, number>();
  const evidence: number[] = [];
  for (const id of view.state.waiting) {
    const ticket = view.state.tickets[id];
    if (!ticket) continue;
    const leg = lastLeg(ticket);
    work.set(leg.service, (work.get(leg.service) ?? 0) + 1);
    evidence.push(leg.arrivedSeq);
  }
  if (work.size === 0) return { value: 0, n: 0, evidence };
  const means = serviceMinutes(view);
  for (const [service, people] of work) work.set(service, people * (means.get(service)?.minutes ?? 0));
  const windows = view.hall.windows
    .filter(({ id }) => view.state.windows[id]?.mode === 'open')
    .map((window) => new Set(window.services));
  const minutes = clearingMinutes(work, windows);
  const found = { n: evidence.length, evidence };
  return minutes === Infinity ? { value: null, endless: true, ...found } : { value: minutes, ...found };
}

/** 预计清空时间 */
export const clearingTime: Definition = {
  id: 'clearingTime',
  version: 1,
  unit: 'minutes',
  name: { zh: '预计清空', en: 'Time to clear' },
  text: {
    zh: '方法“队长×平均办理时长÷可办窗口”：对每一组业务，以等候人数×该业务今日平均办理时长（不足5笔用配置值）之和，除以能办其中任一业务的开放窗口数，取最大者。不含后续取号、暂停与在办剩余，故为下限。',
    en: 'Method "queue × mean service ÷ windows": for every group of services, waiting people × mean service time of today (configured value below 5 services), divided by the open windows that may serve any of them; the largest counts. New arrivals, pauses and services now running are left out: a lower bound.',
  },
  compute: clearing,
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
