import type { Bilingual } from '../../shared/text.ts';
import type { Ff68Unit } from './devices/ff68-unit.ts';
import { padKeys } from './devices/ff68-unit.ts';
import type { SimulatedKiosk } from './devices/kiosk.ts';
import type { SimulatedPrinter } from './devices/printer.ts';
import type { SimulatedSign } from './devices/sign.ts';
import type { ZigbeeGateway } from './devices/zigbee-gateway.ts';

/** Something at a simulated device that a hand can press, or put one way or the other. */
export interface Key {
  id: string;
  words: Bilingual;
  /** How many there are alike, such as doors; one where absent. */
  count?: number;
  /** Whether it is put so now; absent for what springs back. @param number from 1 */
  isOn?: (number: number) => boolean;
  /** Whether the device is well either way, as a lamp that is on. */
  isPlain?: boolean;
  /** Presses it, or puts it the other way. @param number from 1 */
  press(number: number): void;
}

/** Told what came of it, in words. */
export type Tell = (words: Bilingual) => void;

/** Tickets that a new roll gives, and one that is nearly at its end. */
const [FULL, LITTLE] = [250, 10];
/** Seconds; and how far ahead a clock is that was put so, whatever it was set to meanwhile. */
const [AN_HOUR, CLEARLY] = [3600, 1800];

/** A printer: its paper, its cover, its cutter and its head. */
export function printerKeys(printer: SimulatedPrinter): Key[] {
  const is = (name: 'cover' | 'cutter' | 'hot') => () => printer.condition[name];
  return [
    {
      id: 'paperOut',
      words: { zh: '缺纸', en: 'Paper out' },
      isOn: () => printer.paper === 'out',
      press: () => printer.loadPaper(printer.paper === 'out' ? FULL : 0),
    },
    {
      id: 'paperLow',
      words: { zh: '纸将尽', en: 'Paper low' },
      isOn: () => printer.paper === 'low',
      press: () => printer.loadPaper(printer.paper === 'low' ? FULL : LITTLE),
    },
    {
      id: 'cover',
      words: { zh: '打开盖子', en: 'Cover open' },
      isOn: is('cover'),
      press: () => printer.setCover(!printer.condition.cover),
    },
    {
      id: 'cutter',
      words: { zh: '卡住切刀', en: 'Cutter jammed' },
      isOn: is('cutter'),
      press: () => printer.setCutter(!printer.condition.cutter),
    },
    {
      id: 'hot',
      words: { zh: '打印头过热', en: 'Head too hot' },
      isOn: is('hot'),
      press: () => printer.setHot(!printer.condition.hot),
    },
    muteKey(printer),
  ];
}

/** A sign: its lamps, its clock, and whether it answers. */
export function signKeys(sign: SimulatedSign): Key[] {
  return [
    {
      id: 'dark',
      words: { zh: '熄屏', en: 'Dark' },
      isOn: () => !sign.isOn,
      press: () => (sign.isOn = !sign.isOn),
    },
    {
      id: 'clock',
      words: { zh: '时钟快一小时', en: 'Clock an hour ahead' },
      isOn: () => sign.clockError >= CLEARLY,
      press: () => sign.driftBy(sign.clockError >= CLEARLY ? 0 : AN_HOUR),
    },
    muteKey(sign),
  ];
}

function muteKey(device: { isMute: boolean; setMute(mute: boolean): void }): Key {
  return {
    id: 'mute',
    words: { zh: '不应答', en: 'Says nothing' },
    isOn: () => device.isMute,
    press: () => device.setMute(!device.isMute),
  };
}

const padWords: Record<Exclude<keyof typeof padKeys, 'transferTo'>, Bilingual> = {
  call: { zh: '叫号', en: 'Call' },
  recall: { zh: '重呼', en: 'Recall' },
  start: { zh: '开始', en: 'Start' },
  finish: { zh: '办结', en: 'Finish' },
  pass: { zh: '过号', en: 'Pass over' },
  callBack: { zh: '回呼', en: 'Call back' },
  pause: { zh: '暂停', en: 'Pause' },
};
const MOST_TARGETS = 6;
/** Presses that may wait for the one before them. */
const MOST_WAITING = 5;

