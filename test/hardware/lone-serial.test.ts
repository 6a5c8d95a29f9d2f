import { existsSync } from 'node:fs';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { LoneByteDevice, SimAnswer } from '../../shared/workbench/simulation.ts';
import { asking, editing } from '../support/config.ts';
import { runningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { until } from '../support/until.ts';

const settings = { address: 2, channels: 8, groups: 1 };

async function started(url: string) {
  const asked = { driver: 'lock-8a', settings, serial: true };
  return asking<{ device: string; code?: string }>(url, '/api/sim/devices', asked);
}

it('a simulated device that stands alone is a serial port too, for as long as it stands', async () => {
  const { url } = await runningHall();
  const { device } = await started(url);
  const look = async () => (await asking<SimAnswer>(url, '/api/sim')).lone[0] as LoneByteDevice | undefined;
  const path = (await look())?.serial ?? '';
  expect(existsSync(path)).toBe(true);
  const screen = await Screen.watching(url);
  const line = { id: 'doors', transport: { kind: 'serial' as const, path } };
  const door = { id: 'doors', driver: 'lock-8a', line: 'doors', settings: { ...settings, pollMs: 100 } };
  expect(await editing(url, { kind: 'putLine', line }, { kind: 'putDevice', device: door })).toMatchObject({
    ok: true,
  });
  const state = (wanted: string) =>
    until(() => (screen.state.lockers['doors']?.[2] === wanted ? true : null), `door 3 ${wanted}`);
  await state('closed');
  await asking(url, '/api/sim/press', { device, key: 'door', number: 3 });
  await state('open');
  expect((await look())?.usedBy).toBe('doors');
  await fetch(`${url}/api/sim/devices/${device}`, { method: 'DELETE' });
  expect(existsSync(path)).toBe(false);
});

it('a serial port that was closed is there for the next', async () => {
  const { url } = await runningHall();
  await started(url);
  const [device] = (await asking<SimAnswer>(url, '/api/sim')).lone as LoneByteDevice[];
  const path = device?.serial ?? '';
  for (const name of ['first', 'second']) {
    const hall = await runningHall({
      lines: [{ id: name, transport: { kind: 'serial', path } }],
      devices: [{ id: 'doors', driver: 'lock-8a', line: name, settings: { ...settings, pollMs: 100 } }],
    });
    await hall.line(name, ({ counters }) => counters.frames > 1);
    await hall.stop();
  }
});

it('says what is missing where the machine can offer no serial port', async () => {
  const { url } = await runningHall();
  vi.stubEnv('PATH', '/nowhere');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await started(url)).toMatchObject({ code: 'sim.noSocat' });
  expect((await asking<SimAnswer>(url, '/api/sim')).lone).toEqual([]);
});
