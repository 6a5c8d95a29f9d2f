import mqtt from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DailyReport, SlotRow } from '../../shared/api.ts';
import { asking } from '../support/config.ts';
import { Invariants } from '../support/invariants.ts';
import { doubled, foldOf, recorded } from '../support/recorded.ts';
import { embeddedLine } from '../support/running.ts';
import { ofType, Story } from '../support/story.ts';

const DATE = '2026-03-02';
const map = {
  fields: { id: 'seq', what: 'type', ticket: 'no', service: 'biz', window: 'win', at: 'time' },
  words: {
    what: {
      TAKE: 'issued',
      CALL: 'called',
      BEGIN: 'started',
      END: 'finished',
      MISS: 'passed',
      ON: 'windowOpened',
    },
    service: { '01': 'A', '02': 'B' },
  },
  time: 'local',
} as const;

/** A record as the other system writes it; `time` is the clock of the day at which it happened. */
interface Record {
  seq: number;
  type: keyof (typeof map)['words']['what'];
  no?: string;
  biz?: string;
  win?: string;
  time?: string;
}

/** A hall whose queue another system runs, and a way by which that tells. */
interface Elsewhere {
  day: Story;
  /** Tells records at that time of the hall, one after the other; resolves once all have had their effect. */
  tell: (clock: string, records: Record[]) => Promise<void>;
  report: () => Promise<DailyReport>;
}

const written = ({ time, ...rest }: Record) => ({ ...rest, ...(time ? { time: `${DATE} ${time}:00` } : {}) });

async function elsewhere(way: 'HTTP' | 'MQTT'): Promise<Elsewhere> {
  const day = await Story.begin({
    ...{ date: DATE, at: '08:00' },
    hall: {
      queue: { source: map },
      lines: [embeddedLine],
      devices: [{ id: 'other', driver: 'queue-mqtt', line: 'mqtt', settings: { topic: 'other/queue', map } }],
      hours: { open: '09:00', close: '17:00' },
    },
  });
  await day.hall.line('mqtt', ({ connected }) => connected);
  const client = await mqtt.connectAsync(day.hall.brokerUrl ?? '', { reconnectPeriod: 0 });
  onTestFinished(() => client.endAsync(true));
  const overHttp = (records: Record[]) => asking(day.hall.url, '/api/queue/events', records.map(written));
  const overMqtt = (records: Record[]) =>
    Promise.all(
      records.map((record) =>
        client.publishAsync('other/queue', JSON.stringify(written(record)), { qos: 1 }),
      ),
    );
  // Seen last of all: what was told before it has had its effect.
  let marks = 0;
  return {
    day,
    async tell(clock, records) {
      await day.at(clock);
      marks += 1;
      const mark: Record = { seq: 90_000 + marks, type: 'ON', win: '3' };
      await (way === 'HTTP' ? overHttp : overMqtt)([...records, mark]);
      await day.screen.sees('queue.observed', ({ data }) => data.id === String(mark.seq));
      await day.screen.reaches(day.hall.bridge.live.committed);
    },
    report: () => day.report(DATE),
  };
}

const values = ({ figures }: DailyReport, ...ids: (keyof DailyReport['figures'])[]) =>
  Object.fromEntries(ids.map((id) => [id, figures[id].value]));

/** A morning of two tickets at window 1, told as it happened. */
const morning: Record[] = [
  { seq: 1, type: 'ON', win: '1', time: '09:00' },
  { seq: 2, type: 'TAKE', no: 'A001', biz: '01', time: '09:05' },
  { seq: 3, type: 'TAKE', no: 'A002', biz: '01', time: '09:10' },
  { seq: 4, type: 'CALL', no: 'A001', win: '1', time: '09:25' },
  { seq: 5, type: 'BEGIN', no: 'A001', win: '1', time: '09:26' },
  { seq: 6, type: 'END', no: 'A001', win: '1', time: '09:36' },
  { seq: 7, type: 'CALL', no: 'A002', win: '1', time: '09:40' },
  { seq: 8, type: 'BEGIN', no: 'A002', win: '1', time: '09:41' },
  { seq: 9, type: 'END', no: 'A002', win: '1', time: '09:47' },
];

