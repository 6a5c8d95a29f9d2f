import { PacedClock } from '../../bridge/clock/paced.ts';
import { livePast } from '../../bridge/demo/past.ts';
import { createLog } from '../../bridge/log.ts';
import { loadCatalog } from '../../bridge/profiles/catalog.ts';
import { demoHall, tcpEndpoints } from '../../bridge/sim/demo-hall.ts';
import { SimulatedHall } from '../../bridge/sim/simulated-hall.ts';
import { hallSchema, type HallConfig, type HallInput } from '../../shared/config/schema.ts';
import { localInstant } from '../../shared/time.ts';

/** Windows of a county hall, and kiosks; a pad line carries four pads. */
const WINDOWS = 44;
const KIOSKS = 8;
const PADS_ON_LINE = 4;

/** A day of the filing period 征期, a Thursday. */
const DATE = '2026-03-12';
/** From the switching on of its devices to the night. */
const FROM = 8 * 60 + 5;
const TO = 18 * 60 + 30;

/** The numbers from 1. */
function upTo(most: number): number[] {
  return Array.from({ length: most }, (_, index) => index + 1);
}

/** The demo hall, grown to the size of a county: as many windows of each kind, their devices, more kiosks. */
export function countyHall(): HallConfig {
  const demo = demoHall(tcpEndpoints('127.0.0.1', 1, { url: 'embedded' }));
  const kinds = demo.windows.length;
  const transport = { kind: 'tcp' as const, host: '127.0.0.1', port: 1 };
  const devices: NonNullable<HallInput['devices']> = [];
  const lines = new Set<string>();
  const add = (device: (typeof devices)[number]) => {
    devices.push(device);
    if (device.line !== 'mqtt') lines.add(device.line);
  };
  for (const number of upTo(WINDOWS)) {
    const window = `w${number}`;
    const line = `bus-${Math.ceil(number / PADS_ON_LINE)}`;
    const settings = { address: ((number - 1) % PADS_ON_LINE) + 1 };
    add({ id: `pad-${number}`, driver: 'ff68-pad', line, window, settings });
    add({ id: `evaluator-${number}`, driver: 'ff68-evaluator', line, window, settings });
    const screen = { screen: number, width: 192, height: 32 };
    add({ id: `sign-${number}`, driver: 'onbon-bx5k', line: `sign-${number}`, window, settings: screen });
  }
  for (const number of upTo(KIOSKS)) {
    const printer = `printer-${number}`;
    add({ id: printer, driver: 'escpos-printer', line: printer });
    const settings = { kiosk: `kiosk-${number}`, printer };
    add({ id: `kiosk-${number}`, driver: 'kiosk-mqtt', line: 'mqtt', settings });
  }
  const isWindowless = ({ driver }: { driver: string }) =>
    driver === 'lock-8a' || driver.startsWith('zigbee2mqtt');
  for (const device of demo.devices?.filter(isWindowless) ?? []) add(device);
  return hallSchema.parse({
    ...demo,
    windows: upTo(WINDOWS).map((number) => ({
      ...demo.windows[(number - 1) % kinds],
      ...{ id: `w${number}`, number },
    })),
    lines: [
      ...[...lines].map((id) => ({ id, transport })),
      ...(demo.lines?.filter(({ id }) => id === 'mqtt') ?? []),
    ],
    devices,
  } as HallInput);
}

/**
 * Lives a day of a county hall to its evening, with all its devices and people, into the journal of
 * a folder, as fast as the work allows.
 *
 * @param tickets about how many people come
 */
export async function liveCountyDay(
  folder: string,
  tickets: number,
): Promise<{ hall: HallConfig; from: number; to: number }> {
  const hall = countyHall();
  const [from, to] = [localInstant(DATE, FROM, hall.zone), localInstant(DATE, TO, hall.zone)];
  const clock = new PacedClock(from - 1);
  const sim = new SimulatedHall({ hall, clock, seed: 20_260_312, tickets });
  await livePast({
    ...{ hall, folder, sim, clock, drivers: await loadCatalog(), log: createLog('silent') },
    stretches: [{ date: DATE, from, to, isToday: false }],
    told: () => undefined,
  });
  return { hall, from, to };
}
