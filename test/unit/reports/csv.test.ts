import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dailyReport } from '../../../bridge/reports/daily.ts';
import { dayTable, TABLES, type TableName } from '../../../bridge/reports/csv.ts';
import { figures } from '../../../shared/metrics/index.ts';
import type { Language } from '../../../shared/text.ts';
import { MINUTE } from '../../../shared/time.ts';
import { day, type Day } from '../../support/day.ts';
import { publicHall, smallHall } from '../../support/hall.ts';
import { randomDays } from '../../support/random-day.ts';

function tableOf(
  told: Day,
  table: TableName,
  language: Language = 'zh',
  at = told.state.at + MINUTE,
): string {
  return dayTable(table, dailyReport(told.state, publicHall(told.hall), at), told.state, language);
}

/** Rows of cells, read by the letter of RFC 4180; a byte order mark must be there. */
function read(text: string): string[][] {
  if (!text.startsWith('\uFEFF')) throw new Error('no byte order mark');
  if (text.includes('\uFEFF', 1)) throw new Error('a second byte order mark');
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  cell.lastIndex = 1;
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const found = cell.exec(text);
    if (!found) throw new Error(`no cell at ${at}: ${text.slice(at, at + 40)}`);
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

const formulas = ['=HYPERLINK("http://evil")', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1'];

/** A hall whose names are what somebody hostile, or only careless, may write. */
function hostileHall(name: string) {
  return smallHall({
    services: [{ id: 'A', prefix: 'A', name: { zh: name, en: name } }],
    windows: [{ id: '1', number: 1, services: ['A'] }],
  });
}

describe('every table', () => {
  it('is rectangular in both languages, with one byte order mark and no broken number', () => {
    fc.assert(
      fc.property(randomDays({ maxLength: 40 }), (told) => {
        for (const table of TABLES) {
          for (const language of ['zh', 'en'] as const) {
            const rows = read(tableOf(told, table, language));
            expect(new Set(rows.map(({ length }) => length)).size, table).toBe(1);
            expect(rows.flat().join()).not.toMatch(/NaN|Infinity|undefined|null|\[object/);
            expect(rows[0]?.join()).toMatch(language === 'zh' ? /[\u4e00-\u9fff]/ : /^[ -~]+$/);
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  it('of a day of no data has its heading, and empty cells where there is nothing to measure', () => {
    const told = day();
    for (const table of TABLES) expect(read(tableOf(told, table)).length).toBeGreaterThan(0);
    expect(read(tableOf(told, 'tickets'))).toHaveLength(1);
    expect(read(tableOf(told, 'slots'))).toHaveLength(1);
    const median = read(tableOf(told, 'figures', 'en')).find(([id]) => id === 'waitMedian');
    expect(median?.slice(2, 5)).toEqual(['', 'seconds', '0']);
  });

  it('of figures says value, unit, n, version and definition of each', () => {
    const told = day().issue('A', '09:00').serve('1', '09:05', '09:06', '09:16');
    for (const language of ['zh', 'en'] as const) {
      const [, ...rows] = read(tableOf(told, 'figures', language));
      expect(rows.map(([id]) => id)).toEqual(Object.keys(figures));
      const { name, unit, version, text } = figures.serviceMedian;
      expect(rows.find(([id]) => id === 'serviceMedian')).toEqual([
        ...['serviceMedian', name[language], '600', unit, '1', '', String(version), text[language]],
      ]);
    }
  });

  it('marks what is a lower bound only, in every table that holds it', () => {
    const told = day().issue('A', '09:00').issue('A', '09:10');
    const marked = (table: TableName) => {
      const [head = [], ...rows] = read(tableOf(told, table, 'en', told.at('09:30')));
      return rows.filter((row) => row.some((cell, index) => head[index] === 'bound' && cell === '≥')).length;
    };
    expect(marked('figures')).toBe(2);
    expect(marked('slots')).toBe(1);
    expect(marked('services')).toBe(1);
    expect(marked('windows')).toBe(0);
  });

  it('leaves the time open empty for a window of which nobody said that it opened', () => {
    const told = day().say('09:00', { type: 'window.opened', data: { window: '1', implied: true } });
    const [, implied, never] = read(tableOf(told, 'windows', 'en', told.at('10:00')));
    expect(implied?.[1]).toBe('');
    expect(never?.[1]).toBe('0');
  });

  it('of tickets has a row for every service of a visit, with local times', () => {
    const told = day().issue('A', '09:00').issue('B', '09:01');
    told.call('1', '09:05').start('1', '09:06').transfer('1', '09:10', 'C');
    told.call('3', '09:12', 'B001').finish('3', '09:20').rate('3', '09:21', 4);
    const [, ...rows] = read(tableOf(told, 'tickets', 'en'));
    expect(rows.map((row) => row.slice(0, 5))).toEqual([
      ['A001', '1', 'A', '1', '2026-03-02 09:00:00'],
      ['A001', '2', 'C', '', '2026-03-02 09:10:00'],
      ['B001', '1', 'B', '3', '2026-03-02 09:01:00'],
    ]);
    expect(rows[2]?.slice(8, 11)).toEqual(['2026-03-02 09:20:00', 'done', '4']);
  });

  it('of tickets has what a service time is reckoned from: the very first call, what was set aside or not measured', () => {
    const told = day().issue('A', '09:00').call('1', '09:05').pass('1', '09:07');
    told.say('09:10', { type: 'ticket.returned', data: { ticket: 'A001', place: 'place' } });
    told.call('1', '09:12').start('1', '09:13');
    told.say('09:15', { type: 'ticket.held', data: { ticket: 'A001', window: '1' } });
    told.say('09:20', { type: 'ticket.resumed', data: { ticket: 'A001', window: '1' } });
    const data = { ticket: 'A001', window: '1', outcome: 'done' as const, unmeasured: ['service' as const] };
    told.say('09:25', { type: 'ticket.finished', data });
    const [head = [], row = []] = read(tableOf(told, 'tickets', 'en'));
    const of = (name: string) => row[head.indexOf(name)];
    expect([of('first call'), of('last call')]).toEqual(['2026-03-02 09:05:00', '2026-03-02 09:12:00']);
    expect([of('set aside s'), of('not measured')]).toEqual(['300', 'service']);
  });
});

it('what will not come to be is said to be without end', () => {
  // Somebody waits and no window is open: the hall never clears.
  const told = day().issue('A', '09:00');
  const row = read(tableOf(told, 'figures', 'en')).find(([id]) => id === 'clearingTime');
  expect(row?.[2]).toBe('∞');
});

describe('a cell', () => {
  it.each(formulas)('that begins like a formula (%j) is kept a text', (name) => {
    const told = day(hostileHall(name)).issue('A', '09:00');
    for (const table of TABLES) {
      for (const cell of read(tableOf(told, table)).flat()) {
        // Numbers may begin with a sign; nothing else may begin as a formula does.
        if (!/^-?\d+(\.\d+)?$/.test(cell)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }
    }
    expect(read(tableOf(told, 'services')).at(1)?.[1]).toBe(`'${name}`);
  });

  it.each(['a,b', 'a"b', 'a\nb', 'a\r\nb', '"', ',', '业务，“甲”', "it's", ' a ', '"=1"'])(
    'with %j comes out as it went in',
    (name) => {
      const told = day(hostileHall(name)).issue('A', '09:00');
      expect(read(tableOf(told, 'services')).at(1)?.[1]).toBe(name);
      expect(read(tableOf(told, 'slots'))[0]?.[1]).toContain(name);
    },
  );
});
