import { describe, expect, it } from 'vitest';
import { PacedClock } from '../../../bridge/clock/paced.ts';
import { loadDrivers } from '../../../bridge/drivers/catalog.ts';
import type { ByteDriver, Reading, Request } from '../../../bridge/drivers/driver.ts';
import { parseOnbon } from '../../../bridge/framing/onbon.ts';
import { SimulatedSign } from '../../../bridge/sim/devices/sign.ts';
import { BytePort } from '../../../bridge/sim/ports/byte-port.ts';

const driver = (await loadDrivers()).get('onbon-bx5k') as ByteDriver;
const actions = driver.actions!;
const settings = driver.settings.parse({
  areas: [
    { id: 0, width: 64, height: 32 },
    { id: 1, x: 64, width: 128, height: 32 },
  ],
});
const noon = Date.UTC(2026, 10, 21, 4);
const local = '2026-11-21 12:00:00';

/** A sign with a driver at the other end of its cable. */
function connectedSign() {
  const port = new BytePort();
  const sign = new SimulatedSign(port, new PacedClock(noon), { screen: 1, zone: 'Asia/Shanghai' });
  const shown: string[] = [];
  sign.shown = (text) => shown.push(text);
  let said: Uint8Array | null = null;
  const link = port.attach({ bytes: (chunk) => (said = chunk), closed: () => undefined });
  const ask = (requests: Request[]): Reading[] | null => {
    said = null;
    const [request] = requests as [Request];
    link.write(request.bytes);
    return said && (driver.decode(said, settings, request)?.readings ?? null);
  };
  return { sign, shown, link, ask, said: () => said };
}

describe('a simulated sign', () => {
  it('shows the texts of its areas, each until it gets another', () => {
    const { sign, shown, ask } = connectedSign();
    ask(actions.showText!({ text: '3号\n请A001到3号窗口' }, settings));
    expect(sign.text).toBe('3号\n请A001到3号窗口');
    ask(actions.showText!({ text: '4号' }, settings));
    expect(sign.text).toBe('4号\n请A001到3号窗口');
    ask(actions.clearText!({}, settings));
    expect(shown).toEqual(['3号\n请A001到3号窗口', '4号\n请A001到3号窗口', '']);
  });

  it('is dark while it is off, and shows again what it showed', () => {
    const { sign, ask } = connectedSign();
    ask(actions.showText!({ text: 'A001' }, settings));
    ask(actions.setPower!({ on: false }, settings));
    expect([sign.isOn, sign.text]).toEqual([false, '']);
    ask(actions.setPower!({ on: true }, settings));
    expect(sign.text).toBe('A001');
  });

  it('says how it is, and how wrong its clock is until that is set', () => {
    const { sign, ask } = connectedSign();
    sign.driftBy(-90);
    ask(actions.setBrightness!({ level: 4 }, settings));
    const status = (error: number) => [
      { kind: 'value', name: 'power', value: true },
      { kind: 'value', name: 'brightness', value: 4 },
      { kind: 'value', name: 'clock error', value: error, unit: 's' },
    ];
    expect(ask(actions.askStatus!({ local }, settings))).toEqual(status(-90));
    expect(ask(actions.setClock!({ local }, settings))).toContainEqual({ kind: 'result', ok: true });
    expect(sign.time).toBe(local);
    expect(ask(actions.askStatus!({ local }, settings))).toEqual(status(0));
  });

  it('refuses everything for the reason it was given, and does nothing', () => {
    const { sign, ask } = connectedSign();
    sign.refuse(3);
    const refused = [{ kind: 'result', ok: false, code: 'sign.busy' }];
    expect(ask(actions.showText!({ text: 'A001' }, settings))).toEqual(refused);
    expect(ask(actions.askStatus!({ local }, settings))).toEqual(refused);
    expect(sign.text).toBe('');
    sign.refuse(0);
    expect(ask(actions.showText!({ text: 'A001' }, settings))).toEqual([{ kind: 'result', ok: true }]);
  });

  it('that is mute shows what it is sent, and says nothing', () => {
    const { sign, ask, said } = connectedSign();
    sign.setMute(true);
    ask(actions.showText!({ text: 'A001' }, settings));
    expect([sign.text, said()]).toEqual(['A001', null]);
  });

  it('tells a damaged frame from one for another sign', () => {
    const { link, said } = connectedSign();
    const [request] = actions.showText!({ text: 'A001' }, settings);
    const damaged = request!.bytes.slice();
    damaged[damaged.length - 6]! ^= 0x01;
    link.write(damaged);
    expect(parseOnbon(said()!)).toMatchObject({ group: 0xa0, command: 1, third: 5 });
    const { said: other, link: otherLink } = connectedSign();
    otherLink.write(actions.clearText!({}, { ...(settings as object), screen: 2 })[0]!.bytes);
    expect(other()).toBeNull();
  });
});
