import { describe, expect, it } from 'vitest';
import { createCodes, ticketSubject } from '../../../bridge/operations/codes.ts';
import { Guesses } from '../../../bridge/server/guesses.ts';
import { TicketTokens } from '../../../bridge/server/ticket-tokens.ts';
import { DATE, smallHall } from '../../support/hall.ts';
import { day } from '../../support/day.ts';

const codeFor = createCodes('secret');
const tokenOf = (ticket: string) => codeFor(ticketSubject(ticket));

describe('the token of a ticket', () => {
  it('finds it from its issue on, also as people type it, and no longer than its day', () => {
    const told = day(smallHall()).say('08:00', { type: 'day.opened', data: { date: DATE } });
    const tokens = new TicketTokens(codeFor);
    expect(tokens.find(told.state, tokenOf('A001'))).toBeUndefined();
    told.issue('A', '09:00').issue('A', '09:01');
    expect(tokens.find(told.state, tokenOf('A002'))?.number).toBe('A002');
    const typed = tokenOf('A001').toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
    expect(tokens.find(told.state, typed)?.number).toBe('A001');
    told.say('23:59', { type: 'day.opened', data: { date: '2026-03-03' } });
    expect(tokens.find(told.state, tokenOf('A001'))).toBeUndefined();
  });

  it('is another for every ticket and every hall', () => {
    const all = Array.from({ length: 500 }, (_, index) => tokenOf(`A${index}`));
    expect(new Set(all).size).toBe(500);
    expect(createCodes('other')(ticketSubject('A1'))).not.toBe(all[1]);
  });
});

describe('guesses at tokens', () => {
  it('are held back for a minute from the address that made them, and from no other', () => {
    let now = 0;
    const guesses = new Guesses(() => now);
    guesses.note('phone', 'MINE', true);
    for (let guess = 0; guess < 10; guess++) guesses.note('phone', `NONE${guess}`, false);
    expect(guesses.isHeldBack('phone', 'OTHER')).toBe(true);
    expect(guesses.isHeldBack('phone', 'MINE')).toBe(false);
    expect(guesses.isHeldBack('elsewhere', 'OTHER')).toBe(false);
    now = 60_000;
    expect(guesses.isHeldBack('phone', 'OTHER')).toBe(false);
  });
});
