import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Link, SILENCE_MS, type LinkListeners } from '../../../dashboard/link/link.ts';
import type { HallSocket } from '../../../dashboard/link/socket.ts';
import { freshness, type LinkStatus } from '../../../dashboard/link/status.ts';
import type { EventBatch, Position, WatchAnswer } from '../../../shared/channel.ts';
import type { HallEvent } from '../../../shared/events/index.ts';
import { apply } from '../../../shared/hall/apply.ts';
import { emptyState, type HallState } from '../../../shared/hall/state.ts';
import { day, type Day } from '../../support/day.ts';
import { publicHall, smallHall } from '../../support/hall.ts';
import { randomDays } from '../../support/random-day.ts';

const hall = publicHall(smallHall());

function fold(events: readonly HallEvent[]): HallState {
  const state = emptyState();
  for (const event of events) apply(state, structuredClone(event));
  return state;
}

/** The bridge and the wire to it, played by hand: nothing arrives before the test lets it. */
class HandBridge {
  epoch = 'one';
  journal: HallEvent[] = [];
  now = 1_000_000;
  connected = false;
  watches: { have: Position; answer: (reply: WatchAnswer) => void }[] = [];
  inspected: (string | null)[] = [];
  commands: { expires: number }[] = [];
  refuse = false;
  /** What a command became. */
  seqs: number[] = [];
  readonly #heard = new Map<string, ((...given: never[]) => void)[]>();

  /** What the page takes for its socket. */
  readonly socket = {
    on: (name: string, take: () => void) => this.#heard.set(name, [...(this.#heard.get(name) ?? []), take]),
    emit: (name: string, given: never, answer: never) => this.#asked(name, given, answer),
    connect: () => this.join(),
    disconnect: () => this.drop(),
    timeout: () => ({
      emitWithAck: (_name: string, command: { expires: number }) => {
        this.commands.push(command);
        return this.refuse
          ? Promise.reject(new Error('timeout'))
          : Promise.resolve({ ok: true, seqs: this.seqs });
      },
    }),
    active: true,
    isConnected: () => this.connected,
  };

  constructor() {
    Object.defineProperty(this.socket, 'connected', { get: () => this.connected });
  }

  join(): void {
    this.connected = true;
    this.#tell('connect');
  }

  drop(): void {
    this.connected = false;
    this.watches = [];
    this.#tell('disconnect');
  }

  /** Answers the oldest question that is open: the tail of what the page has, or a snapshot. */
  answer(): void {
    const asked = this.watches.shift();
    if (!asked) return;
    const { epoch, now } = this;
    const { have, answer } = asked;
    if (have.epoch === epoch && have.seq > 0) {
      const events = structuredClone(this.journal.filter(({ seq }) => seq > have.seq));
      answer({ kind: 'tail', epoch, events, hall, now });
    } else answer({ kind: 'snapshot', epoch, state: fold(this.journal), hall, now });
  }

  batch(events: readonly HallEvent[]): void {
    const { epoch, now } = this;
    this.#tell('events', { epoch, events: structuredClone([...events]), now } satisfies EventBatch);
  }

  #asked(name: string, given: never, answer: never): void {
    if (name === 'watch') this.watches.push({ have: given, answer });
    if (name === 'inspect') this.inspected.push(given);
  }

  #tell(name: string, ...given: unknown[]): void {
    for (const take of this.#heard.get(name) ?? []) take(...(given as never[]));
  }
}

/** A page at a bridge whose journal holds the day so far. */
function page(told: Day = day()) {
  const bridge = new HandBridge();
  bridge.journal = told.events;
  const clock = { now: 500 };
  let state: HallState | null = null;
  const statuses: LinkStatus[] = [];
  const link = new Link({
    socket: () => bridge.socket as unknown as HallSocket,
    clock: { now: () => clock.now, every: () => () => undefined },
    createId: () => 'id',
    watchful: false,
  });
  const listeners: Partial<LinkListeners> = {
    snapshot: (next) => (state = next),
    status: (status) => statuses.push(status),
  };
  link.start(listeners);
  return { bridge, link, clock, told, statuses, state: () => state };
}

