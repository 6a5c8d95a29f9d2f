import type { Bilingual } from '../../../../shared/text.ts';
import type { Clock } from '../../../clock/clock.ts';
import type { MessageDriver } from '../../../drivers/driver.ts';
import type { Key } from '../../keys.ts';
import type { LoneDevice } from '../../lone-device.ts';
import type { MessageFaultName } from '../../ports/message-faults.ts';
import type { MessagePort } from '../../ports/message-port.ts';
import type { Random } from '../../random.ts';
import type { Panel } from './panel.ts';
import { showsOf } from './panel.ts';

/** What a simulated device that speaks MQTT is made with. */
export interface ClientParts {
  driver: MessageDriver;
  /** Where it takes a seat; it takes one. */
  port: MessagePort;
  clock: Clock;
  random: Random;
  /** Of its driver, checked. */
  settings: unknown;
  /** Services of the hall that people may ask for; none where no hall is known. */
  services: readonly { id: string; name: Bilingual }[];
  /** Ids of its windows. */
  windows: readonly string[];
  /** Told what a person would see of it. */
  tell: (words: Bilingual) => void;
  /** Whether a fault happens now that only the device itself can have. */
  happens: (fault: MessageFaultName) => boolean;
}

/** Makes a simulated device that speaks MQTT. */
export type MakeClient = (parts: ClientParts) => LoneDevice;

/** A device with these keys, each of which can be typed by its name, with a number where there are several. */
export function deviceWith(keys: Key[], more: Partial<LoneDevice> = {}): LoneDevice {
  const listed = (language: 'zh' | 'en') =>
    keys.map(({ id, words }) => `\n  ${id}  ${words[language]}`).join('');
  return {
    typing: {
      zh: `输入按键名并回车：${listed('zh')}`,
      en: `Type the name of a key and Enter:${listed('en')}`,
    },
    keys,
    type(words) {
      const key = keys.find(({ id }) => id === words);
      key?.press(1);
      return key !== undefined;
    },
    ...more,
  };
}

/** A device that is what its panel has. */
export function deviceOf(panel: Panel, more: Partial<LoneDevice> = {}): LoneDevice {
  return deviceWith(panel.keys, { shows: () => showsOf(panel), ...more });
}
