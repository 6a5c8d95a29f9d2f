import { messageFaultWords, type MessageFaultName } from '../../ports/message-faults.ts';
import { latest, places, type ExerciseKind } from './exercise.ts';

/** Faults that are told apart by what is seen of them. */
const faults: readonly MessageFaultName[] = ['drop', 'duplicate', 'late', 'swap', 'garbage', 'unplug'];
const OFTEN = 0.25;
const MOVES_EVERY = 2000;

/** A door contact that opens and closes all the time, and whose messages do not arrive as they should. */
export const messageFault: ExerciseKind = {
  id: 'message',
  title: { zh: 'MQTT 消息有毛病', en: 'Something is wrong with MQTT messages' },
  lead: {
    zh: '一只单独的门磁不停开合，但它的消息在路上出了一种故障。看消息，说出是哪一种。',
    en: 'A door contact alone opens and closes all the time, and its messages have one fault. Read them and name it.',
  },
  ofHall: false,
  async begin({ clock, random, aloneAtBroker, stop }) {
    const right = random.pick(faults);
    const topic = `training-${random.whole(1000, 9999)}`;
    const contact = await aloneAtBroker('tasmota-device', { topic });
    contact.wire.faults = { [right]: OFTEN };
    const door = contact.keys.find(({ id }) => id === 'Switch1');
    const cancel = clock.every(MOVES_EVERY, () => door?.press(1));
    return {
      task: {
        zh: `门磁 ${contact.id}（Tasmota，主题 ${topic}）每 ${MOVES_EVERY / 1000} 秒开合一次，每次应当恰好说一句：ON、OFF 轮流。它的消息有一种故障，时有时无。看最近的消息、内容和间隔，说出是哪一种。`,
        en: `The door contact ${contact.id} (Tasmota, topic ${topic}) opens or closes every ${MOVES_EVERY / 1000} seconds and should say so just once each time: ON and OFF by turns. Its messages have one fault, now and then. Look at the last ones, at what they say and at the time between them, and name the fault.`,
      },
      places: [places.here(contact.id)],
      answers: faults.map((one) => ({ id: one, words: messageFaultWords[one] })),
      right,
      solution: messageFaultWords[right],
      hides: [contact.id],
      evidence() {
        const records = contact.trace.recent();
        const { messages, unread } = contact.trace.counts;
        const words = {
          zh: `自开始以来收到 ${messages} 条消息，其中 ${unread} 条读不懂。`,
          en: `Since the beginning ${messages} messages, ${unread} of which cannot be read.`,
        };
        return { words: [words], records: latest(records) };
      },
      async end() {
        cancel();
        await stop(contact);
      },
    };
  },
};
