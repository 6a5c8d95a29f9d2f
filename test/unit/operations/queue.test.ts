import { describe, expect, it } from 'vitest';
import { day } from '../../support/day.ts';
import { asked, decided, presentOf, refusalOf } from '../../support/present.ts';
import { decide, isDecided } from '../../../bridge/operations/decide.ts';
import { nextFor } from '../../../shared/queue/next.ts';
import { commandSchemas, type CommandName } from '../../../shared/commands.ts';
import type { Draft } from '../../../shared/events/index.ts';

/** A called to window 1 at 09:01 (and started at 09:02); another A waits. */
const called = () => day().issue('A', '09:00').issue('A', '09:00').call('1', '09:01');
const serving = () => called().start('1', '09:02');
const type = ({ type: name }: Draft) => name;

describe('issuing a ticket', () => {
  it('numbers each service on its own, from 1, three digits at least', () => {
    const told = day().issue('A', '09:00').issue('A', '09:00').issue('B', '09:00');
    expect(decided(told, 'issueTicket', { service: 'A' })).toEqual([
      { type: 'ticket.issued', data: { ticket: '2026-03-02/A003', number: 'A003', service: 'A' } },
    ]);
    expect(decided(told, 'issueTicket', { service: 'C' })[0]?.data).toMatchObject({ number: 'C001' });
    for (let n = told.state.issued['A'] ?? 0; n < 999; n += 1) told.issue('A', '09:01');
    expect(decided(told, 'issueTicket', { service: 'A' })[0]?.data).toMatchObject({ number: 'A1000' });
  });

  it('is refused for a service the hall does not have', () => {
    expect(refusalOf(day(), 'issueTicket', { service: 'Z' })).toBe('service.unknown');
  });

  it.each([
    ['printer.offline', 'offline', null],
    ['printer.offline', 'unknown', null],
    ['printer.paperOut', 'online', { paper: 'out', fault: 'none' }],
    ['printer.cover', 'online', { paper: 'ok', fault: 'cover' }],
    ['printer.fault', 'online', { paper: 'ok', fault: 'cutter' }],
    ['printer.fault', 'online', { paper: 'ok', fault: 'unrecoverable' }],
    ['printer.offline', 'online', { paper: 'ok', fault: 'offline' }],
  ] as const)('is refused with %s where its printer is %s and says %j', (code, availability, status) => {
    const told = day().device('printer', '08:30', availability);
    if (status) told.say('08:31', { type: 'printer.statusChanged', device: 'printer', data: status });
    expect(refusalOf(told, 'issueTicket', { service: 'A', printer: 'printer' })).toBe(code);
    // The screen needs no printer.
    expect(decided(told, 'issueTicket', { service: 'A' })).toHaveLength(1);
  });

  it('goes ahead on a printer that is low on paper, or has not said anything yet', () => {
    const told = day().device('printer', '08:30', 'online');
    const ask = { service: 'A', printer: 'printer' };
    expect(decided(told, 'issueTicket', ask)[0]?.data).toMatchObject({ printer: 'printer' });
    told.say('08:31', {
      type: 'printer.statusChanged',
      device: 'printer',
      data: { paper: 'low', fault: 'none' },
    });
    expect(decided(told, 'issueTicket', ask).map(type)).toEqual(['ticket.issued']);
  });

  it('is refused for a printer nobody knows', () => {
    expect(refusalOf(day(), 'issueTicket', { service: 'A', printer: 'nowhere' })).toBe('printer.offline');
  });
});

describe('calling the next', () => {
  it('takes whoever came first among the services of the window', () => {
    const told = day()
      .issue('C', '09:00')
      .issue('B', '09:01')
      .issue('A', '09:02')
      .open('1', '09:03')
      .open('2', '09:03');
    const next = (window: string) =>
      nextFor(
        presentOf(told),
        told.hall.windows.find(({ id }) => id === window)!,
      )?.ticket.number;
    expect([next('1'), next('2'), next('3')]).toEqual(['B001', 'A001', 'C001']);
    expect(decided(told, 'callNext', { window: '1' })).toEqual([
      { type: 'ticket.called', data: { ticket: 'B001', window: '1', why: { rule: 'order' } } },
    ]);
  });

  it('ends the service in progress, and says that nobody pressed finish', () => {
    expect(decided(serving(), 'callNext', { window: '1' })).toEqual([
      { type: 'ticket.finished', data: { ticket: 'A001', window: '1', outcome: 'done', implied: true } },
      { type: 'ticket.called', data: { ticket: 'A002', window: '1', why: { rule: 'order' } } },
    ]);
  });

  it('is refused with window.busy while a called ticket is neither started nor passed over', () => {
    expect(refusalOf(called(), 'callNext', { window: '1' })).toBe('window.busy');
  });

  it('is refused with queue.empty when nobody waits for this window', () => {
    expect(refusalOf(day().open('1', '09:00').issue('C', '09:00'), 'callNext', { window: '1' })).toBe(
      'queue.empty',
    );
  });

  it('is refused with window.notOpen at a closed and at a paused window', () => {
    const told = day().issue('A', '09:00');
    expect(refusalOf(told, 'callNext', { window: '1' })).toBe('window.notOpen');
    expect(refusalOf(told.open('1', '09:00').pause('1', '09:01'), 'callNext', { window: '1' })).toBe(
      'window.notOpen',
    );
  });

  it('is refused with window.unknown where there is no such window', () => {
    expect(refusalOf(day(), 'callNext', { window: '9' })).toBe('window.unknown');
  });
});

