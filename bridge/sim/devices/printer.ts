import type { Clock } from '../../clock/clock.ts';
import { readChinese } from '../../framing/chinese-text.ts';
import { readEscpos, type EscposToken } from '../../framing/escpos-tokens.ts';
import type { BytePort } from '../ports/byte-port.ts';
import { printerStatus, realTimeStatus, type PrinterCondition } from './printer-status.ts';

/** Milliseconds that a ticket takes to the cut. */
const PRINT_TIME = 900;
/** Tickets left on the roll when the near-end sensor falls. */
const NEAR_END = 20;
/** A stopped printer keeps so many commands and drops the rest. */
const MOST_BUFFERED = 5000;

type Command = EscposToken & { bytes: Uint8Array };

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
  readonly #condition: PrinterCondition;
  #tickets: number;
  #input: Uint8Array = new Uint8Array(0);
  #buffer: Command[] = [];
  #text: number[] = [];
  #printing = false;
  #automatic = 0;
  #life = 0;

  constructor(port: BytePort, clock: Clock, tickets: number) {
    this.#port = port;
    this.#clock = clock;
    this.#tickets = tickets;
    this.#condition = { paper: 'ok', cover: false, cutter: false };
    this.#weighPaper();
    port.receiver = (bytes) => this.#receive(bytes);
  }

  get paper(): PrinterCondition['paper'] {
    return this.#condition.paper;
  }

  /** Opens or closes the cover. */
  setCover(open: boolean): void {
    this.#change(() => (this.#condition.cover = open));
  }

  /** Jams or frees the cutter. */
  setCutter(jammed: boolean): void {
    this.#change(() => (this.#condition.cutter = jammed));
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
    this.#input = new Uint8Array(0);
    this.#buffer = [];
    this.#text = [];
    this.#port.unplug();
  }

  powerOn(): void {
    this.#port.plug();
  }

  get #ready(): boolean {
    const { paper, cover, cutter } = this.#condition;
    return paper !== 'out' && !cover && !cutter;
  }

  #receive(bytes: Uint8Array): void {
    const input = Uint8Array.from([...this.#input, ...bytes]);
    const { tokens, rest } = readEscpos(input);
    this.#input = input.slice(rest);
    for (const token of tokens) {
      if (token.kind === 'command' && token.name === 'DLE EOT') {
        this.#say(Uint8Array.of(realTimeStatus(token.arguments[0] ?? 0, this.#condition)));
      } else if (token.kind === 'command' && token.name === 'DLE DC4') {
        this.#say(printerStatus(this.#condition));
      } else if (this.#buffer.length < MOST_BUFFERED) {
        this.#buffer.push({ ...token, bytes: input.slice(token.at, token.at + token.length) });
      }
    }
    this.#work();
  }

  /** Works off the buffer up to the next cut, which takes its time. */
  #work(): void {
    while (!this.#printing && this.#ready) {
      const command = this.#buffer.shift();
      if (!command) return;
      if (command.kind === 'text' || command.name === 'LF') this.#text.push(...command.bytes);
      else this.#obey(command.name, command.arguments);
    }
  }

  #obey(name: string, [argument = 0]: number[]): void {
    if (name === 'ESC @') this.#automatic = 0;
    if (name === 'GS I') this.#identify(argument);
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
    });
    this.printed(text);
  }

  #identify(what: number): void {
    const blocks: Record<number, string> = { 65: '1.00', 66: 'HALL', 67: 'SIM-80', 68: '00000001' };
    const block = blocks[what];
    if (block) this.#say(Uint8Array.of(0x5f, ...new TextEncoder().encode(block), 0));
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
    this.#port.send(bytes);
  }
}
