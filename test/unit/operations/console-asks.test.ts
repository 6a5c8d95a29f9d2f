import { describe, expect, it } from 'vitest';
import { day } from '../../support/day.ts';
import { act, decided, following, refusalOf } from '../../support/present.ts';

const called = () => day().issue('A', '09:00').issue('A', '09:00').call('1', '09:01');

describe('whoever asks about the ticket before them', () => {
  it('does nothing to another one that came meanwhile', () => {
    const told = called().pass('1', '09:02').call('1', '09:02');
    const late = { window: '1', ticket: 'A001' };
    expect(refusalOf(told, 'recall', late)).toBe('window.otherTicket');
    expect(refusalOf(told, 'passOver', late)).toBe('window.otherTicket');
    expect(refusalOf(told, 'startService', late)).toBe('window.otherTicket');
    expect(refusalOf(told, 'finishService', late)).toBe('window.otherTicket');
    expect(refusalOf(told, 'transferTicket', { ...late, service: 'B' })).toBe('window.otherTicket');
    told.start('1', '09:03');
    expect(refusalOf(told, 'holdService', late)).toBe('window.otherTicket');
    expect(decided(told, 'finishService', { window: '1', ticket: 'A002' })[0]?.data).toMatchObject({
      ticket: 'A002',
      outcome: 'done',
    });
  });

  it('hears that the window is free where nobody is there any more', () => {
    expect(refusalOf(called().pass('1', '09:02'), 'recall', { window: '1', ticket: 'A001' })).toBe(
      'window.idle',
    );
  });
});

describe('a call for a free window', () => {
  it('ends no service, as the call key of a pad does', () => {
    const told = called().start('1', '09:02');
    expect(refusalOf(told, 'callNext', { window: '1', whenFree: true })).toBe('window.serving');
    expect(refusalOf(told, 'callTicket', { window: '1', ticket: 'A002', whenFree: true })).toBe(
      'window.serving',
    );
    expect(decided(told, 'callNext', { window: '1' }).map(({ type }) => type)).toEqual([
      'ticket.finished',
      'ticket.called',
    ]);
    act(told, '09:04', 'holdService', { window: '1' }).call('1', '09:05').start('1', '09:06');
    expect(refusalOf(told, 'resumeService', { window: '1', ticket: 'A001', whenFree: true })).toBe(
      'window.serving',
    );
  });
});

describe('a clerk number', () => {
  it('is given at opening, or once at a window that its pad has opened', () => {
    const told = day().open('1', '08:30');
    expect(refusalOf(told, 'openWindow', { window: '1' })).toBe('window.alreadyOpen');
    act(told, '08:31', 'openWindow', { window: '1', clerk: '07' });
    expect(told.state.windows['1']).toMatchObject({ mode: 'open', clerk: '07' });
    expect(refusalOf(told, 'openWindow', { window: '1', clerk: '08' })).toBe('window.alreadyOpen');
  });
});

describe('a call for help', () => {
  it('becomes an alert that says where and why', () => {
    const [draft] = decided(day(), 'callHelp', { reason: 'dispute', window: '2' });
    expect(following(day(), '09:00', draft!)).toEqual([
      {
        type: 'alert.raised',
        data: {
          alert: 'help.called/2',
          kind: 'help.called',
          severity: 'warning',
          about: { reason: 'dispute', window: '2' },
        },
      },
    ]);
    expect(decided(day(), 'callHelp', { reason: 'crowd' })[0]?.data).toEqual({ reason: 'crowd' });
  });
});
