import mqtt from 'mqtt';
import { expect, onTestFinished, test } from 'vitest';
import type { EventDetail } from '../../shared/api.ts';
import type { DeviceConfig } from '../../shared/config/schema.ts';
import { addDays, businessDay } from '../../shared/time.ts';
import { asking, editing } from '../support/config.ts';
import { embeddedLine, runningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { until } from '../support/until.ts';

const tomorrow = addDays(businessDay(Date.now(), { zone: 'Asia/Shanghai', dayStart: '00:00' }), 1);
const NAME = '欧阳小明';

const bookings = { id: 'bookings', driver: 'booking-mqtt', line: 'mqtt', settings: { topic: 'book/ings' } };
/** A device that reads one field of the messages of a topic. */
const reader = (id: string, topic: string) => ({
  ...{ id, driver: 'mqtt-json', line: 'mqtt' },
  settings: { topic, read: [{ path: 'time', reading: 'value', name: 'time' }] },
});

/** A hall, somebody at its broker, and what a screen is shown of a line. */
async function brokerHall(devices: Pick<DeviceConfig, 'id' | 'driver' | 'line' | 'settings'>[]) {
  const hall = await runningHall({ lines: [embeddedLine], devices });
  await hall.line('mqtt', ({ connected }) => connected);
  const client = await mqtt.connectAsync(hall.brokerUrl ?? '', { reconnectPeriod: 0 });
  onTestFinished(() => client.endAsync(true));
  const say = (topic: string, record: object) =>
    client.publishAsync(topic, JSON.stringify(record), { qos: 1 });
  const screen = await Screen.watching(hall.url);
  const frames = ({ socket }: Screen, line = 'mqtt') => socket.emitWithAck('inspect', line);
  return { hall, say, screen, frames };
}

const booking = (id: string) => ({ id, service: 'A', date: tomorrow, time: '09:00', name: NAME });
const textOf = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex').toString();

test('what another system says of persons is told to a screen that has said what for, and to no other', async () => {
  const { hall, say, screen, frames } = await brokerHall([bookings, reader('clock', 'clock')]);
  await say('book/ings', booking('M1'));
  await say('book/ings', { ...booking('M2'), time: 'soon' });
  await say('clock', { time: '09:00' });
  await screen.sees('device.valueRead', ({ device }) => device === 'clock');
  const [read, unread, other] = await frames(screen);
  expect(read).toMatchObject({ device: 'bookings', hex: '', withheld: true });
  expect(read).not.toHaveProperty('topic');
  // What could not be read names somebody all the same.
  expect(unread).toMatchObject({ hex: '', withheld: true });
  expect(other).toMatchObject({ device: 'clock', topic: 'clock', hex: expect.stringMatching(/./) });

  const told = await screen.socket.emitWithAck('revealFrames', { who: '李工', why: '查对接' });
  expect(told).toMatchObject({ ok: true });
  expect((await frames(screen)).map(({ hex }) => textOf(hex).includes(NAME))).toEqual([true, true, false]);
  const onlooker = await Screen.watching(hall.url);
  expect((await frames(onlooker)).map(({ withheld }) => withheld === true)).toEqual([true, true, false]);
});

test('a message that names somebody is withheld whichever other device reads it too', async () => {
  const { hall, say, screen, frames } = await brokerHall([reader('copy', 'book/+'), bookings]);
  await say('book/ings', booking('M1'));
  const value = await screen.sees('device.valueRead', ({ device }) => device === 'copy');
  expect(await frames(screen)).toMatchObject([{ hex: '', withheld: true }]);
  const { frame } = await asking<EventDetail>(hall.url, `/api/events/${value.seq}`);
  expect(frame).toEqual({ seq: value.seq, device: 'copy', hex: '', fields: [], withheld: true });
});

test('a frame that names somebody stays withheld when its device has another name, or is gone', async () => {
  const { hall, say, screen } = await brokerHall([bookings, reader('clock', 'clock')]);
  await say('book/ings', booking('M1'));
  const { seq } = await screen.sees('appointment.booked');
  await say('clock', { time: '09:00' });
  const plain = await screen.sees('device.valueRead');
  const withheld = async (event: number) =>
    (await asking<EventDetail>(hall.url, `/api/events/${event}`)).frame?.withheld === true;
  expect(await withheld(seq)).toBe(true);
  const renamed = await editing(hall.url, {
    ...{ kind: 'putDevice', was: 'bookings' },
    device: { ...bookings, id: 'reservations' },
  });
  expect(renamed).toMatchObject({ ok: true });
  expect(await withheld(seq)).toBe(true);
  const gone = { kind: 'removeDevice', id: 'reservations' } as const;
  expect(await editing(hall.url, gone, { ...gone, id: 'clock' })).toMatchObject({ ok: true });
  expect(await withheld(seq)).toBe(true);
  // What was never about anybody can still be looked at.
  expect(await withheld(plain.seq)).toBe(false);
});

test('a device that is only tried tells no more than one of the hall', async () => {
  const { hall, say, screen, frames } = await brokerHall([reader('clock', 'clock')]);
  const line = { id: 'tried', transport: { kind: 'mqtt', url: hall.brokerUrl } };
  const edits = [
    { kind: 'putLine', line },
    { kind: 'putDevice', device: { ...bookings, line: 'tried' } },
  ];
  expect(await asking(hall.url, '/api/config/trial', { id: 'trial-0001', edits })).toMatchObject({
    ok: true,
  });
  await hall.line('tried', ({ connected }) => connected);
  await say('book/ings', booking('M1'));
  const passed = await until(async () => {
    const found = await frames(screen, 'tried');
    return found.length > 0 ? found : null;
  }, 'a frame of the tried line');
  expect(passed).toMatchObject([{ device: 'bookings', hex: '', withheld: true }]);
});
