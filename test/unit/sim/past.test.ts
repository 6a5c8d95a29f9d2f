import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Stretch } from '../../../bridge/demo/days.ts';
import { demoAt, nowhere } from '../../../bridge/demo/nowhere.ts';
import { livePast } from '../../../bridge/demo/past.ts';
import { loadCatalog } from '../../../bridge/profiles/catalog.ts';
import { JournalReader } from '../../../bridge/journal/reader.ts';
import { createLog } from '../../../bridge/log.ts';
import type { EventData, EventType, HallEvent } from '../../../shared/events/index.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { local } from './demo.ts';

const drivers = await loadCatalog();
const hall = nowhere();

const stretch = (date: string, from: string, to: string): Stretch => ({
  date,
  from: local(`${date}T${from}`),
  to: local(`${date}T${to}`),
  isToday: false,
});

async function live(folder: string, stretches: Stretch[]): Promise<HallEvent[]> {
  const actors = demoAt(hall, stretches[0]!.from);
  const log = createLog('silent');
  await livePast({ hall, drivers, folder, ...actors, stretches, log, told: () => undefined });
  const reader = new JournalReader(join(folder, 'journal.sqlite'));
  const events = await reader.range(1, Number.MAX_SAFE_INTEGER);
  await reader.close();
  return events;
}

function dataOf<T extends EventType>(events: HallEvent[], type: T): EventData<T>[] {
  return events.filter((event) => event.type === type).map(({ data }) => data as EventData<T>);
}

describe('the past of the demo hall', () => {
  it('is the same at every run', async () => {
    const morning = [stretch('2026-03-03', '08:05', '09:20'), stretch('2026-03-04', '08:05', '09:00')];
    const first = await live(temporaryFolder(), morning);
    expect(dataOf(first, 'ticket.finished').length).toBeGreaterThan(20);
    expect(dataOf(first, 'day.opened').map(({ date }) => date)).toEqual(['2026-03-03', '2026-03-04']);
    expect(await live(temporaryFolder(), morning)).toEqual(first);
  });

  it('goes on where it was interrupted, and doubles nothing', async () => {
    const folder = temporaryFolder();
    const before = await live(folder, [stretch('2026-03-03', '08:05', '09:00')]);
    const events = await live(folder, [stretch('2026-03-03', '09:00', '10:00')]);

    expect(events.slice(0, before.length)).toEqual(before);
    expect(dataOf(events, 'day.opened')).toHaveLength(1);
    const issued = dataOf(events, 'ticket.issued').map(({ ticket }) => ticket);
    expect(new Set(issued).size).toBe(issued.length);
    const requests = dataOf(events, 'kiosk.ticketRequested').map(({ request }) => request);
    expect(new Set(requests).size).toBe(requests.length);
    expect(dataOf(events.slice(before.length), 'ticket.finished').length).toBeGreaterThan(20);
    // Who waited at the interruption is called, and nearly all of them come.
    const waiting = new Set(dataOf(before, 'ticket.issued').map(({ ticket }) => ticket));
    for (const { ticket } of dataOf(before, 'ticket.called')) waiting.delete(ticket);
    const called = dataOf(events.slice(before.length), 'ticket.called').map(({ ticket }) => ticket);
    expect([...waiting].filter((ticket) => !called.includes(ticket))).toEqual([]);
  });

  it('sees its leader of the day on his rounds', async () => {
    const events = await live(temporaryFolder(), [stretch('2026-03-03', '08:05', '11:00')]);
    const seen = dataOf(events, 'duty.present');
    expect(new Set(seen.map(({ leader }) => leader)).size).toBe(1);
    expect(seen.filter(({ place }) => place === 'button').length).toBeGreaterThan(2);
  });

  it('raises no alert that is raised already', async () => {
    const events = await live(temporaryFolder(), [stretch('2026-03-03', '08:05', '11:00')]);
    const open = new Set<string>();
    for (const event of events) {
      if (event.type === 'alert.cleared') open.delete(event.data.alert);
      if (event.type !== 'alert.raised') continue;
      expect(open).not.toContain(event.data.alert);
      open.add(event.data.alert);
    }
  });
});
