import { describe, expect, it } from 'vitest';
import { PacedClock } from '../../../bridge/clock/paced.ts';
import { fromHex, toHex } from '../../../bridge/framing/bytes.ts';
import { BytePort } from '../../../bridge/sim/ports/byte-port.ts';
import { faultNames, misheard, type Faults } from '../../../bridge/sim/ports/faults.ts';
import { cablePort, faultyPort, type FaultyLine } from '../../../bridge/sim/ports/faulty.ts';
import { Random } from '../../../bridge/sim/random.ts';

const frame = '02 00 00 65 07 00 00 00 00 C0 03 31';

/** A device that says what a test wants, and a host, with a faulty line between them. */
function line(faults: Faults, seed = 'line') {
  const clock = new PacedClock(0);
  const device = new BytePort();
  const asked: string[] = [];
  device.receiver = (bytes) => asked.push(toHex(bytes));
  const port = faultyPort(device, { faults, random: new Random(seed), clock });
  const heard: string[] = [];
  const closed: number[] = [];
  const attach = () =>
    port.attach({ bytes: (chunk) => heard.push(toHex(chunk)), closed: () => closed.push(clock.now()) });
  const link = attach();
  const say = (...frames: string[]) => frames.forEach((hex) => device.send(fromHex(hex)));
  return { clock, device, port, asked, heard, closed, link, attach, say };
}

