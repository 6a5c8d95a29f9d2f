import type { Bilingual } from '../../../shared/text.ts';
import type { SimDevice, SimFault, SimKey } from '../../../shared/workbench/simulation.ts';

/** The faults that a device can have. */
export function faultsFor({ medium, driver }: SimDevice, faults: readonly SimFault[]): SimFault[] {
  return faults.filter((fault) => fault.medium === medium && fault.drivers?.includes(driver) !== false);
}

/** What is put on a device that keeps it from being well: its line's faults, and what a hand put wrong. */
export function troublesOf(device: SimDevice, faults: readonly SimFault[]): Bilingual[] {
  const ofLine = faultsFor(device, faults).flatMap(({ name, words }) => {
    const chance = device.faults[name] ?? 0;
    if (chance === 0) return [];
    const share = `${Math.round(100 * chance)}%`;
    return [{ zh: `${words.zh} ${share}`, en: `${words.en} ${share}` }];
  });
  return [...ofLine, ...device.keys.filter(isOn).map(({ words }) => words)];
}

/** Whether something that is either one way or the other is put wrong; doors are many and come and go. */
function isOn({ count, on, isPlain }: SimKey): boolean {
  return count === undefined && isPlain !== true && on?.[0] === true;
}
