import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import {
  HEARTBEAT_MS,
  type ClientToServer,
  type FrameRecord,
  type LinesReport,
  type ServerToClient,
  type WatchAnswer,
  type Watching,
} from '../../shared/channel.ts';
import { frameLookSchema } from '../../shared/discipline/api.ts';
import { EVERYBODY } from '../../shared/events/discipline.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import { Refusal } from '../../shared/refusals.ts';
import { SECOND, businessDay } from '../../shared/time.ts';
import type { Cancel, Clock } from '../clock/clock.ts';
import type { Fleet } from '../devices/fleet.ts';
import type { Commands } from '../operations/commands.ts';
import type { LiveHall } from '../operations/live-hall.ts';
import { bodyOf } from './body.ts';
import { recordLook, type RecordedLook } from './looks.ts';
import { Outbox } from './outbox.ts';
import { Packing } from './packing.ts';
import { withoutBytes } from './private-frames.ts';
import type { Projection } from './projection.ts';
import { wishOf, type Authorise, type Visitor, type Wish } from './rights.ts';

const WATCHERS = 'hall';
const LINE_WATCHERS = 'lines';
/** Frames are gathered this long before they go to an inspector. */
const FRAMES_EVERY = 100;
/** More frames than this in one gathering are left out; their numbers show the gap. */
const MOST_FRAMES = 200;

/** What of frames a screen is told, and until when it is told all. */
interface Shown {
  until: number;
  of: (records: FrameRecord[]) => FrameRecord[];
}

type HallSocket = Socket<ClientToServer, ServerToClient>;

export interface SocketParts {
  http: HttpServer;
  live: LiveHall;
  projection: Projection;
  commands: Commands;
  fleet: Fleet;
  authorise: Authorise;
  clock: Clock;
}

/** A word that a client sent, or nothing where it sent something else. */
function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What a client says it has; whoever says nonsense has nothing. */
function positionOf(value: unknown): Watching {
  const { epoch, seq, packed } = (value ?? {}) as Partial<Record<keyof Watching, unknown>>;
  const from = Number.isSafeInteger(seq) ? (seq as number) : 0;
  return { epoch: wordOf(epoch), seq: from, packed: packed === true };
}

/** The error with which a connect is refused: its code and values travel as `data`. */
function refusedConnect(error: unknown): Error {
  const refusal = error instanceof Refusal ? error : new Refusal('internal');
  return Object.assign(new Error(refusal.message), { data: { code: refusal.code, params: refusal.params } });
}

function visitorOf({ handshake }: HallSocket): Visitor {
  const { host, origin } = handshake.headers;
  return { address: handshake.address, host, origin };
}

/** The socket end of the channel: committed events to everyone who watches, encoded once for all. */
export class SocketServer {
  readonly #io: Server<ClientToServer, ServerToClient>;
  readonly #parts: SocketParts;
  readonly #packing: Packing;
  readonly #outbox: Outbox<HallEvent>;
  readonly #stops: Cancel[] = [];

