import { describe, expect, it } from 'vitest';
import type { Draft, PadKey } from '../../../shared/events/index.ts';
import { day, type Day } from '../../support/day.ts';
import { smallHall } from '../../support/hall.ts';
import { following } from '../../support/present.ts';

function press(
  told: Day,
  key: PadKey,
  { window = '1', digits }: { window?: string; digits?: number[] } = {},
): Draft[] {
  const data = { window, key, ...(digits ? { digits } : {}) };
  return following(told, '10:00', { type: 'pad.keyPressed', data });
}

const refused = (key: string, code: string, subject = '1', params?: Record<string, string>) => [
  { type: 'command.refused', data: { name: `key.${key}`, code, subject, ...(params ? { params } : {}) } },
];

const called = () => day().issue('A', '09:00').issue('A', '09:00').call('1', '09:01');

describe('the call key', () => {
  it('opens a closed window and calls whoever is first', () => {
    expect(press(day().issue('A', '09:00'), 'call')).toEqual([
      { type: 'window.opened', data: { window: '1' } },
      { type: 'ticket.called', data: { ticket: 'A001', window: '1', why: { rule: 'order' } } },
    ]);
  });

  it('opens a closed window even when nobody waits: the clerk is there', () => {
    expect(press(day(), 'call')).toEqual([{ type: 'window.opened', data: { window: '1' } }]);
  });

  it('ends the service in progress at an open window', () => {
    expect(press(called().start('1', '09:02'), 'call').map(({ type }) => type)).toEqual([
      'ticket.finished',
      'ticket.called',
    ]);
  });

  it('leaves a refusal where it can do nothing', () => {
    expect(press(called(), 'call')).toEqual(refused('call', 'window.busy', '1', { number: 'A001' }));
    expect(press(day().open('1', '09:00'), 'call')).toEqual(refused('call', 'queue.empty'));
    expect(press(day().open('1', '09:00').pause('1', '09:01'), 'call')).toEqual(
      refused('call', 'window.notOpen'),
    );
  });
});

describe('the other keys', () => {
  it.each<[PadKey, string]>([
    ['recall', 'ticket.recalled'],
    ['pass', 'ticket.passed'],
    ['start', 'ticket.started'],
    ['finish', 'ticket.finished'],
  ])('%s does as its command', (key, fact) => {
    expect(press(called(), key).map(({ type }) => type)).toEqual([fact]);
    expect(press(day().open('1', '09:00'), key)).toEqual(refused(key, 'window.idle'));
  });

  it('pause pauses an open window and resumes a paused one', () => {
    const told = day().open('1', '09:00');
    expect(press(told, 'pause')).toEqual([{ type: 'window.paused', data: { window: '1', reason: 'break' } }]);
    told.pause('1', '10:01');
    expect(press(told, 'pause')).toEqual([{ type: 'window.resumed', data: { window: '1' } }]);
    expect(press(day(), 'pause')).toEqual(refused('pause', 'window.notOpen'));
  });

  it('other keys have no function here', () => {
    expect(press(called(), 'other')).toEqual(refused('other', 'key.unassigned'));
  });

  it('hang sets a service aside, and takes it up again once nobody is here', () => {
    const told = called().start('1', '09:02');
    const data = { ticket: 'A001', window: '1' };
    expect(press(told, 'hang')).toEqual([{ type: 'ticket.held', data }]);
    told.say('09:05', { type: 'ticket.held', data });
    expect(press(told, 'hang')).toEqual([{ type: 'ticket.resumed', data }]);
    told.say('09:09', { type: 'ticket.resumed', data });
    expect(press(told.finish('1', '09:10'), 'hang')).toEqual(refused('hang', 'window.idle'));
    expect(press(called(), 'hang')).toEqual(refused('hang', 'window.notServing'));
  });

  it('of a pad that stands at no window leave a refusal that names none', () => {
    expect(following(day(), '10:00', { type: 'pad.keyPressed', data: { key: 'call' } })).toEqual([
      { type: 'command.refused', data: { name: 'key.call', code: 'device.noWindow' } },
    ]);
  });
});

describe('the transfer key', () => {
  const target = (drafts: Draft[]) => drafts.map(({ data }) => ('service' in data ? data.service : data));

  it('goes by the digit before it, in the order of the services', () => {
    expect(target(press(called(), 'transfer', { digits: [3] }))).toEqual(['C']);
    expect(target(press(called(), 'transfer', { digits: [1] }))).toEqual(['A']);
  });

  it('goes where the window is configured to without a digit', () => {
    expect(target(press(called(), 'transfer'))).toEqual(['B']);
  });

  it('asks for a digit where none is pressed and none is configured', () => {
    const told = day().issue('A', '09:00').call('2', '09:01');
    expect(press(told, 'transfer', { window: '2' })).toEqual(refused('transfer', 'transfer.noTarget', '2'));
  });

  it.each([[[0]], [[4]], [[9]], [[1, 2]]])(
    'refuses %j, which is no service, and does not guess',
    (digits) => {
      expect(press(called(), 'transfer', { digits })).toEqual(refused('transfer', 'transfer.noTarget'));
    },
  );

  it('reads two digits as one number, so that every service of a large hall can be reached', () => {
    const many = Array.from({ length: 12 }, (_, i) => ({
      ...{ id: `s${i + 1}`, prefix: String.fromCharCode(65 + i) },
      name: { zh: `业务${i + 1}`, en: `Service ${i + 1}` },
    }));
    const hall = smallHall({ services: many, windows: [{ id: '1', number: 1, services: ['s1'] }] });
    const told = day(hall).issue('s1', '09:00').call('1', '09:01');
    expect(target(press(told, 'transfer', { digits: [1, 2] }))).toEqual(['s12']);
  });
});

describe('the call-back key', () => {
  it('brings back the ticket this window passed over last', () => {
    const told = day().issue('A', '09:00').issue('A', '09:00').issue('A', '09:00');
    told
      .call('1', '09:01')
      .pass('1', '09:02')
      .call('1', '09:03')
      .pass('1', '09:04')
      .call('2', '09:05')
      .pass('2', '09:06');
    expect(press(told, 'callBack')).toEqual([
      { type: 'ticket.called', data: { ticket: 'A002', window: '1', why: { rule: 'named' } } },
    ]);
  });

  it('has nothing to bring back where nothing was passed over, or it came back already', () => {
    expect(press(day().open('1', '09:00'), 'callBack')).toEqual(refused('callBack', 'window.idle'));
    const told = day().issue('A', '09:00').call('1', '09:01').pass('1', '09:02').call('1', '09:03', 'A001');
    expect(press(told.finish('1', '09:05'), 'callBack')).toEqual(refused('callBack', 'window.idle'));
  });

  it('is refused while another ticket stands called', () => {
    const told = called().pass('1', '09:02').call('1', '09:03');
    expect(press(told, 'callBack')).toEqual(refused('callBack', 'window.busy', '1', { number: 'A002' }));
  });
});
