import type { EventBatch, PackedSnapshot, Position, WatchAnswer } from '../../shared/channel.ts';
import type { CommandAnswer, CommandInput, CommandName } from '../../shared/commands.ts';
import type { PublicHall } from '../../shared/config/public.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import { apply } from '../../shared/hall/apply.ts';
import type { HallState } from '../../shared/hall/state.ts';
import { Arrivals } from './arrivals.ts';
import { ClockOffset } from './clock-offset.ts';
import { createId } from './identity.ts';
import { LineFeed } from './lines.ts';
import { browserClock, type LocalClock } from './local-clock.ts';
import type { HallSocket } from './socket.ts';
import type { LinkStatus } from './status.ts';
import { canUnpack, unpack } from './unpack.ts';

/** Silence after which the link is watched anew; the bridge speaks every second. */
export const SILENCE_MS = 3000;
/** Silence after which the connection is taken for dead and made again. */
const DEAD_MS = 8000;
const CHECK_MS = 500;
/** A timer this late has slept with its machine. */
const SLEPT_MS = 5000;
/** Batches held while an answer to `watch` is under way; more than that is a gap. */
const HELD_BATCHES = 200;
const COMMAND_TTL_MS = 5000;
const TOLD_EVERY_MS = 500;

export interface LinkOptions {
  /** Makes the socket, not yet connected. */
  socket: () => HallSocket;
  clock?: LocalClock;
  createId?: () => string;
  /** Whether to look for silence by a timer of its own (default) or only when `check` is called. */
  watchful?: boolean;
}

export interface LinkListeners {
  /** A whole state, new or after a gap: nothing known before holds any longer. */
  snapshot: (state: HallState, hall: PublicHall) => void;
  /** The configuration came, anew or again with a tail. */
  hall: (hall: PublicHall) => void;
  /** Events were folded into the state, in order. */
  events: (events: HallEvent[], state: HallState) => void;
  status: (status: LinkStatus) => void;
}

const NOTHING: Position = { epoch: '', seq: 0 };

/**
 * The dashboard's end of the channel. Holds the one state and folds every event into it, by
 * the bridge's own `apply`. Never trusts that a connection recovered: on a gap, another epoch,
 * silence or a reconnect it says what it has and gets the tail or a snapshot.
 *
 * The constructor does nothing; `start()` does.
 */
export class Link {
  readonly lines: LineFeed;
  private readonly socket: HallSocket;
  private readonly clock: LocalClock;
  private readonly newId: () => string;
  private readonly watchful: boolean;
  private readonly offset = new ClockOffset();
  private listeners: Partial<LinkListeners> = {};
  private unpacks = canUnpack;
  private epoch = '';
  private state: HallState | null = null;
  /** Counts up with each `watch`, so that a late answer to an earlier one is not taken. */
  private watching = 0;
  private held: EventBatch[] | null = null;
  private readonly arrivals = new Arrivals();
  private heardAt: number | null = null;
  private checkedAt = 0;
  private askedAt = 0;
  private shown: LinkStatus = { connected: false, lastHeardAt: null, staleSince: null, offset: 0 };
  /** The status last told; a batch that only moves `lastHeardAt` a little is not news. */
  private told: LinkStatus | null = null;
  private stopTimer: (() => void) | null = null;

  constructor(options: LinkOptions) {
    this.socket = options.socket();
    this.clock = options.clock ?? browserClock;
    this.newId = options.createId ?? createId;
    this.watchful = options.watchful ?? true;
    this.lines = new LineFeed(this.socket);
  }

  /** Connects and begins to tell `listeners` what happens. */
  start(listeners: Partial<LinkListeners>): void {
    this.listeners = listeners;
    this.socket.on('connect', () => this.watch());
    this.socket.on('disconnect', () => this.lose());
    this.socket.on('events', (batch) => this.take(batch));
    this.socket.on('hall', (hall) => {
      // Before the first answer there is nothing to read by it, and the answer carries it.
      if (this.state) this.listeners.hall?.(hall);
    });
    this.checkedAt = this.clock.now();
    if (this.watchful) this.stopTimer = this.clock.every(CHECK_MS, () => this.check());
    this.socket.connect();
  }

  /** Ends the connection for good. */
  stop(): void {
    this.stopTimer?.();
    this.listeners = {};
    this.socket.disconnect();
  }

  get status(): LinkStatus {
    return this.shown;
  }

  get position(): Position {
    return this.state ? { epoch: this.epoch, seq: this.state.seq } : NOTHING;
  }

  /**
   * Looks for silence; run by the link's own timer and when the page is looked at again. After
   * a sleep the socket may still seem open while the other end has long gone: made anew.
   */
  check(): void {
    const now = this.clock.now();
    const slept = now - this.checkedAt > SLEPT_MS;
    this.checkedAt = now;
    if (slept) this.offset.reset();
    if (!this.socket.connected) return this.insist(now);
    if (this.heardAt === null) return;
    const silence = now - this.heardAt;
    if (silence <= SILENCE_MS) return;
    if (slept || silence > DEAD_MS) this.reconnect();
    else if (now - this.askedAt > SILENCE_MS) this.watch();
    this.publish();
  }

