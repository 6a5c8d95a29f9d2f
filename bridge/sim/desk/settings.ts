import { Refusal } from '../../../shared/refusals.ts';
import type { Driver } from '../../drivers/driver.ts';

/**
 * The settings of a driver, complete with defaults.
 *
 * @throws Refusal `sim.settings` for settings that it does not take
 */
export function settingsOf(driver: Driver, given: Record<string, unknown>): Record<string, unknown> {
  const parsed = driver.settings.safeParse(given);
  if (parsed.success) return parsed.data as Record<string, unknown>;
  const [issue] = parsed.error.issues;
  throw new Refusal('sim.settings', {
    driver: driver.id,
    detail: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
  });
}