describe('calling a ticket by name', () => {
  it('finds it by its id or by the number on the paper, out of turn', () => {
    const told = day().issue('A', '09:00').issue('A', '09:01').open('1', '09:02');
    expect(decided(told, 'callTicket', { window: '1', ticket: 'A002' })).toEqual([
      {
        type: 'ticket.called',
        data: { ticket: 'A002', window: '1', why: { rule: 'named', overtook: ['A001'] } },
      },
    ]);
  });

  it('brings back one that was passed over, at any window that serves it', () => {
    const told = called().pass('1', '09:05').open('2', '09:06');
    expect(decided(told, 'callTicket', { window: '2', ticket: 'A001' }).map(type)).toEqual(['ticket.called']);
  });

  it('is refused with ticket.unknown, window.wrongService or ticket.notCallable', () => {
    const told = serving().open('3', '09:05').open('2', '09:05');
    expect(refusalOf(told, 'callTicket', { window: '2', ticket: 'A999' })).toBe('ticket.unknown');
    expect(refusalOf(told, 'callTicket', { window: '3', ticket: 'A002' })).toBe('window.wrongService');
    expect(refusalOf(told, 'callTicket', { window: '2', ticket: 'A001' })).toBe('ticket.notCallable');
    told.finish('1', '09:06');
    expect(refusalOf(told, 'callTicket', { window: '2', ticket: 'A001' })).toBe('ticket.notCallable');
  });

  it('is refused with window.busy where another ticket stands called', () => {
    expect(refusalOf(called(), 'callTicket', { window: '1', ticket: 'A002' })).toBe('window.busy');
  });
});

describe('a ticket at the window', () => {
  const commands = ['recall', 'passOver', 'startService', 'finishService'] as const;

  it.each(commands)('is needed for %s: refused with window.idle', (name) => {
    expect(refusalOf(day().open('1', '09:00'), name, { window: '1' })).toBe('window.idle');
    expect(refusalOf(day(), name, { window: '1' })).toBe('window.idle');
    expect(refusalOf(day(), name, { window: '9' })).toBe('window.unknown');
  });

  it.each([
    ['recall', 'ticket.recalled'],
    ['passOver', 'ticket.passed'],
    ['startService', 'ticket.started'],
  ] as const)('may %s before its service starts, not after', (name, fact) => {
    expect(decided(called(), name, { window: '1' })).toEqual([
      { type: fact, data: { ticket: 'A001', window: '1' } },
    ]);
    expect(refusalOf(serving(), name, { window: '1' })).toBe('window.serving');
  });

  it('is finished with its outcome, also where the pad has no start key', () => {
    expect(decided(serving(), 'finishService', { window: '1', outcome: 'returned' })).toEqual([
      { type: 'ticket.finished', data: { ticket: 'A001', window: '1', outcome: 'returned' } },
    ]);
    expect(decided(called(), 'finishService', { window: '1' })[0]?.data).toMatchObject({ outcome: 'done' });
  });

  it('is transferred to a service the hall has', () => {
    expect(decided(serving(), 'transferTicket', { window: '1', service: 'C' })).toEqual([
      { type: 'ticket.transferred', data: { ticket: 'A001', window: '1', service: 'C' } },
    ]);
    expect(refusalOf(serving(), 'transferTicket', { window: '1', service: 'Z' })).toBe('service.unknown');
    expect(refusalOf(day(), 'transferTicket', { window: '1', service: 'A' })).toBe('window.idle');
  });
});

describe('a window', () => {
  it('opens once, with whoever sits there', () => {
    expect(decided(day(), 'openWindow', { window: '1', clerk: 'li' })).toEqual([
      { type: 'window.opened', data: { window: '1', clerk: 'li' } },
    ]);
    expect(refusalOf(day().open('1', '09:00'), 'openWindow', { window: '1' })).toBe('window.alreadyOpen');
  });

  it.each(['closeWindow', 'pauseWindow'] as const)('is left with nobody at it: %s', (name) => {
    expect(refusalOf(called(), name, { window: '1' })).toBe('window.busy');
    expect(refusalOf(serving(), name, { window: '1' })).toBe('window.serving');
    expect(refusalOf(day(), name, { window: '1' })).toBe('window.notOpen');
    expect(decided(day().open('1', '09:00'), name, { window: '1' })).toHaveLength(1);
  });

  it('pauses and resumes in turn', () => {
    const told = day().open('1', '09:00');
    expect(refusalOf(told, 'resumeWindow', { window: '1' })).toBe('window.notPaused');
    expect(decided(told, 'pauseWindow', { window: '1', reason: 'meal' })).toEqual([
      { type: 'window.paused', data: { window: '1', reason: 'meal' } },
    ]);
    told.pause('1', '12:00', 'meal');
    expect(refusalOf(told, 'pauseWindow', { window: '1' })).toBe('window.notOpen');
    expect(decided(told, 'resumeWindow', { window: '1' }).map(type)).toEqual(['window.resumed']);
    expect(decided(told, 'closeWindow', { window: '1' }).map(type)).toEqual(['window.closed']);
  });
});

describe('commands', () => {
  it('are decided on the state, but for those that ask something of a device', () => {
    const asking = (Object.keys(commandSchemas) as CommandName[]).filter((name) => !isDecided(name));
    expect(asking).toEqual([
      ...['showText', 'unlockDoor', 'setPower', 'setBrightness', 'setClock', 'askStatus', 'clearText'],
    ]);
    expect(() => decide(presentOf(day()), asked('unlockDoor', { device: 'd', door: 1 }))).toThrow(
      'unlockDoor',
    );
  });
});
