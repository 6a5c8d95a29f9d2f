import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft, PadKey } from '../../../shared/events/index.ts';
import { apply } from '../../../shared/hall/apply.ts';
import { emptyState, lastLeg, type HallState } from '../../../shared/hall/state.ts';
import { Refusal } from '../../../shared/refusals.ts';
import { MINUTE } from '../../../shared/time.ts';
import { JournalReader } from '../../../bridge/journal/reader.ts';
import { liveHall, type Live } from '../../support/live.ts';

const window = fc.constantFrom('1', '2', '3');
const key = fc.constantFrom<PadKey>(
  ...(['call', 'call', 'call', 'recall', 'pass', 'start', 'finish', 'finish', 'transfer'] as const),
  ...(['pause', 'callBack', 'hang', 'other'] as const),
);

/** Whatever may come from a device or a person, in any order. */
const act = fc.oneof(
  fc.record({ do: fc.constant('issue' as const), service: fc.constantFrom('A', 'B', 'C', 'Z') }),
  fc.record({ do: fc.constant('key' as const), window, key, digits: fc.array(fc.nat(9), { maxLength: 2 }) }),
  fc.record({ do: fc.constant('rate' as const), window, raw: fc.nat(4) }),
  fc.record({
    do: fc.constant('command' as const),
    window,
    name: fc.constantFrom(
      ...(['callNext', 'finishService', 'openWindow', 'closeWindow', 'startService', 'holdService'] as const),
    ),
  }),
  fc.record({
    do: fc.constant('ticket' as const),
    name: fc.constantFrom(
      ...([
        'callTicket',
        'resumeService',
        'abandonTicket',
        'cancelTicket',
        'returnTicket',
        'setClass',
      ] as const),
    ),
    window,
    /** Which of the tickets of today. */
    nth: fc.nat(30),
    class: fc.constantFrom('priority', 'second', 'appointment', undefined),
  }),
  fc.record({ do: fc.constant('send' as const), window, to: window }),
  // The clock goes on, jumps, and is set back.
  fc.record({ do: fc.constant('clock' as const), minutes: fc.integer({ min: -30, max: 200 }) }),
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

/** Does it without waiting for the disk: the next act comes while this one is on its way. */
function perform({ ask, hear, clock, live }: Live, one: Act): Promise<unknown> {
  const pressed = (draft: Draft) => hear(draft);
  switch (one.do) {
    case 'issue':
      return ask('issueTicket', { service: one.service });
    case 'key':
      return pressed({
        type: 'pad.keyPressed',
        data: { window: one.window, key: one.key, digits: one.digits },
      });
    case 'rate': {
      const grade = ([1, 2, 3, 4, 5] as const)[one.raw] ?? null;
      return pressed({ type: 'evaluator.keyPressed', data: { window: one.window, raw: one.raw, grade } });
    }
    case 'command':
      return ask(one.name as 'callNext', { window: one.window });
    case 'ticket': {
      const ticket = Object.keys(live.state.tickets)[one.nth] ?? 'A999';
      const given = one.class === undefined ? {} : { class: one.class };
      const inputs = {
        callTicket: { window: one.window, ticket },
        resumeService: { window: one.window, ticket },
        abandonTicket: { ticket },
        cancelTicket: { ticket, reason: '按错' },
        returnTicket: { ticket },
        setClass: { ticket, ...given },
      };
      return ask(one.name, inputs[one.name] as never);
    }
    case 'send':
      return ask('transferTicket', { window: one.window, to: one.to });
    case 'clock':
      clock.set(clock.now() + one.minutes * MINUTE);
      return live.tick();
  }
}

function expectWholeHall(state: Readonly<HallState>): void {
  const served = Object.entries(state.windows).flatMap(([id, { ticket, step }]) =>
    ticket === undefined ? [] : [{ id, ticket, step }],
  );
  // One ticket a window, one window a ticket, and each is there in the ticket's own words too.
  expect(new Set(served.map(({ ticket }) => ticket)).size).toBe(served.length);
  for (const { id, ticket, step } of served) {
    const leg = lastLeg(state.tickets[ticket]!);
    expect(leg).toMatchObject({ window: id });
    expect(leg.end).toBeUndefined();
    expect(leg.startedAt !== undefined).toBe(step === 'serving');
    expect(state.windows[id]?.mode).not.toBe('closed');
  }
  expect(new Set(state.waiting).size).toBe(state.waiting.length);
  for (const { id, legs } of Object.values(state.tickets)) {
    const isServed = served.some(({ ticket }) => ticket === id);
    const isWaiting = state.waiting.includes(id);
    const isOver = legs.at(-1)?.end !== undefined;
    const isHeld = !isOver && legs.at(-1)?.heldAt !== undefined;
    expect([isServed, isWaiting, isOver, isHeld].filter(Boolean)).toHaveLength(1);
    for (const leg of legs) {
      expect(leg.heldMs ?? 0).toBeGreaterThanOrEqual(0);
      expect(leg.overtaken ?? 0).toBeGreaterThanOrEqual(0);
      expect(leg.calledAt ?? leg.arrivedAt).toBeGreaterThanOrEqual(leg.arrivedAt);
      expect(leg.endedAt ?? state.at).toBeGreaterThanOrEqual(leg.startedAt ?? leg.calledAt ?? leg.arrivedAt);
    }
  }
  const numbers = Object.values(state.tickets).map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
}

describe('whatever is pressed, in whatever order, without waiting', () => {
  it('every ticket is in one place, every window has one service, and the journal tells the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 60, maxLength: 250, size: 'max' }), async (acts) => {
        const hall = await liveHall({ at: '08:30' });
        const pending: Promise<unknown>[] = [];
        for (const one of acts) {
          pending.push(
            perform(hall, one).catch((error: unknown) => {
              if (!(error instanceof Refusal)) throw error;
              expect(error.code).not.toBe('internal');
            }),
          );
          expectWholeHall(hall.live.state);
        }
        await Promise.all(pending);
        const reader = new JournalReader(hall.journal.file);
        const events = await reader.range(1, Infinity);
        await reader.close();
        expect(events.reduce(apply, emptyState())).toEqual(hall.live.state);
        await hall.close();
      }),
      { numRuns: 5 },
    );
  });
});
