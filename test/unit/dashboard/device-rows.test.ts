import { describe, expect, it } from 'vitest';
import {
  appendFrames,
  exportFrames,
  matchesFrame,
  type FrameFilter,
  type FrameRow,
} from '../../../dashboard/devices/frames/frame-rows.ts';
import { describeNow } from '../../../dashboard/devices/now.ts';
import { buildRows, countStates, filterRows, groupRows, kindsOf } from '../../../dashboard/devices/rows.ts';
import { findTroubles, markBehind, type Troubles } from '../../../dashboard/devices/troubles.ts';
import { newestFirst } from '../../../dashboard/stores/evidence.ts';
import type { FrameRecord, LineStatus } from '../../../shared/channel.ts';
import { displaysSchema } from '../../../shared/config/displays.ts';
import type { PublicDevice, PublicHall } from '../../../shared/config/public.ts';
import type { Availability } from '../../../shared/events/index.ts';
import { emptyState } from '../../../shared/hall/state.ts';

const device = (id: string, kind: string, line: string, window?: string): PublicDevice => ({
  id,
  kind,
  line,
  driver: `${kind}-driver`,
  name: { zh: `设备${id}`, en: `Device ${id}` },
  ...(window ? { window } : {}),
});
const hall: PublicHall = {
  name: { zh: '厅', en: 'Hall' },
  zone: 'Asia/Shanghai',
  dayStart: '00:00',
  hours: { open: '08:30', close: '17:30' },
  rest: { afterMinutes: 120, minutes: 5 },
  services: [],
  groups: [],
  classes: [],
  queue: { overtakes: 3, passedReturn: 'place', cardDays: 30 },
  playbooks: [],
  windows: [{ id: 'w1', number: 1, services: [] }],
  targets: { waitMinutes: 15, serviceLevel: 0.9, clearingMinutes: [10, 20, 40], ratingSeconds: 180 },
  devices: [
    device('pad-1', 'pad', 'bus', 'w1'),
    device('printer-1', 'printer', 'net'),
    device('pad-2', 'pad', 'bus'),
  ],
  displays: displaysSchema.parse({}),
  demo: true,
};
const line = (id: string, address: string): LineStatus => ({
  id,
  address,
  connected: true,
  since: 0,
  devices: [],
  counters: {
    bytesIn: 0,
    bytesOut: 0,
    frames: 0,
    noise: 0,
    badChecksums: 0,
    timeouts: 0,
    duplicates: 0,
    unclaimed: 0,
    reconnects: 0,
  },
});
const state = emptyState();
state.devices['pad-1'] = { availability: 'online', since: 5, reason: 'heard', changes: [] };
state.devices['printer-1'] = {
  availability: 'offline',
  since: 9,
  reason: 'lineLost',
  detail: 'ECONNREFUSED',
  changes: [],
  battery: 12,
};
const rows = buildRows(
  hall,
  state,
  [line('bus', '/dev/ttyUSB0 9600 8N1'), line('net', 'tcp://10.0.0.9:9100')],
  'zh',
);
const ids = (found: typeof rows) => found.map((row) => row.device.id);

describe('rows of devices', () => {
  it('are all that are configured, in their order, with why they are as they are', () => {
    expect(ids(rows)).toEqual(['pad-1', 'printer-1', 'pad-2']);
    expect(rows[1]).toMatchObject({
      availability: 'offline',
      since: 9,
      reason: 'lineLost',
      detail: 'ECONNREFUSED',
    });
  });

  it('are unknown, since nobody knows when, where nothing was ever said', () => {
    expect(rows[2]).toMatchObject({ availability: 'unknown', since: null });
    expect(countStates(rows)).toEqual({ online: 1, fault: 0, offline: 1, behind: 0, unknown: 1 });
  });

  it('are found by name in either language, id, line, address, window and kind; every word must fit', () => {
    const find = (text: string) => ids(filterRows(rows, { text, state: null }));
    expect(find('设备pad-1')).toEqual(['pad-1']);
    expect(find('DEVICE printer')).toEqual(['printer-1']);
    expect(find('ttyusb0')).toEqual(['pad-1', 'pad-2']);
    expect(find('10.0.0.9')).toEqual(['printer-1']);
    expect(find('1号窗口')).toEqual(['pad-1']);
    expect(find('pad 10.0.0.9')).toEqual([]);
    expect(find('  ')).toHaveLength(3);
  });

  it('are found by state, together with the text', () => {
    expect(ids(filterRows(rows, { text: '', state: 'offline' }))).toEqual(['printer-1']);
    expect(ids(filterRows(rows, { text: 'pad', state: 'unknown' }))).toEqual(['pad-2']);
  });

  it('are found by kind', () => {
    expect(ids(filterRows(rows, { text: '', state: null, kind: 'pad' }))).toEqual(['pad-1', 'pad-2']);
    expect(kindsOf(rows).map(({ id }) => id)).toEqual(['pad', 'printer']);
  });

  it('have a fault where a device is online and asks for somebody, and are online all the same', () => {
    const said = emptyState();
    said.devices['printer-1'] = { availability: 'online', since: 0, reason: 'heard', changes: [] };
    said.printers['printer-1'] = { paper: 'out', fault: 'none' };
    const found = buildRows(hall, said, [], 'zh');
    expect(found[1]).toMatchObject({ availability: 'online', condition: 'fault' });
    expect(ids(filterRows(found, { text: '', state: 'fault' }))).toEqual(['printer-1']);
    expect(ids(filterRows(found, { text: '', state: 'online' }))).toEqual(['printer-1']);
    expect(countStates(found)).toMatchObject({ online: 1, fault: 1 });
  });

  it('come together by line or by kind, in the order of the configuration', () => {
    expect(groupRows(rows, 'line').map(({ id, rows: members }) => [id, ...ids(members)])).toEqual([
      ['bus', 'pad-1', 'pad-2'],
      ['net', 'printer-1'],
    ]);
    expect(groupRows(rows, 'kind').map(({ id }) => id)).toEqual(['pad', 'printer']);
  });
});

