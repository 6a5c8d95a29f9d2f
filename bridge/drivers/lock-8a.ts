import { z } from 'zod';
import type { FrameField } from '../../shared/channel.ts';
import type { Bilingual } from '../../shared/text.ts';
import type { Contact } from '../../shared/events/device.ts';
import { xor8 } from '../framing/checksums.ts';
import { checkWords, FieldList } from '../framing/fields.ts';
import {
  buildLock8aQuery,
  buildLock8aUnlock,
  contactOpen,
  contactShort,
  lock8aFraming,
  lock8aHead,
  queryMark,
} from '../framing/lock8a.ts';
import { byteDriver, type Poll, type Reading, type Request } from './driver.ts';

/**
 * Phone-locker lock board with heads 8A/80 (Guangzhou Shuoming and clones), RS-485, 9600 8N1.
 *
 * A set bit in the state of all locks, like ST 11 in the answer for one, means that the lock's
 * feedback contact is closed. Whether that is a closed door depends on the wiring: with
 * `shortWhenLocked` a closed contact is a closed door, with `shortWhenOpen` it is an open one.
 */
const settings = z
  .strictObject({
    address: z.number().int().min(1).max(99).default(1),
    channels: z.number().int().min(1).max(50).default(24),
    /** How many status bytes the board sends; more than it needs is common. */
    groups: z.number().int().min(1).max(13).optional(),
    /** `highFirst`: the last status byte holds locks 1 to 8. Sources disagree: try with door 1. */
    groupOrder: z.enum(['highFirst', 'lowFirst']).default('highFirst'),
    feedback: z.enum(['shortWhenLocked', 'shortWhenOpen']).default('shortWhenLocked'),
    pollMs: z.number().int().min(100).max(60_000).default(1000),
  })
  .transform((given) => ({ ...given, groups: given.groups ?? Math.ceil(given.channels / 8) }));
type Settings = z.infer<typeof settings>;

function doorState(short: boolean, feedback: Settings['feedback']): Contact {
  return short === (feedback === 'shortWhenLocked') ? 'closed' : 'open';
}

function readAll(groups: Uint8Array, { channels, groupOrder, feedback }: Settings): Contact[] {
  const lowFirst = groupOrder === 'lowFirst' ? groups : groups.toReversed();
  return Array.from({ length: channels }, (_, i) => {
    const group = lowFirst[i >> 3];
    return group === undefined ? 'unknown' : doorState((group & (1 << (i & 7))) !== 0, feedback);
  });
}

/**
 * The answer to "unlock" carries the lock's contact a moment later. Contact closed is the very
 * bytes of the order, which an adapter may echo: it is no answer at all. And none is a door
 * state; doors are read from queries and reports only.
 */
function readUnlock(state: number, { feedback }: Settings): Reading[] {
  if (state === contactShort) return [];
  return feedback === 'shortWhenLocked'
    ? [{ kind: 'result', ok: true }]
    : [{ kind: 'result', ok: false, detail: 'notOpened' }];
}

function askAll({ address, groups, pollMs }: Settings): Poll {
  const request: Request = {
    name: 'query all',
    bytes: buildLock8aQuery(address),
    answeredBy: (frame) => isAll(frame, groups) && frame[1] === address,
    timeout: 300,
  };
  return { request, every: pollMs };
}

/** A board with one status byte would answer "all" with the bytes of the question: ask lock by lock. */
function askEach({ address, channels, pollMs }: Settings): Poll[] {
  return Array.from({ length: channels }, (_, i) => ({
    request: {
      name: `query ${i + 1}`,
      bytes: buildLock8aQuery(address, i + 1),
      answeredBy: ([head, board, lock, state]) =>
        head === lock8aHead.query && board === address && lock === i + 1 && state !== queryMark,
      timeout: 300,
    },
    every: pollMs,
  }));
}

function isAll(frame: Uint8Array, groups: number): boolean {
  return groups > 1 && frame.length === groups + 4 && frame[0] === lock8aHead.query;
}

