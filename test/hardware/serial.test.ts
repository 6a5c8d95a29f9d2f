import { join } from 'node:path';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { watchAppearance } from '../../bridge/transports/appearance.ts';
import { serialTransport } from '../../bridge/transports/serial.ts';
import { temporaryFolder } from '../support/folder.ts';
import { runningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { until, within } from '../support/until.ts';
import { SerialCable } from './serial-cable.ts';

const call = 'FF 68 03 03 68 01 01 0C 0E 16';
const recall = 'FF 68 03 03 68 01 01 0D 0F 16';
const pause = 'FF 68 03 03 68 01 01 12 14 16';

async function padHall(path: string) {
  const hall = await runningHall({
    lines: [{ id: 'bus', transport: { kind: 'serial', path } }],
    devices: [{ id: 'pad', driver: 'ff68-pad', line: 'bus', window: '1' }],
  });
  return { hall, screen: await Screen.watching(hall.url) };
}

describe('a serial port', () => {
  it('gives whole frames, however they are cut, merged and surrounded by noise', async () => {
    const cable = await SerialCable.plugged();
    const { hall, screen } = await padHall(cable.path);
    await hall.line('bus', ({ connected }) => connected);
    cable.say(`00 16 FF ${recall}`);
    await screen.sees('pad.keyPressed', ({ data }) => data.key === 'recall');
    for (const part of [call.slice(0, 11), call.slice(12)]) cable.say(part);
    await screen.sees('pad.keyPressed', ({ data }) => data.key === 'call');
    cable.say(`${pause} ${recall.slice(0, 8)} 00 ${call.replace('01 0C 0E', '02 0C 0F')}`);
    await screen.sees('pad.keyPressed', ({ data }) => data.key === 'pause');
    const { counters, address } = await hall.line('bus', ({ counters }) => counters.unclaimed === 1);
    expect(address).toBe(`${cable.path} 9600 8N1`);
    expect(counters).toMatchObject({ frames: 4, unclaimed: 1, reconnects: 0, noise: 7 });
    await cable.hears(call);
    expect(screen.all('pad.keyPressed').map(({ data }) => data.key)).toEqual(['recall', 'call', 'pause']);
  });

  it('that is pulled is offline with the reason, and counts on when it is back', async () => {
    const cable = await SerialCable.plugged();
    const { hall, screen } = await padHall(cable.path);
    await hall.line('bus', ({ connected }) => connected);
    cable.say(recall);
    await cable.hears(recall);
    await cable.unplug();
    const gone = await screen.sees(
      'device.availabilityChanged',
      ({ data }) => data.availability === 'offline',
    );
    expect(gone).toMatchObject({
      device: 'pad',
      data: { reason: 'lineLost', detail: expect.stringMatching(/\S/) },
    });
    const lost = await hall.line('bus', ({ connected, counters }) => !connected && counters.reconnects > 1);
    expect(lost.error).toMatch(/No such file/);
    await cable.plug();
    await hall.line('bus', ({ connected }) => connected);
    cable.say(call);
    await screen.sees('pad.keyPressed', ({ data }) => data.key === 'call');
    const back = await hall.line('bus');
    expect(back.counters).toMatchObject({ frames: 2 });
    expect(back.counters.reconnects).toBeGreaterThan(1);
    expect(back.error).toBeUndefined();
    // Nothing that was due while it was away is sent late.
    await cable.hears(call);
    expect(screen.all('device.availabilityChanged').map(({ data }) => data.availability)).toEqual([
      'online',
      'offline',
      'unknown',
      'online',
    ]);
  });

  it('that does not exist is said to be so, and stops nothing else', async () => {
    const missing = join(temporaryFolder(), 'none');
    const { hall, screen } = await padHall(missing);
    const line = await hall.line('bus', ({ connected, counters }) => !connected && counters.reconnects > 1);
    expect(line.error).toContain(missing);
    const pad = () => screen.state.devices['pad'];
    await until(() => (pad()?.availability === 'offline' ? true : null), 'the loss of the pad');
    expect(pad()?.detail).toContain(missing);
    expect(await screen.command('issueTicket', { service: 'A' })).toMatchObject({ ok: true });
  });

  it('whose name goes while it is open is opened again under its name', async () => {
    const cable = await SerialCable.plugged();
    const { hall, screen } = await padHall(cable.path);
    await hall.line('bus', ({ connected }) => connected);
    await cable.unplug();
    rmSync(cable.path, { force: true });
    await hall.line('bus', ({ connected }) => !connected);
    await cable.plug();
    await hall.line('bus', ({ connected }) => connected);
    cable.say(recall);
    await screen.sees('pad.keyPressed');
  });

  it('whose name leads to another port after it was pulled is opened there', async () => {
    const [first, second] = [await SerialCable.plugged(), await SerialCable.plugged()];
    const name = join(temporaryFolder(), 'usb-FTDI-if00-port0');
    symlinkSync(first.path, name);
    const { hall, screen } = await padHall(name);
    await hall.line('bus', ({ connected }) => connected);
    await first.unplug();
    await hall.line('bus', ({ connected }) => !connected);
    rmSync(name);
    symlinkSync(second.path, name);
    await hall.line('bus', ({ connected }) => connected);
    second.say(call);
    await screen.sees('pad.keyPressed', ({ data }) => data.key === 'call');
    await second.hears(call);
  });

  it('that comes back is opened because it appears, and not only when the wait is over', async () => {
    const folder = join(temporaryFolder(), 'by-id');
    let appeared: () => void = () => undefined;
    const seen = new Promise<void>((resolve) => (appeared = resolve));
    // The folder of the name is not there either, as when no adapter is plugged in.
    const stopOuter = watchAppearance(join(folder, 'usb-FTDI'), appeared);
    mkdirSync(folder);
    await within(seen, 'the folder');
    stopOuter();
    const plugged = new Promise<void>((resolve) => (appeared = resolve));
    const stop = watchAppearance(join(folder, 'usb-FTDI'), appeared);
    symlinkSync('/dev/null', join(folder, 'usb-other'));
    symlinkSync('/dev/null', join(folder, 'usb-FTDI'));
    await within(plugged, 'the port');
    stop();
  });

  it('that another program holds says so, and is free again when it is closed', async () => {
    const cable = await SerialCable.plugged();
    const settings = { path: cable.path, baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 } as const;
    const deaf = { bytes: () => undefined, closed: () => undefined };
    const holder = await serialTransport({ ...settings, rts: true, dtr: false }).open(deaf);
    await expect(serialTransport(settings).open(deaf)).rejects.toThrow(/Cannot lock port/);
    await holder.close();
    const next = await serialTransport({ ...settings, flowControl: 'xonxoff' }).open(deaf);
    await next.close();
  });
});
