import { HOUR, MINUTE, SECOND } from '../../../shared/time.ts';
import { delay, type Clock } from '../../clock/clock.ts';
import type { SimulatedPrinter } from '../devices/printer.ts';
import { ROLL, type Equipment } from '../equipment.ts';
import type { Random } from '../random.ts';
import { recur } from './recurrence.ts';
import type { Timetable } from './timetable.ts';

/** Time at work between two devices that lose their power. */
const OUTAGES = 13 * HOUR;

interface Powered {
  powerOff(): void;
  powerOn(): void;
}

export interface TechnicianParts {
  equipment: Equipment;
  clock: Clock;
  timetable: Timetable;
  random: Random;
}

/** Keeps the devices going: paper, and plugs that somebody pulled. */
export class Technician {
  readonly #parts: TechnicianParts;
  readonly #sentFor = new Map<SimulatedPrinter, 'low' | 'out'>();

  constructor(parts: TechnicianParts) {
    this.#parts = parts;
  }

  /** Switches everything on, and is there from now on. */
  start(): void {
    const { equipment, clock, timetable, random } = this.#parts;
    const signs = equipment.signs.map(({ sign }) => sign);
    const printers = [...equipment.printers.values()];
    for (const device of [...signs, ...printers]) device.powerOn();
    for (const printer of printers) {
      if (printer.paper !== 'ok') printer.loadPaper(ROLL);
      printer.printed = () => this.#look(printer);
    }
    const devices: Powered[] = [...signs, ...printers];
    const act = () => this.#repair(random.pick(devices));
    void recur({ clock, timetable, random, mean: OUTAGES, act });
  }

  async #repair(device: Powered | undefined): Promise<void> {
    const { clock, random } = this.#parts;
    device?.powerOff();
    await delay(clock, random.between(3, 12) * MINUTE);
    device?.powerOn();
  }

  /** Low paper can wait a while; people without tickets cannot. */
  #look(printer: SimulatedPrinter): void {
    const { clock, random } = this.#parts;
    const { paper } = printer;
    if (paper === 'ok' || this.#sentFor.get(printer) === paper) return;
    this.#sentFor.set(printer, paper);
    const minutes = paper === 'out' ? random.between(2, 6) : random.lognormal(22, 0.6);
    clock.after(minutes * MINUTE, () => void this.#changePaper(printer));
  }

  async #changePaper(printer: SimulatedPrinter): Promise<void> {
    const { clock, random } = this.#parts;
    if (!this.#sentFor.delete(printer)) return;
    printer.setCover(true);
    await delay(clock, random.between(20, 45) * SECOND);
    printer.loadPaper(ROLL);
    printer.setCover(false);
  }
}
