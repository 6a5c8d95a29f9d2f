import { describe, expect, it } from 'vitest';
import { appointmentNumber, appointmentsOn } from '../../../dashboard/guide/booking.ts';
import { openCalls } from '../../../dashboard/guide/calls.ts';
import {
  findTickets,
  mayBeReprinted,
  ticketsToMind,
  whereaboutsOf,
} from '../../../dashboard/guide/finding.ts';
import { outOfOrder, printersOf } from '../../../dashboard/guide/out-of-order.ts';
import { serviceGroups } from '../../../dashboard/guide/service-groups.ts';
import type { PublicDevice } from '../../../shared/config/public.ts';
import { day } from '../../support/day.ts';
import { publicHall, smallHall } from '../../support/hall.ts';
import { act } from '../../support/present.ts';

const numbers = (tickets: { number: string }[]) => tickets.map(({ number }) => number);

describe('finding a ticket', () => {
  const told = () => day().issue('A', '09:00').issue('B', '09:01').issue('A', '09:02').issue('C', '09:03');

  it.each([
    ['a1', ['A001']],
    ['A001', ['A001']],
    [' a 001 ', ['A001']],
    ['1', ['C001', 'B001', 'A001']],
    ['002', ['A002']],
    ['b', ['B001']],
    ['9', []],
    ['', []],
    ['A-1', []],
  ])('by "%s"', (typed, expected) => {
    expect(numbers(findTickets(told().state, typed))).toEqual(expected);
  });

  it('puts those still open before those that are over', () => {
    const one = act(told(), '09:05', 'cancelTicket', { ticket: 'C001', reason: '按错' });
    expect(numbers(findTickets(one.state, '1'))).toEqual(['B001', 'A001', 'C001']);
  });

  it('says where it is', () => {
    const one = told();
    const where = (id: string) => whereaboutsOf(one.state, one.state.tickets[id]!);
    expect(where('A001')).toBe('waiting');
    one.call('1', '09:04', 'A001');
    expect(where('A001')).toBe('called');
    one.start('1', '09:05');
    expect(where('A001')).toBe('serving');
    act(one, '09:06', 'holdService', { window: '1' });
    expect(where('A001')).toBe('held');
    one.call('1', '09:07', 'B001').pass('1', '09:08');
    expect(where('B001')).toBe('passed');
    act(one, '09:09', 'abandonTicket', { ticket: 'A002' });
    expect(where('A002')).toBe('ended');
  });

  it('shows first what did not come out of a printer, then whom nobody saw', () => {
    const one = told().call('1', '09:04', 'A001').pass('1', '09:05');
    one.state.tickets['A002']!.print = 'uncertain';
    expect(numbers(ticketsToMind(one.state, 10))).toEqual(['A002', 'A001', 'C001', 'B001']);
    expect(mayBeReprinted(one.state.tickets['A002']!)).toBe(true);
    act(one, '09:06', 'abandonTicket', { ticket: 'A002' });
    expect(mayBeReprinted(one.state.tickets['A002']!)).toBe(false);
  });
});

it('what is down is told by device, and what nobody has heard of is not', () => {
  const device = (id: string, kind: string): PublicDevice => ({
    ...{ id, kind, driver: kind, line: 'l', name: { zh: id, en: id } },
  });
  const devices = [
    device('p1', 'printer'),
    device('p2', 'printer'),
    device('k1', 'kiosk'),
    device('s', 'display'),
  ];
  const told = day().device('p1', '08:30', 'online').device('k1', '08:40', 'offline');
  const status = { paper: 'out' as const, fault: 'none' as const };
  told
    .say('08:50', { type: 'printer.statusChanged', device: 'p1', data: status })
    .device('s', '08:50', 'offline');
  expect(outOfOrder(told.state, devices).map(({ device: { id }, why, since }) => [id, why, since])).toEqual([
    ['p1', 'printer.paperOut', undefined],
    ['k1', 'device.offline', told.at('08:40')],
  ]);
  expect(printersOf(told.state, devices).map(({ why }) => why)).toEqual([
    'printer.paperOut',
    'printer.offline',
  ]);
});

describe('appointments', () => {
  it('stand on their day, by time', () => {
    const told = day();
    for (const [appointment, date, from] of [
      ['Y2', '2026-03-02', '15:00'],
      ['Y1', '2026-03-02', '10:00'],
      ['Y3', '2026-03-03', '09:00'],
    ] as const) {
      act(told, '08:30', 'bookAppointment', { appointment, service: 'A', date, from });
    }
    const ids = (date: string) => appointmentsOn(told.state, date, publicHall(told.hall)).map(({ id }) => id);
    expect(ids('2026-03-02')).toEqual(['Y1', 'Y2']);
    expect(ids('2026-03-03')).toEqual(['Y3']);
  });

  it('have numbers of digits alone, none of them twice', () => {
    const taken = new Set(['03020042']);
    const number = appointmentNumber(
      '2026-03-02',
      (one) => taken.has(one),
      () => 0.0042,
    );
    expect(number).toBe('03020043');
  });
});

it('services stand in the groups of the kiosk, and those of none come last', () => {
  const hall = publicHall(
    smallHall({
      groups: [
        { id: 'tax', name: { zh: '税', en: 'Tax' } },
        { id: 'none', name: { zh: '空', en: 'Empty' } },
      ],
      services: [
        { id: 'A', prefix: 'A', name: { zh: '甲', en: 'A' } },
        { id: 'B', prefix: 'B', name: { zh: '乙', en: 'B' }, group: 'tax' },
        { id: 'C', prefix: 'C', name: { zh: '丙', en: 'C' }, group: 'tax' },
      ],
    }),
  );
  const ids = serviceGroups(hall).map(({ group, services }) => [group?.id, ...services.map(({ id }) => id)]);
  expect(ids).toEqual([
    ['tax', 'B', 'C'],
    [undefined, 'A'],
  ]);
});

it('calls for help that nobody has seen to come oldest first', () => {
  const told = day();
  for (const [clock, window] of [
    ['09:00', '1'],
    ['09:05', '2'],
  ] as const) {
    told.say(clock, {
      type: 'alert.raised',
      data: { alert: window, kind: 'help.called', severity: 'warning', about: { window, reason: 'crowd' } },
    });
  }
  expect(openCalls(told.state).map(({ id }) => id)).toEqual(['1', '2']);
  told.say('09:06', { type: 'alert.acknowledged', data: { alert: '1' } });
  expect(openCalls(told.state).map(({ id }) => id)).toEqual(['2']);
});
