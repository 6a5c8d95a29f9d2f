import { describe, expect, it } from 'vitest';
import { announcedState } from '../../../bridge/announce/state.ts';
import { createCodes, clerkSubject } from '../../../bridge/operations/codes.ts';
import { findPhonesOut } from '../../../bridge/operations/alerts/phones.ts';
import { sweepDiscipline } from '../../../bridge/operations/discipline/sweep.ts';
import { viewRecord } from '../../../bridge/operations/discipline/discipline.ts';
import { withoutPerson, withoutPersons } from '../../../shared/hall/discipline.ts';
import { LockerDay, hallWithLocker } from '../../support/clerks.ts';
import { day } from '../../support/day.ts';
import { apply } from '../../../shared/hall/apply.ts';
import { emptyState } from '../../../shared/hall/state.ts';
import { DATE, publicHall } from '../../support/hall.ts';
import { act, decided, following, presentOf, refusalOf } from '../../support/present.ts';

const code = createCodes('test')(clerkSubject('c1'));
const by = '王主任';

describe('permissions', () => {
  it('are given for one of the reasons of the hall, and end early when they are ended', () => {
    const told = day(hallWithLocker());
    expect(refusalOf(told, 'permitPhone', { clerk: 'c9', reason: 'work', minutes: 10, by })).toBe(
      'clerk.unknown',
    );
    expect(refusalOf(told, 'permitPhone', { clerk: 'c1', reason: 'fun', minutes: 10, by })).toBe(
      'phone.reason',
    );
    expect(refusalOf(told, 'endPermission', { clerk: 'c1' })).toBe('phone.notPermitted');
    act(told, '09:00', 'permitPhone', { clerk: 'c1', reason: 'family', minutes: 30, by });
    act(told, '09:10', 'endPermission', { clerk: 'c1' });
    const [permission] = told.state.discipline.permissions;
    expect(permission).toMatchObject({ reason: 'family', from: told.at('09:00'), until: told.at('09:10') });
    expect(refusalOf(told, 'endPermission', { clerk: 'c1' })).toBe('phone.notPermitted');
  });
});

describe('who signs on at a window', () => {
  it('is one of the clerks of the hall, and at one window at a time', () => {
    const told = day(hallWithLocker());
    const open = { window: '1', clerk: '01' };
    expect(refusalOf(told, 'openWindow', { ...open, clerk: '<img src=x>' })).toBe('clerk.unknown');
    act(told, '09:00', 'openWindow', open);
    expect(refusalOf(told, 'openWindow', { window: '2', clerk: '01' })).toBe('clerk.elsewhere');
    act(told, '09:10', 'pauseWindow', { window: '1', reason: 'break' });
    expect(refusalOf(told, 'openWindow', { window: '2', clerk: '01' })).toBe('clerk.elsewhere');
    act(told, '09:20', 'closeWindow', { window: '1' });
    expect(decided(told, 'openWindow', { window: '2', clerk: '01' })).toMatchObject([
      { type: 'window.opened', data: { window: '2', clerk: '01' } },
    ]);
  });

  it('is whoever says so where the hall names no clerks, but still at one window', () => {
    const told = act(day(), '09:00', 'openWindow', { window: '1', clerk: '李红' });
    expect(refusalOf(told, 'openWindow', { window: '2', clerk: '李红' })).toBe('clerk.elsewhere');
  });
});

