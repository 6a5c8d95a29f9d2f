import { describe, expect, it } from 'vitest';
import { leaderOn, presentLeader } from '../../../shared/duty/leader.ts';
import { planRoster, turnOn } from '../../../shared/duty/rotation.ts';
import { calendarOf } from '../../../shared/ledger/chinese-calendar.ts';
import { day } from '../../support/day.ts';
import { smallHall } from '../../support/hall.ts';
import { decided, following, refusalOf } from '../../support/present.ts';

const leaders = ['王主任', '李主任', '陈主任'];
const calendar = calendarOf(smallHall());

describe('a rotation', () => {
  it('gives every working day its leader, and no day off', () => {
    const rotation = { leaders, turn: 'day' as const, holidays: false, from: '2026-09-29' };
    expect(planRoster(rotation, '2026-10-10', calendar)).toEqual([
      { date: '2026-09-29', leader: '王主任' },
      { date: '2026-09-30', leader: '李主任' },
      { date: '2026-10-08', leader: '陈主任' },
      { date: '2026-10-09', leader: '王主任' },
      // A Saturday that is worked.
      { date: '2026-10-10', leader: '李主任' },
    ]);
  });

  it('by the week goes on with the week, and a week off costs nobody his turn', () => {
    const rotation = { leaders, turn: 'week' as const, holidays: false, from: '2026-09-23' };
    const weeks = planRoster(rotation, '2026-10-13', calendar).map(({ date, leader }) => `${date} ${leader}`);
    expect(weeks[0]).toBe('2026-09-23 王主任');
    expect(weeks).toContain('2026-09-28 李主任');
    expect(weeks).toContain('2026-10-08 陈主任');
    expect(weeks.at(-1)).toBe('2026-10-13 王主任');
  });

  it.each(['day', 'week'] as const)('by the %s is the same planned ahead and asked for a date', (turn) => {
    for (const holidays of [false, true]) {
      const duty = { ...smallHall().duty, leaders, turn, holidays, from: '2026-01-28' };
      const planned = new Map(
        planRoster({ ...duty, from: '2026-01-28' }, '2026-11-20', calendar).map(({ date, leader }) => [
          date,
          leader,
        ]),
      );
      for (const date of [
        '2026-01-28',
        '2026-02-20',
        '2026-02-28',
        '2026-05-06',
        '2026-10-10',
        '2026-11-20',
      ]) {
        expect([date, turnOn(date, duty, calendar)]).toEqual([date, planned.get(date) ?? null]);
      }
    }
  });
});

describe('the roster', () => {
  const hall = smallHall({ duty: { leaders, from: '2026-03-02' } });

  it('comes from the configuration until a day is set by hand', () => {
    const told = day(hall);
    expect(leaderOn('2026-03-03', told.state, hall)).toBe('李主任');
    for (const draft of decided(told, 'setRoster', { days: [{ date: '2026-03-03', leader: '赵主任' }] })) {
      told.say('09:00', draft);
    }
    expect(leaderOn('2026-03-03', told.state, hall)).toBe('赵主任');
    expect(leaderOn('2026-03-07', told.state, hall)).toBeNull();
  });

  it('is swapped between two days that have somebody', () => {
    const told = day(hall);
    const [draft] = decided(told, 'swapDuty', { a: '2026-03-03', b: '2026-03-05', reason: '出差' });
    told.say('09:00', draft!);
    expect(leaderOn('2026-03-03', told.state, hall)).toBe('王主任');
    expect(leaderOn('2026-03-05', told.state, hall)).toBe('李主任');
    expect(refusalOf(told, 'swapDuty', { a: '2026-03-03', b: '2026-03-07' })).toBe('duty.notRostered');
    expect(refusalOf(told, 'swapDuty', { a: '2026-03-03', b: '2026-03-03' })).toBe('duty.sameDay');
    expect(refusalOf(told, 'setRoster', { days: [{ date: '2026-03-01', leader: '甲' }] })).toBe('duty.past');
  });
});

describe('the leader on duty', () => {
  it('takes over once, hands over with what is open, and the next one has to say that he is there', () => {
    const told = day();
    expect(refusalOf(told, 'reportPresence', {})).toBe('duty.nobody');
    for (const draft of decided(told, 'takeOverDuty', { leader: '王主任' })) told.say('08:30', draft);
    expect(told.state.duty).toMatchObject({ onDuty: { leader: '王主任' }, present: { place: 'desk' } });
    expect(refusalOf(told, 'takeOverDuty', { leader: '李主任' })).toBe('duty.taken');
    expect(refusalOf(told, 'handOverDuty', { to: '王主任', note: '无' })).toBe('duty.self');
    told.say('10:00', {
      type: 'alert.raised',
      data: { alert: 'x/1', kind: 'rating.bad', severity: 'warning', about: {} },
    });
    const [handed] = decided(told, 'handOverDuty', { to: '李主任', note: '3号窗口差评待回访' });
    expect(handed?.data).toMatchObject({ from: '王主任', to: '李主任', alerts: ['x/1'] });
    told.say('12:00', handed!);
    expect(told.state.duty.onDuty?.leader).toBe('李主任');
    expect(told.state.duty.present).toBeUndefined();
  });

  it('is one of those who have the duty, where the hall names them', () => {
    const hall = smallHall({ duty: { leaders, from: '2026-03-02' } });
    const told = day(hall);
    expect(refusalOf(told, 'takeOverDuty', { leader: '<b>张三</b>' })).toBe('duty.notLeader');
    told.say('08:00', { type: 'duty.rosterSet', data: { days: [{ date: '2026-03-02', leader: '赵主任' }] } });
    for (const draft of decided(told, 'takeOverDuty', { leader: '赵主任' })) told.say('08:30', draft);
    expect(refusalOf(told, 'handOverDuty', { to: '张三', note: '无' })).toBe('duty.notLeader');
    expect(decided(told, 'handOverDuty', { to: '李主任', note: '无' })).toHaveLength(1);
  });

  it('is whoever took the duty over, else whom the roster or the rotation names', () => {
    const hall = smallHall({ duty: { leaders, from: '2026-03-02' } });
    const told = day(hall);
    expect(presentLeader('2026-03-02', told.state, hall)).toBe('王主任');
    told.say('08:30', { type: 'duty.tookOver', data: { date: '2026-03-02', leader: '陈主任' } });
    expect(presentLeader('2026-03-02', told.state, hall)).toBe('陈主任');
    expect(presentLeader('2026-03-03', told.state, hall)).toBe('李主任');
  });

  it('reports with the button of his own, which calls no guide', () => {
    const hall = smallHall({ duty: { button: 'leader' } });
    const pressed = { type: 'button.pressed', device: 'leader', data: { action: 'single' } } as const;
    const told = day(hall);
    expect(following(told, '08:59', pressed)).toEqual([]);
    told.say('09:00', { type: 'duty.tookOver', data: { date: '2026-03-02', leader: '王主任' } });
    expect(following(told, '09:01', pressed)).toMatchObject([
      { type: 'duty.present', data: { leader: '王主任', place: 'button' } },
    ]);
    expect(following(told, '09:02', { ...pressed, device: 'other' })).toMatchObject([
      { type: 'alert.raised' },
    ]);
  });
});
