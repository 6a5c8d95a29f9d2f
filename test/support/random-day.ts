import fc from 'fast-check';
import type { Grade, Outcome } from '../../shared/events/index.ts';
import { lastLeg } from '../../shared/hall/state.ts';
import { SECOND } from '../../shared/time.ts';
import type { Day } from './day.ts';
import { day } from './day.ts';

const step = fc.record({
  /** Seconds since the step before. */
  after: fc.integer({ min: 0, max: 240 }),
  act: fc.constantFrom(
    ...(['issue', 'issue', 'issue', 'call', 'call', 'recall', 'pass', 'back', 'start', 'finish'] as const),
    ...(['finish', 'transfer', 'rate', 'orphan', 'pause'] as const),
  ),
  window: fc.constantFrom('1', '2', '3'),
  service: fc.constantFrom('A', 'B', 'C'),
  grade: fc.constantFrom<Grade>(1, 2, 3, 4, 5),
  outcome: fc.constantFrom<Outcome>('done', 'accepted', 'returned'),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function take(told: Day, at: number, { act, window, service, grade, outcome }: Step): void {
  const { state, hall } = told;
  const place = state.windows[window];
  const serves = hall.windows.find(({ id }) => id === window)?.services ?? [];
  const isFree = place?.ticket === undefined && place?.mode !== 'paused';
  const callable = (id: string) => serves.includes(lastLeg(state.tickets[id]!).service);
  const passed = Object.keys(state.tickets).find(
    (id) => lastLeg(state.tickets[id]!).end === 'passed' && callable(id),
  );
  const finished = place?.finished && state.tickets[place.finished.ticket]?.legs[place.finished.leg];
  if (act === 'issue') told.issue(service, at);
  if (act === 'call' && isFree && state.waiting.some(callable)) told.call(window, at);
  if (act === 'back' && isFree && passed !== undefined) told.call(window, at, passed);
  if (act === 'recall' && place?.step === 'called') told.recall(window, at);
  if (act === 'pass' && place?.step === 'called') told.pass(window, at);
  if (act === 'start' && place?.step === 'called') told.start(window, at);
  if (act === 'finish' && place?.ticket !== undefined) told.finish(window, at, outcome);
  if (act === 'transfer' && place?.ticket !== undefined) told.transfer(window, at, service);
  if (act === 'rate' && finished && finished.grade === undefined) told.rate(window, at, grade);
  if (act === 'orphan') told.orphan(window, at, grade, 'nothingFinished');
  if (act === 'pause' && place?.mode === 'open' && place.ticket === undefined) told.pause(window, at);
  else if (act === 'pause' && place?.mode === 'paused') told.resume(window, at);
}

/** Days in which anything happens that may happen, in any order, and the instant of the last fact. */
export function randomDays({ maxLength = 200 } = {}): fc.Arbitrary<Day> {
  return fc.array(step, { minLength: 1, maxLength, size: 'max' }).map((steps) => {
    const told = day();
    let at = told.at('08:30');
    for (const one of steps) {
      at += one.after * SECOND;
      take(told, at, one);
    }
    return told;
  });
}