describe('a contest', () => {
  const stretch = (told: LockerDay['day']) => ({ from: told.at('10:00'), to: told.at('10:30') });

  it('needs the own code, is made once for a stretch, and is answered once', () => {
    const told = day(hallWithLocker()).device('lockers', '11:00', 'online');
    const asked = { clerk: '01', code, date: DATE, stretch: stretch(told), text: '在包里' };
    expect(refusalOf(told, 'contestRecord', { ...asked, code: 'WRONG' })).toBe('clerk.code');
    expect(refusalOf(told, 'contestRecord', { ...asked, clerk: '02' })).toBe('clerk.code');
    expect(refusalOf(told, 'contestRecord', { ...asked, date: '2026-01-01' })).toBe('record.kept');
    const backwards = { from: told.at('10:30'), to: told.at('10:00') };
    expect(refusalOf(told, 'contestRecord', { ...asked, stretch: backwards })).toBe('record.stretch');
    act(told, '11:00', 'contestRecord', { ...asked, code: code.toLowerCase() });
    expect(refusalOf(told, 'contestRecord', asked)).toBe('record.pending');
    const [contest] = told.state.discipline.contests;
    const answer = { contest: contest?.seq ?? 0, decision: 'withdrawn' as const, text: '传感器故障', by };
    expect(refusalOf(told, 'answerContest', { ...answer, contest: 1 })).toBe('record.noContest');
    act(told, '11:05', 'answerContest', answer);
    expect(told.state.discipline.contests[0]?.answer).toMatchObject({ decision: 'withdrawn', by });
    expect(refusalOf(told, 'answerContest', answer)).toBe('record.settled');
  });
});

describe('what screens know', () => {
  it('is that something happened, and nothing of whom it is about', () => {
    const told = day(hallWithLocker());
    act(told, '09:00', 'permitPhone', { clerk: 'c1', reason: 'health', minutes: 30, by });
    const look = { clerk: 'c1', who: by, what: 'record' as const, date: DATE, why: '核对工时' };
    for (const draft of viewRecord(presentOf(told), look)) told.say('09:01', draft);
    act(told, '09:02', 'contestRecord', {
      ...{ clerk: '01', code, date: DATE, text: '不在岗' },
      stretch: { from: told.at('08:30'), to: told.at('08:40') },
    });
    const hall = publicHall(told.hall);
    const events = told.events.slice(1).map((event) => withoutPerson(event, hall));
    const shown = JSON.stringify([events, withoutPersons(told.state, hall)]);
    for (const word of ['c1', by, 'health', '核对工时', '不在岗']) expect(shown).not.toContain(word);
  });

  it('is no value of a board that holds phones, which may say the same in other words', () => {
    const told = day(hallWithLocker());
    const read = { type: 'device.valueRead', data: { name: 'object 9', value: true } } as const;
    told.say('08:30', { ...read, device: 'lockers' }).say('08:31', { ...read, device: 'other' });
    const hall = { devices: [{ id: 'lockers', phones: [11] }, { id: 'other' }] };
    const screen = emptyState();
    for (const event of told.events) apply(screen, withoutPerson(event, hall));
    for (const { values } of [screen, withoutPersons(told.state, hall)]) {
      expect(values).toMatchObject({ other: [{ name: 'object 9', value: true }] });
      expect(values['lockers'] ?? []).toEqual([]);
    }
    const board = { id: 'lockers', phones: [11] };
    expect(announcedState(board, told.state)).not.toHaveProperty('readings');
    expect(announcedState({ id: 'other' }, told.state)).toHaveProperty('readings');
  });

  it('is of a box its door, and never whether a phone lies in it', () => {
    const { day: told } = new LockerDay().phone(1, '08:20', 'in').phone(2, '08:21', 'in');
    const devices = [{ id: 'lockers', phones: [11, 12, 13] }];
    const screen = emptyState();
    for (const event of told.events) apply(screen, withoutPerson(event, { devices }));
    const known = withoutPersons(told.state, { devices });
    for (const { lockers, lockerDay } of [screen, known]) {
      expect(lockers['lockers']?.slice(0, 3)).toEqual(['closed', 'closed', 'closed']);
      expect(lockers['lockers']?.slice(10) ?? []).not.toContain('closed');
      expect(lockerDay['lockers']?.[0]?.changes.length).toBe(3);
      expect((lockerDay['lockers'] ?? []).slice(10).flatMap(({ changes }) => changes)).toEqual([]);
    }
    expect(told.state.lockers['lockers']?.[10]).toBe('closed');
  });
});

