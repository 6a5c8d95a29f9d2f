import type { CommandAnswer, CommandEnvelope } from './commands.ts';
import type { PublicHall } from './config/public.ts';
import type { FrameLookInput } from './discipline/api.ts';
import type { HallEvent } from './events/index.ts';
import type { HallState } from './hall/state.ts';
import type { Bilingual } from './text.ts';

/**
 * The contract between bridge and screens.
 *
 * A screen says what it has (`watch`) and gets the tail of the journal or a whole
 * snapshot; from then on it receives `events`. An empty batch is the heartbeat, sent
 * every `HEARTBEAT_MS`. A screen that sees a gap, another epoch or silence watches anew.
 */
export const HEARTBEAT_MS = 1000;

/** What a screen holds: the journal's identity and the last event folded. Zero for nothing. */
export interface Position {
  epoch: string;
  seq: number;
}

/** What a screen says when it watches; `packed` if it can read a snapshot that is packed. */
export interface Watching extends Position {
  packed?: boolean;
}

/** A snapshot packed: the JSON of a state of a moment ago, gzipped, and the events since. */
export interface PackedSnapshot {
  kind: 'packed';
  epoch: string;
  state: Uint8Array<ArrayBuffer> | ArrayBuffer;
  events: HallEvent[];
  hall: PublicHall;
  now: number;
}

export type WatchAnswer =
  | PackedSnapshot
  | { kind: 'snapshot'; epoch: string; state: HallState; hall: PublicHall; now: number }
  | { kind: 'tail'; epoch: string; events: HallEvent[]; hall: PublicHall; now: number };

/** A run of events without a gap; `now` is the bridge's clock, milliseconds UTC. */
export interface EventBatch {
  epoch: string;
  events: HallEvent[];
  now: number;
}

/** Named bytes of a frame, for the inspector. */
export interface FrameField {
  /** First byte, from 0. */
  at: number;
  length: number;
  name: Bilingual;
  /** What the bytes say, in words or figures; absent where only their hex is known. */
  value?: Bilingual;
  role: 'start' | 'length' | 'address' | 'command' | 'data' | 'checksum' | 'end';
}

export type FrameVerdict = 'frame' | 'badChecksum' | 'noise' | 'timeout' | 'sent' | 'message';

/** What passed a line, in order. */
export interface FrameRecord {
  /** Counts up on each line, so that a reader sees what it missed. */
  n: number;
  at: number;
  line: string;
  /** The device that claimed it, if one did. */
  device?: string;
  direction: 'in' | 'out';
  verdict: FrameVerdict;
  hex: string;
  /** MQTT only. */
  topic?: string;
  fields: FrameField[];
  /** True where the bytes are about persons, and are told only to a look that is recorded. */
  withheld?: true;
}

/** What a look at withheld bytes is answered with. */
export type RevealAnswer =
  /** The event that recorded it, and for how many milliseconds more the bytes are told. */
  { ok: true; look: number; lasts: number } | Extract<CommandAnswer, { ok: false }>;

export interface LineCounters {
  bytesIn: number;
  bytesOut: number;
  frames: number;
  noise: number;
  badChecksums: number;
  timeouts: number;
  duplicates: number;
  unclaimed: number;
  reconnects: number;
}

/** The health of a line as the bridge sees it now; not part of the journal. */
export interface LineStatus {
  id: string;
  /** Readable address: `/dev/ttyUSB0 9600 8N1`, `tcp://10.0.0.5:4001`, `mqtt://…`. */
  address: string;
  connected: boolean;
  since: number;
  /** Why it is not connected, in the words of the system. */
  error?: string;
  /** When the next try to connect is due, in milliseconds UTC; none while one is made. */
  retryAt?: number;
  counters: LineCounters;
  devices: string[];
}

export interface DeviceActivity {
  id: string;
  frames: number;
  lastHeardAt: number | null;
}

export interface LinesReport {
  now: number;
  lines: LineStatus[];
  devices: DeviceActivity[];
}

export interface ServerToClient {
  events: (batch: EventBatch) => void;
  /** The configuration came into force anew; figures are to be read by it from now on. */
  hall: (hall: PublicHall) => void;
  /** To those who inspect a line; at most ten batches a second. */
  frames: (records: FrameRecord[]) => void;
  /** To those who watch the devices, once a second. */
  lines: (report: LinesReport) => void;
}

export interface ClientToServer {
  watch: (have: Watching, answer: (reply: WatchAnswer) => void) => void;
  command: (command: CommandEnvelope, answer: (reply: CommandAnswer) => void) => void;
  /** Follows the frames of one line, or of none; answers with the latest ones. */
  inspect: (line: string | null, answer: (recent: FrameRecord[]) => void) => void;
  /**
   * Says who must see the bytes that are withheld, and what for: from then on this screen is told
   * them, until the look is over. Nothing is told before that is on disk.
   */
  revealFrames: (asked: FrameLookInput, answer: (reply: RevealAnswer) => void) => void;
  watchLines: (on: boolean, answer: (report: LinesReport) => void) => void;
}
