import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import type { LineStatus, LinesReport } from '../../shared/channel.ts';
import type { LoneByteDevice, SimAnswer, SimFramesAnswer } from '../../shared/workbench/simulation.ts';
import type { TrainingVerdict } from '../../shared/workbench/training.ts';
import { runningHall, tcpLine, embeddedLine } from '../support/running.ts';
import { runningSimulatedHall } from '../support/simulated-hall.ts';
import { Screen } from '../support/screen.ts';
import { until } from '../support/until.ts';

type Said = { ok?: boolean; code?: string; message?: string; device?: string };

/** The bench of a hall, asked as its page asks. */
function benchOf(url: string) {
  const ask = async <T>(method: string, path: string, body?: unknown) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(`${url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as T;
  };
  const post = <T = Said>(path: string, body: unknown) => ask<T>('POST', path, body);
  const look = () => ask<SimAnswer>('GET', '/api/sim');
  return {
    ask,
    post,
    look,
    start: (driver: string, settings = {}, port = 0) => post('/api/sim/devices', { driver, settings, port }),
    alone: async (id: string) => (await look()).lone.find((one) => one.id === id) as LoneByteDevice,
    frames: async (id: string) =>
      (await ask<SimFramesAnswer>('GET', `/api/sim/devices/${id}/frames`)).records,
    committed: async () => (await ask<{ seq: number }>('GET', '/api/health')).seq,
    line: (id: string, wanted: (line: LineStatus) => boolean) =>
      until(async () => {
        const { lines } = await ask<LinesReport>('GET', '/api/devices');
        const line = lines.find((one) => one.id === id);
        return line && wanted(line) ? line : null;
      }, `line ${id}`),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

it('a device that stands alone is pressed without a word in the journal, until the hall has it', async () => {
  const port = await freePort();
  const { url } = await runningHall();
  const bench = benchOf(url);
  const before = await bench.committed();
  const { device = '' } = await bench.start('lock-8a', { address: 2, channels: 8, groups: 1 }, port);
  await bench.post('/api/sim/press', { device, key: 'door', number: 3 });
  const { keys, remarks, usedBy } = await bench.alone(device);
  expect(keys[0]!.on).toEqual([false, false, true, false, false, false, false, false]);
  expect([remarks[0]!.words.en, usedBy]).toEqual(['door 3 is open', null]);
  expect(await bench.committed()).toBe(before);
});

it('a device that the hall has says what is pressed, and shows which line leads to it', async () => {
  const port = await freePort();
  const settings = { address: 2, channels: 8, groups: 2, pollMs: 100 };
  const { url } = await runningHall({
    lines: [tcpLine('doors', port)],
    devices: [{ id: 'doors', driver: 'lock-8a', line: 'doors', settings }],
  });
  const bench = benchOf(url);
  const { device = '' } = await bench.start('lock-8a', settings, port);
  const screen = await Screen.watching(url);
  const door = (state: string) =>
    until(() => (screen.state.lockers['doors']?.[2] === state ? true : null), `door 3 ${state}`);
  await door('closed');
  await bench.post('/api/sim/press', { device, key: 'door', number: 3 });
  await door('open');
  expect((await bench.alone(device)).usedBy).toBe('doors');
  await bench.post('/api/sim/faults', { device, faults: { noise: 1 } });
  await bench.line('doors', ({ counters }) => counters.noise > 0);
  await bench.post('/api/sim/faults', { device, faults: { noise: 0 } });
  expect((await bench.alone(device)).faults).toEqual({});
  await bench.post('/api/sim/plug', { device, plugged: false });
  await bench.line('doors', ({ connected }) => !connected);
  await bench.post('/api/sim/plug', { device, plugged: true });
  await bench.line('doors', ({ connected }) => connected);
  await bench.ask('DELETE', `/api/sim/devices/${device}`);
  await bench.line('doors', ({ connected }) => !connected);
  expect((await bench.look()).lone).toEqual([]);
});

it('at another rate a device speaks nonsense, and is understood once both ends agree', async () => {
  const { url } = await runningHall();
  const bench = benchOf(url);
  const { device = '' } = await bench.start('ff68-pad', { address: 1 });
  await bench.post('/api/sim/rate', { device, baudRate: 19_200 });
  await bench.post('/api/sim/press', { device, key: 'call' });
  await until(async () => ((await bench.alone(device)).counts.noise > 0 ? true : null), 'nonsense');
  expect((await bench.alone(device)).counts.frames).toBe(0);
  await bench.post('/api/sim/rate', { device, baudRate: 9600 });
  await until(async () => {
    const last = (await bench.frames(device)).at(-1);
    return last?.hex === 'FF 68 03 03 68 01 01 0C 0E 16' && last.verdict === 'frame' ? true : null;
  }, 'the key, repeated');
});

it('refuses in words what cannot be simulated, and whatever would touch a real device', async () => {
  const port = await freePort();
  const { url } = await runningHall({
    lines: [tcpLine('doors', port), embeddedLine],
    devices: [{ id: 'doors', driver: 'lock-8a', line: 'doors', settings: { channels: 8 } }],
  });
  const bench = benchOf(url);
  const codeOf = async (said: Promise<Said>) => (await said).code;
  expect(await codeOf(bench.start('kiosk-mqtt', { kiosk: '#' }))).toBe('sim.settings');
  expect((await bench.start('lock-8a', { channels: 'many', chanels: 3 })).message).toMatch(
    /channels：应为[^a-z]*；chanels：没有这个字段，请检查拼写或删除/,
  );
  expect(await codeOf(bench.start('no-such'))).toBe('sim.noDriver');
  expect(await codeOf(bench.start('lock-8a', { channels: 'many' }))).toBe('sim.settings');
  const taken = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void taken.close());
  await once(taken, 'listening');
  expect(await codeOf(bench.start('lock-8a', {}, (taken.address() as AddressInfo).port))).toBe('sim.port');
  for (const [path, body] of [
    ['faults', { device: 'doors', faults: { drop: 1 } }],
    ['plug', { device: 'doors', plugged: false }],
    ['press', { device: 'doors', key: 'door', number: 1 }],
    ['training', { kind: 'line', device: 'doors' }],
  ] as const) {
    expect(await codeOf(bench.post(`/api/sim/${path}`, body))).toBe('sim.real');
  }
  expect(await codeOf(bench.post('/api/sim/training', { kind: 'silent' }))).toBe('sim.realHall');
  expect(await codeOf(bench.post('/api/sim/training/answer', { answer: 'x' }))).toBe('sim.noTask');
  expect(await codeOf(bench.post('/api/sim/plug', { device: 'sim-9', plugged: true }))).toBe('sim.unknown');
  const { device = '' } = await bench.start('winnsen');
  expect(await codeOf(bench.post('/api/sim/press', { device, key: 'door', number: 999 }))).toBe('sim.noKey');
  expect(await codeOf(bench.post('/api/sim/faults', { device, faults: { rain: 1 } }))).toBe(
    'command.malformed',
  );
  const { most } = await bench.look();
  for (let n = 1; n < most; n += 1) await bench.start('winnsen');
  expect(await codeOf(bench.start('winnsen'))).toBe('sim.tooMany');
  expect((await bench.look()).lone).toHaveLength(most);
});

it('trains with a device alone: wrong answers are told with what is seen, the right one ends it', async () => {
  const { url } = await runningHall();
  const bench = benchOf(url);
  const before = await bench.committed();
  await bench.post('/api/sim/training', { kind: 'address' });
  expect((await bench.post('/api/sim/training', { kind: 'rate' })).code).toBe('sim.exercising');
  const { lone, training } = await bench.look();
  const [board] = lone;
  expect([board!.settings, board!.keys, board!.hidden, board!.isExercise]).toEqual([{}, [], true, true]);
  const press = { device: board!.id, key: 'door', number: 1 };
  expect((await bench.post('/api/sim/press', press)).code).toBe('sim.exercising');
  let verdict: TrainingVerdict | null = null;
  for (const { id } of training.task!.answers) {
    verdict = await bench.post<TrainingVerdict>('/api/sim/training/answer', { answer: id });
    expect(verdict.evidence[0]!.en).toMatch(verdict.isRight ? /it answers/ : /it says nothing/);
    if (verdict.isRight) break;
  }
  expect([verdict!.isRight, verdict!.isOver]).toEqual([true, true]);
  expect(verdict!.records.at(-1)).toMatchObject({ direction: 'in', verdict: 'frame' });
  const after = await bench.look();
  expect([after.lone, after.training.task]).toEqual([[], null]);
  expect(await bench.committed()).toBe(before);
});

it.each(['rate', 'line', 'message'])(
  'the exercise "%s" is given up, told, and leaves nothing behind',
  async (kind) => {
    const { url } = await runningHall();
    const bench = benchOf(url);
    await bench.post('/api/sim/training', { kind });
    const [device] = (await bench.look()).lone;
    await until(async () => ((await bench.frames(device!.id)).length > 0 ? true : null), 'bytes');
    const verdict = await bench.ask<TrainingVerdict>('DELETE', '/api/sim/training');
    expect([verdict.isRight, verdict.isOver, verdict.evidence.length]).toEqual([false, true, 1]);
    expect((await bench.look()).lone).toEqual([]);
  },
);

it('breaks and mends the devices of a hall that is simulated, and trains on them', async () => {
  const { url } = await runningSimulatedHall();
  const bench = benchOf(url);
  const screen = await Screen.watching(url);
  const of = async (id: string) => (await bench.look()).hall.find((one) => one.id === id)!;
  const state = (device: string, availability: string) =>
    until(
      () => (screen.state.devices[device]?.availability === availability ? true : null),
      `${device} ${availability}`,
    );
  await state('printer-1', 'online');
  expect([(await of('pad-1')).shared.length, (await of('printer-1')).shared]).toEqual([7, []]);
  expect((await of('kiosk-1')).faults).toEqual({});
  expect((await of('door-fire')).shared).toContain('door-server');
  await bench.post('/api/sim/press', { device: 'printer-1', key: 'paperOut' });
  await until(() => (screen.state.printers['printer-1']?.paper === 'out' ? true : null), 'no paper');
  await bench.post('/api/sim/press', { device: 'printer-1', key: 'paperOut' });
  await until(() => (screen.state.printers['printer-1']?.paper === 'ok' ? true : null), 'paper');
  await bench.post('/api/sim/faults', { device: 'kiosk-1', faults: { unplug: 1 } });
  await bench.post('/api/sim/press', { device: 'kiosk-1', key: 'filing' });
  await state('kiosk-1', 'offline');
  await bench.post('/api/sim/faults', { device: 'kiosk-1', faults: {} });
  await state('kiosk-1', 'online');
  for (const device of ['kiosk-1', 'door-fire', 'printer-1']) {
    await bench.post('/api/sim/plug', { device, plugged: false });
    await state(device, 'offline');
    expect((await of(device)).plugged).toBe(false);
    await bench.post('/api/sim/plug', { device, plugged: true });
    await state(device, 'online');
  }
});

it.each(['printer', 'silent'])('trains "%s" on a hall that is simulated, and mends it', async (kind) => {
  const { url } = await runningSimulatedHall();
  const bench = benchOf(url);
  await bench.line('printer-1', ({ connected }) => connected);
  const printers = async () => (await bench.look()).hall.filter(({ driver }) => driver === 'escpos-printer');
  await bench.post('/api/sim/training', { kind });
  expect((await printers()).map(({ hidden, keys }) => [hidden, keys])).toEqual([
    [true, []],
    [true, []],
  ]);
  const { answers } = (await bench.look()).training.task!;
  let verdict: TrainingVerdict | null = null;
  for (const { id } of answers) {
    verdict = await bench.post<TrainingVerdict>('/api/sim/training/answer', { answer: id });
    if (verdict.isRight) break;
  }
  expect([verdict!.isRight, verdict!.isOver]).toEqual([true, true]);
  for (const { plugged, faults, keys } of await printers()) {
    expect([plugged, faults, keys.some(({ on }) => on?.[0])]).toEqual([true, {}, false]);
  }
  expect((await bench.look()).hall.filter(({ faults }) => Object.keys(faults ?? {}).length > 0)).toEqual([]);
});
