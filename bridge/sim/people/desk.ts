import type { WindowConfig } from '../../../shared/config/schema.ts';
import type { Ff68Unit, PadDisplay } from '../devices/ff68-unit.ts';
import type { SimulatedSign } from '../devices/sign.ts';
import { Signal } from '../signal.ts';
import type { Taxpayer } from './taxpayer.ts';

/** A window as those on both sides of it see it: pad and evaluator, sign, and a chair. */
export class Desk {
  readonly window: WindowConfig;
  readonly unit: Ff68Unit;
  readonly sign: SimulatedSign | undefined;
  /** Told what the pad shows. */
  readonly shown = new Signal<PadDisplay>();
  readonly seated = new Signal<Taxpayer>();
  /** Somebody is at work behind it. */
  staffed = false;
  /** Digits of the number that the clerk waits for; null for none. */
  calling: string | null = null;
  visitor: Taxpayer | null = null;
  /** Came after having been passed over, and wants to be called once more. */
  latecomer: Taxpayer | null = null;
  /** Who may rate now. */
  leaving: Taxpayer | null = null;

  constructor(window: WindowConfig, unit: Ff68Unit, sign: SimulatedSign | undefined) {
    this.window = window;
    this.unit = unit;
    this.sign = sign;
    unit.shown = (display) => this.shown.emit(display);
    unit.ratingAsked = () => void this.leaving?.rate(unit);
  }

  /** Whether the sign says that the window is paused. */
  get looksPaused(): boolean {
    return this.sign?.text.includes('暂停') ?? false;
  }

  /** Whether the sign says nothing, as after its power was gone: nobody can tell then. */
  get looksBlank(): boolean {
    return this.sign?.text === '';
  }

  get looksOpen(): boolean {
    return this.sign === undefined || this.sign.text.includes('欢迎');
  }

  /** Sits down, if this is the number that is wanted here; says whether it was. */
  sit(taxpayer: Taxpayer): boolean {
    const wanted = this.calling !== null && !this.visitor && taxpayer.number?.endsWith(this.calling);
    if (!wanted) {
      this.latecomer = taxpayer;
      return false;
    }
    this.visitor = taxpayer;
    this.seated.emit(taxpayer);
    return true;
  }
}
