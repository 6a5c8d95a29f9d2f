/** Bytes with a meaning in a telnet stream (RFC 854). */
export const telnet = {
  SE: 0xf0,
  SB: 0xfa,
  WILL: 0xfb,
  WONT: 0xfc,
  DO: 0xfd,
  DONT: 0xfe,
  IAC: 0xff,
} as const;

/** What one side says of an option. */
export type Verb = 'WILL' | 'WONT' | 'DO' | 'DONT';

const verbs = new Map<number, Verb>(
  (['WILL', 'WONT', 'DO', 'DONT'] as const).map((verb) => [telnet[verb], verb]),
);

/** The longest subnegotiation that is kept; a signature of a gateway is the longest known. */
const LONGEST = 256;

export interface TelnetSink {
  /** Data as it was before it was escaped. */
  data(bytes: Uint8Array): void;
  /** The other side offers, asks for or refuses an option. */
  negotiated(verb: Verb, option: number): void;
  /** What the other side says about an option that both have agreed to. */
  told(option: number, body: Uint8Array): void;
}

/** Data as it travels in a telnet stream: each FF twice. */
export function escapeTelnet(bytes: Uint8Array): Uint8Array {
  const doubled = bytes.reduce((count, byte) => count + Number(byte === telnet.IAC), 0);
  if (doubled === 0) return bytes;
  const escaped = new Uint8Array(bytes.length + doubled);
  let at = 0;
  for (const byte of bytes) {
    escaped[at++] = byte;
    if (byte === telnet.IAC) escaped[at++] = byte;
  }
  return escaped;
}

/** `IAC verb option` */
export function telnetOption(verb: Verb, option: number): Uint8Array {
  return Uint8Array.of(telnet.IAC, telnet[verb], option);
}

/** `IAC SB option body IAC SE`, with each FF of the body twice. */
export function telnetSubnegotiation(option: number, body: Uint8Array): Uint8Array {
  return Uint8Array.of(telnet.IAC, telnet.SB, option, ...escapeTelnet(body), telnet.IAC, telnet.SE);
}

/** Takes a telnet stream apart, in chunks of any size. Commands without a meaning here are skipped. */
export class TelnetReader {
  readonly #sink: TelnetSink;
  /** Where in the stream the last chunk ended. */
  #state: 'data' | 'command' | 'option' | 'body' | 'bodyCommand' = 'data';
  #verb: Verb = 'WONT';
  #body: number[] = [];

  constructor(sink: TelnetSink) {
    this.#sink = sink;
  }

  /** Takes a chunk; data that lies together is handed on in one piece. */
  push(chunk: Uint8Array): void {
    let data: number[] = [];
    const flush = () => {
      if (data.length > 0) this.#sink.data(Uint8Array.from(data));
      data = [];
    };
    for (const byte of chunk) {
      if (this.#state === 'data' && byte !== telnet.IAC) data.push(byte);
      else if (this.#state === 'command' && byte === telnet.IAC) {
        data.push(byte);
        this.#state = 'data';
      } else {
        flush();
        this.#command(byte);
      }
    }
    flush();
  }

  #command(byte: number): void {
    switch (this.#state) {
      case 'data':
        this.#state = 'command';
        return;
      case 'command': {
        const verb = verbs.get(byte);
        if (verb) this.#verb = verb;
        this.#body = [];
        this.#state = verb ? 'option' : byte === telnet.SB ? 'body' : 'data';
        return;
      }
      case 'option':
        this.#state = 'data';
        this.#sink.negotiated(this.#verb, byte);
        return;
      case 'body':
        if (byte === telnet.IAC) this.#state = 'bodyCommand';
        else this.#keep(byte);
        return;
      case 'bodyCommand':
        if (byte === telnet.IAC) {
          this.#keep(byte);
          this.#state = 'body';
        } else if (byte === telnet.SE) this.#close();
        else {
          // It was never closed: what follows is a command of its own.
          this.#state = 'command';
          this.#command(byte);
        }
    }
  }

  #keep(byte: number): void {
    if (this.#body.length < LONGEST) this.#body.push(byte);
  }

  #close(): void {
    this.#state = 'data';
    const [option, ...body] = this.#body;
    if (option !== undefined) this.#sink.told(option, Uint8Array.from(body));
  }
}
