import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  HOUR,
  MINUTE,
  addDays,
  businessDay,
  clockTime,
  dateTime,
  dayPeriod,
  duration,
  localInstant,
  minutesOf,
  weekday,
  zoneOffset,
} from '../../../shared/time.ts';

const utc = (text: string) => Date.parse(text);

describe('the offset of a zone', () => {
  it.each([
    ['Asia/Shanghai', '2026-03-02T00:00:00Z', 8 * HOUR],
    ['Asia/Kathmandu', '2026-03-02T00:00:00Z', 5 * HOUR + 45 * MINUTE],
    ['Europe/Berlin', '2026-03-29T00:59:59Z', HOUR],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', 2 * HOUR],
    ['America/New_York', '2026-11-01T05:59:59Z', -4 * HOUR],
    ['America/New_York', '2026-11-01T06:00:00Z', -5 * HOUR],
    // China kept summer time until 1991.
    ['Asia/Shanghai', '1990-07-01T00:00:00Z', 9 * HOUR],
  ])('is known for %s at %s', (zone, at, offset) => {
    expect(zoneOffset(utc(at), zone)).toBe(offset);
  });
});

describe('the instant of a local time', () => {
  it.each([
    ['in a zone without summer time', 'Asia/Shanghai', '2026-03-02', '08:30', '2026-03-02T00:30:00Z'],
    ['at the end of a day', 'Asia/Shanghai', '2026-03-02', '24:00', '2026-03-02T16:00:00Z'],
    ['before a change of clocks', 'Europe/Berlin', '2026-03-29', '01:59', '2026-03-29T00:59:00Z'],
    ['after a change of clocks', 'Europe/Berlin', '2026-03-29', '03:00', '2026-03-29T01:00:00Z'],
    [
      'that the clock skips is the change itself',
      'Europe/Berlin',
      '2026-03-29',
      '02:30',
      '2026-03-29T01:00:00Z',
    ],
    [
      'that the clock shows twice is the first',
      'Europe/Berlin',
      '2026-10-25',
      '02:30',
      '2026-10-25T00:30:00Z',
    ],
    ['at a midnight that is skipped, west', 'America/Havana', '2026-03-08', '00:00', '2026-03-08T05:00:00Z'],
    ['at a midnight that is skipped, east', 'Africa/Cairo', '2026-04-24', '00:00', '2026-04-23T22:00:00Z'],
    ['at a midnight that comes twice', 'America/Havana', '2026-11-01', '00:00', '2026-11-01T04:00:00Z'],
    // Somebody's slip of the pen: clocks still went by the sun then, 8:05:43 ahead in Shanghai.
    ['in a year of two digits', 'Asia/Shanghai', '0026-11-20', '09:00', '0026-11-20T00:54:17Z'],
    ['on a day that a zone left out', 'Pacific/Apia', '2011-12-30', '08:00', '2011-12-30T10:00:00Z'],
  ])('%s', (_, zone, date, clock, instant) => {
    expect(new Date(localInstant(date, minutesOf(clock), zone)).toISOString()).toBe(
      new Date(instant).toISOString(),
    );
  });

  it.each(['0000-01-01', '0001-01-01', '9999-12-31'])('is found at once for %s', (date) => {
    for (const zone of ['Asia/Shanghai', 'America/Havana', 'UTC']) {
      const wall = Date.parse(`${date}T00:00:00Z`);
      expect(Math.abs(localInstant(date, 0, zone) - wall)).toBeLessThan(2 * 24 * HOUR);
    }
  });
});

