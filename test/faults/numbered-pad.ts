import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { buildFf68 } from '../../bridge/framing/ff68.ts';

const PROGRAM = fileURLToPath(new URL('./pad-hall.ts', import.meta.url));

/**
 * A pad that presses a key of its own numbering: the number is in the digits before the
 * key, so that every press can be told apart in the journal.
 */
export class NumberedPad {
  readonly server: Server;
  readonly acknowledged = new Set<number>();
  #socket: Socket | null = null;
  #received = Buffer.alloc(0);
  #waiting: { n: number; hex: string; done: (acknowledged: boolean) => void } | null = null;

  constructor() {
    this.server = createServer((socket) => {
      this.#socket = socket;
      this.#received = Buffer.alloc(0);
      socket.on('data', (chunk) => this.#read(chunk));
      socket.on('error', () => undefined);
      socket.on('close', () => this.#settle(false));
      this.server.emit('bridge');
    });
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void this.server.close());
    return this;
  }

  frame(n: number): Buffer {
    const digits = [Math.floor(n / 1000) % 10, Math.floor(n / 100) % 10, Math.floor(n / 10) % 10, n % 10];
    // "Recall" with nobody called is recorded and refused: it changes nothing but the journal.
    return Buffer.from(buildFf68({ address: 1, func: 0x01, data: [...digits, 0x0d] }));
  }

  /** Presses key `n`; resolves with whether the host acknowledged it, within `ms` if that is given. */
  press(n: number, ms?: number): Promise<boolean> {
    const frame = this.frame(n);
    return new Promise((done) => {
      const waiting = { n, hex: frame.toString('hex'), done };
      this.#waiting = waiting;
      if (ms !== undefined) setTimeout(() => this.#waiting === waiting && this.#settle(false), ms);
      if (!this.#socket?.writable) this.#settle(false);
      else this.#socket.write(frame);
    });
  }

  #read(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    if (this.#waiting && this.#received.toString('hex').includes(this.#waiting.hex)) {
      this.#received = Buffer.alloc(0);
      this.acknowledged.add(this.#waiting.n);
      this.#settle(true);
    }
  }

  #settle(acknowledged: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.done(acknowledged);
  }
}

/** A hall that runs as a program, and where it is reached. */
export type HallProgram = ChildProcess & { url: string };

/** Starts the hall of `pad-hall.ts` and waits until it has reached the pad. `shell` wraps its command. */
export async function startHall(folder: string, pad: NumberedPad, shell = 'exec "$@"'): Promise<HallProgram> {
  const connected = once(pad.server, 'bridge');
  const words = ['-c', shell, 'sh', process.execPath, PROGRAM, folder, String(pad.port)];
  const child = spawn('sh', words, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [, [{ url }]] = await Promise.all([connected, once(child, 'message') as Promise<[{ url: string }]>]);
  return Object.assign(child, { url });
}
