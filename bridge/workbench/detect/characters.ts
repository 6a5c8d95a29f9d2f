import type { PortCharacter } from '../../../shared/workbench/detection.ts';
import type { ByteDriver } from '../../drivers/driver.ts';
import type { LineHint, Profile } from '../../profiles/profile.ts';

/** Speeds in the order of how many devices of a hall have them. */
const baudRates = [9600, 19_200, 57_600, 115_200, 38_400, 4800, 2400];
const framings: Omit<PortCharacter, 'baudRate'>[] = [
  { dataBits: 8, parity: 'none', stopBits: 1 },
  { dataBits: 8, parity: 'even', stopBits: 1 },
  { dataBits: 7, parity: 'even', stopBits: 1 },
];
const usual: PortCharacter = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 };

/** How the port of each device is usually set, by its id: as its profile says, or its driver. */
export function hintsOf(
  drivers: Iterable<ByteDriver>,
  profiles: Iterable<Profile>,
): Map<string, PortCharacter> {
  const coded = [...drivers].map(
    ({ id, baudRate }) => [id, characterOf(baudRate ? { baudRate } : {})] as const,
  );
  return new Map([...coded, ...[...profiles].map(({ id, line }) => [id, characterOf(line)] as const)]);
}

/** A hint made whole: what it leaves open is 9600 8N1. */
export function characterOf(hint: LineHint): PortCharacter {
  const { baudRate = usual.baudRate, dataBits, parity, stopBits } = hint;
  return {
    baudRate,
    dataBits: dataBits === 7 ? 7 : 8,
    parity: parity === 'even' || parity === 'odd' ? parity : 'none',
    stopBits: stopBits === 2 ? 2 : 1,
  };
}

/**
 * Every setting to listen at, each once: what most devices of the library have comes first,
 * then 8N1 at every speed, then the rarer ways to send a character.
 *
 * @param hints one for each device
 */
export function charactersToTry(hints: Iterable<PortCharacter>): PortCharacter[] {
  const votes = new Map<string, { character: PortCharacter; count: number }>();
  for (const character of hints) {
    const key = JSON.stringify(character);
    const vote = votes.get(key) ?? { character, count: 0 };
    votes.set(key, { character, count: vote.count + 1 });
  }
  const hinted = [...votes.values()].sort((a, b) => b.count - a.count).map(({ character }) => character);
  const rest = framings.flatMap((framing) => baudRates.map((baudRate) => ({ baudRate, ...framing })));
  return [...new Map([...hinted, ...rest].map((one) => [JSON.stringify(one), one])).values()];
}
