import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BrokerInput } from '../../../shared/config/line.ts';
import type { Language } from '../../../shared/text.ts';
import { mistakesOf } from '../../schemas/words.ts';
import type { Driver } from '../../drivers/driver.ts';
import { UsageError } from '../verb.ts';

const names = [
  'speed',
  'seed',
  'port',
  'pty',
  'broker',
  'write-config',
  'device',
  'settings',
  'tcp',
  'fault',
  'topic',
  'username',
  'password',
  'ca',
  'cert',
  'key',
  'verify',
];
const hallOnly = ['speed', 'port', 'write-config'];
const deviceOnly = ['settings', 'tcp', 'topic'];
/** What only devices need that speak so. */
const mediumOnly = {
  bytes: ['tcp', 'pty', 'topic'],
  messages: ['broker', 'username', 'password', 'ca', 'cert', 'key', 'verify'],
};

/** The options of the command line, each asked for by its name and refused in words. */
export class Options {
  readonly #values: Record<string, string[]>;
  readonly #language: Language;

  constructor(words: string[], language: Language) {
    this.#language = language;
    const options = Object.fromEntries(
      names.map((name) => [name, { type: 'string' as const, multiple: true as const }]),
    );
    const { values, positionals } = parseArgs({
      args: words,
      options,
      strict: false,
      allowPositionals: true,
    });
    for (const [name, given] of Object.entries(values)) {
      if (!names.includes(name)) this.refuse(`没有参数 --${name}。`, `There is no option --${name}.`);
      if (![given].flat().every((value) => typeof value === 'string'))
        this.refuse(`--${name} 后面缺少值。`, `--${name} needs a value.`);
    }
    const [more] = positionals;
    if (more !== undefined) this.refuse(`多余的“${more}”。`, `"${more}" is too much.`);
    this.#values = values as Record<string, string[]>;
    for (const name of this.has('device') ? hallOnly : deviceOnly) {
      if (this.has(name))
        this.refuse(
          this.has('device') ? `--${name} 不与 --device 同用。` : `--${name} 只与 --device 同用。`,
          this.has('device') ? `--${name} does not go with --device.` : `--${name} goes with --device.`,
        );
    }
  }

  refuse(zh: string, en: string): never {
    throw new UsageError(this.#language === 'zh' ? zh : en);
  }

  has(name: string): boolean {
    return name in this.#values;
  }

  text(name: string): string | undefined {
    return this.#values[name]?.at(-1);
  }

  number(name: string, fallback: number, low: number, high: number): number {
    const value = this.text(name) ?? String(fallback);
    const isFine = /^\d+$/.test(value) && Number(value) >= low && Number(value) <= high;
    if (!isFine)
      this.refuse(
        `--${name} 应为 ${low} 到 ${high} 的整数，而不是“${value}”。`,
        `--${name} must be a whole number from ${low} to ${high}, not "${value}".`,
      );
    return Number(value);
  }

  /** Refuses what a device that speaks so has no use for. */
  forMedium(medium: 'bytes' | 'messages'): void {
    // Behind the serial bridge of a Tasmota device bytes come over a broker too.
    if (medium === 'bytes' && this.has('topic')) return;
    const [zh, en] = medium === 'bytes' ? ['经 MQTT 说话', 'MQTT'] : ['以字节通信', 'bytes'];
    for (const name of mediumOnly[medium === 'bytes' ? 'messages' : 'bytes']) {
      if (this.has(name))
        this.refuse(
          `--${name} 只用于${zh}的设备，${this.text('device')} 不是。`,
          `--${name} is for devices that speak ${en}, and ${this.text('device')} does not.`,
        );
    }
  }

  /**
   * `--broker mqtt://host:1883` with what it takes to enter; the password may also be given in the
   * environment as `HALL_BROKER_PASSWORD`, where nobody sees it who lists the programs that run.
   */
  broker(fallback: string): BrokerInput {
    const url = this.text('broker') ?? fallback;
    if (url !== 'embedded' && !/^mqtts?:\/\/[^/]+/.test(url))
      this.refuse(
        `--broker 应形如 mqtt://主机:1883，或 embedded。`,
        '--broker must look like mqtt://host:1883, or be embedded.',
      );
    const verify = this.text('verify') ?? 'yes';
    if (verify !== 'yes' && verify !== 'no')
      this.refuse('--verify 应为 yes 或 no。', '--verify is yes or no.');
    const password = this.text('password') ?? process.env['HALL_BROKER_PASSWORD'];
    const username = this.text('username');
    // A configuration that is written of it is read elsewhere.
    const [ca, cert, key] = ['ca', 'cert', 'key'].map((name) => {
      const file = this.text(name);
      return file === undefined ? undefined : resolve(file);
    });
    return {
      url,
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
      ...(verify === 'no' ? { rejectUnauthorized: false } : {}),
    };
  }

  /** `--fault noise=0.01,drop=0.05`, once or several times. @param faultNames those that can be had */
  faults<Name extends string>(faultNames: readonly Name[]): Partial<Record<Name, number>> {
    const faults: Partial<Record<Name, number>> = {};
    for (const one of (this.#values['fault'] ?? []).flatMap((text) => text.split(','))) {
      const [name, value = ''] = one.split('=');
      const fault = faultNames.find((known) => known === name);
      if (!fault)
        this.refuse(
          `没有故障“${name}”，可用：${[...new Set(faultNames)].join('、')}。`,
          `There is no fault "${name}"; known: ${[...new Set(faultNames)].join(', ')}.`,
        );
      const chance = Number(value);
      if (!/^[\d.]+$/.test(value) || !(chance >= 0 && chance <= 1))
        this.refuse(
          `--fault ${name} 的概率应为 0 到 1，如 ${name}=0.05，而不是“${value}”。`,
          `The chance of --fault ${name} is 0 to 1, as ${name}=0.05, not "${value}".`,
        );
      faults[fault] = chance;
    }
    return faults;
  }

  /** `--settings '{"address": 2}'`, as the driver takes them. */
  settings(driver: Driver): Record<string, unknown> {
    const text = this.text('settings') ?? '{}';
    let given: unknown;
    try {
      given = JSON.parse(text);
    } catch {
      this.refuse(`--settings 应为 JSON，如 '{"address": 2}'。`, `--settings is JSON, as '{"address": 2}'.`);
    }
    const parsed = driver.settings.safeParse(given);
    if (!parsed.success) {
      const mistakes = mistakesOf(parsed.error.issues, given, this.#language);
      const words = mistakes
        .map(({ path, message }) => `--settings ${path.join('.')}: ${message}`)
        .join('\n');
      this.refuse(words, words);
    }
    return given as Record<string, unknown>;
  }
}
