import { parseArgs } from 'node:util';
import type { Language } from '../../../shared/text.ts';
import { mistakesOf } from '../../schemas/words.ts';
import type { ByteDriver } from '../../drivers/driver.ts';
import { faultNames, type Faults } from '../../sim/ports/faults.ts';
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
];
const hallOnly = ['speed', 'port', 'broker', 'write-config'];
const deviceOnly = ['settings', 'tcp'];

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

  /** `--fault noise=0.01,drop=0.05`, once or several times. */
  faults(): Faults {
    const faults: Faults = {};
    for (const one of (this.#values['fault'] ?? []).flatMap((text) => text.split(','))) {
      const [name, value = ''] = one.split('=');
      const fault = faultNames.find((known) => known === name);
      if (!fault)
        this.refuse(
          `没有故障“${name}”，可用：${faultNames.join('、')}。`,
          `There is no fault "${name}"; known: ${faultNames.join(', ')}.`,
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
  settings(driver: ByteDriver): Record<string, unknown> {
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
