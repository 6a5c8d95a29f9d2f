import { describe, expect, it } from 'vitest';
import { hallSchema } from '../../../shared/config/schema.ts';
import { passTime } from '../../../bridge/operations/queue/time.ts';
import { turnDay } from '../../../bridge/operations/day.ts';
import { DAY } from '../../../shared/time.ts';
import { day } from '../../support/day.ts';
import { smallHall } from '../../support/hall.ts';
import { act, decided, following, presentOf, refusalOf } from '../../support/present.ts';

const serving = () => day().issue('A', '09:00').issue('A', '09:00').call('1', '09:01').start('1', '09:02');

describe('a service that is set aside', () => {
  it('frees the window, and the time aside is no part of the service', () => {
    const told = act(serving(), '09:04', 'holdService', { window: '1' });
    expect(told.state.windows['1']?.ticket).toBeUndefined();
    act(told, '09:05', 'callNext', { window: '1' });
    act(told, '09:06', 'startService', { window: '1' });
    act(told, '09:10', 'finishService', { window: '1' });
    act(told, '09:20', 'resumeService', { window: '1', ticket: 'A001' });
    act(told, '09:23', 'finishService', { window: '1' });
    // 2 minutes before, 3 after; and 4 minutes of the other.
    expect(told.figure('serviceMedian', '10:00').value).toBe(270);
    expect(told.state.tickets['A001']?.legs[0]).toMatchObject({ heldMs: 16 * 60_000, end: 'done' });
  });

  it('is taken up where it may be served, and only once', () => {
    const told = act(serving(), '09:04', 'holdService', { window: '1' })
      .open('3', '09:04')
      .open('2', '09:04');
    expect(refusalOf(told, 'resumeService', { window: '3', ticket: 'A001' })).toBe('window.wrongService');
    act(told, '09:06', 'resumeService', { window: '2', ticket: 'A001' });
    expect(told.state.windows['2']).toMatchObject({ ticket: 'A001', step: 'serving' });
    expect(refusalOf(told, 'resumeService', { window: '1', ticket: 'A001' })).toBe('ticket.notHeld');
  });

  it('needs a service', () => {
    expect(refusalOf(day(), 'holdService', { window: '1' })).toBe('window.idle');
    const called = day().issue('A', '09:00').call('1', '09:01');
    expect(refusalOf(called, 'holdService', { window: '1' })).toBe('window.notServing');
  });

  it('is named among the leftovers when the day closes over it', () => {
    const told = act(serving(), '09:04', 'holdService', { window: '1' });
    const present = presentOf(told, told.at('09:04') + DAY);
    const closing = turnDay(told.state, present.now, told.hall)[0]!;
    told.say(closing.at, closing.draft);
    expect(told.state.tickets['A001']?.legs[0]).toMatchObject({ end: 'leftover', leftAs: 'held' });
    expect(told.state.tickets['A002']?.legs[0]).toMatchObject({ end: 'leftover', leftAs: 'waiting' });
  });
});

describe('a ticket that was passed over', () => {
  it('waits again in its old place, and the time in between was no waiting', () => {
    const told = day().issue('A', '09:00').issue('A', '09:01').issue('A', '09:02');
    told.call('1', '09:03').pass('1', '09:05');
    expect(told.figure('waiting', '09:05').value).toBe(2);
    act(told, '09:10', 'returnTicket', { ticket: 'A001' });
    expect(told.state.waiting).toEqual(['A001', 'A002', 'A003']);
    expect(told.figure('waiting', '09:10').value).toBe(3);
    expect(told.figure('noShowRate', '09:11').n).toBe(0);
    expect(refusalOf(told, 'returnTicket', { ticket: 'A001' })).toBe('ticket.notPassed');
  });

  it('waits behind all where the hall says so', () => {
    const told = day(smallHall({ queue: { passedReturn: 'end' } }))
      .issue('A', '09:00')
      .issue('A', '09:01');
    told.call('1', '09:03').pass('1', '09:05');
    expect(act(told, '09:10', 'returnTicket', { ticket: 'A001' }).state.waiting).toEqual(['A002', 'A001']);
  });
});