describe('a page follows the journal', () => {
  it('takes a snapshot and folds what comes after it', () => {
    const { bridge, told, state } = page();
    bridge.answer();
    told.issue('A', '09:00');
    bridge.batch(told.events.slice(-1));
    expect(state()).toEqual(told.state);
  });

  it('asks for the tail when something is missing', () => {
    const { bridge, told, state, link } = page();
    bridge.answer();
    told.issue('A', '09:00').issue('B', '09:01');
    bridge.batch(told.events.slice(-1));
    expect(bridge.watches.map(({ have }) => have)).toMatchObject([{ epoch: 'one', seq: 1 }]);
    bridge.answer();
    expect(state()).toEqual(told.state);
    expect(link.position).toEqual({ epoch: 'one', seq: told.state.seq });
  });

  it('reads a packed snapshot with what has come since, and then what came while it unpacked', async () => {
    const { bridge, told, state } = page();
    expect(bridge.watches[0]?.have).toMatchObject({ packed: true });
    const packed = new Uint8Array(gzipSync(JSON.stringify(fold(bridge.journal))));
    told.issue('A', '09:00').issue('B', '09:01');
    const [since, ...later] = told.events.slice(-2);
    const events = since ? [since] : [];
    const { epoch, now } = bridge;
    bridge.watches.shift()?.answer({ kind: 'packed', epoch, state: packed, events, hall, now });
    bridge.batch(later);
    await vi.waitFor(() => expect(state()).toEqual(told.state));
    expect(bridge.watches).toEqual([]);
  });

  it('asks for one that is not packed where it cannot read it', async () => {
    const { bridge, told, state } = page();
    const { epoch, now } = bridge;
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const broken = new Uint8Array([1, 2, 3]);
    bridge.watches.shift()?.answer({ kind: 'packed', epoch, state: broken, events: [], hall, now });
    await vi.waitFor(() => expect(bridge.watches[0]?.have).toMatchObject({ packed: false }));
    bridge.answer();
    expect(state()).toEqual(told.state);
    error.mockRestore();
  });

  it('keeps what arrives while it waits for an answer, once', () => {
    const { bridge, told, state } = page();
    told.issue('A', '09:00');
    bridge.batch(told.events.slice(-1));
    bridge.answer();
    bridge.batch(told.events.slice(-1));
    expect(state()).toEqual(told.state);
    expect(bridge.watches).toEqual([]);
  });

  it('takes another journal for another hall: nothing known before holds', () => {
    const { bridge, state } = page();
    bridge.answer();
    const other = day().issue('C', '10:00');
    bridge.epoch = 'two';
    bridge.journal = other.events;
    bridge.batch([]);
    bridge.answer();
    expect(state()).toEqual(other.state);
  });

  it('passes over a late answer to an earlier question', () => {
    const { bridge, told, state } = page();
    const [early] = bridge.watches;
    bridge.drop();
    bridge.join();
    told.issue('A', '09:00');
    bridge.answer();
    early?.answer({ kind: 'snapshot', epoch: 'one', state: emptyState(), hall, now: bridge.now });
    expect(state()).toEqual(told.state);
  });

  it('comes to the same state whatever the wire loses, doubles or breaks off', () => {
    const wire = fc.array(fc.constantFrom('one', 'lose', 'double', 'break', 'answer'), { maxLength: 60 });
    fc.assert(
      fc.property(randomDays({ maxLength: 60 }), wire, (told, steps) => {
        const { bridge, state, link } = page();
        const all = told.events;
        bridge.journal = [];
        let sent = 0;
        for (const step of steps) {
          const next = all[sent];
          if (step === 'answer') bridge.answer();
          else if (step === 'break') {
            bridge.drop();
            bridge.join();
          } else if (next) {
            sent += 1;
            bridge.journal = all.slice(0, sent);
            if (step !== 'lose') bridge.batch([next]);
            if (step === 'double') bridge.batch([next]);
          }
        }
        bridge.journal = all;
        bridge.batch([]);
        link.reconnect();
        while (bridge.watches.length > 0) bridge.answer();
        expect(state()).toEqual(fold(all));
      }),
      { numRuns: 100 },
    );
  });
});