describe('a faulty line', () => {
  it('without a fault lets everything pass at once, both ways', () => {
    const { heard, asked, link, say } = line({ drop: 0 });
    say(frame, '06 40');
    link.write(fromHex('02 00 00 50 03 55'));
    expect([heard, asked]).toEqual([[frame, '06 40'], ['02 00 00 50 03 55']]);
  });

  it('is none where nothing is to go wrong', () => {
    const { device, port } = line({});
    expect(port).toBe(device);
  });

  it('splits what is said, and keeps every byte in its order', async () => {
    const { clock, heard, say } = line({ split: 1 });
    say(frame, '06 40');
    await clock.runTo(200);
    expect(heard.length).toBeGreaterThan(3);
    expect(heard.join(' ')).toBe(`${frame} 06 40`);
  });

  it('holds what is said until the next comes', () => {
    const { heard, say } = line({ merge: 0.5 }, 'merge');
    const said = Array.from({ length: 40 }, (_, index) => toHex(Uint8Array.of(0xaa, index)));
    say(...said);
    expect(heard.length).toBeLessThan(35);
    expect(said.join(' ').startsWith(heard.join(' '))).toBe(true);
  });

  it('holds nothing longer than that, however often it happens', () => {
    const { heard, say } = line({ merge: 1 });
    say('01', '02', '03', '04');
    expect(heard).toEqual(['01 02', '03 04']);
  });

  it('loses what is said, both ways', () => {
    const { heard, asked, link, say } = line({ drop: 1 });
    say(frame);
    link.write(fromHex('06'));
    expect([heard, asked]).toEqual([[], []]);
  });

  it('says it twice', () => {
    const { heard, say } = line({ duplicate: 1 });
    say('06 40');
    expect(heard).toEqual(['06 40 06 40']);
  });

  it('adds noise before it', () => {
    const { heard, say } = line({ noise: 1 });
    say(frame);
    expect(heard[0]!.length).toBeGreaterThan(frame.length);
    expect(heard[0]!.endsWith(frame)).toBe(true);
  });

  it('turns one bit, both ways', () => {
    const { heard, asked, link, say } = line({ damage: 1 });
    say(frame);
    link.write(fromHex(frame));
    for (const hex of [heard[0]!, asked[0]!]) {
      const turned = [...fromHex(hex)]
        .map((byte, at) => byte ^ fromHex(frame)[at]!)
        .filter((byte) => byte !== 0);
      expect(turned).toHaveLength(1);
      expect(Math.log2(turned[0]!) % 1).toBe(0);
    }
  });

  it('is late, and what is said later does not overtake', async () => {
    const { clock, heard, say } = line({ late: 1 });
    say('01', '02');
    await clock.runTo(299);
    expect(heard).toEqual([]);
    await clock.runTo(3000);
    expect(heard).toEqual(['01', '02']);
  });

  it('is never later than a while, however much is said', async () => {
    const { clock, heard, say } = line({ late: 1 });
    say(...Array.from({ length: 50 }, () => '01'));
    await clock.runTo(1500);
    expect(heard).toHaveLength(50);
  });

  it('garbles both ways where the two ends are set to different rates, and not where they agree', () => {
    const clock = new PacedClock(0);
    const device = new BytePort();
    const asked: string[] = [];
    device.receiver = (bytes) => asked.push(toHex(bytes));
    const wire: FaultyLine = { faults: {}, random: new Random('skew'), clock, skew: 2 };
    const heard: string[] = [];
    const host = { bytes: (chunk: Uint8Array) => heard.push(toHex(chunk)), closed: () => undefined };
    const link = cablePort(device, wire).attach(host);
    device.send(fromHex(frame));
    link.write(fromHex(frame));
    wire.skew = 1;
    device.send(fromHex(frame));
    link.write(fromHex(frame));
    expect([heard[0], asked[0]]).not.toContain(frame);
    expect([heard[1], asked[1]]).toEqual([frame, frame]);
  });

  it('begins and ends to be faulty while it is in use', () => {
    const { device, heard, say } = line({ drop: 0 });
    const wire: FaultyLine = { faults: {}, random: new Random('wire'), clock: new PacedClock(0) };
    cablePort(device, wire).attach({ bytes: (chunk) => heard.push(toHex(chunk)), closed: () => undefined });
    say('01');
    wire.faults = { drop: 1 };
    say('02');
    wire.faults = {};
    say('03');
    expect(heard).toEqual(['01', '03']);
  });

  it('lets the host hear itself, before the answer', () => {
    const { device, heard, link } = line({ echo: 1 });
    device.receiver = () => device.send(fromHex('06 40'));
    link.write(fromHex('02 05'));
    expect(heard).toEqual(['02 05', '06 40']);
  });

  it('is pulled in the middle of a frame, and is back after a while', async () => {
    const { clock, port, heard, closed, attach, say } = line({ unplug: 1 });
    say(frame);
    expect(heard).toEqual(['02 00 00 65 07 00']);
    expect([closed.length, port.plugged]).toEqual([1, false]);
    expect(attach).toThrow();
    await clock.runTo(3000);
    expect(port.plugged).toBe(true);
    attach();
  });

  it('follows the device itself when that is pulled', () => {
    const { device, port, heard, say, attach } = line({ drop: 0 });
    device.unplug();
    expect(port.plugged).toBe(false);
    device.plug();
    attach();
    say('06 40');
    expect(heard).toEqual(['06 40']);
  });

  it('makes of another rate what a receiver would hear', () => {
    const { heard, say } = line({ baud: 1 });
    say(frame);
    expect(heard).toHaveLength(1);
    expect(heard[0]).not.toContain(frame);
    expect(toHex(misheard(fromHex('55 00 FF 31'), 1))).toBe('55 00 FF 31');
    // Sent twice as slowly, 00 is low for eighteen bits: the last of a second byte is the stop bit.
    expect(toHex(misheard(fromHex('00'), 2))).toBe('00 80');
  });

  it('does the same with the same seed', async () => {
    const faults = Object.fromEntries(
      faultNames.filter((name) => name !== 'unplug').map((name) => [name, 0.3]),
    ) as Faults;
    const run = async (seed: string) => {
      const { clock, heard, link, say } = line(faults, seed);
      for (let turn = 0; turn < 20; turn += 1) {
        link.write(fromHex('02 00 00 50 03 55'));
        say(frame);
        await clock.runTo(2000 * (turn + 1));
      }
      return heard.join();
    };
    expect(await run('a')).toBe(await run('a'));
    expect(await run('a')).not.toBe(await run('b'));
  });
});
