import { describe, expect, it } from 'vitest';
import type { HallEvent } from '../../shared/events/index.ts';
import { runningHall, tcpLine, type RunningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { servedSign } from '../support/simulated.ts';
import { until } from '../support/until.ts';

async function hallWithSign() {
  const { sign, port } = await servedSign();
  sign.driftBy(-90);
  const hall = await runningHall({
    lines: [tcpLine('signs', port)],
    devices: [{ id: 'sign', driver: 'onbon-bx5k', line: 'signs', window: '1' }],
  });
  const screen = await Screen.watching(hall.url);
  const value = (name: string) => screen.state.values['sign']?.find((one) => one.name === name)?.value;
  const known = (name: string, isSo: (said: unknown) => boolean) =>
    until(() => (isSo(value(name)) ? true : null), `the ${name} of the sign`);
  // Its clock is the last thing that is set when it is connected.
  await known('clock error', (error) => error === 0);
  return { sign, hall, screen, known };
}

/** How wrong the clock of the sign was, each time it was looked at; from the journal, for a screen may come later. */
async function clockErrors({ url }: RunningHall): Promise<number[]> {
  const seqs = Array.from({ length: 60 }, (_, index) => index + 1).join(',');
  const { events } = (await (await fetch(`${url}/api/events?seqs=${seqs}`)).json()) as {
    events: HallEvent[];
  };
  return events.flatMap(({ type, data }) =>
    type === 'device.valueRead' && data.name === 'clock error' ? [Number(data.value)] : [],
  );
}

describe('a sign that was connected', () => {
  it('has its clock looked at and set, and how wrong it was is kept', async () => {
    const { sign, hall, screen } = await hallWithSign();
    const errors = await clockErrors(hall);
    const [before] = errors;
    expect(Math.abs(before! + 90)).toBeLessThanOrEqual(5);
    expect(Math.abs(Date.parse(`${sign.time.replace(' ', 'T')}+08:00`) - Date.now())).toBeLessThan(10_000);
    await until(() => (screen.state.displays['sign']?.text === '本窗口已关闭' ? true : null), 'the text');
  });
});

describe('a person at the devices page', () => {
  it('switches a sign off and on, dims and clears it, and what is so now is known', async () => {
    const { sign, screen, known } = await hallWithSign();
    expect(await screen.command('setPower', { device: 'sign', on: false })).toMatchObject({ ok: true });
    expect(await screen.sees('device.actionRequested')).toMatchObject({
      device: 'sign',
      by: { who: 'person:loopback' },
      data: { action: 'setPower', on: false },
    });
    expect(sign.isOn).toBe(false);
    await known('power', (power) => power === false);
    expect(await screen.command('setPower', { device: 'sign', on: true })).toMatchObject({ ok: true });
    expect(await screen.command('setBrightness', { device: 'sign', level: 4 })).toMatchObject({ ok: true });
    await known('brightness', (brightness) => brightness === 4);
    expect([sign.isOn, sign.brightness]).toEqual([true, 4]);
    expect(await screen.command('clearText', { device: 'sign' })).toMatchObject({ ok: true });
    expect(sign.text).toBe('');
    await screen.sees('display.shown', ({ data }) => data.text === '');
  });

  it('sets its clock and asks how it is', async () => {
    const { sign, screen, known } = await hallWithSign();
    sign.driftBy(300);
    expect(await screen.command('askStatus', { device: 'sign' })).toMatchObject({ ok: true });
    await known('clock error', (error) => Math.abs(Number(error) - 300) <= 5);
    expect(await screen.command('setClock', { device: 'sign' })).toMatchObject({ ok: true });
    await known('clock error', (error) => error === 0);
  });

  it('is told in words why a sign refuses', async () => {
    const { sign, screen } = await hallWithSign();
    sign.refuse(3);
    const answers = [
      await screen.command('showText', { device: 'sign', text: 'A001' }),
      await screen.command('setBrightness', { device: 'sign', level: 1 }),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, code: 'sign.busy' });
    await screen.sees('display.failed', ({ data }) => data.text === 'A001' && data.code === 'sign.busy');
    expect(sign.brightness).toBe(15);
    sign.refuse(0);
    sign.setMute(true);
    expect(await screen.command('setPower', { device: 'sign', on: false })).toMatchObject({
      ok: false,
      code: 'device.noAnswer',
    });
  });

  it('cannot ask what a device does not know, and nothing is said to it', async () => {
    const { sign, screen } = await hallWithSign();
    expect(await screen.command('unlockDoor', { device: 'sign', door: 1 })).toMatchObject({
      ok: false,
      code: 'device.cannot',
    });
    for (const [name, data] of [
      ['setPower', { device: 'none', on: true }],
      ['setClock', { device: 'none' }],
    ] as const) {
      expect(await screen.command(name, data)).toMatchObject({ ok: false, code: 'device.unknown' });
    }
    expect(await screen.command('setBrightness', { device: 'sign', level: 16 })).toMatchObject({
      ok: false,
      code: 'command.malformed',
    });
    expect(screen.all('device.actionRequested')).toEqual([]);
    expect(sign.brightness).toBe(15);
  });

  it('is offered what each device can do', async () => {
    const { hall } = await hallWithSign();
    const [sign] = hall.bridge.publicHall().devices;
    expect(sign?.actions).toEqual(
      expect.arrayContaining(['showText', 'clearText', 'setPower', 'setBrightness', 'setClock', 'askStatus']),
    );
  });
});
