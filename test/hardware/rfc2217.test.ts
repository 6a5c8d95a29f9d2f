import { describe, expect, it } from 'vitest';
import { rfc2217Transport, type Rfc2217Settings } from '../../bridge/transports/rfc2217.ts';
import { Rfc2217Gateway, type Manners } from '../support/rfc2217-gateway.ts';
import { runningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { within } from '../support/until.ts';

const call = 'FF 68 03 03 68 01 01 0C 0E 16';
const compact = call.toLowerCase().replaceAll(' ', '');

const settings = (port: number, more: Partial<Rfc2217Settings> = {}): Rfc2217Settings => ({
  ...{ host: '127.0.0.1', port, baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  ...more,
});
const deaf = { bytes: () => undefined, closed: () => undefined };

describe('a gateway of RFC 2217', () => {
  it('is set before a byte counts, and carries a frame that begins with FF both ways', async () => {
    const gateway = await Rfc2217Gateway.listen();
    const hall = await runningHall({
      lines: [{ id: 'bus', transport: { kind: 'rfc2217', host: '127.0.0.1', port: gateway.port } }],
      devices: [{ id: 'pad', driver: 'ff68-pad', line: 'bus', window: '1' }],
    });
    const screen = await Screen.watching(hall.url);
    const { address } = await hall.line('bus', ({ connected }) => connected);
    expect(address).toBe(`rfc2217://127.0.0.1:${gateway.port} 9600 8N1`);
    expect(Object.fromEntries(gateway.settings)).toEqual({ 1: 9600, 2: 8, 3: 1, 4: 1, 5: 1 });
    gateway.say(call);
    expect((await screen.sees('pad.keyPressed')).data.key).toBe('call');
    await gateway.when(() => gateway.heard === compact, 'the acknowledgement');
    expect((await hall.line('bus')).counters).toMatchObject({ frames: 1, noise: 0 });
  });

  it('is told parity, stop bits, flow control and the control lines by the numbers of the standard', async () => {
    const gateway = await Rfc2217Gateway.listen();
    const odd = settings(gateway.port, { baudRate: 115_200, dataBits: 7, parity: 'odd', stopBits: 2 });
    const connection = await rfc2217Transport({ ...odd, flowControl: 'rtscts', dtr: true, rts: false }).open(
      deaf,
    );
    await gateway.when(() => gateway.settings.get(5) === 12, 'the last setting');
    expect(Object.fromEntries(gateway.settings)).toEqual({ 1: 115_200, 2: 7, 3: 2, 4: 2, 5: 12 });
    await connection.close();
    await expect(connection.write(Uint8Array.of(1))).rejects.toThrow('closed');
  });

  it('that offers and asks for other things is refused them, each once', async () => {
    const greeting = 'FF FB 01 FF FD 18 FF FB 01 FF FD 18 FF FD 00 FF FB 03';
    const gateway = await Rfc2217Gateway.listen({ greeting });
    const connection = await rfc2217Transport(settings(gateway.port)).open(deaf);
    await gateway.when(() => gateway.options.includes('fc18'), 'the refusal');
    const refusals = gateway.options.filter((option) => /^f[ce]/.test(option));
    expect(refusals.sort()).toEqual(['fc18', 'fe01']);
    await connection.close();
  });

  it.each<[string, Manners, RegExp]>([
    ['that refuses to be set', { refuses: true }, /refuses RFC 2217: .* kind: tcp/],
    ['that keeps another speed', { keepsBaudRate: 115_200 }, /refuses baudRate of 9600 8N1, it keeps 115200/],
    ['that is none', { isRaw: true }, /does not speak RFC 2217/],
  ])('%s is not opened, and says so', async (_name, manners, words) => {
    const gateway = await Rfc2217Gateway.listen(manners);
    let closed = 0;
    const opened = rfc2217Transport(settings(gateway.port)).open({ ...deaf, closed: () => (closed += 1) });
    await expect(within(opened, 'the refusal')).rejects.toThrow(words);
    expect(closed).toBe(0);
  });
});
