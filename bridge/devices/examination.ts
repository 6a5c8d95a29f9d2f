import { Refusal } from '../../shared/refusals.ts';
import { SECOND } from '../../shared/time.ts';
import type { Clock } from '../clock/clock.ts';
import type { Driver, Request } from '../drivers/driver.ts';
import type { Examined } from '../operations/readiness/examinable.ts';
import type { Line } from './actions.ts';
import { ByteLine } from './byte-line.ts';
import type { Device } from './device.ts';

/** A question that has not had its turn by then is not asked. */
const PATIENCE = 5 * SECOND;

/** Requests of one kind that are enough; a board with a question for each door has as many as doors. */
const MOST_QUESTIONS = 64;

/**
 * Questions that change nothing and must be answered, the most telling first: what a person may ask
 * of its state, what an unknown device may be asked, what it is asked all day anyway.
 */
export function questionsOf(driver: Driver, settings: unknown, local: string): Request[] {
  if (driver.medium !== 'bytes') return [];
  const kinds = [
    () => driver.actions?.askStatus?.({ local }, settings) ?? [],
    () => driver.probes?.(settings) ?? [],
    () => (driver.polls?.(settings) ?? []).map(({ request }) => request),
  ];
  for (const kind of kinds) {
    const questions = kind().filter(({ answeredBy, optional }) => answeredBy && !optional);
    if (questions.length > 0) return questions.slice(0, MOST_QUESTIONS);
  }
  return [];
}

/** Whether a driver's way to show a text ends with a word from the device. */
export function confirmsText(driver: Driver, settings: unknown): boolean {
  if (driver.medium !== 'bytes') return false;
  const requests = driver.actions?.showText?.({ text: '8' }, settings) ?? [];
  return requests.length > 0 && requests.every(({ answeredBy }) => answeredBy !== undefined);
}

/**
 * Asks a device its questions one after the other, each a second time if need be.
 *
 * @throws Refusal when one is not answered, or the line is down
 */
export async function examine(line: Line, device: Device, local: string, clock: Clock): Promise<Examined> {
  const questions = line instanceof ByteLine ? questionsOf(device.driver, device.settings, local) : [];
  const from = clock.now();
  let again = false;
  for (const question of questions) {
    const ask = () => (line as ByteLine).request(device, question, clock.now() + PATIENCE);
    try {
      await ask();
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'device.noAnswer') throw error;
      again = true;
      await ask();
    }
  }
  return { asked: questions.length, ms: Math.max(0, clock.now() - from), again };
}