  constructor(parts: SocketParts) {
    this.#parts = parts;
    this.#packing = new Packing(() => parts.projection.state);
    this.#io = new Server(parts.http, {
      serveClient: false,
      maxHttpBufferSize: 64 * 1024,
      cors: { origin: false },
    });
    this.#io.use((socket, next) => {
      try {
        parts.authorise(visitorOf(socket), { kind: 'watch' });
        next();
      } catch (error) {
        next(refusedConnect(error));
      }
    });
    this.#io.on('connection', (socket) => this.#welcome(socket));
    this.#outbox = new Outbox(parts.clock, (events) => {
      this.#io.to(WATCHERS).emit('events', parts.projection.batch(events));
    });
    this.#stops.push(
      parts.live.onCommitted((events) => {
        this.#outbox.put(parts.projection.take(events));
      }),
      parts.clock.every(HEARTBEAT_MS, () => {
        this.#io.to(WATCHERS).emit('events', parts.projection.batch([]));
      }),
      parts.clock.every(SECOND, () => {
        if (this.#io.of('/').adapter.rooms.has(LINE_WATCHERS)) {
          this.#io.to(LINE_WATCHERS).emit('lines', parts.fleet.report());
        }
      }),
    );
  }

  /** Tells everyone who watches that another configuration is in force. */
  tellHall(): void {
    this.#io.to(WATCHERS).emit('hall', this.#parts.projection.hall);
  }

  async close(): Promise<void> {
    for (const stop of this.#stops) stop();
    await this.#io.close();
  }

  #welcome(socket: HallSocket): void {
    const { live, projection, commands, fleet } = this.#parts;
    let stopInspecting: Cancel | undefined;
    const shown: Shown = { until: 0, of: (records) => this.#shown(records, shown.until) };
    socket.on('watch', (have: unknown, answer: unknown) => {
      if (typeof answer !== 'function' || !this.#may(socket, { kind: 'watch' })) return;
      // In one turn of the loop: no event can fall between the answer and the room.
      // What still lies in the outbox comes once more, and is known by its number.
      const begin = (reply: WatchAnswer) => {
        if (!socket.connected) return;
        answer(reply);
        void socket.join(WATCHERS);
      };
      const { epoch, seq, packed } = positionOf(have);
      const reply = projection.answer(epoch, seq);
      if (reply.kind === 'tail' || !packed) return begin(reply);
      this.#packing.latest().then(
        (state) => begin(projection.answerPacked(state)),
        () => begin(projection.answer('', 0)),
      );
    });
    socket.on('command', (raw: unknown, answer: unknown) => {
      if (typeof answer !== 'function') return;
      const name = wordOf((raw as { name?: unknown } | null | undefined)?.name);
      try {
        const by = this.#parts.authorise(visitorOf(socket), wishOf(name));
        void commands.handle(raw, by).then((reply) => answer(reply));
      } catch (error) {
        const { code, params } = error instanceof Refusal ? error : new Refusal('internal');
        answer({ ok: false, code, params });
      }
    });
    socket.on('inspect', (line: unknown, answer: unknown) => {
      if (typeof answer !== 'function' || !this.#may(socket, { kind: 'read', what: 'frames' })) return;
      stopInspecting?.();
      stopInspecting = typeof line === 'string' ? this.#inspect(socket, line, shown) : undefined;
      answer(shown.of(fleet.logOf(wordOf(line))?.recent() ?? []));
    });
    socket.on('revealFrames', (asked: unknown, answer: unknown) => {
      if (typeof answer !== 'function') return;
      this.#reveal(socket, asked).then(
        ({ seq, until }) => {
          shown.until = until;
          answer({ ok: true, look: seq, lasts: until - live.now });
        },
        (error: unknown) => {
          const { code, params } = error instanceof Refusal ? error : new Refusal('internal');
          answer({ ok: false, code, params });
        },
      );
    });
    socket.on('watchLines', (on: boolean, answer: (report: LinesReport) => void) => {
      if (typeof answer !== 'function' || !this.#may(socket, { kind: 'read', what: 'lines' })) return;
      if (on) void socket.join(LINE_WATCHERS);
      else void socket.leave(LINE_WATCHERS);
      answer(fleet.report());
    });
    socket.on('disconnect', () => stopInspecting?.());
  }

  #may(socket: HallSocket, wish: Wish): boolean {
    try {
      this.#parts.authorise(visitorOf(socket), wish);
      return true;
    } catch {
      socket.disconnect(true);
      return false;
    }
  }

  /** Frames as a screen may see them whose look goes on until then. */
  #shown(records: FrameRecord[], until: number): FrameRecord[] {
    const { live, projection, fleet } = this.#parts;
    if (live.now < until) return records;
    const running = fleet.standing();
    return records.map((record) => withoutBytes(record, projection.hall, running));
  }

  /** Records a look at the bytes of devices that speak of persons. @throws Refusal */
  async #reveal(socket: HallSocket, raw: unknown): Promise<RecordedLook> {
    const { authorise, live } = this.#parts;
    const by = authorise(visitorOf(socket), { kind: 'person', name: 'viewFrames', as: 'technician' });
    const asked = bodyOf(frameLookSchema, raw);
    const of = { clerk: EVERYBODY, what: 'frames', date: businessDay(live.now, live.hall) } as const;
    return recordLook(live, by, asked, of);
  }

  #inspect(socket: HallSocket, line: string, shown: Shown): Cancel {
    let gathered: FrameRecord[] = [];
    const unwatch = this.#parts.fleet.logOf(line)?.watch((records) => {
      if (gathered.length < MOST_FRAMES) gathered.push(...records);
    });
    const stopTimer = this.#parts.clock.every(FRAMES_EVERY, () => {
      if (gathered.length === 0) return;
      socket.emit('frames', shown.of(gathered));
      gathered = [];
    });
    return () => {
      unwatch?.();
      stopTimer();
    };
  }
}
