import { Refusal } from '../../../../shared/refusals.ts';
import { latest, places, type ExerciseKind } from './exercise.ts';

/** One device of the hall that hears nobody and says nothing. */
export const silent: ExerciseKind = {
  id: 'silent',
  title: { zh: '一台设备不应答', en: 'A device has gone silent' },
  lead: {
    zh: '大厅里有一台设备不再应答，连接还在。找出是哪一台。',
    en: 'One device of the hall answers no longer, though its connection is there. Find out which.',
  },
  ofHall: true,
  begin({ clock, random, stands, nameOf, logOf }) {
    const alone = stands.filter(
      ({ medium, line }) => medium === 'bytes' && stands.filter((other) => other.line === line).length === 1,
    );
    if (alone.length === 0) throw new Refusal('sim.nothing');
    const { id, line, wire } = random.pick(alone);
    const since = clock.now();
    wire.faults = { drop: 1 };
    return Promise.resolve({
      task: {
        zh: '大厅里有一台设备从现在起收不到、也不回答任何字节。大约一分钟内“设备”页会看出来：状态、报文都可以看。找到后选出是哪一台。',
        en: 'From now on one device of the hall hears no byte and answers none. Within a minute or so it shows on "Devices", in its state and in its frames. Name it when you have found it.',
      },
      places: [places.devices],
      answers: alone.map((one) => ({ id: one.id, words: nameOf(one.id) })),
      right: id,
      solution: {
        zh: `${nameOf(id).zh}：线路 ${line} 上双向的字节全部丢失，TCP 连接仍在。`,
        en: `${nameOf(id).en}: on its line ${line} every byte was lost both ways, while the connection stood.`,
      },
      hides: alone.map((one) => one.id),
      evidence(answer) {
        const looked = alone.find((one) => one.id === answer) ?? alone.find((one) => one.id === id)!;
        const records = (logOf(looked.line)?.recent() ?? []).filter(({ at }) => at >= since);
        const frames = records.filter(({ verdict }) => verdict === 'frame').length;
        const asked = records.filter(({ direction }) => direction === 'out').length;
        const name = nameOf(looked.id);
        const words = {
          zh: `${name.zh}：训练开始以来的报文中，被问 ${asked} 次，回答 ${frames} 帧。`,
          en: `${name.en}: since the exercise began it was asked ${asked} times and answered ${frames} frames.`,
        };
        return { words: [words], records: latest(records) };
      },
      end() {
        wire.faults = {};
        return Promise.resolve();
      },
    });
  },
};
