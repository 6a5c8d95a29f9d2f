import type { Clock } from '../../clock/clock.ts';
import { readChinese } from '../../framing/chinese-text.ts';
import { readEscpos, type EscposToken } from '../../framing/escpos-tokens.ts';
import type { BytePort } from '../ports/byte-port.ts';
import {
  fullStatus,
  inStreamStatus,
  isOffline,
  printerStatus,
  realTimeStatus,
  type PrinterCondition,
} from './printer-status.ts';

/** Milliseconds that a ticket takes to the cut. */
const PRINT_TIME = 900;
/** Tickets left on the roll when the near-end sensor falls. */
const NEAR_END = 20;
/** A stopped printer keeps so many commands and drops the rest. */
const MOST_BUFFERED = 5000;
const FULL_STATUS = 20;

type Command = EscposToken & { bytes: Uint8Array };

/** What not every printer has. */
export interface PrinterTraits {
  /** Holds a ticket until somebody takes it, and tells so when asked for its full status. */
  presenter?: boolean;
  /** Knows who it is; one that does not answers nothing to GS I. */
  identity?: boolean;
}

/**
 * Ticket printer with ESC/POS. Realtime requests are answered at once, also while it prints
 * or stands still; everything else goes through its buffer. Without paper or with an open
 * cover it keeps what comes and prints it when it can.
 */
export class SimulatedPrinter {
  /** Told the text of every ticket that comes out. */
  printed: (text: string) => void = () => undefined;
  readonly #port: BytePort;
  readonly #clock: Clock;
  readonly #condition: PrinterCondition = {
    paper: 'ok',
    cover: false,
    cutter: false,
    hot: false,
    taken: true,
  };
  readonly #traits: PrinterTraits;
  #tickets: number;
  #input: Uint8Array = new Uint8Array(0);
  #buffer: Command[] = [];
  #text: number[] = [];
  #printing = false;
  #automatic = 0;
  #life = 0;
  #mute = false;
  /** Bytes that it still takes before it loses its power. */
  #left = Infinity;

  constructor(port: BytePort, clock: Clock, tickets: number, traits: PrinterTraits = { identity: true }) {
    this.#port = port;
    this.#clock = clock;
    this.#tickets = tickets;
    this.#traits = traits;
    this.#weighPaper();
    port.receiver = (bytes) => this.#receive(bytes);
  }

  get paper(): PrinterCondition['paper'] {
    return this.#condition.paper;
  }

  /** What is the matter with it now. */
  get condition(): Readonly<PrinterCondition> {
    return this.#condition;
  }

  get isMute(): boolean {
    return this.#mute;
  }

  /** Opens or closes the cover. */
  setCover(open: boolean): void {
    this.#change(() => (this.#condition.cover = open));
  }

  /** Jams or frees the cutter. */
  setCutter(jammed: boolean): void {
    this.#change(() => (this.#condition.cutter = jammed));
  }

  /** Overheats its head or lets it cool. */
  setHot(hot: boolean): void {
    this.#change(() => (this.#condition.hot = hot));
  }

  /** Prints and says nothing, or speaks again. */
  setMute(mute: boolean): void {
    this.#mute = mute;
  }

  /** Loses its power once so many more bytes have come, in the middle of a ticket if that is where it is. */
  dieAfter(bytes: number): void {
    this.#left = bytes;
  }

  /** Reports nothing by itself any longer, as after a loss of power that nobody saw. */
  forget(): void {
    this.#automatic = 0;
  }

  /** Takes the ticket out of the mouth of its presenter. */
  takeTicket(): void {
    this.#condition.taken = true;
  }

  /** Puts in a roll with paper for so many tickets. */
  loadPaper(tickets: number): void {
    this.#change(() => {
      this.#tickets = tickets;
      this.#weighPaper();
    });
  }

  /** Loses what it knew: its buffer, half a command, and that it should report by itself. */
  powerOff(): void {
    this.#life += 1;
    this.#printing = false;
    this.#automatic = 0;
    this.#left = Infinity;
    this.#input = new Uint8Array(0);
    this.#buffer = [];
    this.#text = [];
    this.#port.unplug();
  }

  powerOn(): void {
    this.#port.plug();
  }

  #receive(bytes: Uint8Array): void {
    this.#left -= bytes.length;
    if (this.#left <= 0) {
      this.powerOff();
      return;
    }
    const input = Uint8Array.from([...this.#input, ...bytes]);
    const { tokens, rest } = readEscpos(input);
    this.#input = input.slice(rest);
    for (const token of tokens) {
      if (token.kind === 'command' && token.name === 'DLE EOT') {
        this.#answer(token.arguments[0] ?? 0);
      } else if (token.kind === 'command' && token.name === 'DLE DC4') {
        this.#say(printerStatus(this.#condition));
      } else if (this.#buffer.length < MOST_BUFFERED) {
        this.#buffer.push({ ...token, bytes: input.slice(token.at, token.at + token.length) });
      }
    }
    this.#work();
  }

  #answer(n: number): void {
    const isFull = n === FULL_STATUS && this.#traits.presenter;
    const answer = isFull ? fullStatus(this.#condition) : realTimeStatus(n, this.#condition);
    if (answer) this.#say(answer);
  }

  /** Works off the buffer up to the next cut, which takes its time. */
  #work(): void {
    while (!this.#printing && !isOffline(this.#condition)) {
      const command = this.#buffer.shift();
      if (!command) return;
      if (command.kind === 'text' || command.name === 'LF') this.#text.push(...command.bytes);
      else this.#obey(command.name, command.arguments);
    }
  }

  #obey(name: string, [argument = 0]: number[]): void {
    if (name === 'ESC @') this.#automatic = 0;
    if (name === 'GS I') this.#identify(argument);
    if (name === 'GS r') this.#say(inStreamStatus(this.#condition));
    if (name === 'GS a') {
      this.#automatic = argument;
      if (argument !== 0) this.#say(printerStatus(this.#condition));
    }
    if (name === 'GS V') {
      this.#printing = true;
      const life = this.#life;
      this.#clock.after(PRINT_TIME, () => life === this.#life && this.#cut());
    }
  }

  #cut(): void {
    this.#printing = false;
    const text = readChinese(Uint8Array.from(this.#text));
    this.#text = [];
    this.#change(() => {
      this.#tickets -= 1;
      this.#weighPaper();
      if (this.#traits.presenter) this.#condition.taken = false;
    });
    this.printed(text);
  }

  #identify(what: number): void {
    const blocks: Record<number, string> = { 65: '1.00', 66: 'HALL', 67: 'SIM-80', 68: '00000001' };
    const block = blocks[what];
    if (block && this.#traits.identity) this.#say(Uint8Array.of(0x5f, ...new TextEncoder().encode(block), 0));
  }

  #weighPaper(): void {
    this.#condition.paper = this.#tickets <= 0 ? 'out' : this.#tickets <= NEAR_END ? 'low' : 'ok';
  }

  /** Reports a change by itself if it was told to, and goes on where it stood still. */
  #change(act: () => void): void {
    const before = printerStatus(this.#condition).join();
    act();
    const after = printerStatus(this.#condition);
    if (this.#automatic !== 0 && after.join() !== before) this.#say(after);
    this.#work();
  }

  #say(bytes: Uint8Array): void {
    if (!this.#mute) this.#port.send(bytes);
  }
}
