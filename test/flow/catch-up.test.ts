import { describe, expect, it } from 'vitest';
import { JournalReader } from '../../bridge/journal/reader.ts';
import { runningHall, type RunningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';

/** Facts that change nothing but the number of events. */
async function makeEvents(hall: RunningHall, count: number): Promise<void> {
  for (let made = 0; made < count; made += 500) {
    const drafts = Array.from({ length: Math.min(500, count - made) }, () => ({
      type: 'button.pressed' as const,
      data: { action: 'none' },
    }));
    await hall.bridge.live.record({ device: 'none' }, () =>
      drafts.map(() => ({ type: 'command.refused' as const, data: { name: 'test', code: 'internal' } })),
    );
  }
}

/** Every event of the journal as it is on disk. */
async function journalOf(hall: RunningHall) {
  const reader = new JournalReader(hall.bridge.journal.file);
  const events = await reader.range(1, Number.MAX_SAFE_INTEGER);
  await reader.close();
  return events;
}

describe('a screen that comes back', () => {
  it('gets the events it missed, none lost and none twice, also while more happen', async () => {
    const hall = await runningHall();
    const before = await Screen.watching(hall.url);
    await before.command('issueTicket', { service: 'A' });
    await before.sees('ticket.issued');
    before.socket.disconnect();
    const had = before.position.seq;
    const busy = makeEvents(hall, 4000);
    const after = await Screen.open(hall.url);
    after.inherit(before);
    const answer = await after.watch(before.position);
    expect(answer.kind).toBe('tail');
    await busy;
    await after.reaches(hall.bridge.live.committed);
    expect(after.events.map(({ seq }) => seq)).toEqual(
      Array.from({ length: hall.bridge.live.committed - had }, (_, index) => had + 1 + index),
    );
    const seen = [...before.events, ...after.events];
    expect(seen).toEqual((await journalOf(hall)).filter(({ seq }) => seq >= (seen[0]?.seq ?? 0)));
    expect(after.state).toEqual(hall.bridge.live.state);
  });

  it('many times in a busy hall ends where everybody else does', async () => {
    const hall = await runningHall();
    const steady = await Screen.watching(hall.url);
    let last = await Screen.watching(hall.url);
    const busy = (async () => {
      for (let n = 0; n < 150; n += 1) await hall.bridge.live.record({}, issue);
    })();
    for (let n = 0; n < 8; n += 1) {
      last.socket.disconnect();
      const next = await Screen.open(hall.url);
      next.inherit(last);
      expect((await next.watch(last.position)).kind).toBe('tail');
      last = next;
    }
    await busy;
    await Promise.all([steady.reaches(hall.bridge.live.committed), last.reaches(hall.bridge.live.committed)]);
    expect(last.state).toEqual(steady.state);
    expect(steady.all('ticket.issued')).toHaveLength(150);
  });

  it('with nothing missed gets an empty tail', async () => {
    const hall = await runningHall();
    const screen = await Screen.watching(hall.url);
    expect(await screen.watch(screen.position)).toMatchObject({ kind: 'tail', events: [] });
  });

  it.each([
    ['of another journal', (screen: Screen) => ({ ...screen.position, epoch: 'another' })],
    ['that knows of events nobody recorded', (screen: Screen) => ({ ...screen.position, seq: 1_000_000 })],
    ['with nothing at all', () => ({ epoch: '', seq: 0 })],
  ])('%s gets everything anew', async (_name, have) => {
    const hall = await runningHall();
    const screen = await Screen.watching(hall.url);
    await screen.command('issueTicket', { service: 'A' });
    await screen.sees('ticket.issued');
    const answer = await screen.socket.emitWithAck('watch', have(screen));
    expect(answer).toMatchObject({ kind: 'snapshot', epoch: hall.bridge.live.epoch });
    if (answer.kind === 'snapshot') expect(answer.state).toEqual(screen.state);
  });

  it('after more than is kept at hand gets everything anew, and folds on from there', async () => {
    const hall = await runningHall();
    const early = await Screen.watching(hall.url);
    early.socket.disconnect();
    await makeEvents(hall, 11_000);
    const late = await Screen.open(hall.url);
    late.inherit(early);
    expect((await late.watch(early.position)).kind).toBe('snapshot');
    await late.command('issueTicket', { service: 'A' });
    await late.sees('ticket.issued');
    expect(late.state).toEqual(hall.bridge.live.state);
    const recent = await Screen.open(hall.url);
    recent.inherit(late);
    expect((await recent.watch(late.position)).kind).toBe('tail');
  });

  it('after a restart of the bridge folds on in the same journal', async () => {
    const first = await runningHall();
    const before = await Screen.watching(first.url);
    await before.command('issueTicket', { service: 'A' });
    await before.sees('ticket.issued');
    await first.stop();
    const second = await runningHall({}, { folder: first.folder });
    const after = await Screen.open(second.url);
    after.inherit(before);
    const answer = await after.watch(before.position);
    expect(answer.epoch).toBe(before.epoch);
    expect(answer.kind).toBe('tail');
    await after.command('issueTicket', { service: 'A' });
    await after.sees('ticket.issued');
    expect(Object.values(after.state.tickets).map(({ number }) => number)).toEqual(['A001', 'A002']);
    expect(after.state).toEqual(second.bridge.live.state);
  });
});

const issue = () => [
  {
    type: 'ticket.issued' as const,
    data: { ticket: crypto.randomUUID(), number: 'A', service: 'A' },
  },
];
