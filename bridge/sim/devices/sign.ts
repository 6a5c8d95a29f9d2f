import { dateTime } from '../../../shared/time.ts';
import type { Clock } from '../../clock/clock.ts';
import { Framer } from '../../framing/framer.ts';
import { readAreas } from '../../framing/onbon-areas.ts';
import {
  clockSeconds,
  onbonAnswer,
  onbonCommands,
  readClock,
  statusPayload,
} from '../../framing/onbon-commands.ts';
import { buildOnbon, onbonAnyScreen, onbonFraming, onbonHost, parseOnbon } from '../../framing/onbon.ts';
import type { BytePort } from '../ports/byte-port.ts';

const mustAnswer = 0x01;
const errors = { none: 0, group: 1, command: 2, crc: 5, clock: 14 } as const;
const empty = new Uint8Array(0);

/** LED sign with an Onbon BX-5K card: shows the texts of the dynamic areas it was sent. */
export class SimulatedSign {
  /** Told what it shows whenever that changes or is shown again. */
  shown: (text: string) => void = () => undefined;
  isOn = true;
  /** From 0 to 15. */
  brightness = 15;
  readonly #port: BytePort;
  readonly #clock: Clock;
  readonly #screen: number;
  readonly #zone: string;
  /** Texts by area, in the order in which the areas came. */
  readonly #areas = new Map<number, string>();
  #clockError = 0;
  #refusal: number = errors.none;
  #mute = false;

  constructor(port: BytePort, clock: Clock, { screen, zone }: { screen: number; zone: string }) {
    this.#port = port;
    this.#clock = clock;
    this.#screen = screen;
    this.#zone = zone;
    const framer = new Framer(onbonFraming, {
      frame: (bytes) => this.#hear(bytes),
      discarded: (_, why) => {
        if (why === 'badChecksum') this.#answer(this.#screen, errors.crc);
      },
    });
    port.receiver = (bytes) => framer.push(bytes);
  }

  /** What it shows now, area by area; nothing while it is switched off. */
  get text(): string {
    return this.isOn ? [...this.#areas.values()].filter((text) => text !== '').join('\n') : '';
  }

  /** The time its clock shows, `yyyy-MM-dd HH:mm:ss`. */
  get time(): string {
    return dateTime(this.#clock.now() + 1000 * this.#clockError, this.#zone);
  }

  /** Seconds by which its clock is ahead. */
  get clockError(): number {
    return this.#clockError;
  }

  get isMute(): boolean {
    return this.#mute;
  }

  /** Sets its clock wrong by so many seconds. */
  driftBy(seconds: number): void {
    this.#clockError = seconds;
  }

  /** Refuses every order from now on for this reason of the protocol; 0 ends that. */
  refuse(error: number): void {
    this.#refusal = error;
  }

  /** Hears and obeys, and answers nothing; or answers again. */
  setMute(mute: boolean): void {
    this.#mute = mute;
  }

  /** Forgets its texts: dynamic areas live in memory only. */
  powerOff(): void {
    this.#areas.clear();
    this.#port.unplug();
  }

  powerOn(): void {
    this.#port.plug();
  }

  #hear(bytes: Uint8Array): void {
    const frame = parseOnbon(bytes);
    if (!frame || (frame.to !== this.#screen && frame.to !== onbonAnyScreen)) return;
    const { group, command, payload, to } = frame;
    const { status } = onbonCommands;
    if (group === status.group && command === status.command && this.#refusal === errors.none) {
      const said = { on: this.isOn, brightness: this.brightness, clock: this.time };
      this.#say({ from: to, ...status, third: errors.none, payload: statusPayload(said) });
      return;
    }
    const error = this.#refusal === errors.none ? this.#obey(group, command, payload) : this.#refusal;
    if (frame.third === mustAnswer) this.#answer(to, error);
  }

  #obey(group: number, command: number, payload: Uint8Array): number {
    const { ping, clock, power, brightness, areas, clear } = onbonCommands;
    if (group !== ping.group && group !== areas.group) return errors.group;
    const is = (one: { group: number; command: number }) => group === one.group && command === one.command;
    if (is(ping)) return errors.none;
    if (is(clock)) return this.#setClock(payload);
    if (is(power)) return this.#turn(payload[0] === 1);
    if (is(brightness)) return this.#dim(payload[1] ?? 0);
    if (is(clear)) return this.#change(() => this.#areas.clear());
    return is(areas) ? this.#showAreas(payload) : errors.command;
  }

  #setClock(payload: Uint8Array): number {
    const given = readClock(payload);
    if (given === null) return errors.clock;
    this.#clockError = clockSeconds(given) - clockSeconds(dateTime(this.#clock.now(), this.#zone));
    return errors.none;
  }

  #turn(on: boolean): number {
    return this.#change(() => (this.isOn = on));
  }

  #dim(level: number): number {
    this.brightness = level;
    return errors.none;
  }

  #showAreas(payload: Uint8Array): number {
    const read = readAreas(payload);
    if (!read) return errors.command;
    return this.#change(() => {
      if (read.removed === 'all') this.#areas.clear();
      else for (const id of read.removed) this.#areas.delete(id);
      for (const { id, text } of read.areas) this.#areas.set(id, text);
    });
  }

  #change(act: () => void): number {
    act();
    this.shown(this.text);
    return errors.none;
  }

  #answer(from: number, error: number): void {
    const { group, yes, no } = onbonAnswer;
    this.#say({ from, group, command: error === errors.none ? yes : no, third: error, payload: empty });
  }

  #say(frame: { from: number; group: number; command: number; third: number; payload: Uint8Array }): void {
    if (!this.#mute) this.#port.send(buildOnbon({ to: onbonHost, ...frame }));
  }
}