/** Presses one key after the other, and tells of each whether it was heard. */
function patientHand(tell: Tell): (press: () => Promise<boolean>) => void {
  let waiting = 0;
  return (press) => {
    if (waiting === MOST_WAITING) {
      tell({ zh: '按得太快，这一下没有按', en: 'too fast: this one was not pressed' });
      return;
    }
    waiting += 1;
    void press().then((heard) => {
      waiting -= 1;
      tell(acknowledged(heard));
    });
  };
}

/** A call pad 呼叫器. */
export function padHand(unit: Ff68Unit, tell: Tell): Key[] {
  const hand = patientHand(tell);
  const press = (codes: readonly number[]) => hand(() => unit.press(codes));
  const keys = Object.entries(padWords).map(([id, words]): Key => {
    const codes = padKeys[id as keyof typeof padWords];
    return { id, words, press: () => press(codes) };
  });
  const transfer: Key = {
    id: 'transferTo',
    words: { zh: '转移到业务', en: 'Transfer to service' },
    count: MOST_TARGETS,
    press: (digit) => press(padKeys.transferTo(digit)),
  };
  return [...keys, transfer];
}

/** Keys of an evaluator; which of them is good the site says. */
const RATING_KEYS = 4;

/** An evaluator 评价器. */
export function ratingKeys(unit: Ff68Unit, tell: Tell): Key[] {
  const hand = patientHand(tell);
  return Array.from({ length: RATING_KEYS }, (_, key) => ({
    id: `rate${key}`,
    words: { zh: `评价键 ${key}`, en: `Rating key ${key}` },
    press: () => hand(() => unit.rate(key)),
  }));
}

/** Whether a pad or an evaluator was heard, in words. */
export function acknowledged(heard: boolean): Bilingual {
  return heard
    ? { zh: '已被主机收到', en: 'the host has it' }
    : { zh: '主机没有应答', en: 'the host does not answer' };
}

/** Doors with a lock each, open where they are on. */
export function doorKeys(
  doors: number,
  isClosed: (door: number) => boolean,
  move: (door: number) => void,
): Key[] {
  const words = { zh: '柜门', en: 'Doors' };
  return [{ id: 'door', words, count: doors, isOn: (door) => !isClosed(door), press: move }];
}

/** A door contact behind a radio gateway. */
export function contactKeys(gateway: ZigbeeGateway, name: string): Key[] {
  const isOpen = () => gateway.contact(name) === false;
  return [
    {
      id: 'open',
      words: { zh: '打开门', en: 'Door open' },
      isOn: isOpen,
      press: () => gateway.setContact(name, isOpen() ? 'closed' : 'open'),
    },
  ];
}

/** A call button behind a radio gateway. */
export function buttonKeys(gateway: ZigbeeGateway, name: string): Key[] {
  return [{ id: 'press', words: { zh: '按一下', en: 'Press' }, press: () => gateway.press(name) }];
}

/** A ticket kiosk with one key for each service. */
export function kioskKeys(
  kiosk: SimulatedKiosk,
  services: readonly { id: string; name: Bilingual }[],
  tell: Tell,
): Key[] {
  return services.map(({ id, name }) => ({
    id,
    words: { zh: `取号：${name.zh}`, en: `Ticket: ${name.en}` },
    press() {
      void kiosk.request({ service: id }).then((answer) => {
        if (answer === null) tell({ zh: '没有回答', en: 'no answer' });
        else if ('refused' in answer)
          tell({ zh: `被拒绝：${answer.refused}`, en: `refused: ${answer.refused}` });
        else tell({ zh: `号票 ${answer.number}`, en: `ticket ${answer.number}` });
      });
    },
  }));
}
