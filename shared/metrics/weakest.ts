import type { Bilingual } from '../text.ts';

/** What decides how weak a device was over a period. */
export interface Weakness {
  offlineSeconds: number;
  outages: number;
  /** Share of requests without an answer; null for a device that is never asked. */
  unanswered: number | null;
}

/** A share of unanswered requests from which on a device counts as weak. */
const MANY_UNANSWERED = 0.01;

/** Less of the hours of service known, and a device is not judged. */
const LEAST_KNOWN = 0.5;

/** 最弱设备: the rule, in a sentence that survives an audit. */
export const weakest: { version: number; name: Bilingual; text: Bilingual } = {
  version: 1,
  name: { zh: '最弱设备', en: 'Weakest devices' },
  text: {
    zh: '服务时间内离线最久的在前；一样久的看离线次数，再看无应答率。没有离线过且无应答率不到 1% 的不列出；一半以上时间状态未知的另列，不作好坏判断。',
    en: 'The longest offline within the hours of service first; then by outages, then by the unanswered rate. Devices that were never offline and left less than 1 % unanswered are not named; those unknown for more than half of the time are named apart and not judged.',
  },
};

/** Whether there is a weakness at all. */
export function isWeak({ offlineSeconds, outages, unanswered }: Weakness): boolean {
  return offlineSeconds > 0 || outages > 0 || (unanswered ?? 0) >= MANY_UNANSWERED;
}

/** Whether enough is known of a device to judge it; `known` is the share of time known, null for no time. */
export function isJudged(known: number | null): boolean {
  return known !== null && known >= LEAST_KNOWN;
}

/** Orders weaknesses, the gravest first. */
export function compareWeakness(a: Weakness, b: Weakness): number {
  return (
    b.offlineSeconds - a.offlineSeconds || b.outages - a.outages || (b.unanswered ?? 0) - (a.unanswered ?? 0)
  );
}
