import { describe, expect, it } from 'vitest';
import { effectsOf, type Places } from '../../../bridge/operations/effects.ts';
import type { HallEvent } from '../../../shared/events/index.ts';
import { day, type Day } from '../../support/day.ts';
import { smallHall } from '../../support/hall.ts';

const tcp = { kind: 'tcp' as const, host: 'localhost', port: 1 };
const hall = smallHall({
  lines: [{ id: 'signs', transport: tcp }],
  devices: [
    { id: 'sign-1', driver: 'onbon-bx5k', line: 'signs', window: '1', settings: { screen: 1 } },
    { id: 'hall-sign', driver: 'onbon-bx5k', line: 'signs', settings: { screen: 9 } },
    { id: 'pad-1', driver: 'ff68-pad', line: 'signs', window: '1' },
  ],
});
const places: Places = {
  hall,
  kindOf: (id) => (id.includes('sign') ? 'display' : 'pad'),
};

describe('a ticket on paper', () => {
  const printed = (more: Partial<Places>) =>
    effectsOf(
      {
        ...(day(hall).issue('A', '09:00').events.at(-1) as HallEvent<'ticket.issued'>),
        data: { ticket: 'A001', number: 'A001', service: 'A', printer: 'printer-1' },
      },
      day(hall).issue('A', '09:00').state,
      { ...places, ...more },
    )[0]?.args;

  it('carries the address of its page where phones reach the hall, and else no code', () => {
    const link = 'https://hall.example/t/0123456789';
    expect(printed({ ticketLink: () => link })).toMatchObject({ number: 'A001', link });
    expect(printed({ ticketLink: () => undefined })).not.toHaveProperty('link');
  });
});

describe('signs', () => {
  it('have their clocks looked at and set when they come back and every morning, where they have one', () => {
    const clocked: Places = { ...places, can: (id, action) => id === 'sign-1' || action === 'setClock' };
    const clocks = (told: Day, at: Places = clocked) =>
      effectsOf(told.events.at(-1) as HallEvent, told.state, at).flatMap(({ device, action, args }) =>
        'local' in args ? [[device, action, args.local]] : [],
      );
    const told = day(hall).device('sign-1', '08:00', 'online');
    const [local] = clocks(told).map(([, , time]) => time);
    expect(local).toMatch(/^\d{4}-\d\d-\d\d 08:00:00$/);
    expect(clocks(told)).toEqual([
      ['sign-1', 'askStatus', local],
      ['sign-1', 'setClock', local],
    ]);
    expect(clocks(told, places)).toEqual([]);
    const opened = told.events.find(({ type }) => type === 'day.opened') as HallEvent;
    expect(effectsOf(opened, told.state, clocked).map(({ device, action }) => [device, action])).toEqual([
      ['sign-1', 'askStatus'],
      ['sign-1', 'setClock'],
      ['hall-sign', 'setClock'],
    ]);
  });

  it('are told what to show by what the hall is now, and not because something happened', () => {
    const told = day(hall)
      .issue('A', '09:00')
      .call('1', '09:01')
      .pass('1', '09:02')
      .device('pad-1', '09:03', 'online');
    const actions = told.events.flatMap((event) => effectsOf(event as HallEvent, told.state, places));
    expect(actions.map(({ action }) => action)).not.toContain('showText');
  });
});