describe('the business day', () => {
  const shanghai = { zone: 'Asia/Shanghai', dayStart: '00:00' };
  const night = { zone: 'Asia/Shanghai', dayStart: '04:00' };

  it('turns at local midnight, not at UTC midnight', () => {
    expect(businessDay(utc('2026-03-01T15:59:59.999Z'), shanghai)).toBe('2026-03-01');
    expect(businessDay(utc('2026-03-01T16:00:00Z'), shanghai)).toBe('2026-03-02');
    expect(businessDay(utc('2026-03-02T00:00:00Z'), shanghai)).toBe('2026-03-02');
  });

  it('carries the date on which it began when it starts later than midnight', () => {
    expect(businessDay(localInstant('2026-03-02', minutesOf('03:59'), night.zone), night)).toBe('2026-03-01');
    expect(businessDay(localInstant('2026-03-02', minutesOf('04:00'), night.zone), night)).toBe('2026-03-02');
    expect(dayPeriod('2026-03-02', night)).toEqual({
      from: utc('2026-03-01T20:00:00Z'),
      to: utc('2026-03-02T20:00:00Z'),
    });
  });

  it.each([
    ['23 hours long in spring', '2026-03-29', 23],
    ['25 hours long in autumn', '2026-10-25', 25],
    ['24 hours long otherwise', '2026-06-01', 24],
  ])('is %s', (_, date, hours) => {
    const { from, to } = dayPeriod(date, { zone: 'Europe/Berlin', dayStart: '00:00' });
    expect((to - from) / HOUR).toBe(hours);
  });

  it('does not come back when the hour of its start is lived twice', () => {
    const berlin = { zone: 'Europe/Berlin', dayStart: '02:30' };
    const days = ['00:29', '00:30', '00:59', '01:00', '01:29', '01:30', '02:00'].map((clock) =>
      businessDay(utc(`2026-10-25T${clock}:00Z`), berlin),
    );
    expect(days).toEqual(['2026-10-24', ...Array<string>(6).fill('2026-10-25')]);
  });

  it('is, for every instant, zone and start, the one day whose period holds the instant', () => {
    // The year round the changes of clocks of zones that change at different hours, and by half an hour.
    const zones = [
      'Asia/Shanghai',
      'Europe/Berlin',
      'America/New_York',
      'America/Havana',
      'America/Santiago',
      'Africa/Cairo',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Chatham',
      'UTC',
    ];
    const starts = ['00:00', '00:30', '02:00', '02:30', '04:00', '12:00', '23:30'];
    const changes = zones.flatMap((zone) => changesOf(zone));
    const nearChange = fc
      .record({ change: fc.constantFrom(...changes), by: fc.integer({ min: -2 * HOUR, max: 2 * HOUR }) })
      .map(({ change, by }) => ({ zone: change.zone, at: change.at + by }));
    const anywhere = fc.record({
      zone: fc.constantFrom(...zones),
      at: fc.integer({ min: utc('2026-01-01T00:00:00Z'), max: utc('2027-01-01T00:00:00Z') }),
    });
    expect(changes.length).toBeGreaterThan(10);
    fc.assert(
      fc.property(fc.oneof(nearChange, anywhere), fc.constantFrom(...starts), ({ zone, at }, dayStart) => {
        const time = { zone, dayStart };
        const date = businessDay(at, time);
        const { from, to } = dayPeriod(date, time);
        expect(from).toBeLessThanOrEqual(at);
        expect(at).toBeLessThan(to);
        expect(dayPeriod(addDays(date, 1), time).from).toBe(to);
      }),
      { numRuns: 3000 },
    );
  });
});

/** The instants of 2026 at which a zone changes its clocks. */
function changesOf(zone: string): { zone: string; at: number }[] {
  const found = [];
  for (let at = utc('2026-01-01T00:00:00Z'); at < utc('2027-01-01T00:00:00Z'); at += 30 * MINUTE) {
    if (zoneOffset(at - 1, zone) !== zoneOffset(at, zone)) found.push({ zone, at });
  }
  return found;
}

describe('dates and clocks in words', () => {
  it('count days over months, years and leap days', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  it('know the day of the week', () => {
    expect(weekday('2026-03-01')).toBe(0);
    expect(weekday('2026-03-02')).toBe(1);
    expect(weekday('2026-03-07')).toBe(6);
  });

  it('show local time', () => {
    const at = utc('2026-03-01T23:59:58Z');
    expect(clockTime(at, 'Asia/Shanghai')).toBe('07:59:58');
    expect(dateTime(at, 'Asia/Shanghai')).toBe('2026-03-02 07:59:58');
    expect(dateTime(at, 'America/New_York')).toBe('2026-03-01 18:59:58');
  });

  it.each([
    [0, '0:00'],
    [999, '0:00'],
    [61_000, '1:01'],
    [3_599_999, '59:59'],
    [3_600_000, '1:00:00'],
    [36_061_000, '10:01:01'],
    [-5, '0:00'],
  ])('write %i ms as %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});
