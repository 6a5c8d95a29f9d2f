import type { Bilingual } from '../../../../shared/text.ts';
import type { Scalar } from '../../../drivers/driver.ts';
import type { Key } from '../../keys.ts';
import type { Happening, Measure, Toggle, Trait } from './trait.ts';

/** Letters of the id of a key. */
const LONGEST_ID = 60;

/** How a device tells what changed at it, or what happened. */
export interface Voice {
  changed(trait: Toggle | Measure, value: Scalar): void;
  happened(trait: Happening, raw: Scalar): void;
  /** Told what a command did to it. */
  tell(words: Bilingual): void;
}

/** What a device has, and how it is now; a hand or a command changes it, and the device tells. */
export class Panel {
  readonly traits: readonly Trait[];
  readonly #values = new Map<string, Scalar>();
  readonly #voice: Voice;

  constructor(traits: readonly Trait[], voice: Voice) {
    this.traits = traits;
    this.#voice = voice;
    for (const trait of traits) {
      if (trait.kind === 'toggle') this.#values.set(trait.name, trait.off);
      if (trait.kind === 'measure') this.#values.set(trait.name, trait.value);
    }
  }

  /** How each of its traits is now; what only happens is not among them. */
  get states(): { trait: Toggle | Measure; value: Scalar }[] {
    return this.traits.flatMap((trait) =>
      trait.kind === 'happening' ? [] : [{ trait, value: this.#values.get(trait.name) ?? 0 }],
    );
  }

  /** The trait of this name, if it has one. */
  named(name: string): Trait | undefined {
    return this.traits.find((trait) => trait.name === name);
  }

  value(name: string): Scalar | undefined {
    return this.#values.get(name);
  }

  isOn(name: string): boolean {
    const trait = this.named(name);
    return trait?.kind === 'toggle' && this.#values.get(name) === trait.on;
  }

  /**
   * Puts what may be put so by a command, and tells it.
   *
   * @param on null for the other way
   * @returns false where it has nothing of this name that may be
   */
  command(name: string, on: boolean | null): boolean {
    const trait = this.named(name);
    if (trait?.kind !== 'toggle' || !trait.isSettable) return false;
    const next = on ?? !this.isOn(name);
    this.#put(trait, next ? trait.on : trait.off);
    this.#voice.tell(
      next
        ? { zh: `收到命令：${name} 接通`, en: `commanded: ${name} on` }
        : { zh: `收到命令：${name} 断开`, en: `commanded: ${name} off` },
    );
    return true;
  }

  get keys(): Key[] {
    return this.traits.flatMap((trait) => this.#keysOf(trait));
  }

  #keysOf(trait: Trait): Key[] {
    const id = (more = '') => `${trait.name.slice(0, LONGEST_ID - more.length)}${more}`;
    switch (trait.kind) {
      case 'toggle': {
        const flip = () => this.#put(trait, this.isOn(trait.name) ? trait.off : trait.on);
        const plain = trait.isSettable ? { isPlain: true } : {};
        return [{ id: id(), words: trait.words, isOn: () => this.isOn(trait.name), press: flip, ...plain }];
      }
      case 'happening':
        return trait.choices.map(({ raw, words }) => ({
          id: id(`:${raw}`.slice(0, 20)),
          words,
          press: () => this.#voice.happened(trait, raw),
        }));
      case 'measure':
        return [
          {
            id: id('+'),
            words: { zh: `${trait.name} 升高`, en: `${trait.name} up` },
            press: () => this.#move(trait, trait.step),
          },
          {
            id: id('-'),
            words: { zh: `${trait.name} 降低`, en: `${trait.name} down` },
            press: () => this.#move(trait, -trait.step),
          },
        ];
    }
  }

  #move(trait: Measure, step: number): void {
    const moved = Math.min(trait.high, Math.max(trait.low, Number(this.value(trait.name)) + step));
    this.#put(trait, Math.round(moved * 1000) / 1000);
  }

  #put(trait: Toggle | Measure, value: Scalar): void {
    this.#values.set(trait.name, value);
    this.#voice.changed(trait, value);
  }
}

/** What it shows of itself to somebody beside it: everything that is on, and what it measures. */
export function showsOf(panel: Panel): Bilingual {
  const parts = panel.states.map(({ trait, value }) =>
    trait.kind === 'measure'
      ? { zh: `${trait.name} ${value}${trait.unit ?? ''}`, en: `${trait.name} ${value}${trait.unit ?? ''}` }
      : panel.isOn(trait.name)
        ? trait.words
        : null,
  );
  const shown = parts.filter((part) => part !== null);
  return { zh: shown.map(({ zh }) => zh).join(' · '), en: shown.map(({ en }) => en).join(' · ') };
}
