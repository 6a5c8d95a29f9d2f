import mqtt from 'mqtt';
import { expect, onTestFinished, test } from 'vitest';
import type { HallState } from '../../shared/hall/state.ts';
import { embeddedLine, runningHall, type RunningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';

const map = {
  fields: { id: 'seq', what: 'type', ticket: 'no', service: 'biz', window: 'win' },
  words: {
    what: { TAKE: 'issued', CALL: 'called', BEGIN: 'started', END: 'finished' },
    service: { '01': 'A' },
  },
} as const;

/** A hall whose queue another system runs, on both ways it may tell. */
function hallElsewhere(): Promise<RunningHall> {
  return runningHall({
    queue: { source: map },
    lines: [embeddedLine],
    devices: [{ id: 'queue', driver: 'queue-mqtt', line: 'mqtt', settings: { topic: 'other/queue', map } }],
  });
}

async function tell({ url }: RunningHall, records: unknown, language = 'en') {
  const answer = await fetch(`${url}/api/queue/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': language },
    body: JSON.stringify(records),
  });
  return { status: answer.status, ...((await answer.json()) as { told: unknown[] }) };
}

const stateOf = async ({ url }: RunningHall) => (await (await fetch(`${url}/api/state`)).json()) as HallState;

test('records over HTTP become tickets, each answered by itself, and told twice are one', async () => {
  const hall = await hallElsewhere();
  const records = [
    { seq: 1, type: 'TAKE', no: 'A001', biz: '01' },
    { seq: 2, type: 'CALL', no: 'A001', win: '1' },
    { seq: 3, type: 'DANCE', no: 'A001' },
    { seq: 4, type: 'TAKE', no: 'A002', biz: '99' },
  ];
  const { status, told } = await tell(hall, records);
  expect(status).toBe(409);
  expect(told).toMatchObject([
    { ok: true, id: '1' },
    { ok: true, id: '2' },
    { ok: false, code: 'queue.unread', message: expect.stringContaining('"what" of a record') },
    { ok: false, id: '4', code: 'service.unknown' },
  ]);
  expect(await tell(hall, records.slice(0, 2))).toMatchObject({
    status: 200,
    told: [{ ok: true }, { ok: true }],
  });
  const state = await stateOf(hall);
  expect(Object.values(state.tickets).map(({ number, legs }) => [number, legs[0]?.calls])).toEqual([
    ['A001', 1],
  ]);
  expect(state.windows['1']).toMatchObject({ mode: 'open', step: 'called', implied: true });
});

test('records over MQTT are the same, and a window of this hall cannot call for itself', async () => {
  const hall = await hallElsewhere();
  const screen = await Screen.watching(hall.url);
  await hall.line('mqtt', ({ connected }) => connected);
  const client = await mqtt.connectAsync(hall.brokerUrl ?? '', { reconnectPeriod: 0 });
  onTestFinished(() => client.endAsync(true));
  const say = (record: unknown) => client.publishAsync('other/queue', JSON.stringify(record), { qos: 1 });
  await say({ seq: 1, type: 'TAKE', no: 'B7', biz: 'B' });
  await say({ seq: 2, type: 'BEGIN', no: 'B7', win: '3' });
  await say({ seq: 3, type: 'END', no: 'B7' });
  expect(await screen.sees('ticket.finished')).toMatchObject({ data: { window: '3', outcome: 'done' } });
  const { tickets } = await stateOf(hall);
  expect(Object.values(tickets)[0]).toMatchObject({ number: 'B7', legs: [{ end: 'done', implied: true }] });

  const refused = await fetch(`${hall.url}/api/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ id: 'call-0001', name: 'callNext', data: { window: '3' } },
      expires: Date.now() + 10_000,
    }),
  });
  expect(await refused.json()).toMatchObject({ ok: false, code: 'queue.elsewhere' });
});

test('records of other days, and what is no number of a ticket, are refused in words', async () => {
  const hall = await hallElsewhere();
  const take = { type: 'TAKE', biz: '01' };
  const { told } = await tell(hall, [
    { ...take, seq: 1, no: 'A001', at: '1999-01-18T09:00:00+08:00' },
    { ...take, seq: 2, no: 'A001', at: new Date(Date.now() + 86_400_000).toISOString() },
    { ...take, seq: 3, no: '王小明13800001234' },
    { ...take, seq: 4, no: { a: 1 } },
    { ...take, seq: 5, no: 'A001', class: 'nonesuch' },
  ]);
  expect(told).toMatchObject([
    { ok: false, code: 'queue.otherDay', message: expect.stringContaining('1999-01-18') },
    { ok: false, code: 'queue.otherDay' },
    { ok: false, code: 'queue.unread', message: expect.stringContaining('"ticket"') },
    { ok: false, code: 'queue.unread' },
    { ok: false, code: 'class.unknown' },
  ]);
  expect((await stateOf(hall)).tickets).toEqual({});
});
