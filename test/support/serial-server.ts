import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { Watched } from './until.ts';

/** What a device says to the bytes that came from the host, if anything. */
export type Answering = (bytes: Buffer) => Uint8Array | null;

/** A serial device server (串口服务器) on a real TCP port, with a device behind it that a test plays. */
export class SerialServer {
  /** Everything the host has written, over all connections. */
  heard: Buffer = Buffer.alloc(0);
  readonly #answer: Answering;
  readonly #sockets = new Set<Socket>();
  readonly #watched = new Watched();
  #server: Server;
  #port = 0;
  #connects = 0;

  private constructor(answer: Answering) {
    this.#answer = answer;
    this.#server = this.#serve();
  }

  static async listen(answer: Answering = () => null): Promise<SerialServer> {
    const server = new SerialServer(answer);
    await server.plug();
    onTestFinished(() => server.unplug());
    return server;
  }

  get port(): number {
    return this.#port;
  }

  /** How often the host has connected. */
  get connects(): number {
    return this.#connects;
  }

  /** Connections that are open now. */
  get open(): number {
    return this.#sockets.size;
  }

  /** Listens, at the same port as before. */
  async plug(): Promise<void> {
    this.#server = this.#serve();
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Drops the connection and listens no more. */
  async unplug(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Waits for the host's n-th connect. */
  connected(times = 1): Promise<void> {
    return this.#watched.when(() => this.#connects >= times, 'a connect of the bridge');
  }

  /** Sends what a device says, to a host that is there. */
  async say(...frames: (string | Uint8Array)[]): Promise<void> {
    await this.connected();
    for (const frame of frames) {
      const bytes = typeof frame === 'string' ? fromHex(frame) : frame;
      for (const socket of this.#sockets) socket.write(bytes);
    }
  }

  /** How often the host has written these bytes. */
  times(bytes: string | Uint8Array): number {
    const wanted = typeof bytes === 'string' ? fromHex(bytes) : Buffer.from(bytes);
    let found = 0;
    for (let at = this.heard.indexOf(wanted); at >= 0; at = this.heard.indexOf(wanted, at + wanted.length)) {
      found += 1;
    }
    return found;
  }

  /** Waits until the host has written these bytes, so many times in all. */
  hears(bytes: string | Uint8Array, times = 1): Promise<void> {
    const words = typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('hex');
    return this.#watched.when(() => this.times(bytes) >= times, `${words}, ${times} times`);
  }

  #serve(): Server {
    return createServer((socket) => {
      this.#sockets.add(socket);
      this.#connects += 1;
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('data', (chunk) => {
        this.heard = Buffer.concat([this.heard, chunk]);
        const answer = this.#answer(chunk);
        if (answer) socket.write(answer);
        this.#watched.tell();
      });
      this.#watched.tell();
    });
  }
}

/** Bytes of `FF 68 03`, with or without blanks. */
export function fromHex(hex: string): Buffer {
  return Buffer.from(hex.replaceAll(/\s/g, ''), 'hex');
}
