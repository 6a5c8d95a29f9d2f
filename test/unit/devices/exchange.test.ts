import { describe, expect, it } from 'vitest';
import { PacedClock } from '../../../bridge/clock/paced.ts';
import { Exchange, PRIORITY, type Pauses, type Priority } from '../../../bridge/devices/exchange.ts';
import type { Request } from '../../../bridge/drivers/driver.ts';
import { Refusal } from '../../../shared/refusals.ts';

interface Asked {
  isAnswered?: boolean;
  timeout?: number;
  retries?: number;
}
const unanswerable: Asked = { isAnswered: false };

/** A bus on a clock that is run by hand; a request of `a` is answered by a frame that begins with `a`. */
class Bus {
  readonly clock = new PacedClock(0);
  /** What was written, with when. */
  readonly written: string[] = [];
  /** How each request ended, in order. */
  readonly outcomes: string[] = [];
  readonly exchange: Exchange;
  isOpen = true;

  constructor(pauses: Partial<Pauses> = {}) {
    const write = (bytes: Uint8Array) => {
      if (!this.isOpen) return Promise.reject(new Refusal('device.offline'));
      this.written.push(`${Buffer.from(bytes)}@${this.clock.now()}`);
      return Promise.resolve();
    };
    this.exchange = new Exchange(this.clock, { gap: 5, turnaround: 0, ...pauses }, write);
  }

  ask(name: string, priority: Priority, { isAnswered = true, ...more }: Asked = {}, expires?: number): void {
    const request: Request = {
      ...{ name, bytes: Buffer.from(name), timeout: 100 },
      ...(isAnswered ? { answeredBy: (frame) => frame[0] === name.charCodeAt(0) } : {}),
      ...more,
    };
    this.exchange.send(name, request, priority, expires).then(
      (answer) => this.outcomes.push(`${name}: ${answer ? Buffer.from(answer).toString() : 'sent'}`),
      (error: Refusal) => this.outcomes.push(`${name}: ${error.code}`),
    );
  }

  /** Lets time pass until then, and everything follow that it leads to. */
  async run(until: number): Promise<void> {
    await new Promise(setImmediate);
    await this.clock.runTo(until);
    await new Promise(setImmediate);
  }

  /** Bytes come, and make a frame. */
  say(frame: string): void {
    this.exchange.heard();
    this.exchange.answer(Buffer.from(frame));
  }

  at(time: number, task: () => void): void {
    this.clock.after(time - this.clock.now(), task);
  }
}

const { command, acknowledgement, fast, slow } = PRIORITY;

describe('requests on a bus', () => {
  it('go one at a time: commands first, then acknowledgements, fast polls, slow polls', async () => {
    const bus = new Bus();
    bus.ask('present', fast);
    bus.ask('health', slow);
    bus.ask('door', fast);
    bus.ask('key', acknowledgement, unanswerable);
    bus.ask('unlock', command);
    for (const [time, frame] of [
      [10, 'p'],
      [20, 'u'],
      [40, 'd'],
      [60, 'h'],
    ] as const)
      bus.at(time, () => bus.say(frame));
    await bus.run(1000);
    expect(bus.written).toEqual(['present@0', 'unlock@15', 'key@25', 'door@30', 'health@45']);
    expect(bus.outcomes).toEqual(['present: p', 'unlock: u', 'key: sent', 'door: d', 'health: h']);
  });

  it('of one kind go in the order in which they were asked', async () => {
    const bus = new Bus();
    for (const name of ['a', 'b', 'c', 'd']) bus.ask(name, fast, unanswerable);
    await bus.run(1000);
    expect(bus.outcomes).toEqual(['a: sent', 'b: sent', 'c: sent', 'd: sent']);
  });

  it('that are slow have their turn also where fast ones never end', async () => {
    const bus = new Bus();
    const again = () => {
      bus.ask('fast', fast, unanswerable);
      bus.clock.after(1, again);
    };
    again();
    bus.ask('slow', slow, unanswerable);
    await bus.run(1000);
    expect(bus.outcomes.indexOf('slow: sent')).toBe(8);
  });

  it('begin after the gap of the line, and not while somebody speaks', async () => {
    const bus = new Bus({ gap: 20 });
    bus.exchange.heard();
    bus.at(15, () => bus.exchange.heard());
    bus.ask('a', command);
    bus.at(50, () => bus.say('a'));
    bus.ask('b', fast);
    await bus.run(100);
    expect(bus.written).toEqual(['a@35', 'b@70']);
  });

  it('begin after a fifth of a second on a line that is never silent', async () => {
    const bus = new Bus();
    const babble = () => {
      bus.exchange.heard();
      bus.clock.after(2, babble);
    };
    babble();
    bus.ask('a', command, unanswerable);
    await bus.run(1000);
    expect(bus.written).toEqual(['a@200']);
  });

  it('leave the devices time to turn round: for an answer, and after what has none', async () => {
    const bus = new Bus({ turnaround: 40 });
    bus.ask('broadcast', command, unanswerable);
    bus.ask('a', fast);
    bus.at(40 + 130, () => bus.say('a'));
    await bus.run(1000);
    expect(bus.written).toEqual(['broadcast@0', 'a@40']);
    expect(bus.outcomes).toEqual(['broadcast: sent', 'a: a']);
  });
});

