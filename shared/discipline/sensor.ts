import type { SlotConfig } from '../config/clerks.ts';
import type { Contact } from '../events/index.ts';
import type { ChannelDay, HallState } from '../hall/state.ts';
import type { Span } from '../hall/timeline.ts';
import { union } from '../spans.ts';
import { MINUTE, SECOND } from '../time.ts';

/** Why a sensor is not believed. */
export type Doubt =
  /** No box is configured. */
  | 'noSlot'
  /** The board is away, or has not said anything of this channel. */
  | 'silent'
  /** It changed more often than a person can, or its board came and went. */
  | 'flapping'
  /** It never changed all day, while those of others did. */
  | 'stuck'
  /** Door and switch tell different stories. */
  | 'contradiction'
  /** Several boxes changed in the same instant, as people never do. */
  | 'together';

/** Where the phone is for a while, or why that is not known. */
export interface SlotSpan extends Span {
  phone: 'in' | 'out' | 'unknown';
  doubt?: Doubt;
}

/** So many changes within this time are not made by a person. */
const FLAPS = 6;
const FLAP_TIME = 2 * MINUTE;
/** How long a sensor that flapped is not believed after it. */
const CALM = 10 * MINUTE;
/** A board that was lost so often within this time is not believed. */
const LOSSES = 3;
const LOSS_TIME = 10 * MINUTE;
/** A phone moves only while its door is open, or was within this time: a board is asked once in a while. */
const DOOR_LAG = 15 * SECOND;
/** A door that stands open over a phone for longer was not closed, or does not tell. */
const DOOR_AJAR = 3 * MINUTE;
/** Boxes that change in one instant. */
const TOGETHER = 3;

interface Change {
  at: number;
  is: Contact;
  was: Contact;
}

/** Real changes of a channel: from one known state to the other. */
function moves({ changes }: ChannelDay): Change[] {
  return changes
    .map(({ at, is }, index): Change => ({ at, is, was: changes[index - 1]?.is ?? 'unknown' }))
    .filter(({ is, was }) => is !== 'unknown' && was !== 'unknown');
}

/** Stretches in which something happened too often, and the calm after it. */
function restless(instants: readonly number[], often: number, time: number): Span[] {
  return instants.flatMap((from, index) => {
    const last = instants[index + often - 1];
    return last !== undefined && last - from <= time ? [{ from, to: last + CALM }] : [];
  });
}

function stateAt({ changes }: ChannelDay, at: number): Contact {
  return changes.findLast((change) => change.at <= at)?.is ?? 'unknown';
}

/** From a change that cannot have been until the next that can be. */
function untilNext(list: readonly Change[], index: number): Span {
  return { from: list[index]?.at ?? 0, to: list[index + 1]?.at ?? Infinity };
}

/** Where the door tells another story than the switch under the phone. */
function contradictions(door: ChannelDay, phone: ChannelDay, now: number): Span[] {
  const doorAt = (at: number) => stateAt(door, at);
  const moved = moves(phone);
  const unseen = moved.flatMap(({ at, is }, index) => {
    if (is === 'closed') return [];
    const near = door.changes.some((change) => Math.abs(change.at - at) <= DOOR_LAG && change.is === 'open');
    return doorAt(at) === 'closed' && doorAt(at - DOOR_LAG) === 'closed' && !near
      ? [untilNext(moved, index)]
      : [];
  });
  const ajar = door.changes.flatMap(({ at, is }, index): Span[] => {
    const to = door.changes[index + 1]?.at ?? now;
    return is === 'open' && to - at > DOOR_AJAR ? [{ from: at + DOOR_AJAR, to }] : [];
  });
  return [...unseen, ...ajar];
}

/** Changes that came in one instant with those of other boxes. */
function together(phone: ChannelDay, others: readonly ChannelDay[]): Span[] {
  const moved = moves(phone);
  return moved.flatMap(({ at, is }, index) => {
    // Many come at the same hour, and a board is asked once in a while: a phone that is laid in accuses nobody.
    if (is === 'closed') return [];
    const same = others.filter((other) => moves(other).some((move) => move.at === at)).length;
    return same + 1 >= TOGETHER ? [untilNext(moved, index)] : [];
  });
}

/** What the day of a sensor is read from. */
interface Sensing {
  state: Readonly<HallState>;
  slot: SlotConfig;
  /** All boxes of the hall, this one among them. */
  slots: readonly SlotConfig[];
  now: number;
}

function doubts({ state, slot, slots, now }: Sensing, phone: ChannelDay): { doubt: Doubt; spans: Span[] }[] {
  const channels = state.lockerDay[slot.device] ?? [];
  const day = (channel: number | undefined) => channels[(channel ?? 0) - 1];
  const others = slots
    .filter((one) => one.device === slot.device && one.phone !== slot.phone)
    .flatMap((one) => day(one.phone) ?? []);
  const losses = (state.devices[slot.device]?.changes ?? [])
    .filter(({ availability }) => availability !== 'online')
    .map(({ at }) => at);
  const door = day(slot.door);
  const isStuck = moves(phone).length === 0 && others.filter((other) => moves(other).length > 0).length >= 2;
  return [
    {
      doubt: 'flapping',
      spans: [
        ...restless(
          moves(phone).map(({ at }) => at),
          FLAPS,
          FLAP_TIME,
        ),
        ...restless(losses, LOSSES, LOSS_TIME),
      ],
    },
    { doubt: 'together', spans: together(phone, others) },
    { doubt: 'contradiction', spans: door ? contradictions(door, phone, now) : [] },
    { doubt: 'stuck', spans: isStuck ? [{ from: -Infinity, to: Infinity }] : [] },
  ];
}

/**
 * Where the phone of a box was within a period. A sensor that may be wrong says nothing: what is
 * doubtful is `unknown`, whichever way it points.
 */
export function phoneSpans(sensing: Sensing, { from, to }: Span): SlotSpan[] {
  const { state, slot } = sensing;
  const phone = state.lockerDay[slot.device]?.[slot.phone - 1];
  if (!phone) return [{ from, to, phone: 'unknown', doubt: 'silent' }];
  const doubted = doubts(sensing, phone).map(({ doubt, spans }) => ({ doubt, spans: union(spans) }));
  const away = (state.devices[slot.device]?.changes ?? []).flatMap(({ at, availability }, index, all) =>
    availability === 'online' ? [] : [{ from: at, to: all[index + 1]?.at ?? Infinity }],
  );
  const edges = [
    from,
    ...phone.changes.map(({ at }) => at),
    ...[...doubted.flatMap(({ spans }) => spans), ...away].flatMap((span) => [span.from, span.to]),
  ];
  const within = [...new Set(edges)].filter((at) => at >= from && at < to).sort((a, b) => a - b);
  return within.map((at, index): SlotSpan => {
    const span = { from: at, to: within[index + 1] ?? to };
    const holds = (spans: readonly Span[]) => spans.some((one) => one.from <= at && at < one.to);
    const is = stateAt(phone, at);
    if (phone.restless && at >= (phone.changes.at(-1)?.at ?? 0))
      return { ...span, phone: 'unknown', doubt: 'flapping' };
    if (is === 'unknown' || holds(away)) return { ...span, phone: 'unknown', doubt: 'silent' };
    const found = doubted.find(({ spans }) => holds(spans));
    if (found) return { ...span, phone: 'unknown', doubt: found.doubt };
    return { ...span, phone: is === 'closed' ? 'in' : 'out' };
  });
}