describe('a page knows how fresh it is', () => {
  it('is stale since the last word of the bridge, from a silence on until the next word', () => {
    const { bridge, link, clock } = page();
    bridge.answer();
    expect(link.status.staleSince).toBeNull();
    clock.now += SILENCE_MS + 1;
    link.check();
    expect(link.status.staleSince).toBe(bridge.now);
    bridge.answer();
    expect(link.status.staleSince).toBeNull();
  });

  it('is stale at once when the connection is lost', () => {
    const { bridge, statuses } = page();
    bridge.answer();
    bridge.drop();
    expect(statuses.at(-1)).toMatchObject({ connected: false, staleSince: bridge.now });
  });
});

describe('a page asks for something', () => {
  it('by the clock of the bridge, so that the bridge can refuse what is late', async () => {
    const { bridge, link } = page();
    bridge.answer();
    const answer = await link.ask('callNext', { window: '1' }, 4000);
    expect(answer).toEqual({ ok: true, seqs: [] });
    expect(bridge.commands[0]?.expires).toBe(bridge.now + 4000);
  });

  it('hears that it is done once it sees what came of it', async () => {
    const { bridge, link, told, state } = page();
    bridge.answer();
    told.issue('A', '09:00');
    bridge.seqs = [told.state.seq];
    let seen: HallState | null = null;
    const asked = link.ask('issueTicket', { service: 'A' }).then(() => (seen = structuredClone(state())));
    await new Promise(setImmediate);
    expect(seen).toBeNull();
    bridge.batch(told.events.slice(-1));
    await asked;
    expect(seen).toEqual(told.state);
  });

  it('hears that it is done also when the connection is lost before that is seen', async () => {
    const { bridge, link } = page();
    bridge.answer();
    bridge.seqs = [99];
    const asked = link.ask('issueTicket', { service: 'A' });
    await new Promise(setImmediate);
    bridge.drop();
    expect(await asked).toMatchObject({ ok: true });
  });

  it('is refused at once without a connection, and nothing is kept for later', async () => {
    const { bridge, link } = page();
    bridge.drop();
    expect(await link.ask('callNext', { window: '1' })).toMatchObject({ ok: false, code: 'link.lost' });
    bridge.join();
    expect(bridge.commands).toEqual([]);
  });

  it('is told when no answer came', async () => {
    const { bridge, link } = page();
    bridge.refuse = true;
    expect(await link.ask('callNext', { window: '1' })).toMatchObject({ ok: false, code: 'link.noAnswer' });
  });
});

it('frames that are followed are asked for again after a reconnect, and no longer when left', () => {
  const { bridge, link } = page();
  const stop = link.lines.inspect('bus', vi.fn());
  bridge.drop();
  bridge.join();
  stop();
  expect(bridge.inspected).toEqual(['bus', 'bus', null]);
});

describe('how fresh a page is', () => {
  const since = (staleSince: number | null) => ({
    ...{ connected: staleSince === null, lastHeardAt: 100_000, staleSince, offset: 0 },
  });

  it('begins with nothing, is live, is lost after a moment, and frozen after a while', () => {
    expect(freshness({ ...since(null), lastHeardAt: null }, 100_000)).toBe('first');
    expect(freshness(since(null), 100_500)).toBe('live');
    expect(freshness(since(100_000), 100_900)).toBe('live');
    expect(freshness(since(100_000), 101_500)).toBe('lost');
    expect(freshness(since(100_000), 111_000)).toBe('frozen');
  });
});
