import type { Bilingual } from '../../../shared/text.ts';
import type { SimDevice, SimFault, SimKey } from '../../../shared/workbench/simulation.ts';

/** What is put on a device that keeps it from being well: its line's faults, and what a hand put wrong. */
export function troublesOf(device: SimDevice, faults: readonly SimFault[]): Bilingual[] {
  const ofLine = faults.flatMap(({ name, words }) => {
    const chance = device.faults?.[name] ?? 0;
    if (chance === 0) return [];
    const share = `${Math.round(100 * chance)}%`;
    return [{ zh: `${words.zh} ${share}`, en: `${words.en} ${share}` }];
  });
  return [...ofLine, ...device.keys.filter(isOn).map(({ words }) => words)];
}

/** Whether something that is either one way or the other is put wrong; doors are many and come and go. */
function isOn({ count, on }: SimKey): boolean {
  return count === undefined && on?.[0] === true;
}
