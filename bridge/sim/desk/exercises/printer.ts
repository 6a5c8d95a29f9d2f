import type { Bilingual } from '../../../../shared/text.ts';
import { Refusal } from '../../../../shared/refusals.ts';
import { latest, places, type ExerciseKind } from './exercise.ts';

const unplugged: Bilingual = { zh: '线被拔掉', en: 'Its cable is out' };
const troubles = ['paperOut', 'paperLow', 'cover', 'cutter', 'hot'];

/** A ticket printer with one thing wrong. */
export const printer: ExerciseKind = {
  id: 'printer',
  title: { zh: '取号打印机有毛病', en: 'Something is wrong with a ticket printer' },
  lead: {
    zh: '大厅里一台取号打印机出了毛病，不说是哪一台、什么毛病。找出毛病。',
    en: 'One ticket printer of the hall has something wrong; neither which nor what is told. Find out what.',
  },
  ofHall: true,
  begin({ clock, random, stands, nameOf, logOf }) {
    const printers = stands.filter(
      ({ driver, keys }) => driver === 'escpos-printer' && keys.every(({ isOn }) => !isOn?.(1)),
    );
    if (printers.length === 0) throw new Refusal('sim.nothing');
    const chosen = random.pick(printers);
    const keys = chosen.keys.filter(({ id }) => troubles.includes(id));
    const right = random.pick([...keys.map(({ id }) => id), 'unplugged']);
    const key = keys.find(({ id }) => id === right);
    const since = clock.now();
    if (key) key.press(1);
    else chosen.plug(false);
    const name = nameOf(chosen.id);
    const what = key?.words ?? unplugged;
    return Promise.resolve({
      task: {
        zh: '一台取号打印机出了毛病。在“设备”页找到它，看它的状态和状态帧里的每一位，选出是什么毛病。',
        en: 'One ticket printer has something wrong. Find it on "Devices", look at its state and at the bits of its status frames, and name what is wrong.',
      },
      places: [places.devices],
      answers: [...keys.map(({ id, words }) => ({ id, words })), { id: 'unplugged', words: unplugged }],
      right,
      solution: { zh: `${name.zh}：${what.zh}`, en: `${name.en}: ${what.en}` },
      hides: printers.map(({ id }) => id),
      evidence() {
        const records = (logOf(chosen.line)?.recent() ?? []).filter(
          ({ at, direction }) => at >= since && direction === 'in',
        );
        const words = {
          zh: `${name.zh} 自训练开始说了 ${records.length} 帧${records.length === 0 ? '：连接断开，或还没有轮询到' : '，状态位如下'}。`,
          en: `${name.en} said ${records.length} frames since the exercise began${records.length === 0 ? ': it is not connected, or was not asked yet' : '; their status bits are below'}.`,
        };
        return { words: [words], records: latest(records) };
      },
      end() {
        if (!key) chosen.plug(true);
        else if (key.isOn?.(1)) key.press(1);
        return Promise.resolve();
      },
    });
  },
};