describe('an answer that does not come', () => {
  it('is waited for no longer than its time, and the next request goes after a longer quiet', async () => {
    const bus = new Bus();
    bus.ask('a', fast);
    bus.ask('b', fast);
    bus.at(160, () => bus.say('b'));
    await bus.run(1000);
    expect(bus.written).toEqual(['a@0', 'b@150']);
    expect(bus.outcomes).toEqual(['a: device.noAnswer', 'b: b']);
  });

  it('and comes late answers nothing, and the same question asked again waits for its own', async () => {
    const bus = new Bus();
    bus.ask('a', fast);
    bus.at(101, () => bus.ask('a', fast));
    bus.at(140, () => bus.say('a, late'));
    bus.at(200, () => bus.say('a, in time'));
    await bus.run(1000);
    expect(bus.written).toEqual(['a@0', 'a@150']);
    expect(bus.outcomes).toEqual(['a: device.noAnswer', 'a: a, in time']);
  });

  it('is asked for again only where that does no harm, and so often at most', async () => {
    const bus = new Bus();
    bus.ask('unlock', command);
    bus.ask('read', fast, { retries: 2 });
    bus.ask('next', fast, unanswerable);
    await bus.run(2000);
    expect(bus.written).toEqual(['unlock@0', 'read@150', 'read@300', 'read@450', 'next@600']);
    expect(bus.outcomes).toEqual(['unlock: device.noAnswer', 'read: device.noAnswer', 'next: sent']);
  });

  it('to a question asked again satisfies it', async () => {
    const bus = new Bus();
    bus.ask('read', fast, { retries: 1 });
    bus.at(170, () => bus.say('r'));
    await bus.run(1000);
    expect(bus.outcomes).toEqual(['read: r']);
    expect(bus.written).toHaveLength(2);
  });
});

describe('a request that is too late', () => {
  it('is refused the moment it is so, also while another holds the line, and is never written', async () => {
    const bus = new Bus();
    bus.ask('long', fast, { timeout: 1000 });
    bus.ask('unlock', command, {}, 300);
    await bus.run(400);
    expect(bus.outcomes).toEqual(['unlock: command.expired']);
    await bus.run(5000);
    expect(bus.written).toEqual(['long@0']);
  });
});

describe('a line that is lost', () => {
  it('refuses what waits, leaves open what has begun, and writes none of it when it returns', async () => {
    const bus = new Bus();
    bus.ask('begun', command);
    bus.ask('waiting', command, {}, 10_000);
    bus.clock.after(10, () => bus.exchange.clear());
    await bus.run(20_000);
    expect(bus.outcomes).toEqual(['begun: device.noAnswer', 'waiting: device.offline']);
    expect(bus.written).toEqual(['begun@0']);
  });

  it('is not written to', async () => {
    const bus = new Bus();
    bus.isOpen = false;
    bus.ask('unlock', command);
    await bus.run(100);
    expect(bus.outcomes).toEqual(['unlock: device.offline']);
  });
});
