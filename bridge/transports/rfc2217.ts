import type { Socket } from 'node:net';
import { SECOND } from '../../shared/time.ts';
import { characterTime, characterWords, type Character } from './character.ts';
import { connectSocket, NETWORK_GAP, socketConnection, type Endpoint } from './tcp.ts';
import { escapeTelnet, TelnetReader, telnetOption, telnetSubnegotiation, type Verb } from './telnet.ts';
import type { ByteConnection, ByteEvents, ByteTransport } from './transport.ts';

export interface Rfc2217Settings extends Endpoint, Character {}

/** Telnet options spoken here (RFC 856, 858, 2217); every other is refused. */
const BINARY = 0;
const SUPPRESS_GO_AHEAD = 3;
const COM_PORT = 44;
const spoken = [BINARY, SUPPRESS_GO_AHEAD];

/** Commands of COM-PORT-OPTION from here; the gateway answers each with the same and 100 more. */
const SET = { baudRate: 1, dataBits: 2, parity: 3, stopBits: 4, control: 5 } as const;
const ANSWER = 100;

const parities = { none: 1, odd: 2, even: 3 } as const;
const flowControls = { none: 1, xonxoff: 2, rtscts: 3 } as const;
const dtrStates = { true: 8, false: 9 } as const;
const rtsStates = { true: 11, false: 12 } as const;

/** How long a gateway may take to agree, in milliseconds. */
const PATIENCE = 4 * SECOND;

/**
 * A serial device server that is set from here (RFC 2217): telnet with COM-PORT-OPTION. It
 * is open once the gateway has agreed to speed, data bits, parity and stop bits; what it
 * received before was read at another speed and is dropped.
 */
export function rfc2217Transport(settings: Rfc2217Settings): ByteTransport {
  return {
    medium: 'bytes',
    address: `rfc2217://${settings.host}:${settings.port} ${characterWords(settings)}`,
    gap: Math.max(NETWORK_GAP, 4 * characterTime(settings)),
    open: (events) => openGateway(settings, events),
  };
}

async function openGateway(settings: Rfc2217Settings, events: ByteEvents): Promise<ByteConnection> {
  const socket = await connectSocket(settings, (error) => {
    if (gateway.isReady) events.closed(error);
  });
  const gateway = new Gateway(socket, settings);
  const reader = new TelnetReader({
    data: (bytes) => {
      if (gateway.isReady) events.bytes(bytes);
    },
    negotiated: (verb, option) => gateway.negotiated(verb, option),
    told: (option, body) => {
      if (option === COM_PORT) gateway.told(body);
    },
  });
  socket.on('data', (chunk) => reader.push(chunk));
  try {
    await gateway.ready;
  } catch (error) {
    socket.destroy();
    throw error;
  }
  return socketConnection(socket, escapeTelnet);
}

/** The gateway's side of the negotiation. */
class Gateway {
  /** @throws Error that says what the gateway did not agree to */
  readonly ready: Promise<void>;
  isReady = false;
  readonly #socket: Socket;
  readonly #settings: Rfc2217Settings;
  /** What was asked for and is not yet answered: value by command. */
  readonly #open = new Map<number, number>();
  /** Refusals are said once, so that two stubborn sides do not talk for ever. */
  readonly #refused = new Set<string>();
  readonly #settled = Promise.withResolvers<void>();
  #agreed = false;

  constructor(socket: Socket, settings: Rfc2217Settings) {
    this.#socket = socket;
    this.#settings = settings;
    this.ready = this.#settled.promise;
    const patience = setTimeout(() => this.#fail(this.#silence()), PATIENCE);
    socket.once('close', () => this.#fail('the gateway closed the connection while it was being set'));
    this.ready.catch(() => undefined).finally(() => clearTimeout(patience));
    this.#send(telnetOption('WILL', COM_PORT));
    for (const option of spoken) this.#send(telnetOption('WILL', option), telnetOption('DO', option));
  }

  /** What is offered or asked for: the three options are spoken, every other is refused. */
  negotiated(verb: Verb, option: number): void {
    if (option === COM_PORT && verb === 'DO') this.#set();
    else if (option === COM_PORT && verb === 'DONT') {
      this.#fail('the gateway refuses RFC 2217: switch it to that mode, or use kind: tcp');
    } else if (verb === 'DO' && !spoken.includes(option)) this.#refuse('WONT', option);
    else if (verb === 'WILL' && !spoken.includes(option)) this.#refuse('DONT', option);
  }

  /** An answer of COM-PORT-OPTION; what tells of the modem lines is nobody's answer. */
  told([command = 0, ...value]: Uint8Array): void {
    const wanted = this.#open.get(command - ANSWER);
    if (wanted === undefined) return;
    const held = value.reduce((number, byte) => number * 256 + byte, 0);
    if (held !== wanted) {
      const name = Object.entries(SET).find(([, code]) => code === command - ANSWER)?.[0] ?? '';
      this.#fail(`the gateway refuses ${name} of ${characterWords(this.#settings)}, it keeps ${held}`);
      return;
    }
    this.#open.delete(command - ANSWER);
    if (this.#open.size > 0) return;
    this.isReady = true;
    this.#settled.resolve();
  }

  #set(): void {
    if (this.#agreed) return;
    this.#agreed = true;
    const { baudRate, dataBits, parity, stopBits, flowControl = 'none', rts, dtr } = this.#settings;
    this.#ask(SET.baudRate, baudRate, 4);
    this.#ask(SET.dataBits, dataBits);
    this.#ask(SET.parity, parities[parity]);
    this.#ask(SET.stopBits, stopBits);
    // Many gateways have no control lines; what they answer to these is not waited for.
    this.#tell(SET.control, flowControls[flowControl]);
    if (dtr !== undefined) this.#tell(SET.control, dtrStates[`${dtr}`]);
    if (rts !== undefined) this.#tell(SET.control, rtsStates[`${rts}`]);
  }

  #ask(command: number, value: number, width = 1): void {
    this.#open.set(command, value);
    this.#tell(command, value, width);
  }

  #tell(command: number, value: number, width = 1): void {
    const body = new Uint8Array(1 + width);
    body[0] = command;
    for (let at = width, rest = value; at > 0; at -= 1, rest = Math.floor(rest / 256)) body[at] = rest % 256;
    this.#send(telnetSubnegotiation(COM_PORT, body));
  }

  #refuse(verb: Verb, option: number): void {
    const refusal = `${verb} ${option}`;
    if (this.#refused.has(refusal)) return;
    this.#refused.add(refusal);
    this.#send(telnetOption(verb, option));
  }

  #send(...parts: Uint8Array[]): void {
    for (const part of parts) if (this.#socket.writable) this.#socket.write(part);
  }

  #silence(): string {
    return this.#agreed
      ? 'the gateway does not answer the settings of the port'
      : 'the gateway does not speak RFC 2217: switch it to that mode, or use kind: tcp';
  }

  #fail(reason: string): void {
    this.#settled.reject(new Error(reason));
  }
}