describe('whoever leaves', () => {
  it('may give up while waiting, when called, or while set aside', () => {
    const told = day().issue('A', '09:00').issue('A', '09:00').call('1', '09:01');
    act(told, '09:02', 'abandonTicket', { ticket: 'A001' });
    expect(told.state.windows['1']?.ticket).toBeUndefined();
    act(told, '09:02', 'abandonTicket', { ticket: 'A002' });
    expect(told.state.waiting).toEqual([]);
    expect(refusalOf(told, 'abandonTicket', { ticket: 'A002' })).toBe('ticket.over');
    expect(refusalOf(serving(), 'abandonTicket', { ticket: 'A001' })).toBe('ticket.served');
  });

  it('is not counted at all when the ticket should not have been', () => {
    const told = day().issue('A', '09:00').issue('A', '09:01');
    act(told, '09:02', 'cancelTicket', { ticket: 'A002', reason: '按错' });
    expect(told.figure('arrivals', '09:30').value).toBe(1);
    expect(told.figure('waitMedian', '09:30').n).toBe(1);
    expect(refusalOf(serving(), 'cancelTicket', { ticket: 'A001', reason: '按错' })).toBe(
      'ticket.notWaiting',
    );
  });

  it('cannot use a ticket of another day', () => {
    expect(refusalOf(serving(), 'callTicket', { window: '1', ticket: '2026-03-01/A001' })).toBe(
      'ticket.otherDay',
    );
  });
});

describe('a class', () => {
  it('that the guide gives is not taken at a kiosk', () => {
    const ask = { service: 'A', class: 'priority', channel: 'kiosk' as const };
    expect(refusalOf(day(), 'issueTicket', ask)).toBe('class.guideOnly');
    expect(decided(day(), 'issueTicket', { ...ask, channel: 'guide' })[0]?.data).toMatchObject({
      class: 'priority',
      channel: 'guide',
    });
    expect(refusalOf(day(), 'issueTicket', { service: 'A', class: 'no' })).toBe('class.unknown');
  });

  it('of a service comes with its tickets, and the guide may change it while they wait', () => {
    const services = smallHall().services.map((one) => ({ ...one, class: 'second' }));
    const told = act(day(hallSchema.parse({ ...smallHall(), services })), '09:00', 'issueTicket', {
      service: 'A',
    });
    const [ticket] = Object.values(told.state.tickets);
    expect(ticket?.class).toBe('second');
    act(told, '09:01', 'setClass', { ticket: ticket!.id });
    expect(ticket).not.toHaveProperty('class');
    expect(decided(told, 'setClass', { ticket: ticket!.id })).toEqual([]);
  });
});

describe('a card of precedence', () => {
  it('makes one ticket go ahead, once, until it is no longer good', () => {
    const told = act(day(), '09:00', 'issueCard', { reason: 'outage' });
    const [card, known] = Object.entries(told.state.cards)[0]!;
    expect(card).toMatch(/^[0-9A-Z]{10}$/);
    expect(known.until).toBe('2026-04-01');
    expect(decided(told, 'issueTicket', { service: 'A', card: card.toLowerCase() })[0]?.data).toMatchObject({
      class: 'second',
      card,
    });
    act(told, '09:01', 'issueTicket', { service: 'A', card });
    expect(refusalOf(told, 'issueTicket', { service: 'A', card })).toBe('card.used');
    expect(refusalOf(told, 'issueTicket', { service: 'A', card: 'NO' })).toBe('card.unknown');
  });
});

describe('a ticket that is cancelled', () => {
  it('gives back the card that was given for it', () => {
    const told = act(day(), '09:00', 'issueCard', { reason: 'error' });
    const [card] = Object.keys(told.state.cards);
    act(told, '09:01', 'issueTicket', { service: 'A', card });
    const [ticket] = told.state.waiting;
    act(told, '09:02', 'cancelTicket', { ticket: ticket!, reason: '选错业务' });
    act(told, '09:03', 'issueTicket', { service: 'B', card });
    expect(told.state.cards[card!]?.usedBy).toBe(told.state.waiting[0]);
    expect(refusalOf(told, 'issueTicket', { service: 'A', card })).toBe('card.used');
  });

  it('gives back the appointment that was kept with it', () => {
    const told = day();
    act(told, '08:30', 'bookAppointment', {
      ...{ appointment: 'Y1', service: 'A', date: '2026-03-02', from: '10:00' },
    });
    act(told, '09:45', 'checkIn', { appointment: 'Y1' });
    act(told, '09:46', 'cancelTicket', { ticket: told.state.waiting[0]!, reason: '选错' });
    expect(told.state.appointments['Y1']).toMatchObject({ status: 'booked', seq: told.state.seq });
    expect(told.state.appointments['Y1']).not.toHaveProperty('ticket');
    act(told, '09:47', 'checkIn', { appointment: 'Y1' });
    expect(told.state.appointments['Y1']).toMatchObject({ status: 'arrived', ticket: told.state.waiting[0] });
  });
});