describe('what is wrong', () => {
  const many: PublicHall = {
    ...hall,
    devices: [device('a', 'pad', 'bus'), device('b', 'pad', 'bus'), device('c', 'printer', 'net')],
  };
  const found = (reason: string, connected: boolean, b: Availability = 'offline') => {
    const said = emptyState();
    said.devices['a'] = { availability: 'offline', since: 7, reason, changes: [] };
    said.devices['b'] = { availability: b, since: 5, reason, changes: [] };
    said.devices['c'] = { availability: 'offline', since: 9, reason: 'noAnswer', changes: [] };
    const built = buildRows(many, said, [], 'zh');
    const lines = [{ ...line('bus', 'tcp://h:1'), connected, since: 3, error: 'ECONNREFUSED' }];
    return { built, troubles: findTroubles(built, lines) };
  };
  const problemsOf = ({ problems }: Troubles) =>
    problems.map((one) => (one.of === 'line' ? `line ${one.trouble.line}` : one.row.device.id));

  it('is one line for all the devices that are lost with it, and every other device by itself', () => {
    const { built, troubles } = found('lineLost', false);
    expect(problemsOf(troubles)).toEqual(['line bus', 'c']);
    const lost = { kind: 'lost', devices: ['a', 'b'], since: 3, error: 'ECONNREFUSED' };
    expect(troubles.lines.get('bus')).toMatchObject(lost);
    const rowsThen = markBehind(built, troubles);
    expect(rowsThen.map(({ condition }) => condition)).toEqual(['behind', 'behind', 'offline']);
    expect(countStates(rowsThen)).toMatchObject({ offline: 1, behind: 2 });
  });

  it('is the gateway where devices are lost behind it, though the line stands', () => {
    const { troubles } = found('bridgeOffline', true);
    expect(troubles.lines.get('bus')).toMatchObject({ kind: 'gateway', devices: ['a', 'b'], since: 5 });
    expect(problemsOf(troubles)).toEqual(['line bus', 'c']);
  });

  it('is the line where not one of its devices answers, and a device where another does', () => {
    expect(found('noAnswer', true).troubles.lines.get('bus')).toMatchObject({ kind: 'silent', since: 5 });
    expect(problemsOf(found('noAnswer', true, 'online').troubles)).toEqual(['a', 'c']);
  });

  it('is a device where it has a line to itself', () => {
    const { troubles } = found('noAnswer', true, 'online');
    expect(troubles.behind.size).toBe(0);
    expect(troubles.lines.has('net')).toBe(false);
  });
});

describe('what a device says now', () => {
  it('alarms for paper, fault and battery, and is silent where nothing is known', () => {
    const said = emptyState();
    said.devices['printer-1'] = {
      availability: 'online',
      since: 0,
      reason: 'heard',
      changes: [],
      battery: 12,
    };
    said.printers['printer-1'] = { paper: 'low', fault: 'cover' };
    const facts = describeNow(device('printer-1', 'printer', 'net'), said, 'zh');
    expect(facts.map(({ key, alarming }) => [key, alarming])).toEqual([
      ['paper', true],
      ['fault', true],
      ['battery', true],
    ]);
    expect(describeNow(device('pad-2', 'pad', 'bus'), said, 'zh')).toEqual([]);
  });

  it('tells a text that was not shown from one that is', () => {
    const said = emptyState();
    said.displays['a'] = { text: '请A001', at: 0 };
    said.displays['b'] = { text: '请A001', at: 0, failed: 'device.noAnswer' };
    expect(describeNow(device('a', 'display', 'bus'), said, 'zh')).toEqual([
      { key: 'shows', values: { text: '请A001' } },
    ]);
    expect(describeNow(device('b', 'display', 'bus'), said, 'zh')).toEqual([
      { key: 'failed', values: { reason: '设备没有回答。' }, alarming: true },
    ]);
  });

  it('counts unknown channels apart from open and closed ones', () => {
    const said = emptyState();
    said.lockers['l'] = ['open', 'closed', 'unknown'];
    expect(describeNow(device('l', 'locker', 'bus'), said, 'en')).toEqual([
      { key: 'doors', values: { open: 1, doors: 3 } },
      { key: 'unknown', values: { n: 1 } },
    ]);
  });
});

