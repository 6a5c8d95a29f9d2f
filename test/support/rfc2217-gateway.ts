import { createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { Watched } from './until.ts';

/** How a gateway behaves that does not do all that it should. */
export interface Manners {
  /** Refuses COM-PORT-OPTION. */
  refuses?: boolean;
  /** Says nothing but the bytes of its device. */
  isRaw?: boolean;
  /** Answers a speed with this one. */
  keepsBaudRate?: number;
  /** What it says first, in hex. */
  greeting?: string;
}

/** A serial device server in RFC 2217 mode, on a real TCP port; a test plays the device behind it. */
export class Rfc2217Gateway {
  port = 0;
  /** What the device has heard, in hex. */
  heard = '';
  /** What was negotiated: `FB 2C` is WILL 44. */
  readonly options: string[] = [];
  /** Settings by command, as last set. */
  readonly settings = new Map<number, number>();
  readonly #manners: Manners;
  readonly #sockets = new Set<Socket>();
  readonly #watched = new Watched();
  readonly #server = createServer((socket) => this.#join(socket));

  private constructor(manners: Manners) {
    this.#manners = manners;
  }

  static async listen(manners: Manners = {}): Promise<Rfc2217Gateway> {
    const gateway = new Rfc2217Gateway(manners);
    await new Promise<void>((resolve) => gateway.#server.listen(0, '127.0.0.1', resolve));
    gateway.port = (gateway.#server.address() as AddressInfo).port;
    onTestFinished(() => gateway.#close());
    return gateway;
  }

  /** Sends what the device says, each FF twice. */
  say(hex: string): void {
    const doubled = hex
      .toLowerCase()
      .replaceAll(/\s/g, '')
      .replaceAll(/../g, (byte) => (byte === 'ff' ? 'ffff' : byte));
    this.sayRaw(doubled);
  }

  /** Sends bytes as they are, in pieces of one byte. */
  sayRaw(hex: string): void {
    for (const socket of this.#sockets)
      for (const byte of Buffer.from(hex.replaceAll(' ', ''), 'hex')) socket.write(Uint8Array.of(byte));
  }

  when(isSo: () => boolean, what: string): Promise<void> {
    return this.#watched.when(isSo, what);
  }

  #join(socket: Socket): void {
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
    let rest = '';
    socket.on('data', (chunk) => {
      rest = this.#take(socket, rest + chunk.toString('hex'));
      this.#watched.tell();
    });
    if (this.#manners.greeting) socket.write(Buffer.from(this.#manners.greeting.replaceAll(' ', ''), 'hex'));
  }

  /** Takes whole words off the front; returns what is not whole yet. */
  #take(socket: Socket, hex: string): string {
    const word = /^(?:(ff)ff|ff(f[bcde]..)|fffa2c(..)((?:(?!ff)..|ffff)*)fff0|(?!ff)(..))/.exec(hex);
    if (!word) return hex;
    const [whole, escaped, option, command, value, plain] = word;
    if (option) this.#negotiate(socket, option);
    else if (command) this.#set(socket, parseInt(command, 16), (value ?? '').replaceAll('ffff', 'ff'));
    else this.heard += escaped ?? plain;
    return this.#take(socket, hex.slice(whole.length));
  }

  #negotiate(socket: Socket, option: string): void {
    this.options.push(option);
    if (this.#manners.isRaw) return;
    if (option === 'fb2c') socket.write(Buffer.from(this.#manners.refuses ? 'fffe2c' : 'fffd2c', 'hex'));
  }

  #set(socket: Socket, command: number, value: string): void {
    this.settings.set(command, parseInt(value, 16));
    const { keepsBaudRate } = this.#manners;
    const held = command === 1 && keepsBaudRate ? keepsBaudRate.toString(16).padStart(8, '0') : value;
    const answer = `fffa2c${(command + 100).toString(16)}${held.replaceAll('ff', 'ffff')}fff0`;
    // What the modem lines do is told between two answers.
    socket.write(Buffer.from(`fffa2c6b30fff0${answer}`, 'hex'));
  }

  #close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
