import type { Draft } from '../../shared/events/index.ts';
import type { Present } from './rules.ts';

/**
 * What became of tickets that were on their way to a printer when the bridge ended: nobody
 * knows, and none is printed again by itself.
 */
export function settlePrints({ state }: Pick<Present, 'state'>): Draft[] {
  return Object.values(state.tickets).flatMap(({ id, print, printer }): Draft[] => {
    if (print !== 'pending' || printer === undefined) return [];
    const data = { ticket: id, printer, code: 'printer.interrupted', uncertain: true };
    return [{ type: 'ticket.printFailed', data }];
  });
}
