import { describe, expect, it } from 'vitest';
import { settlePrints } from '../../../bridge/operations/prints.ts';
import { day } from '../../support/day.ts';

const issued = (number: string, more: { printer?: string } = {}) =>
  ({ type: 'ticket.issued', data: { ticket: number, number, service: 'A', ...more } }) as const;

describe('a bridge that starts', () => {
  it('says of tickets that were on their way to a printer that nobody knows, and of no others', () => {
    const told = day()
      .say('09:00', issued('A001', { printer: 'p' }))
      .say('09:01', issued('A002', { printer: 'p' }))
      .say('09:02', issued('A003'))
      .say('09:03', { type: 'ticket.printed', data: { ticket: 'A001', printer: 'p' } });
    expect(settlePrints(told)).toEqual([
      {
        type: 'ticket.printFailed',
        data: { ticket: 'A002', printer: 'p', code: 'printer.interrupted', uncertain: true },
      },
    ]);
    const settled = settlePrints(told)[0]!;
    expect(settlePrints(told.say('09:04', settled))).toEqual([]);
  });
});