describe('the count', () => {
  it('is told when it changes, without anybody, and only while somebody with a box is on duty', () => {
    const locker = new LockerDay().phone(1, '08:20', 'in').phone(2, '08:21', 'in').phone(3, '08:22', 'in');
    const { day: told } = locker;
    expect(sweepDiscipline(presentOf(told, '08:30'))).toEqual([]);
    locker.open(1, '09:00');
    const [draft] = sweepDiscipline(presentOf(told, '09:00:01'));
    expect(draft).toMatchObject({ data: { in: 1, permitted: 0, ask: 0, unknown: 0 } });
    if (draft) told.say('09:00:01', draft);
    expect(sweepDiscipline(presentOf(told, '09:05'))).toEqual([]);
    expect(sweepDiscipline(presentOf(told, '09:11'))).toMatchObject([
      { data: { minutes: { compliant: 11 } } },
    ]);
    locker.phone(1, '09:12', 'out');
    expect(sweepDiscipline(presentOf(told, '09:13'))).toMatchObject([{ data: { in: 0, ask: 1 } }]);
    act(told, '09:14', 'permitPhone', { clerk: 'c1', reason: 'work', minutes: 30, by });
    expect(sweepDiscipline(presentOf(told, '09:15'))).toMatchObject([{ data: { permitted: 1, ask: 0 } }]);
    told.device('lockers', '09:16', 'offline');
    expect(sweepDiscipline(presentOf(told, '09:17'))).toMatchObject([{ data: { permitted: 0, unknown: 1 } }]);
  });

  it('of records is forgotten when nobody may look at it any more', () => {
    const told = day(hallWithLocker({ discipline: { retentionDays: 7 } }));
    const look = { clerk: 'c1', who: by, what: 'record' as const, date: '2026-02-20', why: '核对' };
    told.say('09:00', { type: 'record.viewed', data: look });
    expect(sweepDiscipline(presentOf(told))).toEqual([
      { type: 'record.forgotten', data: { before: '2026-02-24' } },
    ]);
    told.say('09:01', { type: 'record.forgotten', data: { before: '2026-02-24' } });
    expect(told.state.discipline.looks).toEqual([]);
  });
});

it('phones that are out for long are an alert of how many, and none while a sensor is in doubt', () => {
  const locker = new LockerDay().phone(1, '08:20', 'in').open(1, '09:00').phone(1, '10:00', 'out');
  const { day: told } = locker;
  for (const draft of sweepDiscipline(presentOf(told, '10:01'))) told.say('10:01', draft);
  expect(findPhonesOut(presentOf(told, '10:09'))).toEqual([]);
  expect(findPhonesOut(presentOf(told, '10:11'))).toMatchObject([
    { kind: 'locker.out', about: { phones: 1 } },
  ]);
  told.device('lockers', '10:12', 'offline');
  expect(findPhonesOut(presentOf(told, '10:30'))).toEqual([]);
});

it('the pad signs on whoever usually works at its window, if nobody else did elsewhere', () => {
  const windows = [1, 2].map((number) => ({
    id: String(number),
    number,
    services: ['A'],
    clerk: `c${number}`,
  }));
  const told = day(hallWithLocker({ windows }));
  const pressed = (window: string) =>
    following(told, '08:30', { type: 'pad.keyPressed', data: { window, key: 'call' } });
  expect(pressed('1')).toEqual([{ type: 'window.opened', data: { window: '1', clerk: '01' } }]);
  told.say('08:31', { type: 'window.opened', data: { window: '1', clerk: '02' } });
  expect(pressed('2')).toEqual([{ type: 'window.opened', data: { window: '2' } }]);
  expect(decided(day(told.hall), 'openWindow', { window: '2' })).toEqual([
    { type: 'window.opened', data: { window: '2', clerk: '02' } },
  ]);
});
