import { readChinese } from '../../framing/chinese-text.ts';
import { Framer } from '../../framing/framer.ts';
import { buildOnbon, onbonFraming, onbonHost, onbonAnyScreen, parseOnbon } from '../../framing/onbon.ts';
import type { BytePort } from '../ports/byte-port.ts';

const mustAnswer = 0x01;
const answerGroup = 0xa0;
const errors = { none: 0, group: 1, command: 2, crc: 5 } as const;

/** LED sign with an Onbon BX-5K card: shows the text of the last dynamic area it was sent. */
export class SimulatedSign {
  /** Told what it shows whenever that changes or is shown again. */
  shown: (text: string) => void = () => undefined;
  /** What it shows now. */
  text = '';
  /** Milliseconds by which its clock was set, as the host gave it; null before the first time. */
  clockSet: string | null = null;
  readonly #port: BytePort;
  readonly #screen: number;

  constructor(port: BytePort, screen: number) {
    this.#port = port;
    this.#screen = screen;
    const framer = new Framer(onbonFraming, {
      frame: (bytes) => this.#hear(bytes),
      discarded: (_, why) => {
        if (why === 'badChecksum') this.#answer(this.#screen, errors.crc);
      },
    });
    port.receiver = (bytes) => framer.push(bytes);
  }

  /** Forgets its text: dynamic areas live in memory only. */
  powerOff(): void {
    this.text = '';
    this.#port.unplug();
  }

  powerOn(): void {
    this.#port.plug();
  }

  #hear(bytes: Uint8Array): void {
    const frame = parseOnbon(bytes);
    if (!frame || (frame.to !== this.#screen && frame.to !== onbonAnyScreen)) return;
    const error = this.#obey(frame.group, frame.command, frame.payload);
    if (frame.third === mustAnswer) this.#answer(frame.to, error);
  }

  #obey(group: number, command: number, payload: Uint8Array): number {
    if (group !== 0xa2 && group !== 0xa3) return errors.group;
    switch ((group << 8) | command) {
      case 0xa200:
        return errors.none;
      case 0xa203:
        this.clockSet = readClock(payload);
        return errors.none;
      case 0xa310:
        this.#show('');
        return errors.none;
      case 0xa306: {
        const text = readAreas(payload);
        if (text === null) return errors.command;
        this.#show(text);
        return errors.none;
      }
      default:
        return errors.command;
    }
  }

  #show(text: string): void {
    this.text = text;
    this.shown(text);
  }

  #answer(from: number, error: number): void {
    const answer = { to: onbonHost, from, group: answerGroup, command: error === 0 ? 0 : 1, third: error };
    this.#port.send(buildOnbon({ ...answer, payload: new Uint8Array(0) }));
  }
}

/** Binary-coded decimals: year low and high, month, day, hour, minute, second, weekday. */
function readClock(payload: Uint8Array): string {
  const two = (index: number) => (payload[index] ?? 0).toString(16).padStart(2, '0');
  return `${two(1)}${two(0)}-${two(2)}-${two(3)} ${two(4)}:${two(5)}:${two(6)}`;
}

/** Bytes of an area before the length of its text. */
const areaHead = 23;

/** The text of the last area, control codes for colours left out; null when a length is wrong. */
function readAreas(payload: Uint8Array): string | null {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const removed = payload[0] ?? 0;
  let at = removed === 0xff ? 1 : 1 + removed;
  const count = payload[at++] ?? 0;
  let text = '';
  for (let area = 0; area < count; area++) {
    const start = at + 2;
    if (start + areaHead + 4 > payload.length) return null;
    const end = start + view.getUint16(at, true);
    const length = view.getUint32(start + areaHead, true);
    if (end > payload.length || start + areaHead + 4 + length !== end) return null;
    text = readChinese(payload.subarray(end - length, end)).replace(/\\C\d/g, '');
    at = end;
  }
  return at === payload.length ? text : null;
}