function describe(frame: Uint8Array): FrameField[] {
  const [head = 0, address = 0, lock = 0, state = 0] = frame;
  const names: Record<number, Bilingual> = {
    [lock8aHead.query]: { zh: '查询', en: 'query' },
    [lock8aHead.reportA]: { zh: '主动上报', en: 'report' },
    [lock8aHead.reportB]: { zh: '主动上报', en: 'report' },
    [lock8aHead.unlock]: { zh: '开锁', en: 'unlock' },
    [lock8aHead.unlockSeveral]: { zh: '多路开锁', en: 'unlock several' },
    [lock8aHead.holdOn]: { zh: '保持通电', en: 'hold on' },
    [lock8aHead.holdOff]: { zh: '停止通电', en: 'hold off' },
  };
  const list = new FieldList(frame)
    .add(1, 'start', '帧头', 'Head', names[head])
    .add(1, 'address', '板地址', 'Board', `${address}`);
  if (frame.length === 5) {
    const states: Record<number, Bilingual> = {
      [contactOpen]: { zh: '触点断开', en: 'contact open' },
      [contactShort]:
        head === lock8aHead.unlock
          ? { zh: '开锁指令或触点闭合', en: 'order, or contact closed' }
          : { zh: '触点闭合', en: 'contact closed' },
      [queryMark]: { zh: '查询', en: 'query' },
    };
    list.add(1, 'data', '锁号', 'Lock', lock === 0 ? { zh: '全部', en: 'all' } : `${lock}`);
    list.add(1, 'command', '状态', 'State', states[state]);
  } else if (head === lock8aHead.query) {
    const set = [...frame.subarray(2, -2)].map((byte) => byte.toString(2).padStart(8, '0')).join(' ');
    list.add(frame.length - 4, 'data', '状态位', 'State bits', set).add(1, 'command', '查询', 'Query');
  } else {
    list.add(frame.length - 3, 'data', '锁位', 'Lock bits');
  }
  return list.add(1, 'checksum', '异或校验', 'XOR check', checkWords(xor8(frame) === 0)).rest();
}

export default byteDriver<Settings>({
  id: 'lock-8a',
  kind: 'locker',
  name: { zh: '手机柜锁控板（8A 协议）', en: 'Locker board (8A)' },
  settings,
  silentAfter: 5000,
  framing: (boards) => lock8aFraming(boards),

  decode(frame, board) {
    const [head, address, lock = 0, state = 0] = frame;
    if (address !== board.address) return null;
    if (isAll(frame, board.groups)) {
      return { readings: [{ kind: 'channels', states: readAll(frame.subarray(2, -2), board) }] };
    }
    // Orders and questions that came back are from the host, not from the board.
    if (frame.length !== 5 || state === queryMark || lock < 1 || lock > board.channels) return null;
    if (head === lock8aHead.unlock) return { readings: readUnlock(state, board) };
    if (head !== lock8aHead.query && head !== lock8aHead.reportA && head !== lock8aHead.reportB) return null;
    const contact = doorState(state === contactShort, board.feedback);
    return { readings: [{ kind: 'channel', channel: lock, state: contact }] };
  },

  describe,

  probes: (board) => [askAll(board).request],

  polls: (board) => (board.groups > 1 ? [askAll(board)] : askEach(board)),

  actions: {
    unlockDoor({ door }, { address, channels }) {
      if (door > channels) throw new RangeError(`no lock ${door}`);
      const bytes = buildLock8aUnlock(address, door);
      const answeredBy = (frame: Uint8Array) =>
        frame[0] === lock8aHead.unlock &&
        frame[1] === address &&
        frame[2] === door &&
        frame[3] !== contactShort;
      return [{ name: `unlock ${door}`, bytes, answeredBy, timeout: 500 }];
    },
  },

  examples: [
    {
      meaning: 'all contacts open',
      settings: { channels: 4, groups: 3 },
      frame: '80 01 00 00 00 33 B2',
      readings: [{ kind: 'channels', states: ['open', 'open', 'open', 'open'] }],
    },
    {
      meaning: 'the contact of lock 2 is closed, and so is its door',
      settings: { channels: 3, groups: 3 },
      frame: '80 01 00 00 02 33 B0',
      readings: [{ kind: 'channels', states: ['open', 'closed', 'open'] }],
    },
    {
      meaning: 'the same with contacts that close when the door opens',
      settings: { channels: 3, groups: 3, feedback: 'shortWhenOpen' },
      frame: '80 01 00 00 02 33 B0',
      readings: [{ kind: 'channels', states: ['closed', 'open', 'closed'] }],
    },
    {
      meaning: 'locks the board says nothing of are unknown',
      settings: { channels: 18, groups: 2 },
      frame: '80 01 00 80 33 32',
      readings: [
        {
          kind: 'channels',
          states: [
            ...Array<Contact>(7).fill('open'),
            'closed',
            ...Array<Contact>(8).fill('open'),
            'unknown',
            'unknown',
          ],
        },
      ],
    },
    {
      meaning: 'one lock, asked alone',
      frame: '80 01 01 00 80',
      readings: [{ kind: 'channel', channel: 1, state: 'open' }],
    },
    {
      meaning: 'one lock, of its own accord',
      frame: '81 01 01 11 90',
      readings: [{ kind: 'channel', channel: 1, state: 'closed' }],
    },
    { meaning: 'unlocked', frame: '8A 01 02 00 89', readings: [{ kind: 'result', ok: true }] },
    { meaning: 'not unlocked, or the order echoed: no answer', frame: '8A 01 01 11 9B', readings: [] },
  ],
});
