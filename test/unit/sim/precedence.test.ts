import { expect, it } from 'vitest';
import { PacedClock } from '../../../bridge/clock/paced.ts';
import { livePast } from '../../../bridge/demo/past.ts';
import { createLog } from '../../../bridge/log.ts';
import { loadCatalog } from '../../../bridge/profiles/catalog.ts';
import { SimulatedHall } from '../../../bridge/sim/simulated-hall.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { Invariants } from '../../support/invariants.ts';
import { foldOf, recorded } from '../../support/recorded.ts';
import { hall, local } from './demo.ts';

it('people of the demo hall come with a slot, or to the guide who lets them go ahead, and are called so', async () => {
  const folder = temporaryFolder();
  const date = '2026-03-04';
  const [from, to] = [local(`${date}T08:05`), local(`${date}T12:00`)];
  const clock = new PacedClock(from);
  await livePast({
    ...{ hall, folder, clock, drivers: await loadCatalog(), log: createLog('error') },
    sim: new SimulatedHall({ hall, clock, seed: 3 }),
    stretches: [{ date, from, to, isToday: false }],
    told: () => undefined,
  });
  const events = await recorded(folder);
  expect(Invariants.of(events)).toEqual([]);
  const issued = events.flatMap((event) => (event.type === 'ticket.issued' ? [event.data] : []));
  const called = events.flatMap((event) => (event.type === 'ticket.called' ? [event.data.why?.rule] : []));
  const guided = issued.filter(({ class: given }) => given === 'priority');
  expect(guided.length).toBeGreaterThan(3);
  expect(new Set(guided.map(({ channel }) => channel))).toEqual(new Set(['guide']));
  expect(issued.filter(({ channel }) => channel === 'appointment').length).toBeGreaterThan(3);
  expect(called).toEqual(expect.arrayContaining(['order', 'ahead', 'slot', 'ratio']));
  const booked = events.filter(({ type }) => type === 'appointment.booked');
  // Told again and again, each was booked once.
  expect(booked.length).toBe(Object.keys(foldOf(events).appointments).length);
  expect(events.some(({ type }) => type === 'appointment.missed')).toBe(true);
});
