import { gunzipSync } from 'node:zlib';
import { io, type Socket } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import type {
  ClientToServer,
  EventBatch,
  PackedSnapshot,
  Position,
  ServerToClient,
  WatchAnswer,
} from '../../shared/channel.ts';
import type { CommandAnswer, CommandEnvelope, CommandInput, CommandName } from '../../shared/commands.ts';
import type { EventType, HallEvent } from '../../shared/events/index.ts';
import { apply } from '../../shared/hall/apply.ts';
import { emptyState, type HallState } from '../../shared/hall/state.ts';
import { within } from './until.ts';

export type HallSocket = Socket<ServerToClient, ClientToServer>;

/** An answer as it is once it is unpacked. */
type UnpackedAnswer = Exclude<WatchAnswer, PackedSnapshot>;

function unpacked(answer: WatchAnswer): UnpackedAnswer {
  if (answer.kind !== 'packed') return answer;
  const state = JSON.parse(gunzipSync(new Uint8Array(answer.state)).toString()) as HallState;
  return { ...answer, kind: 'snapshot', state: answer.events.reduce(apply, state) };
}

/** Connects to a bridge; resolves or fails with the first answer. */
export async function connectSocket(url: string, headers: Record<string, string> = {}): Promise<HallSocket> {
  const socket: HallSocket = io(url, {
    ...{ transports: ['websocket'], forceNew: true, reconnection: false },
    extraHeaders: headers,
  });
  onTestFinished(() => void socket.disconnect());
  const connected = new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  await within(connected, 'the socket');
  return socket;
}

/** A screen: a real socket that folds what it gets, and fails on a gap or on another epoch. */
export class Screen {
  readonly socket: HallSocket;
  readonly events: HallEvent[] = [];
  /** Every batch as it came, heartbeats too. */
  readonly batches: EventBatch[] = [];
  state: HallState = emptyState();
  epoch = '';
  readonly #watchers = new Set<() => void>();

  private constructor(socket: HallSocket) {
    this.socket = socket;
    socket.on('events', (batch) => {
      this.batches.push(batch);
      if (batch.epoch === this.epoch) for (const event of batch.events) this.#fold(event);
      this.#tell();
    });
  }

  static async open(url: string): Promise<Screen> {
    return new Screen(await connectSocket(url));
  }

  /** As `open`, watching from nothing: the whole of the present. */
  static async watching(url: string): Promise<Screen> {
    const screen = await Screen.open(url);
    await screen.watch();
    return screen;
  }

  get position(): Position {
    return { epoch: this.epoch, seq: this.state.seq };
  }

  /** Folds the answer in the turn in which it comes: the next events may be right behind it. */
  watch(have: Position = { epoch: '', seq: 0 }): Promise<UnpackedAnswer> {
    const answered = new Promise<UnpackedAnswer>((resolve) => {
      this.socket.emit('watch', { ...have, packed: true }, (reply) => {
        const answer = unpacked(reply);
        this.epoch = answer.epoch;
        if (answer.kind === 'snapshot') this.state = structuredClone(answer.state);
        else for (const event of answer.events) this.#fold(event);
        resolve(answer);
      });
    });
    return within(answered, 'the answer to watch');
  }

  /** Takes over what another screen has folded, as a page does that connects again. */
  inherit(other: Screen): void {
    this.state = structuredClone(other.state);
    this.epoch = other.epoch;
  }

  /** The first event of a type that fits, be it here already or still to come. */
  async sees<T extends EventType>(
    type: T,
    fits: (event: HallEvent<T>) => boolean = () => true,
  ): Promise<HallEvent<T>> {
    const find = () =>
      this.events.find((event) => event.type === type && fits(event as HallEvent<T>)) as
        HallEvent<T> | undefined;
    const found = find();
    if (found) return found;
    const came = new Promise<HallEvent<T>>((resolve) => {
      const watcher = () => {
        const event = find();
        if (!event) return;
        this.#watchers.delete(watcher);
        resolve(event);
      };
      this.#watchers.add(watcher);
    });
    return within(came, type);
  }

  /** Waits until everything up to `seq` is folded. */
  reaches(seq: number): Promise<void> {
    return this.becomes(({ seq: folded }) => folded >= seq, `event ${seq}`);
  }

  /** Waits until the state is so; for what may have come to be so before this screen began to watch. */
  async becomes(isSo: (state: HallState) => boolean, what: string): Promise<void> {
    if (isSo(this.state)) return;
    const came = new Promise<void>((resolve) => {
      const watcher = () => {
        if (!isSo(this.state)) return;
        this.#watchers.delete(watcher);
        resolve();
      };
      this.#watchers.add(watcher);
    });
    await within(came, what);
  }

  /** Waits until a device is available, or is not, now or later. */
  finds(device: string, availability: string): Promise<void> {
    const what = `${device} ${availability}`;
    return this.becomes(({ devices }) => devices[device]?.availability === availability, what);
  }

  /** Waits until a printer has said that nothing is wrong with it, now or later. */
  findsWell(printer: string): Promise<void> {
    const isWell = ({ printers }: HallState) =>
      printers[printer]?.paper === 'ok' && printers[printer].fault === 'none';
    return this.becomes(isWell, `${printer} well`);
  }

  all<T extends EventType>(type: T): HallEvent<T>[] {
    return this.events.filter((event) => event.type === type) as HallEvent<T>[];
  }

  /** Asks; a screen that watches has folded what came of it when it hears the answer, as a page has. */
  async command<N extends CommandName>(
    name: N,
    data: CommandInput<N>,
    more: Partial<CommandEnvelope> = {},
  ): Promise<CommandAnswer> {
    const envelope = { id: crypto.randomUUID(), name, data, expires: Date.now() + 60_000, ...more };
    const answer = await within(this.socket.emitWithAck('command', envelope), `the answer to ${name}`);
    if (answer.ok && this.epoch !== '') await this.reaches(Math.max(0, ...answer.seqs));
    return answer;
  }

  #fold(event: HallEvent): void {
    // What lay in the outbox while the answer was made comes once more, known by its number.
    if (event.seq <= this.state.seq) return;
    apply(this.state, event);
    this.events.push(event);
  }

  #tell(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }
}
