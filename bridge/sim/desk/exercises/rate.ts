import { same } from '../../../../shared/text.ts';
import { fromHex, toHex } from '../../../framing/bytes.ts';
import { misheard } from '../../ports/faults.ts';
import { latest, places, type ExerciseKind } from './exercise.ts';

/** Speeds that a serial server can be set to. */
export const rates: readonly number[] = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200];
/** Further apart than so many times, hardly a byte is left of a frame. */
const FARTHEST = 4;
const SPEAKS_EVERY = 2500;
/** The call key of a pad at address 1. */
const CALL = 'FF 68 03 03 68 01 01 0C 0E 16';

/** A call pad whose serial server is set to another speed: nothing but nonsense arrives. */
export const rate: ExerciseKind = {
  id: 'rate',
  title: { zh: '设备在说乱码', en: 'A device speaks nonsense' },
  lead: {
    zh: '一台单独的呼叫器接在网络串口服务器上，收到的全是乱码。找出它的波特率。',
    en: 'A call pad alone at a serial server: all that arrives is nonsense. Find its baud rate.',
  },
  ofHall: false,
  async begin({ clock, random, alone, stop }) {
    const right = random.pick(rates);
    const set = random.pick(
      rates.filter((one) => one !== right && one <= FARTHEST * right && right <= FARTHEST * one),
    );
    const pad = await alone('ff68-pad', { address: 1 }, right);
    pad.setHostRate(set);
    const call = pad.keys.find(({ id }) => id === 'call');
    call?.press(1);
    const cancel = clock.every(SPEAKS_EVERY, () => call?.press(1));
    return {
      task: {
        zh: `有人在按呼叫器 ${pad.id} 的键，但它的串口服务器设在 ${set}，收到的是乱码。把串口服务器改成别的波特率，直到报文变成完整的帧，再选出设备的波特率。`,
        en: `Somebody presses keys of the pad ${pad.id}, but its serial server is set to ${set} and hears nonsense. Set the serial server to other rates until the frames are whole, then name the rate of the device.`,
      },
      places: [places.here(pad.id), places.detect(pad)],
      answers: rates.map((one) => ({ id: String(one), words: same(String(one)) })),
      right: String(right),
      solution: {
        zh: `设备以 ${right} 发送，串口服务器却设在 ${set}：每一位都在错误的时刻读取，一帧也认不出。`,
        en: `The device sends at ${right} and its serial server was set to ${set}: it read every bit at the wrong moment, so that no frame was whole.`,
      },
      hides: [pad.id],
      hidesRate: true,
      evidence(answer) {
        const at = Number(answer ?? set);
        const heard = toHex(misheard(fromHex(CALL), at / right)) || '—';
        const words = {
          zh: `设备发出“${CALL}”，设在 ${at} 时读到“${heard}”。`,
          en: `What the device says as "${CALL}" is read as "${heard}" at ${at}.`,
        };
        return { words: [words], records: latest(pad.trace.recent()) };
      },
      async end() {
        cancel();
        await stop(pad);
      },
    };
  },
};
