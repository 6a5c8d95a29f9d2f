import { buildLock8aQuery } from '../../../framing/lock8a.ts';
import { faultWords, type FaultName } from '../../ports/faults.ts';
import { AskingHost } from './asking-host.ts';
import { latest, places, type ExerciseKind } from './exercise.ts';

/** Faults that are told apart by what is seen of them. */
const faults: readonly FaultName[] = [
  'drop',
  'duplicate',
  'noise',
  'damage',
  'late',
  'echo',
  'unplug',
  'baud',
];
const OFTEN = 0.6;
const ASKED_EVERY = 2000;

/** A lock board that is asked all the time, over a line with a fault. */
export const lineFault: ExerciseKind = {
  id: 'line',
  title: { zh: '线路有毛病', en: 'Something is wrong with a line' },
  lead: {
    zh: '一块单独的锁控板不停被询问，但线路上出了一种故障。看报文，说出是哪一种。',
    en: 'A lock board alone is asked all the time, over a line with one fault. Read the frames and name it.',
  },
  ofHall: false,
  async begin({ clock, random, alone, stop }) {
    const right = random.pick(faults);
    const board = await alone('lock-8a', { address: 1, channels: 24 });
    board.wire.faults = { [right]: OFTEN };
    const host = new AskingHost(board, buildLock8aQuery(1), clock, ASKED_EVERY);
    return {
      task: {
        zh: `锁控板 ${board.id} 每 ${ASKED_EVERY / 1000} 秒被问一次（→），应当立即回答一帧（←）。线路上有一种故障，时有时无。看它的最近报文和间隔，说出是哪一种。`,
        en: `The lock board ${board.id} is asked every ${ASKED_EVERY / 1000} seconds (→) and should answer at once with one frame (←). Its line has one fault, now and then. Look at its last frames and the time between them, and name the fault.`,
      },
      places: [places.here(board.id)],
      answers: faults.map((one) => ({ id: one, words: faultWords[one] })),
      right,
      solution: faultWords[right],
      hides: [board.id],
      evidence() {
        const records = board.trace.recent();
        const asked = records.filter(({ direction }) => direction === 'out').length;
        const { frames, badChecksums, noise } = board.trace.counts;
        const words = {
          zh: `最近问了 ${asked} 次；自开始以来收到 ${frames} 帧，校验错 ${badChecksums} 次，杂乱字节 ${noise} 个。`,
          en: `Asked ${asked} times of late; since the beginning ${frames} frames, ${badChecksums} bad checksums, ${noise} bytes of noise.`,
        };
        return { words: [words], records: latest(records) };
      },
      async end() {
        host.stop();
        await stop(board);
      },
    };
  },
};
