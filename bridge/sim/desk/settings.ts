import { Refusal } from '../../../shared/refusals.ts';
import type { Language } from '../../../shared/text.ts';
import type { Driver } from '../../drivers/driver.ts';
import { mistakesOf } from '../../schemas/words.ts';

/**
 * The settings of a driver, complete with defaults.
 *
 * @throws Refusal `sim.settings` that names every setting which it does not take, and what would be right
 */
export function settingsOf(driver: Driver, given: Record<string, unknown>): Record<string, unknown> {
  const parsed = driver.settings.safeParse(given);
  if (parsed.success) return parsed.data as Record<string, unknown>;
  const { issues } = parsed.error;
  const told = (language: Language, [colon, mark]: [string, string]) =>
    mistakesOf(issues, given, language)
      .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}${colon}${message}` : message))
      .join(mark);
  throw new Refusal('sim.settings', {
    driver: driver.id,
    detail: told('en', [': ', '; ']),
    detailZh: told('zh', ['：', '；']),
  });
}
