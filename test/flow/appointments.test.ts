import mqtt from 'mqtt';
import { expect, onTestFinished, test } from 'vitest';
import type { HallState } from '../../shared/hall/state.ts';
import type { BookingAnswer } from '../../shared/queue/booking-table.ts';
import { addDays, businessDay, clockTime } from '../../shared/time.ts';
import { embeddedLine, runningHall, type RunningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';

const time = { zone: 'Asia/Shanghai', dayStart: '00:00' };
const tomorrow = addDays(businessDay(Date.now(), time), 1);
const yesterday = addDays(tomorrow, -2);

async function post({ url }: RunningHall, path: string, body: unknown) {
  const answer = await fetch(`${url}/api/appointments${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, ...((await answer.json()) as { told: unknown[] } & BookingAnswer) };
}

async function booked({ url }: RunningHall) {
  const { appointments } = (await (await fetch(`${url}/api/state`)).json()) as HallState;
  return Object.values(appointments).map(
    ({ id, service, from, status }) => `${id} ${service} ${clockTime(from, time.zone).slice(0, 5)} ${status}`,
  );
}

test('appointments over HTTP are booked, moved and called off, each answered by itself, and told twice are one', async () => {
  const hall = await runningHall();
  const record = (id: string, more: object = {}) => ({
    ...{ id, service: 'A', date: tomorrow, time: '09:00', name: '王小明' },
    ...more,
  });
  const first = await post(hall, '', [
    record('Y1'),
    record('Y2', { service: '业务B', time: '10:00-10:20' }),
    record('Y3', { service: 'Z' }),
    record('Y4', { date: yesterday }),
    record('Y5', { name: '<img src=x onerror=alert(1)>' }),
    record('__proto__'),
    record('Y6', { time: '25:00' }),
    record('Y1', { time: '09:30' }),
    'nonsense',
  ]);
  expect(first.status).toBe(409);
  expect(first.told).toMatchObject([
    { ok: true, appointment: 'Y1', verdict: 'booked' },
    { ok: true, appointment: 'Y2', verdict: 'booked' },
    { ok: false, appointment: 'Y3', code: 'service.unknown', message: 'There is no service "Z".' },
    { ok: false, appointment: 'Y4', code: 'appointment.past' },
    { ok: false, code: 'appointment.unread', message: expect.stringContaining('"name"') },
    { ok: false, code: 'appointment.unread', message: expect.stringContaining('"appointment"') },
    { ok: false, code: 'appointment.unread', message: expect.stringContaining('"25:00"') },
    { ok: true, appointment: 'Y1', verdict: 'moved' },
    { ok: false, code: 'appointment.unread' },
  ]);
  expect(await booked(hall)).toEqual(['Y1 A 09:30 booked', 'Y2 B 10:00 booked']);
  expect(await post(hall, '', record('Y1', { time: '09:30' }))).toMatchObject({
    status: 200,
    told: [{ verdict: 'known' }],
  });
  expect((await post(hall, '', record('Y2', { status: 'cancelled' }))).told).toMatchObject([
    { verdict: 'cancelled' },
  ]);
  expect((await post(hall, '', record('Y2', { status: 'cancelled' }))).told).toMatchObject([
    { verdict: 'known' },
  ]);
  expect(await booked(hall)).toEqual(['Y1 A 09:30 booked', 'Y2 B 10:00 cancelled']);
});

test('what people have changed here since is not undone by the same row told again', async () => {
  const hall = await runningHall();
  const screen = await Screen.watching(hall.url);
  const row = (id: string) => ({ id, service: 'A', date: tomorrow, time: '09:00' });
  await post(hall, '', [row('Y1'), row('Y2')]);
  const slot = { service: 'A', date: tomorrow };
  await screen.command('bookAppointment', { appointment: 'Y1', ...slot, from: '14:00' });
  await screen.command('cancelAppointment', { appointment: 'Y2' });
  await screen.command('bookAppointment', { appointment: 'Own1', ...slot, from: '15:00' });
  const { told } = await post(hall, '', [row('Y1'), row('Y2'), row('Own1')]);
  expect(told).toMatchObject([{ verdict: 'known' }, { verdict: 'known' }, { code: 'appointment.own' }]);
  expect(await booked(hall)).toEqual(['Y1 A 14:00 booked', 'Y2 A 09:00 cancelled', 'Own1 A 15:00 booked']);
});

test('a table is looked at first and then taken in, row by row, with its own columns', async () => {
  const hall = await runningHall();
  const text = `预约号,业务,预约日期,时段,姓名,状态
K1,业务A,${tomorrow.replaceAll('-', '/')},9:00-9:30,王小明,已预约
K2,B,${tomorrow},10:00,,
K1,业务A,${tomorrow},9:00-9:30,王小明,已预约
K3,没有的业务,${tomorrow},10:00,,
K4,A,${tomorrow},10:00,,什么
K5,A,${tomorrow},10:00,,取消
`;
  const looked = await post(hall, '/preview', { text });
  expect(looked.counts).toEqual({ booked: 2, moved: 0, cancelled: 0, known: 2, refused: 2 });
  expect(looked.rows).toMatchObject([
    { line: 2, verdict: 'booked', name: '王*明' },
    { line: 3, verdict: 'booked' },
    { line: 4, verdict: 'known' },
    { line: 5, verdict: 'refused', code: 'service.unknown' },
    { line: 6, verdict: 'refused', words: { zh: expect.stringContaining('“什么”') } },
    { line: 7, verdict: 'known' },
  ]);
  expect(await booked(hall)).toEqual([]);
  expect((await post(hall, '/import', { text })).counts).toEqual(looked.counts);
  expect((await post(hall, '/import', { text })).counts).toMatchObject({ booked: 0, known: 4, refused: 2 });
  expect(await booked(hall)).toEqual(['K1 A 09:00 booked', 'K2 B 10:00 booked']);
  expect(await post(hall, '/preview', { text: '预约号\n' })).toMatchObject({ status: 409 });
  const map = { fields: { appointment: 'no', time: 'at' }, words: { service: { '7': 'C' } } };
  const other = await post(hall, '/import', { text: `no;service;date;at\nX1;7;${tomorrow};11:00`, map });
  expect(other.counts.booked).toBe(1);
});

test('appointments over MQTT are the same, and what is retained and repeated is no news', async () => {
  const hall = await runningHall({
    lines: [embeddedLine],
    devices: [{ id: 'bookings', driver: 'booking-mqtt', line: 'mqtt', settings: { topic: 'book/ings' } }],
  });
  const screen = await Screen.watching(hall.url);
  await hall.line('mqtt', ({ connected }) => connected);
  const client = await mqtt.connectAsync(hall.brokerUrl ?? '', { reconnectPeriod: 0 });
  onTestFinished(() => client.endAsync(true));
  const say = (record: object) =>
    client.publishAsync('book/ings', JSON.stringify({ id: 'M1', service: 'A', date: tomorrow, ...record }), {
      qos: 1,
      retain: true,
    });
  await say({ time: '09:00', name: '王小明' });
  await screen.sees('appointment.booked', ({ data }) => data.appointment === 'M1' && data.name === '王*明');
  await say({ time: '09:00' });
  await say({ time: '10:00' });
  await say({ id: 'M2', time: '10:00', service: 'Z' });
  await screen.sees('command.refused', ({ data }) => data.subject === 'M2');
  await say({ time: '10:00', status: 'cancelled' });
  await screen.sees('appointment.cancelled');
  expect(await booked(hall)).toEqual(['M1 A 10:00 cancelled']);
  expect(screen.all('appointment.booked')).toHaveLength(2);
});
