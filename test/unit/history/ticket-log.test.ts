import { describe, expect, it } from 'vitest';
import {
  inOrder,
  logMapSchema,
  readLogRow,
  withTransfers,
  type LogRow,
} from '../../../bridge/history/ticket-log.ts';
import { readRecords, textOf } from '../../../bridge/tables/read-table.ts';
import { Refusal } from '../../../shared/refusals.ts';

const map = logMapSchema.parse({
  columns: {
    ticket: '号码',
    service: '业务',
    issued: '取号时间',
    called: '叫号时间',
    started: '开始',
    ended: '结束',
    outcome: '结果',
  },
  words: { service: { 申报: 'filing' }, outcome: { 办结: 'done', 过号: 'passed' } },
});
const HEAD = '号码,业务,取号时间,叫号时间,开始,结束,结果,window';
const rowOf = (row: string) => {
  const [{ line, record }] = readRecords(`${HEAD}\n${row}\n`) as [
    { line: number; record: Record<string, string> },
  ];
  return readLogRow(line, record, map, { zone: 'Asia/Shanghai', classes: ['priority'] });
};

describe('a row of a ticket log', () => {
  it('becomes what happened, each at its own instant', () => {
    const row = rowOf(
      'A001,申报,2026-03-02 09:00:10,2026/3/2 9:05,2026-03-02 09:06,2026-03-02 09:10:30.5,办结,w3',
    );
    const at = (clock: string) => Date.parse(`2026-03-02T${clock}Z`);
    const common = { ticket: 'A001', service: 'filing', window: 'w3' };
    expect(row).toEqual({
      line: 2,
      observations: [
        { id: '2/issued', what: 'issued', at: at('01:00:10'), ...common },
        { id: '2/called', what: 'called', at: at('01:05:00'), ...common },
        { id: '2/started', what: 'started', at: at('01:06:00'), ...common },
        { id: '2/finished', what: 'finished', at: at('01:10:30.500'), ...common, outcome: 'done' },
      ],
    });
  });

  it('of somebody who was passed over ends so', () => {
    const row = rowOf('A001,申报,2026-03-02 09:00,2026-03-02 09:05,,2026-03-02 09:07,过号,w3');
    expect('observations' in row && row.observations.map(({ what }) => what)).toEqual([
      'issued',
      'called',
      'passed',
    ]);
  });

  it.each([
    ['A001,申报,上午,,,,,', '取号时间', '上午'],
    ['A001,申报,,,,,,', '取号时间', ''],
    ['A001,申报,2026-02-30 09:00,,,,,', '取号时间', '2026-02-30 09:00'],
    ['A001,申报,2026-03-02 25:00,,,,,', '取号时间', '2026-03-02 25:00'],
    ['王小明13800001234,申报,2026-03-02 09:00,,,,,', '号码', '王小明13800001234'],
    [',申报,2026-03-02 09:00,,,,,', '号码', ''],
    ['A001,申报,2026-03-02 09:00,,,2026-03-02 09:09,走了,', '结果', '走了'],
  ])('that cannot be read names line, column and value: %s', (row, column, value) => {
    expect(rowOf(row)).toEqual({ mistake: { line: 2, column, value } });
  });

  it('keeps the length of a service that began before its call, and of clocks that differ the earlier time', () => {
    const row = rowOf(
      'A001,申报,2026-03-02 09:00:02,2026-03-02 09:00:01,2026-03-02 09:00:00,2026-03-02 09:10:30,办结,w3',
    );
    const zero = Date.parse('2026-03-02T01:00:00Z');
    expect(row).toMatchObject({
      aligned: true,
      observations: [
        { what: 'issued', at: zero },
        { what: 'called', at: zero },
        { what: 'started', at: zero },
        { what: 'finished', at: zero + 630_000 },
      ],
    });
  });

  it.each([
    ['A001,申报,2026-03-02 23:58,2026-03-02 23:59,2026-03-02 23:59,2026-03-02 00:03,办结,w3', '结束', '开始'],
    ['A001,申报,2026-03-02 09:00,2026-03-02 08:58,,2026-03-02 09:07,过号,w3', '叫号时间', '取号时间'],
  ])('that ends before it begins is not believed, and says of which times: %s', (row, column, before) => {
    expect(rowOf(row)).toMatchObject({ mistake: { line: 2, column, before } });
  });

  it.each([
    ['priority', { class: 'priority' }, undefined],
    ['', {}, undefined],
    ['普通', {}, '普通'],
    ['优', { class: 'priority' }, undefined],
    ['无', {}, undefined],
  ])('of the class “%s” is taken, and a class that nobody knows is told', (word, taken, strange) => {
    const row = readLogRow(
      2,
      { ticket: 'A1', service: 'a', class: word, issued_at: '2026-03-02 09:00' },
      logMapSchema.parse({ words: { class: { 优: 'priority', 无: '' } } }),
      { zone: 'Asia/Shanghai', classes: ['priority'] },
    ) as Extract<LogRow, { observations: unknown }>;
    const [issued] = row.observations;
    expect({ ...(issued?.class ? { class: issued.class } : {}) }).toEqual(taken);
    expect(row.strangeClass).toBe(strange);
  });

  it('that was transferred was sent to the service of the next row of its number', () => {
    const row = (line: number, words: string) => {
      const [ticket = '', service = '', issued_at = '', called_at = '', ended_at = '', outcome = ''] =
        words.split(',');
      const day = (clock: string) => (clock ? `2026-03-02 ${clock}` : '');
      const record = { ticket, service, issued_at: day(issued_at), called_at: day(called_at) };
      return readLogRow(line, { ...record, ended_at: day(ended_at), outcome }, logMapSchema.parse({}), {
        zone: 'Asia/Shanghai',
        classes: [],
      }) as Extract<LogRow, { observations: unknown }>;
    };
    const told = withTransfers([
      row(2, 'A1,invoices,09:00,09:20,09:25,done'),
      row(3, 'A1,filing,09:00,09:05,09:10,transferred'),
      row(4, 'A2,filing,09:01,09:11,09:15,transferred'),
    ]);
    expect(told.filter(({ what }) => what === 'transferred').map(({ service }) => service)).toEqual([
      'invoices',
      'filing',
    ]);
    // The ticket was taken once, for the service it was first called for.
    expect(
      told.filter(({ what, ticket }) => what === 'issued' && ticket === 'A1').map(({ service }) => service),
    ).toEqual(['filing']);
  });

  it('is put in order with all others, and at one instant in the order of a visit', () => {
    const one = (what: 'issued' | 'called' | 'finished', at: number) => ({
      id: `${what}${at}`,
      what,
      at,
      ticket: 'A1',
    });
    const sorted = inOrder([one('finished', 5), one('called', 5), one('issued', 5), one('issued', 1)]);
    expect(sorted.map(({ id }) => id)).toEqual(['issued1', 'issued5', 'called5', 'finished5']);
  });
});

describe('a table', () => {
  it('is read with quotes, tabs, a byte order mark and rows that are too short', () => {
    expect(readRecords('\uFEFFa\tb\n"1 ""x"""\t2\n\n3\n')).toEqual([
      { line: 2, record: { a: '1 "x"', b: '2' } },
      { line: 3, record: { a: '3', b: '' } },
    ]);
  });

  it('whose quotes do not close is refused with the line on which that row begins', () => {
    expect(() => readRecords('号码,b\n1,2\n"3\n4,5\n')).toThrow(new Refusal('table.quotes', { line: '3' }));
  });

  it('of a million columns is read as far as people write them', () => {
    const wide = ','.repeat(1_000_000);
    const [row] = readRecords(`a${wide}\n${'1\n'.repeat(100)}`);
    expect(row?.record['a']).toBe('1');
    expect(Object.keys(row?.record ?? {})).toHaveLength(2);
  });

  it('may be in GB18030, as Chinese office programs write it', () => {
    expect(textOf(Uint8Array.from([0xba, 0xc5, 0xc2, 0xeb]))).toBe('号码');
    expect(textOf(new TextEncoder().encode('号码'))).toBe('号码');
  });
});