/** Waits of 20 and 30 minutes, services of 10 and 6, both a minute on the way. */
const truth = {
  ...{ arrivals: 2, served: 2, waiting: 0, waitMedian: 20 * 60, displacement: 60, serviceMedian: 8 * 60 },
  ...{ noShowRate: 0, endsUnseen: 0, timesUnmeasured: 0, overtaking: 0 },
};
const asked = Object.keys(truth) as (keyof DailyReport['figures'])[];

async function settle({ day }: Elsewhere): Promise<void> {
  const events = await recorded(day.hall.folder);
  expect(Invariants.of(events)).toEqual([]);
  expect(doubled(events)).toEqual([]);
  expect(foldOf(events)).toEqual(day.hall.bridge.live.state);
}

describe.each(['HTTP', 'MQTT'] as const)('another queue system that tells over %s', (way) => {
  it('late, tells the same day as one that tells at once', async () => {
    const here = await elsewhere(way);
    await here.tell('10:41', morning);
    const late = await here.report();
    expect(values(late, ...asked)).toEqual(truth);
    expect(late.figures.waitMedian.n).toBe(2);
    // Half an hour is counted where it was, not where it was told.
    const inSlots = (of: (slot: SlotRow) => number) =>
      late.slots.filter((slot) => of(slot) > 0).map((slot) => [slot.label, of(slot)]);
    expect(inSlots(({ arrivals }) => arrivals['A'] ?? 0)).toEqual([['09:00', 2]]);
    expect(inSlots(({ served }) => served)).toEqual([['09:30', 2]]);
    await settle(here);

    const atOnce = await elsewhere(way);
    for (const record of morning) await atOnce.tell(record.time ?? '', [record]);
    expect(values(await atOnce.report(), ...asked)).toEqual(values(late, ...asked));
  });

  it('the same under one id again, at once and hours later, tells it once', async () => {
    const here = await elsewhere(way);
    await here.tell(
      '10:41',
      morning.flatMap((record) => [record, record]),
    );
    await here.tell('12:30', morning);
    const events = ofType(here.day.screen.events, 'queue.observed').map(({ data }) => data.id);
    expect(events.filter((id) => Number(id) < 90_000)).toEqual(morning.map(({ seq }) => String(seq)));
    expect(values(await here.report(), ...asked)).toEqual(truth);
    await settle(here);
  });

  it('tickets out of their order, waits and calls count by the times at which they were', async () => {
    const here = await elsewhere(way);
    const [open, first, second, ...rest] = morning as [Record, Record, Record, ...Record[]];
    await here.tell('09:20', [second, open, first]);
    expect(here.day.state.waiting).toEqual([`${DATE}/A001`, `${DATE}/A002`]);
    await here.tell('10:41', rest);
    expect(values(await here.report(), ...asked)).toEqual(truth);
    await settle(here);
  });

  it('the end of a ticket before its beginning, has served it and measured nothing of it', async () => {
    const here = await elsewhere(way);
    const [open, first, second, call, begin, end, ...rest] = morning as [
      ...[Record, Record, Record, Record, Record, Record],
      ...Record[],
    ];
    await here.tell('10:41', [open, { ...end, biz: '01' }, begin, call, first, second, ...rest]);
    const report = await here.report();
    // What comes after the end changes nothing of it: no call stands at a window, nobody waits.
    expect(here.day.ends()).toEqual({ A001: 'done', A002: 'done' });
    expect(here.day.state.windows['1']).not.toHaveProperty('ticket');
    expect(values(report, ...asked)).toEqual({
      ...truth,
      ...{ waitMedian: 30 * 60, serviceMedian: 6 * 60, timesUnmeasured: 1 },
    });
    expect(report.figures.waitMedian.n).toBe(1);
    expect(report.figures.serviceMedian.n).toBe(1);
    await settle(here);
  });

  it('a call after the next one of its window, has its end when that is told at last', async () => {
    const here = await elsewhere(way);
    await here.tell('09:20', morning.slice(0, 3));
    await here.tell('09:45', [morning[3] as Record, morning[6] as Record]);
    // The window has gone on, and nobody has said what became of the first.
    expect(here.day.ends()).toEqual({ A001: 'unseen', A002: undefined });
    expect(values(await here.report(), 'endsUnseen', 'served', 'noShowRate')).toEqual({
      ...{ endsUnseen: 1, served: 0, noShowRate: null },
    });
    await here.tell('09:50', [{ seq: 20, type: 'MISS', no: 'A001', win: '1', time: '09:30' }]);
    expect(here.day.ends()).toEqual({ A001: 'passed', A002: undefined });
    expect(here.day.state.windows['1']).toMatchObject({ ticket: `${DATE}/A002`, step: 'called' });
    await here.tell('10:00', morning.slice(7));
    expect(values(await here.report(), 'endsUnseen', 'served', 'noShowRate', 'serviceMedian')).toEqual({
      ...{ endsUnseen: 0, served: 1, noShowRate: 0.5, serviceMedian: 6 * 60 },
    });
    await settle(here);
  });

  it('a ticket after its end, by records of their own, has told nothing new', async () => {
    const here = await elsewhere(way);
    await here.tell('10:41', morning);
    const before = values(await here.report(), ...asked);
    const after: Record[] = [
      { seq: 31, type: 'CALL', no: 'A001', win: '2', time: '09:50' },
      { seq: 32, type: 'BEGIN', no: 'A001', win: '2', time: '09:51' },
      { seq: 33, type: 'END', no: 'A001', win: '2', time: '09:59' },
      { seq: 34, type: 'MISS', no: 'A002', win: '1', time: '10:00' },
      { seq: 35, type: 'TAKE', no: 'A002', biz: '02', time: '10:01' },
    ];
    await here.tell('10:45', after);
    expect(here.day.ends()).toEqual({ A001: 'done', A002: 'done' });
    expect(here.day.ticket('A002').legs).toHaveLength(1);
    expect(here.day.state.windows['2']?.mode ?? 'closed').toBe('closed');
    expect(values(await here.report(), ...asked)).toEqual(before);
    await settle(here);
  });
});

