import type { PadKey } from '../../../../shared/events/index.ts';
import { tasmotaTopic, type TasmotaPlace } from '../../../framing/tasmota.ts';
import type { Key } from '../../keys.ts';
import { deviceWith, type ClientParts } from './client.ts';
import { localTime, sayOnline, tasmotaSeat } from './tasmota.ts';

/** A remote of 433 MHz says its code so often while a key is down, with so much between, in milliseconds. */
const REPEATS = [3, 6] as const;
const BETWEEN = 120;

/**
 * A wireless call pad and the Tasmota radio that hears it (tasmota/docs docs/RF-Protocol.md): the code
 * of the remote with the key in its last digit, several times a press.
 */
export function tasmotaRadio(parts: ClientParts) {
  const { clock, random } = parts;
  const { remote, keys, ...place } = parts.settings as TasmotaPlace & {
    remote: string;
    keys: Record<string, PadKey>;
  };
  const seat = tasmotaSeat(parts, place);
  seat.connected = () => sayOnline(seat, place);
  const receive = (code: number, digit: number) => {
    const data = `0x${(((code << 4) | digit) >>> 0).toString(16).toUpperCase().padStart(6, '0')}`;
    const received = { Data: data, Bits: 24, Protocol: 1, Pulse: 238 };
    const said = { Time: localTime(clock.now()), RfReceived: received };
    seat.publish(tasmotaTopic(place, 'tele', 'RESULT'), JSON.stringify(said));
  };
  const press = (code: number, digit: number) => {
    const times = random.whole(...REPEATS);
    for (let n = 0; n < times; n += 1) clock.after(n * BETWEEN, () => receive(code, digit));
  };
  const own = Number(remote);
  const pad = Object.entries(keys).map(([digit, key]): Key => ({
    id: key,
    words: { zh: `按键 ${digit}（${key}）`, en: `Key ${digit} (${key})` },
    press: () => press(own, Number(digit)),
  }));
  const stranger: Key = {
    id: 'stranger',
    words: { zh: '别人的遥控器按一下', en: "Press somebody else's remote" },
    press: () => press(own ^ 1, Number(Object.keys(keys)[0] ?? 1)),
  };
  return deviceWith([...pad, stranger]);
}
