import { describe, expect, it } from 'vitest';
import { ruleIds } from '../../../shared/config/ledger.ts';
import { calendarOf } from '../../../shared/ledger/chinese-calendar.ts';
import { acceptDue, closeDue, extendedDue } from '../../../shared/ledger/deadline.ts';
import { lengthWords } from '../../../shared/ledger/words.ts';
import { ruleOf, rulesOf } from '../../../shared/ledger/policy.ts';
import { dateTime } from '../../../shared/time.ts';
import { smallHall } from '../../support/hall.ts';

const hall = smallHall();
const calendar = calendarOf(hall);
const counting = { calendar, time: hall };

describe('the Chinese working days', () => {
  it.each([
    // National day 2025: off from 1 to 8 October, worked on Sunday 28 September and Saturday 11 October.
    ['2025-09-28', true],
    ['2025-10-01', false],
    ['2025-10-08', false],
    ['2025-10-09', true],
    ['2025-10-11', true],
    ['2025-10-12', false],
    // Spring festival 2026: off from 15 to 23 February, worked on Saturday 14 and Saturday 28.
    ['2026-02-14', true],
    ['2026-02-16', false],
    ['2026-02-23', false],
    ['2026-02-24', true],
    ['2026-02-28', true],
    // National day 2026: off from 1 to 7 October, worked on Sunday 20 September and Saturday 10 October.
    ['2026-09-20', true],
    ['2026-10-07', false],
    ['2026-10-10', true],
  ])('%s is a working day: %s', (date, works) => {
    expect(calendar.isWorkday(date)).toBe(works);
    expect(calendar.covers(date)).toBe(true);
  });

  it.each([
    ['2025-09-26', 5, '2025-10-10'],
    ['2025-09-30', 1, '2025-10-09'],
    ['2026-02-12', 5, '2026-02-26'],
    ['2026-02-12', 7, '2026-02-28'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-03-02', 15, '2026-03-23'],
  ])('from %s the working day number %i is %s', (from, days, date) => {
    expect(calendar.after(from, days)).toEqual({ date, certain: true });
    expect(calendar.between(from, date)).toBe(days);
    expect(calendar.between(date, from)).toBe(-days);
  });

  it('says that it is not certain where it does not know the year', () => {
    expect(calendar.covers('2031-01-04')).toBe(false);
    expect(calendar.after('2031-01-02', 5)).toEqual({ date: '2031-01-09', certain: false });
  });

  it('knows the days that are off by law in any year, also where no arrangement of it is published', () => {
    for (const date of ['2031-01-01', '2031-05-01', '2031-05-02', '2031-10-01', '2031-10-02', '2031-10-03'])
      expect([date, calendar.isWorkday(date)]).toEqual([date, false]);
    expect(calendar.isWorkday('2031-01-02')).toBe(true);
    const own = calendarOf(smallHall({ calendar: { workdays: ['2031-01-01'] } }));
    expect(own.isWorkday('2031-01-01')).toBe(true);
  });

  it('takes what the hall says over what the state says', () => {
    const own = smallHall({
      calendar: { holidays: ['2026-10-10', '2031-01-03'], workdays: ['2026-10-07'], years: [2031] },
    });
    const known = calendarOf(own);
    expect(known.isWorkday('2026-10-10')).toBe(false);
    expect(known.isWorkday('2026-10-07')).toBe(true);
    expect(known.isWorkday('2026-10-06')).toBe(false);
    expect(known.after('2031-01-02', 5)).toEqual({ date: '2031-01-10', certain: true });
  });
});

describe('a deadline', () => {
  it('is in time until the end of its last day, and counts from the next day on', () => {
    const due = closeDue('2026-02-12', ruleOf('rating', hall.ledger), 5, counting);
    expect(due).toMatchObject({
      rule: 'rating',
      days: 5,
      unit: 'working',
      date: '2026-02-26',
      certain: true,
    });
    expect(dateTime(due.at, hall.zone)).toBe('2026-02-27 00:00:00');
  });

  it('in days of the calendar that ends on a day off is put off to the next working day', () => {
    const due = closeDue('2026-09-03', ruleOf('complaint', hall.ledger), 30, counting);
    expect(due.date).toBe('2026-10-08');
    expect(acceptDue('2026-09-30', ruleOf('complaint', hall.ledger), counting)?.date).toBe('2026-10-10');
  });

  it('is extended in working days', () => {
    const due = closeDue('2026-02-02', ruleOf('suggestion', hall.ledger), 5, counting);
    expect(due.date).toBe('2026-02-09');
    expect(extendedDue(due, 5, counting)).toMatchObject({
      ...{ date: '2026-02-14', days: 5 },
      extension: { days: 5, base: '2026-02-09' },
    });
  });

  it('is extended twice as it is once by both, and keeps apart what days it is made of', () => {
    const due = closeDue('2026-11-20', ruleOf('complaint', hall.ledger), 30, counting);
    const once = extendedDue(due, 15, counting);
    expect(extendedDue(extendedDue(due, 5, counting), 10, counting)).toEqual(once);
    expect(lengthWords(once).zh).toBe('30 个自然日 + 延期 15 个工作日');
    expect(lengthWords(due).en).toBe('30 calendar days');
    expect(lengthWords(closeDue('2026-11-20', ruleOf('rating', hall.ledger), 5, counting)).zh).toBe(
      '5 个工作日',
    );
  });
});

describe('the table of deadlines', () => {
  it('has a row for everything, each with where it comes from', () => {
    const rules = rulesOf(hall.ledger);
    expect(rules.map(({ id }) => id)).toEqual([...ruleIds]);
    for (const { provenance } of rules) expect(provenance.zh && provenance.en).toBeTruthy();
    expect(ruleOf('rating', hall.ledger)).toMatchObject({ days: 5, options: [5, 7, 15] });
  });

  it('is the hall’s own where the hall says so, and names its reason', () => {
    const own = smallHall({ ledger: { deadlines: { rating: { days: 7, because: '市局〔2024〕3号' } } } });
    expect(ruleOf('rating', own.ledger)).toMatchObject({
      ...{ days: 7, extend: 0 },
      provenance: { zh: '本厅：市局〔2024〕3号' },
    });
    expect(ruleOf('survey', own.ledger)).toEqual(ruleOf('survey', hall.ledger));
  });
});
