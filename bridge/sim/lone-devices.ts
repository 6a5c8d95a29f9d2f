import { same, type Bilingual } from '../../shared/text.ts';
import type { Clock } from '../clock/clock.ts';
import type { ByteDriver } from '../drivers/driver.ts';
import type { Profile } from '../profiles/profile.ts';
import { Bench, type Settings } from './devices/described/bench.ts';
import { ExampleDevice } from './devices/described/by-examples.ts';
import { Cabinet } from './devices/described/cabinet.ts';
import { playCu0x60, playCu16, playCu48 } from './devices/described/kerong-boards.ts';
import { playRelays } from './devices/described/relay-module.ts';
import { playAlpha, playMingxing, playTubes, type Shown } from './devices/described/signs.ts';
import { playWinnsen } from './devices/described/winnsen-board.ts';
import { playWkly } from './devices/described/wkly-board.ts';
import { Ff68Bus } from './devices/ff68-bus.ts';
import { padKeys } from './devices/ff68-unit.ts';
import { LockBoard, type LockBoardSettings } from './devices/lock-board.ts';
import { SimulatedPrinter } from './devices/printer.ts';
import { SimulatedSign } from './devices/sign.ts';
import { acknowledged, doorKeys, padHand, printerKeys, ratingKeys, signKeys } from './keys.ts';
import { clients } from './lone-clients.ts';
import type { LoneDevice } from './lone-device.ts';
import type { BytePort } from './ports/byte-port.ts';

/** What a simulated device is made with. */
export interface LoneParts {
  driver: ByteDriver;
  port: BytePort;
  clock: Clock;
  /** Of its driver, checked. */
  settings: Settings;
  /** Absent for a device that is written as code. */
  profile?: Profile | undefined;
  /** Told what a person would see of it. */
  tell: (words: Bilingual) => void;
}

type Make = (parts: LoneParts) => LoneDevice;

const TICKETS = 250;
const ZONE = 'Asia/Shanghai';

/** The devices that speak bytes and are simulated as they are, by the name of their driver. */
const devices: Readonly<Record<string, Make>> = {
  'kerong-cu48': board(playCu48),
  'kerong-cu-0x60': board(playCu0x60),
  'kerong-cu16': board(playCu16),
  'lock-wkly': board(playWkly),
  winnsen: board(playWinnsen),
  'modbus-relay': board(playRelays),
  'alpha-sign': sign(playAlpha),
  'mingxing-sign': sign(playMingxing),
  'armfly-tube': sign(playTubes),
  'lock-8a': lock8a,
  'onbon-bx5k': onbon,
  'escpos-printer': printer,
  'ff68-pad': pad,
  'ff68-evaluator': evaluator,
};

/** All devices that are simulated as they are, of bytes and of messages. */
export const simulatedDrivers: readonly string[] = [...Object.keys(devices), ...Object.keys(clients)].sort();

/** Makes a simulated device that speaks bytes; one that nobody has simulated says what the examples of its driver say. */
export function makeDevice(parts: LoneParts): LoneDevice {
  const { id } = parts.driver;
  return (Object.hasOwn(devices, id) ? devices[id]! : byExamples)(parts);
}

const nothing = { typing: { zh: '', en: '' }, keys: [], type: () => false };
const doorTyping: Bilingual = {
  zh: '输入门号并回车：把这扇门打开或关上。',
  en: 'Type the number of a door and Enter: it is opened, or shut.',
};

function byExamples({ port, clock, driver, settings }: LoneParts): LoneDevice {
  const device = new ExampleDevice(port, clock, driver, settings);
  const list = device.meanings.map((meaning, index) => `\n  ${index + 1}  ${meaning}`).join('');
  return {
    typing: {
      zh: `输入号码并回车，让设备说一句：${list}`,
      en: `Type a number and Enter: the device says${list}`,
    },
    keys: device.meanings.map((meaning, index) => ({
      id: `say${index + 1}`,
      words: same(meaning),
      press: () => void device.say(index + 1),
    })),
    type: (words) => device.say(Number(words)),
  };
}

function benchOf({ profile, ...parts }: LoneParts): Bench {
  if (!profile) throw new Error('this device is simulated by its profile');
  return new Bench({ profile, ...parts });
}

