import { describe, expect, it } from 'vitest';
import { groupAlerts, tierOf } from '../../../dashboard/wall/alert-groups.ts';
import { alertPlace } from '../../../dashboard/wall/alert-text.ts';
import type { PublicHall } from '../../../shared/config/public.ts';
import { emptyState, type Alert } from '../../../shared/hall/state.ts';
import { publicHall, smallHall } from '../../support/hall.ts';

const onBus = (id: string) => ({
  id,
  line: 'bus',
  driver: 'ff68-pad',
  kind: 'pad',
  name: { zh: id, en: id },
});
const devices: PublicHall['devices'] = ['a', 'b', 'c'].map(onBus);
const hall: PublicHall = { ...publicHall(smallHall()), devices };

let seq = 0;
function alert(kind: Alert['kind'], about: Alert['about'], more: Partial<Alert> = {}): Alert {
  seq += 1;
  return {
    id: `alert-${seq}`,
    kind,
    severity: 'warning',
    about,
    raisedAt: seq * 1000,
    raisedSeq: seq,
    ...more,
  };
}
const gone = (device: string) => alert('device.offline', { device }, { severity: 'fault' });
const kindsOf = (alerts: Alert[]) =>
  groupAlerts(alerts, devices).map(({ alert: { kind }, behind }) => [kind, behind.length]);

describe('alerts of one cause stand together', () => {
  it('a lost line speaks for the devices that went with it', () => {
    const alerts = [gone('a'), alert('line.offline', { line: 'bus' }, { severity: 'fault' }), gone('b')];
    expect(kindsOf(alerts)).toEqual([['line.offline', 2]]);
  });

  it('a failure speaks for the crowd it brought about and for what the crowd did, while it lasts', () => {
    const failure = alert('system.outage', { system: 'x' }, { severity: 'fault' });
    const crowd = alert('hall.congested', {}, { under: failure.id });
    const wait = alert('wait.long', { minutes: 15 }, { under: crowd.id });
    expect(kindsOf([wait, crowd, failure])).toEqual([['system.outage', 2]]);
    expect(kindsOf([wait, crowd])).toEqual([['hall.congested', 1]]);
  });

  it('two devices of a line are two causes, three are one', () => {
    expect(kindsOf([gone('a'), gone('b')])).toEqual([
      ['device.offline', 0],
      ['device.offline', 0],
    ]);
    expect(kindsOf([gone('a'), gone('b'), gone('c')])).toEqual([['device.offline', 2]]);
  });

  it('what is asked for again and again at one place is one alert, the latest first', () => {
    const first = alert('guide.called', { device: 'a' });
    const again = alert('guide.called', { device: 'a' });
    const elsewhere = alert('guide.called', { device: 'b' });
    const groups = groupAlerts([first, again, elsewhere], devices);
    expect(groups.map(({ alert: { id }, behind }) => [id, behind.length])).toEqual([
      [elsewhere.id, 0],
      [again.id, 1],
    ]);
  });

  it('a new call is not hidden behind one that somebody has seen', () => {
    const seen = alert('guide.called', { device: 'a' }, { acknowledgedAt: 1 });
    const open = alert('guide.called', { device: 'a' });
    expect(groupAlerts([seen, open], devices).map(tierOf)).toEqual(['warning', 'seen']);
  });
});

it('faults come before warnings, and what is seen comes last', () => {
  const warning = alert('wait.long', { minutes: 15 });
  const seen = alert('printer.fault', { device: 'a' }, { severity: 'fault', acknowledgedAt: 1 });
  const fault = alert('printer.paperOut', { device: 'b' }, { severity: 'fault' });
  expect(groupAlerts([warning, seen, fault], devices).map(tierOf)).toEqual(['fault', 'warning', 'seen']);
});

describe('an alert says where it is', () => {
  const place = (one: Alert, behind: Alert[] = []) =>
    alertPlace({ alert: one, behind }, hall, emptyState(), 'zh');

  it('by the names of window and ticket, and the grade only where it is the worst', () => {
    const about = { window: '2', ticket: '2026-03-02/A007' };
    expect(place(alert('rating.bad', { ...about, grade: 2 }))).toBe('2号窗口 · A007');
    expect(place(alert('rating.bad', { ...about, grade: 1 }))).toBe('2号窗口 · A007 · 非常不满意');
  });

  it('by the ticket first where its printer failed, so that it is not cut off', () => {
    const about = { device: 'a', ticket: '2026-03-02/A007' };
    expect(place(alert('print.failed', about))).toBe('A007 · a');
  });

  it('with how many devices a lost line took along, and how often somebody called', () => {
    expect(place(alert('line.offline', { line: 'bus', devices: 3 }))).toBe('线路 bus · 3 台设备');
    expect(place(alert('guide.called', { device: 'a' }), [alert('guide.called', { device: 'a' })])).toBe(
      'a · 共 2 次',
    );
  });
});
