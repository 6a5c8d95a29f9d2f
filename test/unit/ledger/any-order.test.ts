import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandInput } from '../../../shared/commands.ts';
import { isRealNameRating, type LedgerEntry } from '../../../shared/hall/ledger-book.ts';
import { ledgerActs, ledgerStates, machine } from '../../../shared/hall/ledger-machine.ts';
import { decide } from '../../../bridge/operations/decide.ts';
import { Refusal } from '../../../shared/refusals.ts';
import { HOUR } from '../../../shared/time.ts';
import { day } from '../../support/day.ts';
import { asked, presentOf } from '../../support/present.ts';
import { complaint, namedRating } from '../../support/ledger.ts';

type Act = CommandInput<'actOnEntry'>['do'];
const text = '写明情况';
const acts: Act[] = [
  { act: 'assign', owner: '甲' },
  { act: 'transfer', owner: '乙科' },
  { act: 'accept' },
  { act: 'return', reason: text },
  { act: 'act', branch: 'atOnce', text },
  { act: 'act', branch: 'explain', text },
  { act: 'callBack', reached: true, content: 'satisfied', text },
  { act: 'callBack', reached: true, content: 'dissatisfied', text },
  { act: 'callBack', reached: false, text },
  { act: 'exclude', why: 'mistaken', reason: text },
  { act: 'review', upheld: true, reason: text },
  { act: 'review', upheld: false, reason: text },
  { act: 'appeal', reason: text },
  { act: 'close' },
  { act: 'reopen', reason: text },
  { act: 'extend', days: 3, reason: text },
  { act: 'note', text },
  { act: 'name', person: { name: '张小明' } },
];
const step = fc.record({
  asked: fc.constantFrom(...acts),
  officer: fc.constantFrom('甲', '乙', '丙'),
  hours: fc.integer({ min: 0, max: 60 }),
});

/** An entry, whatever is done with it by whomever; `see` is told of every step that was made. */
function live(
  intake: CommandInput<'openEntry'>,
  steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[],
  see: (before: LedgerEntry, act: Act, after: LedgerEntry, officer: string) => void,
): void {
  const told = day();
  const [opened] = decide(presentOf(told, '09:00'), asked('openEntry', intake));
  told.say('09:00', opened!);
  const entry = () => told.state.ledger.entries['2026-03-02/001']!;
  let now = told.at('09:00');
  for (const { asked: act, officer, hours } of steps) {
    now += hours * HOUR;
    const before = structuredClone(entry());
    try {
      const drafts = decide(
        presentOf(told, now),
        asked('actOnEntry', { entry: before.id, officer, do: act }),
      );
      for (const draft of drafts) told.say(now, draft);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      expect(error.code).not.toBe('internal');
      expect(entry()).toEqual(before);
      continue;
    }
    see(before, act, structuredClone(entry()), officer);
  }
}

const anyLife = fc.tuple(
  fc.constantFrom(namedRating, { ...namedRating, person: undefined }, complaint),
  fc.array(step, { minLength: 20, maxLength: 120, size: 'max' }),
);

describe('whatever is done with an entry, by whomever, in whatever order', () => {
  it('it is closed only after an action, or after another person agreed to exclude it', () => {
    fc.assert(
      fc.property(anyLife, ([intake, steps]) => {
        live(intake, steps, (before, { act }, after, officer) => {
          if (after.state !== 'closed' || before.state === 'closed') return;
          expect(['close', 'review']).toContain(act);
          if (after.how === 'excluded' && before.state === 'review') {
            expect(before.pending?.by).not.toBe(officer);
            expect(before.source).toBe('rating');
          } else if (act === 'close') expect(before.action).toBeDefined();
          else expect(before.pending).toMatchObject({ of: 'appeal', back: 'closed' });
        });
      }),
      { numRuns: 150 },
    );
  });

  it('a bad rating under a name is never closed before its person was reached', () => {
    fc.assert(
      fc.property(anyLife, ([intake, steps]) => {
        live(intake, steps, (before, _, after) => {
          if (after.state !== 'closed' || before.state === 'closed' || before.state === 'appealed') return;
          if (isRealNameRating(before)) expect(after.callBack).toBeDefined();
        });
      }),
      { numRuns: 150 },
    );
  });

  it('its deadline never comes nearer in a round, and is put off no further than its row allows', () => {
    fc.assert(
      fc.property(anyLife, ([intake, steps]) => {
        live(intake, steps, (before, { act }, after) => {
          const isRound = act === 'reopen' || act === 'review';
          if (!isRound) expect(after.due.at).toBeGreaterThanOrEqual(before.due.at);
          expect(after.extended).toBeLessThanOrEqual(15);
          if (act !== 'extend') expect(after.extended).toBe(before.extended);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('only the table moves it, and every record counts', () => {
    fc.assert(
      fc.property(anyLife, ([intake, steps]) => {
        live(intake, steps, (before, _, after) => {
          const reached = Object.values(machine[before.state]).map(({ to }) => to);
          expect([...reached, ...(reached.includes('back') ? ['acted', 'closed'] : [])]).toContain(
            after.state,
          );
          expect(after.events).toBe(before.events + 1);
          expect(after.lastSeq).toBeGreaterThan(before.lastSeq);
        });
      }),
      { numRuns: 50 },
    );
  });
});

describe('the table of states and acts', () => {
  it('lets nothing end: every state leads on, and every state and act is reached', () => {
    const reached = new Set(['new']);
    for (const _ of ledgerStates) {
      for (const state of [...reached]) {
        for (const { to } of Object.values(machine[state as 'new'])) if (to !== 'back') reached.add(to);
      }
    }
    expect([...reached].sort()).toEqual([...ledgerStates].sort());
    const used = new Set(Object.values(machine).flatMap((row) => Object.keys(row)));
    expect([...used].sort()).toEqual([...ledgerActs].sort());
  });
});
