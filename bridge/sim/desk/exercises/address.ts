import { same } from '../../../../shared/text.ts';
import { toHex } from '../../../framing/bytes.ts';
import { buildLock8aQuery } from '../../../framing/lock8a.ts';
import { latest, places, type ExerciseKind } from './exercise.ts';

const ADDRESSES = Array.from({ length: 8 }, (_, index) => index + 1);

/** A lock board that answers nobody, since everybody asks at the wrong address. */
export const address: ExerciseKind = {
  id: 'address',
  title: { zh: '锁控板不应答', en: 'A board does not answer' },
  lead: {
    zh: '一块单独的锁控板问了没有回答。线是好的：找出它的拨码地址。',
    en: 'A lock board alone answers nobody. Its cable is fine: find the address it is set to.',
  },
  ofHall: false,
  async begin({ random, alone, stop }) {
    const right = random.pick(ADDRESSES);
    const board = await alone('lock-8a', { address: right, channels: 24 });
    return {
      task: {
        zh: `锁控板 ${board.id}（8A 协议，24 门）在 ${board.host}:${board.port}，没有人知道它的地址。它不问不答：在“识别设备”中逐条询问，换着设备地址问，直到它回答，再选出地址。`,
        en: `The lock board ${board.id} (8A protocol, 24 doors) stands at ${board.host}:${board.port}, and nobody knows its address. It speaks only when asked: on "Detect" ask it one question at a time, at one address after the other, until it answers; then name the address.`,
      },
      places: [places.detect(board), places.here(board.id)],
      answers: ADDRESSES.map((one) => ({ id: String(one), words: same(String(one)) })),
      right: String(right),
      solution: {
        zh: `锁控板的地址是 ${right}，它只回答发给这个地址的询问。`,
        en: `The board has the address ${right}, and answers nothing that is asked at another.`,
      },
      hides: [board.id],
      evidence(answer) {
        const question = buildLock8aQuery(Number(answer ?? right));
        const before = board.trace.counts.frames;
        const link = board.cable.attach({ bytes: () => undefined, closed: () => undefined });
        link.write(question);
        link.detach();
        const answered = board.trace.counts.frames > before;
        const words = answered
          ? { zh: `问“${toHex(question)}”，它回答了。`, en: `Asked "${toHex(question)}", it answers.` }
          : { zh: `问“${toHex(question)}”，没有回答。`, en: `Asked "${toHex(question)}", it says nothing.` };
        return { words: [words], records: latest(board.trace.recent()) };
      },
      end: () => stop(board),
    };
  },
};