  /** Drops the connection, whatever it claims about itself, and makes it anew at once. */
  reconnect(): void {
    this.socket.disconnect();
    this.heardAt = this.clock.now();
    this.socket.connect();
  }

  /**
   * Asks the bridge to do something. Never queued: without a connection it is refused here,
   * and what the bridge gets after `ttl` it refuses itself. Asked again by the same `id`, it is
   * not done again: the answer is what came of it the first time. What came of it is folded before
   * the answer is told: whoever hears that it is done also sees it done.
   */
  async ask<N extends CommandName>(
    name: N,
    asked: CommandInput<N>,
    ttl = COMMAND_TTL_MS,
    id = this.newId(),
  ): Promise<CommandAnswer> {
    if (!this.socket.connected) return { ok: false, code: 'link.lost', params: {} };
    const expires = this.clock.now() + this.offset.value + ttl;
    try {
      const command = { id, name, data: asked, expires };
      const answer = await this.socket.timeout(ttl + 1000).emitWithAck('command', command);
      if (answer.ok && this.state) await this.arrivals.of(Math.max(0, ...answer.seqs));
      return answer;
    } catch {
      return { ok: false, code: 'link.noAnswer', params: {} };
    }
  }

  private watch(): void {
    const turn = ++this.watching;
    this.held = [];
    this.askedAt = this.clock.now();
    this.socket.emit('watch', { ...this.position, packed: this.unpacks }, (reply) => {
      if (turn !== this.watching) return;
      this.hear(reply.now);
      if (reply.kind === 'packed') void this.beginPacked(reply, turn);
      else this.begin(reply);
    });
  }

  /** What comes while it is unpacked is held, as before the answer. */
  private async beginPacked(reply: PackedSnapshot, turn: number): Promise<void> {
    const state = await unpack(reply.state).catch((error: unknown) => {
      console.error('a snapshot could not be unpacked', error);
      return null;
    });
    if (turn !== this.watching) return;
    if (state === null) {
      this.unpacks = false;
      return this.watch();
    }
    for (const event of reply.events) apply(state as HallState, event);
    this.begin({ ...reply, kind: 'snapshot', state: state as HallState });
  }

  /** A tail that does not continue what is here: only a snapshot will do. */
  private watchFromNothing(): void {
    this.state = null;
    this.watch();
  }

  private begin(reply: Exclude<WatchAnswer, PackedSnapshot>): void {
    const held = this.held ?? [];
    this.held = null;
    if (reply.kind === 'snapshot') {
      this.epoch = reply.epoch;
      this.state = reply.state;
      this.listeners.snapshot?.(reply.state, reply.hall);
      this.arrivals.reach(reply.state.seq);
    } else if (this.state && reply.epoch === this.epoch) {
      this.listeners.hall?.(reply.hall);
      if (!this.fold(reply.events)) return this.watchFromNothing();
    } else {
      return this.watchFromNothing();
    }
    for (const batch of held) this.take(batch);
  }

  private take(batch: EventBatch): void {
    if (this.held) {
      this.held.push(batch);
      if (this.held.length > HELD_BATCHES) this.held.shift();
      return;
    }
    this.hear(batch.now);
    if (!this.state || batch.epoch !== this.epoch || !this.fold(batch.events)) this.watch();
  }

  /**
   * Folds what follows; what is already known is passed over.
   *
   * @returns false when something is missing or cannot be folded
   */
  private fold(events: readonly HallEvent[]): boolean {
    const { state } = this;
    if (!state) return false;
    const fresh = events.filter(({ seq }) => seq > state.seq);
    const folded: HallEvent[] = [];
    let whole = true;
    for (const event of fresh) {
      if (event.seq !== state.seq + 1) {
        whole = false;
        break;
      }
      try {
        apply(state, event);
      } catch (error) {
        // Half folded is worse than nothing: take a snapshot.
        console.error('an event could not be folded', event, error);
        this.state = null;
        return false;
      }
      folded.push(event);
    }
    if (folded.length > 0) this.listeners.events?.(folded, state);
    this.arrivals.reach(state.seq);
    return whole;
  }

  private hear(now: number): void {
    this.heardAt = this.clock.now();
    this.offset.learn(now, this.heardAt);
    this.publish(now);
  }

  /** After a "disconnect" that the other end asked for, the socket does not come back by itself. */
  private insist(now: number): void {
    if (this.socket.active || now - this.askedAt <= SILENCE_MS) return;
    this.askedAt = now;
    this.socket.connect();
  }

  private lose(): void {
    this.held = null;
    this.watching += 1;
    this.arrivals.end();
    this.publish();
  }

  private publish(heard = this.shown.lastHeardAt): void {
    const silent = this.heardAt === null || this.clock.now() - this.heardAt > SILENCE_MS;
    const { connected } = this.socket;
    const before = this.told;
    this.shown = {
      connected,
      lastHeardAt: heard,
      staleSince: connected && !silent ? null : heard,
      offset: this.offset.value,
    };
    const { staleSince, lastHeardAt } = this.shown;
    const news =
      before?.connected !== connected ||
      before.staleSince !== staleSince ||
      Math.abs((lastHeardAt ?? 0) - (before.lastHeardAt ?? 0)) >= TOLD_EVERY_MS;
    if (!news) return;
    this.told = this.shown;
    this.listeners.status?.(this.shown);
  }
}
