import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../../shared/config/difference.ts';
import { lineDifference } from '../../../shared/config/line-difference.ts';
import type { HallInput } from '../../../shared/config/schema.ts';
import { smallHall } from '../../support/hall.ts';

const bus = (port: number, more: object = {}) => ({
  ...{ id: 'bus', transport: { kind: 'tcp' as const, host: '10.0.0.5', port } },
  ...more,
});
const pad = (more: object = {}) => ({
  id: 'pad-1',
  driver: 'ff68-pad',
  line: 'bus',
  settings: { address: 1 },
  ...more,
});

function sentences(before: Partial<HallInput>, after: Partial<HallInput>) {
  return differenceOf(smallHall(before), smallHall(after)).map(({ text }) => text);
}

describe('the difference between two configurations', () => {
  it('is nothing where only defaults were written out', () => {
    expect(sentences({}, { zone: 'Asia/Shanghai', targets: { waitMinutes: 15 } })).toEqual([]);
  });

  it('names what came, what went and what changed, in both languages', () => {
    const before = { lines: [bus(4001)], devices: [pad()] };
    const after = {
      lines: [bus(4002), { id: 'm', transport: { kind: 'mqtt' as const, url: 'embedded' } }],
      devices: [pad({ id: 'pad-2', name: { zh: '二号', en: 'Two' } })],
      hours: { open: '09:00', close: '17:30' },
    };
    expect(sentences(before, after)).toEqual([
      { zh: '大厅的开放时间 open：08:30 → 09:00', en: 'Hall, opening hours open: 08:30 → 09:00' },
      { zh: '线路“bus”的连接 port：4001 → 4002', en: 'Line "bus", connection port: 4001 → 4002' },
      { zh: '新增线路“m”（mqtt embedded）', en: 'Added line "m" (mqtt embedded)' },
      { zh: '移除设备“pad-1”（ff68-pad，线路 bus）', en: 'Removed device "pad-1" (ff68-pad on bus)' },
      { zh: '新增设备“pad-2” 二号（ff68-pad，线路 bus）', en: 'Added device "pad-2" Two (ff68-pad on bus)' },
    ]);
  });

  it('tells a field that came or went, and a list by its entries', () => {
    const windows = smallHall().windows;
    expect(
      sentences({ lines: [bus(1)], devices: [pad()] }, { lines: [bus(1)], devices: [pad({ window: '2' })] }),
    ).toEqual([{ zh: '设备“pad-1”的窗口：（无） → 2', en: 'Device "pad-1", window: (none) → 2' }]);
    const [first, ...rest] = windows;
    expect(sentences({}, { windows: [{ ...first!, services: ['A'] }, ...rest] })).toEqual([
      { zh: '窗口“1”的可办业务：A, B → A', en: 'Window "1", services: A, B → A' },
    ]);
  });

  it('never says a password', () => {
    const line = (password: string) => ({
      lines: [{ id: 'm', transport: { kind: 'mqtt' as const, url: 'mqtt://x', password } }],
    });
    const [only, ...more] = sentences(line('first-word'), line('second-word'));
    expect(more).toEqual([]);
    expect(JSON.stringify(only)).not.toMatch(/word"/);
    expect(only?.zh).toContain('••••••');
  });

  it('never says the name of a clerk', () => {
    const clerks = (name: string) => ({ clerks: [{ id: 'c1', number: '101', name }] });
    const told = sentences(clerks('王小明'), clerks('李小红'));
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).not.toMatch(/王小明|李小红/);
  });

  it('is told as another order where nothing else is different', () => {
    const devices = [pad(), pad({ id: 'pad-2', settings: { address: 2 } })];
    const lines = [bus(1)];
    expect(sentences({ lines, devices }, { lines, devices: devices.toReversed() })).toEqual([
      { zh: '设备的顺序', en: 'The order of devices' },
    ]);
  });
});

describe('the difference line by line', () => {
  const marks = { same: ' ', added: '+', removed: '-' };
  const shown = (before: string, after: string) =>
    lineDifference(before, after).map(({ kind, text }) => `${marks[kind]}${text}`);

  it('keeps what stayed and orders what changed', () => {
    expect(shown('a\nb\nc\nd\n', 'a\nc\nx\nd\ne\n')).toEqual([' a', '-b', ' c', '+x', ' d', '+e']);
    expect(shown('', 'a\n')).toEqual(['+a']);
    expect(shown('a\n', '')).toEqual(['-a']);
    expect(shown('a\nb', 'a\nb\n')).toEqual([' a', ' b']);
  });

  it('numbers each line on the side where it stands, and rebuilds both texts', () => {
    const texts = ['a b c d e f', 'b x d d f g a', 'a a a', 'q', ''].map((text) =>
      text.split(' ').join('\n'),
    );
    for (const before of texts) {
      for (const after of texts) {
        const lines = lineDifference(before, after);
        const side = (kind: 'removed' | 'added') =>
          lines.filter((line) => line.kind === 'same' || line.kind === kind);
        expect(
          side('removed')
            .map(({ text }) => text)
            .join('\n'),
        ).toBe(before);
        expect(
          side('added')
            .map(({ text }) => text)
            .join('\n'),
        ).toBe(after);
        expect(side('removed').map((line) => line.before)).toEqual(side('removed').map((_, at) => at + 1));
        expect(side('added').map((line) => line.after)).toEqual(side('added').map((_, at) => at + 1));
      }
    }
  });

  it('of two great texts that share nothing is still told', () => {
    const many = (word: string) => Array.from({ length: 5000 }, (_, at) => `${word}${at}`).join('\n');
    expect(lineDifference(many('a'), many('b'))).toHaveLength(10_000);
  });
});
