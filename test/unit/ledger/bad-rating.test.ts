import { describe, expect, it } from 'vitest';
import type { HallEvent } from '../../../shared/events/index.ts';
import { figures } from '../../../shared/metrics/index.ts';
import { openOnRating } from '../../../bridge/operations/ledger/opening.ts';
import { day, type Day } from '../../support/day.ts';
import { presentOf } from '../../support/present.ts';

/** A ticket that waited five minutes and was served for twenty, another called before it. */
function served(): Day {
  return day()
    .issue('A', '09:00')
    .issue('A', '09:01')
    .serve('1', '09:02', '09:02', '09:05')
    .serve('1', '09:06', '09:07', '09:27')
    .device('evaluator-1', '08:30', 'online');
}

/** Rates, and what the rating opens. */
function opening(told: Day, grade: 1 | 2 | 3) {
  told.rate('1', '09:28', grade);
  const event = told.events.at(-1) as HallEvent<'rating.given'>;
  return openOnRating(event, presentOf(told));
}

describe('a bad rating', () => {
  it.each([1, 2] as const)('of grade %i opens an entry with a deadline', (grade) => {
    expect(opening(served(), grade)).toMatchObject([
      {
        type: 'ledger.opened',
        data: {
          ...{ entry: '2026-03-02/001', source: 'rating', window: '1', ticket: 'A002', leg: 0, grade },
          ...{ service: 'A', due: { date: '2026-03-09', days: 5, rule: 'rating' } },
        },
      },
    ]);
  });

  it('that is fair enough opens none, and one opens none twice', () => {
    expect(opening(served(), 3)).toEqual([]);
    const told = served();
    const [draft] = opening(told, 1);
    const event = told.events.at(-1) as HallEvent<'rating.given'>;
    told.say('09:28', draft!);
    expect(openOnRating(event, presentOf(told))).toEqual([]);
  });

  it('names who served, not who signed on afterwards', () => {
    const told = day()
      .say('08:30', { type: 'window.opened', data: { window: '1', clerk: '101' } })
      .issue('A', '09:00')
      .serve('1', '09:02', '09:02', '09:05')
      .close('1', '09:06')
      .say('09:07', { type: 'window.opened', data: { window: '1', clerk: '102' } });
    const [draft] = opening(told, 1);
    const { clerk, evidence } = (draft as HallEvent<'ledger.opened'>).data;
    expect(clerk).toBe('101');
    expect(evidence.facts.find(({ name }) => name.en === 'Clerk')?.value.en).toBe('101');
  });

  it('names whoever took up again what had been set aside, at the window where it ended', () => {
    const told = day();
    const signOn = (clock: string, window: string, clerk: string) =>
      told.say(clock, { type: 'window.opened', data: { window, clerk } });
    signOn('08:30', '1', '101');
    signOn('08:30', '2', '103');
    told.issue('A', '09:00').call('1', '09:02').start('1', '09:03');
    told.say('09:05', { type: 'ticket.held', data: { ticket: 'A001', window: '1' } }).close('2', '09:06');
    signOn('09:10', '2', '102');
    told.say('09:20', { type: 'ticket.resumed', data: { ticket: 'A001', window: '2' } }).finish('2', '09:26');
    const event = told.rate('2', '09:27', 1).events.at(-1) as HallEvent<'rating.given'>;
    const [draft] = openOnRating(event, presentOf(told));
    const { clerk, evidence } = (draft as HallEvent<'ledger.opened'>).data;
    expect(clerk).toBe('102');
    // Two minutes at the first window and six at the second; the quarter of an hour between is no service.
    const time = evidence.facts.find(({ name }) => name.en === 'Service time')?.value;
    expect(time).toEqual({ zh: '8:00（另挂起 15:00）', en: '8:00 (set aside 15:00)' });
  });

  it('freezes a lower bound as one, and shows no time that was not measured', () => {
    const told = day().issue('A', '08:00').issue('A', '09:00');
    const data = {
      ticket: 'A002',
      window: '1',
      unmeasured: ['wait' as const, 'way' as const, 'service' as const],
    };
    told.open('1', '08:30').say('09:02', { type: 'ticket.called', data }).finish('1', '09:10');
    const [draft] = opening(told, 1);
    const { evidence } = (draft as HallEvent<'ledger.opened'>).data;
    const fact = (name: string) => evidence.facts.find((one) => one.name.en === name)?.value.en;
    expect([fact('Wait'), fact('To the window'), fact('Service time')]).toEqual(
      Array(3).fill('not measured'),
    );
    const median = evidence.figures.find(({ figure }) => figure === 'waitMedian');
    expect(median).toMatchObject({ atLeast: true, n: 1 });
  });

  it('keeps what was behind it: the waits, who was called around, the figures with their versions', () => {
    const told = served();
    const [draft] = opening(told, 1);
    const { evidence } = (draft as HallEvent<'ledger.opened'>).data;
    const fact = (name: string) => evidence.facts.find((one) => one.name.en === name)?.value.en;
    expect(fact('Wait')).toBe('5:00');
    expect(fact('Service time')).toBe('20:00');
    expect(fact('Called around it')).toContain('A001');
    expect(fact('Rating')).toBe('Very dissatisfied');
    expect(evidence.seqs).toContain(told.events.at(-1)?.seq);
    const frozen = evidence.figures.find(
      ({ figure, of }) => figure === 'serviceMedian' && of?.en === 'Window 1',
    );
    const scope = { window: '1' };
    expect(frozen).toMatchObject({ version: figures.serviceMedian.version, n: 2 });
    expect(frozen?.value).toBe(told.figure('serviceMedian', '09:28', scope).value);
    // Later services do not move what was frozen.
    told.say('09:28', draft!).issue('A', '09:30').serve('1', '09:31', '09:31', '09:32');
    expect(told.figure('serviceMedian', '09:33', scope).value).not.toBe(frozen?.value);
    const kept = told.events.find(({ type }) => type === 'ledger.opened') as HallEvent<'ledger.opened'>;
    expect(kept.data.evidence).toEqual(evidence);
  });
});