describe('an appointment', () => {
  const slot = { appointment: 'Y1', service: 'A', date: '2026-03-02', from: '10:00' };

  it('is told once, moved, and cancelled; its name is masked before it is written', () => {
    const told = act(day(), '08:30', 'bookAppointment', { ...slot, name: '欧阳小明' });
    expect(told.state.appointments['Y1']).toMatchObject({ status: 'booked', name: '欧**明' });
    expect(decided(told, 'bookAppointment', slot)).toEqual([]);
    act(told, '08:31', 'bookAppointment', { ...slot, from: '11:00' });
    expect(told.state.appointments['Y1']?.from).toBe(told.at('11:00'));
    act(told, '08:32', 'cancelAppointment', { appointment: 'Y1' });
    expect(refusalOf(told, 'checkIn', { appointment: 'Y1' })).toBe('appointment.unknown');
  });

  it('is refused when it is past, checked in too early, on another day, or twice', () => {
    expect(refusalOf(day(), 'bookAppointment', { ...slot, date: '2026-03-01' })).toBe('appointment.past');
    expect(refusalOf(day(), 'bookAppointment', { ...slot, date: '9999-12-31' })).toBe('appointment.tooFar');
    expect(refusalOf(day(), 'bookAppointment', { ...slot, date: '2027-03-04' })).toBe('appointment.tooFar');
    expect(decided(day(), 'bookAppointment', { ...slot, date: '2027-03-02' })).toHaveLength(1);
    const told = act(day(), '08:30', 'bookAppointment', slot);
    expect(refusalOf(told, 'checkIn', { appointment: 'Y1' })).toBe('appointment.early');
    act(told, '08:31', 'bookAppointment', { ...slot, appointment: 'Y2', date: '2026-03-03' });
    expect(refusalOf(told, 'checkIn', { appointment: 'Y2' })).toBe('appointment.otherDay');
    act(told, '09:45', 'checkIn', { appointment: 'Y1' });
    expect(refusalOf(told, 'checkIn', { appointment: 'Y1' })).toBe('appointment.arrived');
    expect(refusalOf(told, 'cancelAppointment', { appointment: 'Y1' })).toBe('appointment.over');
  });

  it('is missed once its slot is over, and forgotten with the day', () => {
    const told = act(day(), '08:30', 'bookAppointment', slot);
    expect(passTime(presentOf(told, '10:29'))).toEqual([]);
    const missed = { type: 'appointment.missed', data: { appointment: 'Y1' } } as const;
    expect(passTime(presentOf(told, '10:30'))).toEqual([missed]);
    told.say('10:30', missed);
    expect(passTime(presentOf(told, '10:31'))).toEqual([]);
    expect(refusalOf(told, 'checkIn', { appointment: 'Y1' })).toBe('appointment.missed');
    told.end('23:59').say(told.at('23:59') + DAY, { type: 'day.opened', data: { date: '2026-03-03' } });
    expect(told.state.appointments).toEqual({});
  });
});

describe('a service that runs long', () => {
  it('is noted once, when it is twice what was expected and nothing better is known', () => {
    const told = serving();
    expect(passTime(presentOf(told, '09:18'))).toEqual([]);
    const [long] = passTime(presentOf(told, '09:18:01'));
    expect(long).toMatchObject({ type: 'ticket.ranLong', data: { limit: 'usual', seconds: 960, n: 0 } });
    told.say('09:18:01', long!);
    expect(passTime(presentOf(told, '09:30'))).toEqual([]);
  });

  it('is judged by the p90 of the day once there are twenty', () => {
    const told = day();
    for (let n = 0; n < 20; n += 1) told.issue('A', '09:00').serve('1', '09:00', '09:00', '09:09');
    told.issue('A', '10:00').call('1', '10:00').start('1', '10:00');
    expect(passTime(presentOf(told, '10:09'))).toEqual([]);
    expect(passTime(presentOf(told, '10:09:01'))[0]?.data).toMatchObject({ seconds: 540, n: 20 });
  });

  it('passes the limit the hall has promised', () => {
    const services = smallHall().services.map((one) => ({ ...one, promiseMinutes: 5 }));
    const told = day(hallSchema.parse({ ...smallHall(), services })).issue('A', '09:00');
    told.call('1', '09:01').start('1', '09:02');
    expect(passTime(presentOf(told, '09:07:01'))[0]?.data).toMatchObject({ limit: 'promised', seconds: 300 });
  });
});

