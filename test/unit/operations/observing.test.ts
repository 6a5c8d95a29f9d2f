import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followObserved } from '../../../bridge/operations/queue/observing.ts';
import type { EventData, HallEvent } from '../../../shared/events/index.ts';
import { lastLeg } from '../../../shared/hall/state.ts';
import { legsOf } from '../../../shared/metrics/figure.ts';
import {
  observedKindSchema,
  observedMapSchema,
  readObservation,
  type ObservedKind,
} from '../../../shared/queue/observed.ts';
import { day, type Clock, type Day } from '../../support/day.ts';
import { smallHall } from '../../support/hall.ts';
import { act, decided, presentOf, refusalOf } from '../../support/present.ts';

const elsewhere = () => day(smallHall({ queue: { source: {} } }));

let ids = 0;
/** Tells what the other system says, and what follows from it. */
function tell(
  told: Day,
  clock: Clock,
  what: ObservedKind,
  rest: Partial<EventData<'queue.observed'>> = {},
): Day {
  told.say(clock, { type: 'queue.observed', data: { id: String((ids += 1)), what, ...rest } });
  const event = told.events.at(-1) as HallEvent<'queue.observed'>;
  for (const draft of followObserved(event, presentOf(told))) told.say(clock, draft);
  return told;
}
const types = (told: Day) => told.events.map(({ type }) => type).filter((type) => type !== 'queue.observed');