function board(play: (bench: Bench, cabinet: Cabinet) => void): Make {
  return (parts) => {
    const bench = benchOf(parts);
    const cabinet = new Cabinet(bench);
    play(bench, cabinet);
    const type = (words: string) => {
      const door = Number(words);
      return cabinet.move(door, cabinet.isClosed(door) ? 'open' : 'closed');
    };
    const keys = doorKeys(
      cabinet.doors,
      (door) => cabinet.isClosed(door),
      (door) => void type(String(door)),
    );
    return { typing: doorTyping, keys, type };
  };
}

function sign(play: (bench: Bench, shown: Shown) => void): Make {
  return (parts) => {
    play(benchOf(parts), (text) => parts.tell(shows(text)));
    return nothing;
  };
}

function shows(text: string): Bilingual {
  const quoted = text.replaceAll('\n', ' / ');
  return quoted.trim() === ''
    ? { zh: '熄灭', en: 'shows nothing' }
    : { zh: `显示：${quoted}`, en: `shows: ${quoted}` };
}

function lock8a({ port, settings, tell }: LoneParts): LoneDevice {
  const doors = Number(settings['channels']);
  const lockBoard = new LockBoard(port, settings as unknown as LockBoardSettings, doors);
  lockBoard.unlocked = (door) =>
    tell({ zh: `开锁 ${door}，门打开`, en: `lock ${door} is powered, its door is open` });
  const move = (door: number) => {
    const state = lockBoard.isClosed(door) ? 'open' : 'closed';
    lockBoard.set(door, state);
    tell(
      state === 'open'
        ? { zh: `门 ${door} 打开`, en: `door ${door} is open` }
        : { zh: `门 ${door} 关上`, en: `door ${door} is shut` },
    );
  };
  return {
    typing: doorTyping,
    keys: doorKeys(doors, (door) => lockBoard.isClosed(door), move),
    type(words) {
      const door = Number(words);
      if (!Number.isInteger(door) || door < 1 || door > doors) return false;
      move(door);
      return true;
    },
  };
}

function onbon({ port, clock, settings, tell }: LoneParts): LoneDevice {
  const simulated = new SimulatedSign(port, clock, { screen: Number(settings['screen']), zone: ZONE });
  simulated.shown = (text) => tell(shows(text));
  return { ...nothing, keys: signKeys(simulated) };
}

function printer({ port, clock, tell }: LoneParts): LoneDevice {
  const simulated = new SimulatedPrinter(port, clock, TICKETS);
  simulated.printed = (text) => tell(same(text.trim()));
  return { ...nothing, keys: printerKeys(simulated) };
}

function pad({ port, clock, settings, tell }: LoneParts): LoneDevice {
  const unit = new Ff68Bus(port, clock).unit(Number(settings['address']));
  unit.shown = ({ waiting, number }) => tell(shows(`${waiting ?? ''} ${number}`));
  const { transferTo, ...keys } = padKeys;
  const names = [...Object.keys(keys), 'transferTo 2'].join(', ');
  return {
    typing: { zh: `输入按键名并回车：${names}`, en: `Type a key and Enter: ${names}` },
    keys: padHand(unit, tell),
    type(words) {
      const digit = /^transferTo (\d)$/.exec(words)?.[1];
      const codes =
        digit === undefined ? (keys as Record<string, readonly number[]>)[words] : transferTo(Number(digit));
      if (codes) void unit.press(codes).then((heard) => tell(acknowledged(heard)));
      return codes !== undefined;
    },
  };
}

function evaluator({ port, clock, settings, tell }: LoneParts): LoneDevice {
  const unit = new Ff68Bus(port, clock).unit(Number(settings['address']));
  unit.ratingAsked = () => tell({ zh: '请评价', en: 'asks for a rating' });
  return {
    typing: { zh: '输入 0 到 3 并回车：按下该键评价。', en: 'Type 0 to 3 and Enter: that key is pressed.' },
    keys: ratingKeys(unit, tell),
    type(words) {
      if (!/^[0-3]$/.test(words)) return false;
      void unit.rate(Number(words)).then((heard) => tell(acknowledged(heard)));
      return true;
    },
  };
}