describe('a service at its end', () => {
  const promised = () => {
    const services = smallHall().services.map((one) => ({ ...one, promiseMinutes: 5 }));
    return day(hallSchema.parse({ ...smallHall(), services }))
      .issue('A', '09:00')
      .call('1', '09:01');
  };
  const finished = {
    type: 'ticket.finished',
    data: { ticket: 'A001', window: '1', outcome: 'done' },
  } as const;
  const ranLong = (limit: string) => ({ type: 'ticket.ranLong', data: { window: '1', leg: 0, limit } });

  it('is judged from the call where nobody pressed start, and not before its end', () => {
    const told = promised();
    expect(passTime(presentOf(told, '09:20'))).toEqual([]);
    const drafts = following(told, '09:20', finished);
    expect(drafts).toMatchObject([ranLong('usual'), ranLong('promised')]);
    for (const draft of drafts) told.say('09:20', draft);
    expect(told.figure('promiseBreaches', '10:00')).toMatchObject({ value: 1, evidence: [4] });
    expect(told.figure('longServices', '10:00', { period: told.period('09:00', '09:30') }).value).toBe(1);
    expect(told.figure('longServices', '10:00', { period: told.period('09:10', '09:30') }).value).toBe(0);
  });

  it('that is as short as promised is none of these', () => {
    expect(following(promised(), '09:06', finished)).toEqual([]);
  });

  it('is judged although nobody looked between the limit and the end, and not twice', () => {
    const told = promised().start('1', '09:02');
    expect(following(told, '09:07:01', finished)).toMatchObject([ranLong('promised')]);
    const seen = promised().start('1', '09:02');
    for (const draft of passTime(presentOf(seen, '09:08'))) seen.say('09:08', draft);
    expect(following(seen, '09:09', finished)).toEqual([]);
  });

  it('is not judged where its time was not observed', () => {
    const data = { ...finished.data, unmeasured: ['service' as const] };
    expect(following(promised(), '09:20', { ...finished, data })).toEqual([]);
  });

  it('by a transfer is that of the service that was left', () => {
    const told = promised();
    const data = { ticket: 'A001', window: '1', service: 'B' };
    for (const draft of following(told, '09:07', { type: 'ticket.transferred', data }))
      told.say('09:07', draft);
    const [left, next] = told.state.tickets['A001']!.legs;
    expect(left?.long).toEqual(['promised']);
    expect(next).not.toHaveProperty('long');
  });
});

describe('a ticket that did not come out', () => {
  const printed = { type: 'ticket.printed', data: { ticket: 'A001', printer: 'p' } } as const;
  const failed = {
    type: 'ticket.printFailed',
    data: { ticket: 'A001', printer: 'p', code: 'printer.interrupted', uncertain: true },
  } as const;
  const issued = () =>
    day()
      .device('p', '08:30', 'online')
      .say('09:00', {
        type: 'ticket.issued',
        data: { ticket: 'A001', number: 'A001', service: 'A', printer: 'p' },
      });

  it('is printed again when a person asks, and not while it may still come', () => {
    expect(refusalOf(issued(), 'reprintTicket', { ticket: 'A001', printer: 'p' })).toBe('ticket.printing');
    const told = issued().say('09:01', failed);
    act(told, '09:02', 'reprintTicket', { ticket: 'A001', printer: 'p' });
    expect(told.state.tickets['A001']?.print).toBe('pending');
    told.say('09:03', printed);
    expect(refusalOf(told, 'reprintTicket', { ticket: 'A001', printer: 'p' })).toBe('ticket.printed');
  });
});
