import type { Bilingual } from '../../../shared/text.ts';
import type { Random } from '../random.ts';

/** What can go wrong with the messages of an MQTT client, in the order in which it is listed for people. */
export const messageFaultWords = {
  drop: { zh: '消息丢失（双向）', en: 'messages are lost, both ways' },
  duplicate: { zh: '消息到达两次（双向）', en: 'messages arrive twice, both ways' },
  late: {
    zh: '迟到 0.3 到 1.5 秒，后说的先到',
    en: 'messages come 0.3 to 1.5 seconds late, after later ones',
  },
  swap: { zh: '一条消息等下一条到了才到', en: 'a message waits, and comes after the next' },
  garbage: { zh: '内容残缺或被打乱', en: 'what a message says is cut short or scrambled' },
  stale: {
    zh: '服务器误存消息，后来连上的会收到旧的',
    en: 'the broker keeps a message it should not, and tells it to whoever comes later',
  },
  unborn: {
    zh: '连上后不报到：上线、描述都不说',
    en: 'nothing is said at the birth: not that it is there, nor what it is',
  },
  unplug: {
    zh: '连接中断，服务器发出遗嘱，约 2 秒后重连',
    en: 'the connection breaks, the broker tells the will, and it is back in some 2 seconds',
  },
  skip: { zh: '序号跳号（Sparkplug）', en: 'a number of the sequence is left out (Sparkplug)' },
  oldDeath: {
    zh: '上一次连接的死亡消息迟来（Sparkplug）',
    en: 'the death of an earlier connection comes late (Sparkplug)',
  },
} as const satisfies Record<string, Bilingual>;

export type MessageFaultName = keyof typeof messageFaultWords;
export const messageFaultNames = Object.keys(messageFaultWords) as MessageFaultName[];

/** Faults of what only some devices say, with the drivers of these. */
const special: Partial<Record<MessageFaultName, readonly string[]>> = {
  skip: ['sparkplug-b'],
  oldDeath: ['sparkplug-b'],
};

/** The drivers that alone know a fault; absent for a fault that any client can have. */
export function driversOf(fault: MessageFaultName): readonly string[] | undefined {
  return special[fault];
}

/** How likely each fault is for one message, from 0 to 1; what is absent never happens. */
export type MessageFaults = Partial<Record<MessageFaultName, number>>;

/** A payload that nobody meant: cut short, or with bytes that are not its own. */
export function garbled(payload: string | Uint8Array, random: Random): Uint8Array {
  const bytes = Uint8Array.from(typeof payload === 'string' ? new TextEncoder().encode(payload) : payload);
  if (bytes.length > 1 && random.chance(0.5)) return bytes.slice(0, random.whole(1, bytes.length - 1));
  return Uint8Array.from({ length: Math.max(1, bytes.length) }, () => random.whole(0x80, 0xff));
}