const record = (n: number, at: number, more: Partial<FrameRecord> = {}): FrameRecord => ({
  n,
  at,
  line: 'bus',
  direction: 'in',
  verdict: 'frame',
  hex: 'AA 55',
  fields: [],
  ...more,
});
const numbers = (found: readonly FrameRow[]) => found.map((row) => row.record.n);

describe('frames of a line', () => {
  it('know the gap to the frame before and how many were missed', () => {
    const found = appendFrames([], [record(1, 100), record(2, 130), record(5, 1130)]);
    expect(found.map(({ gap, missed }) => [gap, missed])).toEqual([
      [null, 0],
      [30, 0],
      [1000, 2],
    ]);
  });

  it('are not doubled when the bridge sends the latest ones again', () => {
    const first = appendFrames([], [record(1, 100), record(2, 130)]);
    expect(numbers(appendFrames(first, [record(1, 100), record(2, 130), record(3, 140)]))).toEqual([1, 2, 3]);
  });

  it('go on when a bridge was started anew and counts from one again', () => {
    const first = appendFrames([], [record(41, 100)]);
    const after = appendFrames(first, [record(1, 5000)]);
    expect(numbers(after)).toEqual([41, 1]);
    expect(after[1]?.missed).toBe(0);
  });

  it('stay within their bound, the latest kept, and nothing is changed in place', () => {
    const before = appendFrames([], [record(1, 1), record(2, 2)], 3);
    const after = appendFrames(before, [record(3, 3), record(4, 4)], 3);
    expect(numbers(after)).toEqual([2, 3, 4]);
    expect(numbers(before)).toEqual([1, 2]);
  });

  it('have keys of their own', () => {
    const found = appendFrames([], [record(1, 100), record(2, 100), record(3, 100)]);
    expect(new Set(found.map(({ key }) => key)).size).toBe(3);
  });

  it('leave the page as JSON with a readable time', () => {
    const [first] = JSON.parse(exportFrames(appendFrames([], [record(1, 0)]))) as {
      time: string;
      n: number;
    }[];
    expect(first).toMatchObject({ n: 1, time: '1970-01-01T00:00:00.000Z' });
  });
});

describe('a filter of frames', () => {
  const all: FrameFilter = { text: '', device: null, verdict: null };
  const one = record(1, 0, {
    device: 'pad-1',
    topic: 'hall/kiosk',
    hex: 'AA 55 03',
    fields: [
      {
        at: 0,
        length: 1,
        name: { zh: '命令', en: 'Command' },
        value: { zh: '叫号', en: 'Call' },
        role: 'command',
      },
    ],
  });

  it('lets everything pass at first', () => {
    expect(matchesFrame(one, all)).toBe(true);
    expect(matchesFrame(record(2, 0), all)).toBe(true);
  });

  it('finds hex with and without spaces, topics, devices and named fields', () => {
    for (const text of ['aa 55', 'AA55', '5503', 'kiosk', 'PAD-1', '命令', 'command', '叫号']) {
      expect(matchesFrame(one, { ...all, text }), text).toBe(true);
    }
    expect(matchesFrame(one, { ...all, text: '99' })).toBe(false);
  });

  it('chooses by device, by nobody’s, and by verdict', () => {
    expect(matchesFrame(one, { ...all, device: 'pad-1' })).toBe(true);
    expect(matchesFrame(one, { ...all, device: 'pad-2' })).toBe(false);
    expect(matchesFrame(one, { ...all, device: '-' })).toBe(false);
    expect(matchesFrame(record(2, 0, { verdict: 'noise' }), { ...all, device: '-', verdict: 'noise' })).toBe(
      true,
    );
    expect(matchesFrame(one, { ...all, verdict: 'noise' })).toBe(false);
  });
});

describe('evidence', () => {
  it('is each event once, newest first, without the zeros of figures that have none', () => {
    expect(newestFirst([3, 1, 3, 0, 20])).toEqual([20, 3, 1]);
  });
});