it('one record over both ways is one, and a night later its day stands as it was', async () => {
  const here = await elsewhere('MQTT');
  await here.tell('10:41', morning);
  const told = await asking(here.day.hall.url, '/api/queue/events', morning.map(written));
  expect(told).toMatchObject({
    status: 200,
    told: morning.map(({ seq }) => ({ ok: true, id: String(seq) })),
  });
  expect(ofType(here.day.screen.events, 'ticket.issued')).toHaveLength(2);
  const closed = await here.day.night();
  expect(values(closed, ...asked)).toEqual(truth);
  // What comes after the night is of a day that is closed, and is refused in words.
  const late = written({ seq: 77, type: 'TAKE', no: 'A009', biz: '01', time: '16:00' });
  expect(await asking(here.day.hall.url, '/api/queue/events', late)).toMatchObject({
    ...{ status: 409, told: [{ ok: false, id: '77', code: 'queue.otherDay' }] },
  });
  expect(values(await here.report(), ...asked)).toEqual(truth);
});

it('what another queue system told stays so over a loss of power, and the same once more changes nothing', async () => {
  const here = await elsewhere('HTTP');
  await here.tell('10:41', morning.slice(0, 6));
  await here.day.powerFails('10:50');
  await asking(here.day.hall.url, '/api/queue/events', morning.slice(0, 6).map(written));
  await asking(here.day.hall.url, '/api/queue/events', morning.slice(6).map(written));
  expect(values(await here.report(), ...asked)).toEqual(truth);
});
