import { hallSchema, type HallConfig, type HallInput } from '../../shared/config/schema.ts';
import { publicHall as publish, type PublicHall } from '../../shared/config/public.ts';

/** The date on which the days of the tests take place: a Monday, Shanghai time. */
export const DATE = '2026-03-02';

/**
 * A hall small enough to reckon by hand: services A, B and C of 8 minutes each; window 1
 * for A and B, window 2 for A, window 3 for B and C.
 */
export function smallHall(more: Partial<HallInput> = {}): HallConfig {
  return hallSchema.parse({
    name: { zh: '小厅', en: 'Small Hall' },
    services: ['A', 'B', 'C'].map((id) => ({
      id,
      prefix: id,
      name: { zh: `业务${id}`, en: `Service ${id}` },
    })),
    windows: [
      { id: '1', number: 1, services: ['A', 'B'], transferTo: 'B' },
      { id: '2', number: 2, services: ['A'] },
      { id: '3', number: 3, services: ['B', 'C'], transferTo: 'A' },
    ],
    ...more,
  } satisfies HallInput);
}

/** What screens know of a hall, with every device of the kind its driver is named after. */
export function publicHall(hall: HallConfig): PublicHall {
  const devices = hall.devices.map(({ id, driver, line, window }) => ({
    ...{ id, driver, line, kind: driver, name: { zh: id, en: id } },
    ...(window !== undefined ? { window } : {}),
  }));
  return publish(hall, devices, false);
}