describe('a queue that another system runs', () => {
  it('is told fact by fact, and read by the same figures', () => {
    const told = elsewhere();
    tell(told, '09:00', 'issued', { ticket: 'A1', service: 'A' });
    tell(told, '09:00', 'windowOpened', { window: '1' });
    tell(told, '09:05', 'called', { ticket: 'A1', window: '1' });
    tell(told, '09:06', 'started', { ticket: 'A1', window: '1' });
    tell(told, '09:10', 'finished', { ticket: 'A1', outcome: 'accepted' });
    expect(told.figure('waitMedian', '10:00').value).toBe(300);
    expect(told.figure('serviceMedian', '10:00').value).toBe(240);
    expect(told.state.tickets['2026-03-02/A1']?.legs[0]).toMatchObject({ end: 'accepted', window: '1' });
    expect(told.state.tickets['2026-03-02/A1']?.legs[0]).not.toHaveProperty('implied');
  });

  it('that forgets to tell something is completed, and the record says what was not told', () => {
    const told = elsewhere();
    tell(told, '09:05', 'called', { ticket: 'A1', service: 'A', window: '1' });
    tell(told, '09:10', 'called', { ticket: 'A2', service: 'A', window: '1' });
    tell(told, '09:20', 'finished', { ticket: 'A3', service: 'A', window: '2' });
    expect(types(told).slice(1)).toEqual([
      ...['ticket.issued', 'window.opened', 'ticket.called'],
      ...['ticket.issued', 'ticket.endMissed', 'ticket.called'],
      ...['ticket.issued', 'window.opened', 'ticket.called', 'ticket.finished'],
    ]);
    expect(told.state.tickets['2026-03-02/A1']?.legs[0]).toMatchObject({ implied: true, end: 'unseen' });
  });

  it('that tells late tells the times at which it happened, and figures count by them', () => {
    const told = elsewhere();
    const late = (what: ObservedKind, clock: Clock, rest: Partial<EventData<'queue.observed'>> = {}) =>
      tell(told, '10:41', what, { ...rest, happenedAt: told.at(clock) });
    late('windowOpened', '10:00', { window: '1' });
    late('issued', '10:05', { ticket: 'A1', service: 'A' });
    late('called', '10:25', { ticket: 'A1', window: '1' });
    late('started', '10:26', { ticket: 'A1' });
    late('finished', '10:36', { ticket: 'A1' });
    expect(told.figure('waitMedian', '10:41')).toMatchObject({ value: 20 * 60, n: 1 });
    expect(told.figure('displacement', '10:41').value).toBe(60);
    expect(told.figure('serviceMedian', '10:41').value).toBe(600);
    expect(told.figure('serviceLevel', '10:41').value).toBe(0);
    expect(told.figure('occupancy', '10:41').value).toBeCloseTo(11 / 41);
    expect(told.figure('arrivals', '10:41', { period: told.period('10:00', '10:10') }).value).toBe(1);
    expect(told.figure('handEntered', '10:41').value).toBe(0);
    expect(told.figure('timesUnmeasured', '10:41').value).toBe(0);
    // Nobody here could have called whom nobody knew of.
    expect(lastLeg(told.state.tickets['2026-03-02/A1']!).knownAt).toBe(told.at('10:41'));
  });

  it('waits in the order of the times that are told', () => {
    const told = elsewhere();
    tell(told, '09:10', 'issued', { ticket: 'A2', service: 'A' });
    tell(told, '09:11', 'issued', { ticket: 'A1', service: 'A', happenedAt: told.at('09:00') });
    expect(told.state.waiting).toEqual(['2026-03-02/A1', '2026-03-02/A2']);
    tell(told, '09:12', 'called', { ticket: 'A1', window: '1' });
    tell(told, '09:13', 'called', { ticket: 'A2', window: '2' });
    expect(told.figure('overtaking', '10:00')).toMatchObject({ value: 0, n: 2 });
  });

  it('whose times cannot be has measured nothing by them: they are left out and counted', () => {
    const told = elsewhere();
    tell(told, '09:00', 'issued', { ticket: 'A1', service: 'A' });
    tell(told, '09:10', 'called', { ticket: 'A1', window: '1' });
    tell(told, '09:12', 'started', { ticket: 'A1' });
    tell(told, '09:20', 'finished', { ticket: 'A1', happenedAt: told.at('09:05') });
    expect(told.figure('serviceMedian', '10:00')).toMatchObject({ value: null, n: 0 });
    expect(told.figure('served', '10:00').value).toBe(1);
    expect(told.figure('waitMedian', '10:00').value).toBe(600);
    expect(told.figure('timesUnmeasured', '10:00')).toMatchObject({ value: 1, n: 1 });
  });

  it('has clocks that differ by seconds, and that is no reason to leave anything out', () => {
    const told = elsewhere();
    tell(told, '09:05', 'issued', { ticket: 'A1', service: 'A', happenedAt: told.at('09:00:30') });
    tell(told, '09:05', 'called', { ticket: 'A1', window: '1', happenedAt: told.at('09:00:10') });
    expect(told.figure('waitMedian', '10:00')).toMatchObject({ value: 0, n: 1 });
    expect(told.figure('timesUnmeasured', '10:00').value).toBe(0);
  });

  it('that never told of a ticket before its end has measured no wait, no way and no service', () => {
    const told = elsewhere();
    tell(told, '09:20', 'finished', { ticket: 'A3', service: 'A', window: '2' });
    expect(told.figure('served', '10:00').value).toBe(1);
    for (const id of ['waitMedian', 'serviceLevel', 'serviceMedian', 'displacement'] as const) {
      expect(told.figure(id, '10:00')).toMatchObject({ value: null, n: 0 });
    }
    expect(told.figure('timesUnmeasured', '10:00').value).toBe(1);
  });

  it('that tells no call has measured the wait to the start, and no way', () => {
    const told = elsewhere();
    tell(told, '09:00', 'issued', { ticket: 'A1', service: 'A' });
    tell(told, '09:10', 'started', { ticket: 'A1', window: '1' });
    tell(told, '09:15', 'finished', { ticket: 'A1' });
    expect(told.figure('waitMedian', '10:00').value).toBe(600);
    expect(told.figure('displacement', '10:00')).toMatchObject({ value: null, n: 0 });
    expect(told.figure('serviceMedian', '10:00').value).toBe(300);
  });

  it('that tells only calls has told nothing of how they ended: nobody was a no-show, nobody served', () => {
    const told = elsewhere();
    tell(told, '08:30', 'windowOpened', { window: '1' });
    for (const ticket of ['A1', 'A2', 'A3']) tell(told, '09:00', 'issued', { ticket, service: 'A' });
    tell(told, '09:05', 'called', { ticket: 'A1', window: '1' });
    tell(told, '09:10', 'called', { ticket: 'A2', window: '1' });
    tell(told, '09:15', 'called', { ticket: 'A3', window: '1' });
    tell(told, '09:20', 'windowClosed', { window: '1' });
    const { tickets, windows } = told.state;
    expect(Object.values(tickets).map((ticket) => lastLeg(ticket).end)).toEqual([
      'unseen',
      'unseen',
      'unseen',
    ]);
    expect(windows['1']).toMatchObject({ mode: 'closed' });
    expect(windows['1']).not.toHaveProperty('ticket');
    expect(told.figure('noShowRate', '10:00')).toMatchObject({ value: null, n: 0 });
    expect(told.figure('served', '10:00').value).toBe(0);
    expect(told.figure('serviceMedian', '10:00').value).toBeNull();
    expect(told.figure('endsUnseen', '10:00').value).toBe(3);
    expect(told.figure('waitMedian', '10:00')).toMatchObject({ value: 600, n: 3 });
  });

  it('that tells an end after its window has called the next is believed, and the next stays there', () => {
    const told = elsewhere();
    tell(told, '09:00', 'called', { ticket: 'A1', service: 'A', window: '1' });
    tell(told, '09:05', 'called', { ticket: 'A2', service: 'A', window: '1' });
    tell(told, '09:06', 'finished', { ticket: 'A1', outcome: 'returned' });
    tell(told, '09:07', 'called', { ticket: 'A3', service: 'A', window: '1' });
    tell(told, '09:08', 'passed', { ticket: 'A2' });
    const ends = Object.values(told.state.tickets).map((ticket) => lastLeg(ticket).end);
    expect(ends).toEqual(['returned', 'passed', undefined]);
    expect(told.state.windows['1']).toMatchObject({ ticket: '2026-03-02/A3', step: 'called' });
    expect(told.figure('endsUnseen', '10:00').value).toBe(0);
  });

  it('that calls somebody to another window has sent them on', () => {
    const told = elsewhere();
    tell(told, '09:05', 'called', { ticket: 'A1', service: 'A', window: '1' });
    tell(told, '09:06', 'started', { ticket: 'A1' });
    tell(told, '09:10', 'called', { ticket: 'A1', window: '2' });
    expect(types(told).slice(-3)).toEqual(['window.opened', 'ticket.transferred', 'ticket.called']);
    expect(told.state.tickets['2026-03-02/A1']?.legs).toHaveLength(2);
  });

  it('is not run from here, and one that is run here takes no records', () => {
    expect(refusalOf(elsewhere(), 'callNext', { window: '1' })).toBe('queue.elsewhere');
    expect(refusalOf(elsewhere(), 'issueTicket', { service: 'A' })).toBe('queue.elsewhere');
    expect(refusalOf(day(), 'observe', { id: '1', what: 'issued', ticket: 'A1', service: 'A' })).toBe(
      'queue.own',
    );
  });

  it('may tell the same twice', () => {
    const told = elsewhere();
    const ask = { id: 'x1', what: 'issued' as const, ticket: 'A1', service: 'A' };
    act(told, '09:00', 'observe', ask);
    expect(decided(told, 'observe', ask)).toEqual([]);
  });

  it('may tell the same again after thousands of others, and at the end of the day', () => {
    const told = elsewhere();
    const ask = { id: 'x1', what: 'issued' as const, ticket: 'A1', service: 'A' };
    act(told, '09:00', 'observe', ask);
    for (let n = 0; n < 5000; n += 1) {
      const data = { id: `6f1c2d7e-${n}-4a5b-9c8d-1234567890ab`, what: 'windowClosed' as const, window: '1' };
      told.say('09:01', { type: 'queue.observed', data });
    }
    expect(decided(told, 'observe', ask)).toEqual([]);
    expect(decided(told, 'observe', { ...ask, id: 'x2', ticket: 'A2' })).toHaveLength(1);
    expect(JSON.stringify(told.state.observed).length).toBeLessThan(75_000);
    told.say('10:00', { type: 'day.opened', data: { date: '2026-03-03' } });
    expect(told.state.observed).toHaveLength(500);
  });

  it.each([
    ['service.unknown', { what: 'issued', ticket: 'A1', service: 'Z' }],
    ['queue.incomplete', { what: 'issued', ticket: 'A1' }],
    ['window.unknown', { what: 'called', ticket: 'A1', service: 'A', window: '9' }],
    ['ticket.unknown', { what: 'called', ticket: 'A1', window: '1' }],
    ['queue.incomplete', { what: 'windowOpened' }],
    ['class.unknown', { what: 'issued', ticket: 'A1', service: 'A', class: 'nonesuch' }],
    ['class.unknown', { what: 'called', ticket: 'A1', service: 'A', window: '1', class: 'nonesuch' }],
  ] as const)('is refused with %s for %j', (code, data) => {
    expect(refusalOf(elsewhere(), 'observe', { id: '1', ...data })).toBe(code);
  });

  it.each([
    ['queue.otherDay', '2026-03-01T09:00:00+08:00'],
    ['queue.otherDay', '1999-01-18T09:00:00+08:00'],
    ['queue.otherDay', '2026-03-03T09:00:00+08:00'],
    ['queue.future', '2026-03-02T09:12:00+08:00'],
  ] as const)('is refused with %s where it tells at 09:10 of %s', (code, time) => {
    const told = elsewhere();
    told.say('09:10', { type: 'window.opened', data: { window: '1' } });
    const record = { what: 'issued' as const, ticket: 'A1', service: 'A' };
    expect(refusalOf(told, 'observe', { id: '1', ...record, at: Date.parse(time) })).toBe(code);
    tell(told, '09:10', 'issued', { ...record, happenedAt: Date.parse(time) });
    expect(told.state.tickets).toEqual({});
    expect(told.events.at(-1)).toMatchObject({ type: 'command.refused', data: { code } });
  });

  it('keeps every ticket in one place, whatever it tells in whatever order', () => {
    const said = fc.record({
      what: fc.constantFrom(...observedKindSchema.options),
      ticket: fc.constantFrom('A1', 'A2', 'A3', '<script>'),
      service: fc.constantFrom('A', 'B', 'Z', undefined),
      window: fc.constantFrom('1', '2', '3', '9', undefined),
      late: fc.option(fc.integer({ min: 0, max: 600 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(said, { maxLength: 60 }), (all) => {
        const told = elsewhere();
        all.forEach(({ what, ticket, service, window, late }, index) => {
          const now = told.at('09:00') + index * 1000;
          const where = { ...(service ? { service } : {}), ...(window ? { window } : {}) };
          const when = late === undefined ? {} : { happenedAt: now - late * 1000 };
          tell(told, now, what, { ticket, ...where, ...when });
        });
        for (const { arrivedAt, calledAt, startedAt, endedAt } of legsOf(told.view('10:00')).map(
          ({ leg }) => leg,
        )) {
          const times = [arrivedAt, calledAt, startedAt, endedAt].filter((time) => time !== undefined);
          expect(times).toEqual(times.toSorted((a, b) => a - b));
        }
        for (const { timeline } of Object.values(told.state.windows)) {
          const times = timeline.map(({ at }) => at);
          expect(times).toEqual(times.toSorted((a, b) => a - b));
        }
        const { tickets, windows, waiting } = told.state;
        for (const { mode, ticket } of Object.values(windows)) {
          if (mode !== 'open') expect(ticket).toBeUndefined();
        }
        const toldPassed = all.flatMap(({ what, ticket }) => (what === 'passed' ? [ticket] : []));
        for (const one of Object.values(tickets)) {
          if (lastLeg(one).end === 'passed') expect(toldPassed).toContain(one.number);
          const at = Object.values(windows).filter(({ ticket }) => ticket === one.id).length;
          const { end, heldAt } = lastLeg(one);
          const places = [
            at === 1,
            waiting.includes(one.id),
            end !== undefined,
            !end && heldAt !== undefined,
          ];
          expect(at).toBeLessThanOrEqual(1);
          expect(places.filter(Boolean)).toHaveLength(1);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a record of another system', () => {
  const map = observedMapSchema.parse({
    fields: { id: 'head.seq', what: 'type', ticket: 'no', service: 'biz', window: 'win', at: 'time' },
    words: { what: { '1': 'issued', '2': 'called' }, service: { '01': 'A' } },
    time: 'local',
  });

  it('is read by its fields and words', () => {
    const record = { head: { seq: 7 }, type: 1, no: 'A001', biz: '01', time: '2026-03-02 09:00:30' };
    expect(readObservation(record, map, 'Asia/Shanghai')).toEqual({
      ...{ id: '7', what: 'issued', ticket: 'A001', service: 'A' },
      at: Date.parse('2026-03-02T01:00:30Z'),
    });
  });

  it.each(['A001', 'A-12', 'b7', '12', '优A001', 'A01-0012'])('may carry the number %s', (no) => {
    expect(readObservation({ head: { seq: 1 }, type: 1, no }, map, 'Asia/Shanghai')).toMatchObject({
      ticket: no,
    });
  });

  it('may have a word that means no class', () => {
    const words = { class: { 普通: '' } };
    const plain = observedMapSchema.parse({ words });
    const record = { id: 1, what: 'issued', ticket: 'A1', class: '普通' };
    expect(readObservation(record, plain, 'Asia/Shanghai')).toEqual({
      ...{ id: '1', what: 'issued', ticket: 'A1' },
    });
  });

  it('of a day that no calendar has is not read as another day', () => {
    const iso = observedMapSchema.parse({});
    const record = { id: 1, what: 'issued', at: '2026-02-30T09:00:00+08:00' };
    expect(readObservation(record, iso, 'Asia/Shanghai')).toMatchObject({ unread: { field: 'at' } });
  });

  it.each([
    [{ type: 1 }, 'id'],
    [{ head: { seq: 1 }, type: 'nonsense' }, 'what'],
    [{ head: { seq: 1 }, type: 1, time: 'yesterday' }, 'at'],
    [{ head: { seq: 1 }, type: 1, time: '2026-02-30 09:00' }, 'at'],
    [{ head: { seq: 1 }, type: 1, time: '2026-03-02 25:00' }, 'at'],
    [{ head: { seq: 1 }, type: 1, no: { a: 1 } }, 'ticket'],
    [{ head: { seq: 1 }, type: 1, no: ['A1'] }, 'ticket'],
    [{ head: { seq: 1 }, type: 1, no: '王小明13800001234' }, 'ticket'],
    [{ head: { seq: 1 }, type: 1, no: '13800001234' }, 'ticket'],
    [{ head: { seq: 1 }, type: 1, no: '<script>' }, 'ticket'],
    [{ head: { seq: { a: 1 } }, type: 1 }, 'id'],
    ['text', 'id'],
    [null, 'id'],
  ])('that cannot be read names the field: %j', (record, field) => {
    expect(readObservation(record, map, 'Asia/Shanghai')).toMatchObject({ unread: { field } });
  });
});
