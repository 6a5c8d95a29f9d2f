import { gzipSync } from 'node:zlib';
import type { HallConfig } from '../../shared/config/schema.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import { liveCountyDay } from '../support/county.ts';
import { Invariants } from '../support/invariants.ts';
import { foldOf, recorded } from '../support/recorded.ts';
import { reach, round, type Bench } from './bench.ts';
import { withScratch } from './scratch.ts';

/** About how many people come; those who leave at the kiosk are more than none. */
const PEOPLE = 2100;
const TICKETS = 2000;
const FACTOR = 500;
const MOST_STATE = 2_000_000;

/** A day of the filing period in a county hall: how fast it is lived, whether it is whole, and how large it is. */
export const day: Bench = {
  name: 'day',
  run: () =>
    withScratch(async (scratch) => {
      const folder = scratch.folder();
      const [began, used] = [performance.now(), process.cpuUsage()];
      const { hall, from, to } = await liveCountyDay(folder, PEOPLE);
      const seconds = (performance.now() - began) / 1000;
      const { user, system } = process.cpuUsage(used);
      const events = await recorded(folder);
      return [
        lived(hall, events, {
          seconds,
          processor: (user + system) / 1e6,
          factor: (to - from) / 1000 / seconds,
        }),
        sizes(events),
      ];
    }),
};

function lived(
  hall: HallConfig,
  events: readonly HallEvent[],
  pace: { seconds: number; processor: number; factor: number },
) {
  const invariants = new Invariants();
  for (const event of events) invariants.take(event);
  const { tickets, violations } = invariants;
  for (const violation of violations.slice(0, 10)) console.error(violation);
  const met = tickets >= TICKETS && pace.factor >= FACTOR && violations.length === 0;
  return {
    windows: hall.windows.length,
    devices: hall.devices.length,
    tickets,
    events: events.length,
    seconds: round(pace.seconds, 1),
    processorSeconds: round(pace.processor, 1),
    factor: round(pace.factor, 0),
    violations: violations.length,
    ...reach(`tickets >= ${TICKETS}, factor >= ${FACTOR}, no violation`, met),
  };
}

function sizes(events: readonly HallEvent[]) {
  const json = JSON.stringify(foldOf(events));
  const bytes = Buffer.byteLength(json);
  return {
    stateBytes: bytes,
    gzippedBytes: gzipSync(json, { level: 9 }).length,
    ...reach(`stateBytes <= ${MOST_STATE}`, bytes <= MOST_STATE),
  };
}
