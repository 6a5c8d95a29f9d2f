import { describe, expect, it } from 'vitest';
import { PacedClock } from '../../../bridge/clock/paced.ts';
import { Supervisor } from '../../../bridge/devices/supervisor.ts';

/** A port that can be there or not, and a supervisor of it on a clock that is run by hand. */
class Port {
  readonly clock = new PacedClock(0);
  readonly tries: number[] = [];
  readonly log: string[] = [];
  error: Error | null;
  /** How long a try takes until it fails. */
  readonly takes: number;
  appeared: () => void = () => undefined;
  watches = 0;
  closed: (error?: Error) => void = () => undefined;
  closes = 0;
  readonly supervisor: Supervisor<{ close(): Promise<void> }>;

  constructor(error: Error | null = new Error('ENOENT'), takes = 0) {
    this.error = error;
    this.takes = takes;
    this.supervisor = new Supervisor({
      clock: this.clock,
      open: async (closed) => {
        this.tries.push(this.clock.now());
        this.closed = closed;
        if (this.takes > 0) await new Promise<void>((resolve) => this.clock.after(this.takes, resolve));
        if (this.error) throw this.error;
        return {
          close: () => {
            this.closes += 1;
            return Promise.resolve();
          },
        };
      },
      up: (_connection, renewed) => this.log.push(renewed ? 'renewed' : 'up'),
      down: () => this.log.push('down'),
      watch: (appeared) => {
        this.appeared = appeared;
        this.watches += 1;
        return () => (this.watches -= 1);
      },
    });
    this.supervisor.start();
  }

  /** Lets time pass until then, and everything follow that it leads to. */
  async run(until: number): Promise<void> {
    await new Promise(setImmediate);
    await this.clock.runTo(until);
    await new Promise(setImmediate);
  }

  /** The longest time between two tries. */
  get longestWait(): number {
    return Math.max(...this.tries.slice(1).map((at, index) => at - (this.tries[index] as number)));
  }
}

describe('a port that is away', () => {
  it('is tried at 0.5 s, 1 s, 2 s and then every 4 s, and says when', async () => {
    const port = new Port();
    await port.run(1);
    expect(port.supervisor.retryAt).toBe(500);
    await port.run(60_000);
    expect(port.tries.slice(0, 6)).toEqual([0, 500, 1500, 3500, 7500, 11_500]);
    expect(port.longestWait).toBe(4000);
    port.error = null;
    await port.run(65_000);
    expect([port.supervisor.connection !== null, port.supervisor.retryAt]).toEqual([true, undefined]);
  });

  it('whose tries take their time is tried again soon after: the wait counts from the start', async () => {
    const port = new Port(new Error('ETIMEDOUT'), 4000);
    await port.run(60_000);
    expect(port.longestWait).toBeLessThanOrEqual(4500);
  });

  it('is tried at once when it appears, and nobody watches for it after that', async () => {
    const port = new Port();
    await port.run(20_000);
    expect(port.watches).toBe(1);
    port.error = null;
    port.appeared();
    await port.run(20_001);
    expect([port.tries.at(-1), port.watches]).toEqual([20_000, 0]);
  });

  it('for the reason of a person is tried rarely: a server may lock out who asks too soon', async () => {
    const port = new Port(new Error('Connection refused: Not authorized'));
    await port.run(100_000);
    expect(port.tries).toEqual([0, 30_000, 60_000, 90_000]);
  });
});

describe('a connection that is renewed', () => {
  it('is closed and opened again without anybody being told that it was lost', async () => {
    const port = new Port(null);
    await port.run(1000);
    const renewed = port.supervisor.renew();
    await port.run(1001);
    await renewed;
    expect([port.log, port.closes]).toEqual([['up', 'renewed'], 1]);
  });

  it('and does not come again is lost', async () => {
    const port = new Port(null);
    await port.run(1000);
    port.error = new Error('ECONNREFUSED');
    const renewed = port.supervisor.renew();
    await port.run(1001);
    await renewed;
    expect(port.log).toEqual(['up', 'down']);
    expect(port.supervisor.retryAt).toBe(1500);
  });
});
