import type { z } from 'zod';
import type { FrameField } from '../../shared/channel.ts';
import type { Availability, Contact, Grade, PadKey } from '../../shared/events/index.ts';
import type { Booking } from '../../shared/queue/bookings.ts';
import type { Observation } from '../../shared/queue/observed.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import type { Bilingual } from '../../shared/text.ts';
import type { Framing } from '../framing/framing.ts';

export type DeviceKind =
  | 'pad'
  | 'evaluator'
  | 'printer'
  | 'display'
  | 'locker'
  | 'contact'
  | 'button'
  | 'kiosk'
  | 'queue'
  | 'sensor';

/** Single facts of a printer's status; a reply carries some of them. */
export interface PrinterFlags {
  offline: boolean;
  cover: boolean;
  cutter: boolean;
  recoverable: boolean;
  unrecoverable: boolean;
  paper: 'ok' | 'low' | 'out';
}

/** A value in itself. */
export type Scalar = number | string | boolean;

/** What a device says: no clock, no identity. */
export type Reading =
  | { kind: 'key'; key: PadKey; digits: number[] }
  | { kind: 'rating'; raw: number; grade: Grade | null }
  | { kind: 'printer'; flags: Partial<PrinterFlags> }
  /** States of the channels from 1; a channel the reply did not cover is `unknown`. */
  | { kind: 'channels'; states: Contact[] }
  /** One channel, from a reply that says nothing about the others. */
  | { kind: 'channel'; channel: number; state: Contact }
  | { kind: 'contact'; state: Contact }
  | { kind: 'battery'; percent: number }
  | { kind: 'button'; action: string }
  /** Anything else that is measured or set, by the device's own name for it; null when it is not known. */
  | { kind: 'value'; name: string; value: Scalar | null; unit?: string }
  | { kind: 'availability'; availability: Availability; reason: string }
  /** A ticket for a service, of a class if one is asked for; or the one that was booked. */
  | {
      kind: 'ticketRequest';
      request: string;
      service?: string | undefined;
      class?: string | undefined;
      appointment?: string | undefined;
    }
  /** What another queue system says has happened. */
  | { kind: 'observed'; observation: Observation }
  /** What another system says of an appointment. */
  | { kind: 'booking'; booking: Booking }
  /** The answer to a command; `code` is the reason in words, `detail` the device's own. */
  | { kind: 'result'; ok: boolean; code?: RefusalCode; detail?: string };

export interface Decoded {
  readings: Reading[];
  /** Written back once the readings are on disk. */
  acknowledge?: Uint8Array;
  /** Published once the readings are on disk, as the standard of the device asks for. Never retained. */
  publish?: Outgoing[];
  /**
   * When the device itself was heard, in milliseconds UTC, where a gateway tells it: a gateway may
   * repeat what it remembers.
   */
  heardAt?: number;
  /** The same key again within `ms` is a bounce or a retransmission: acknowledged, not counted. */
  once?: { key: string; ms: number };
}

/** Bytes for a device and what it should say to them. */
export interface Request {
  name: string;
  bytes: Uint8Array;
  /** Whether a frame answers this request; absent where the device does not answer. */
  answeredBy?: (frame: Uint8Array) => boolean;
  /** Milliseconds to wait for the answer. */
  timeout?: number;
  /** How often it is asked again when no answer comes: only where it does no harm to be asked twice. */
  retries?: number;
  /** Not every model knows it: no answer is no sign that the device is away. */
  optional?: boolean;
}

export interface Poll {
  request: Request;
  /** Makes it anew for every time after the first, where no two are alike. */
  renew?: () => Request;
  /** Milliseconds between two polls. */
  every: number;
}

/** What must be heard before a job is sent, and after it before it counts as done. */
export interface Proof {
  /** Asked before the job; without every answer, or with trouble, it is not sent at all. */
  look: Request[];
  /** Milliseconds that the job takes; nothing is asked before. */
  after: number;
  /** Asked one after the other; every one must be answered. */
  requests: Request[];
  /** The answers alone prove it, whatever trouble came after the job; else there must be none. */
  conclusive: boolean;
}

/** What a ticket says. */
export interface TicketText {
  /** Id of the ticket; not printed. */
  ticket: string;
  hall: string;
  number: string;
  service: string;
  ahead: number;
  issued: string;
  /** Content of the QR code; none for a ticket without. */
  link?: string;
}

/** What can be asked of devices, by name, with what each needs. */
export interface ActionArguments {
  printTicket: TicketText;
  showText: { text: string };
  showQueue: { waiting: number; number: string };
  askRating: Record<string, never>;
  unlockDoor: { door: number };
  answerKiosk: { request: string; number?: string; ahead?: number; code?: string };
  setPower: { on: boolean };
  /** From 0, the darkest, to 15. */
  setBrightness: { level: number };
  /** The time of the hall's own clock, `yyyy-MM-dd HH:mm:ss`. */
  setClock: { local: string };
  /** Asks what it can say of itself; the time is what its own clock is compared with. */
  askStatus: { local: string };
  clearText: Record<string, never>;
}
export type ActionName = keyof ActionArguments;

type Actions<Settings, Out> = {
  [K in ActionName]?: (args: ActionArguments[K], settings: Settings) => Out;
};

/** A case every driver carries; one generic test proves them all in every chunking. */
export interface Example {
  meaning: string;
  /** The frame in hex, or the payload as text for messages. */
  frame: string;
  /** Messages only: the payload is hex as well. */
  isHex?: boolean;
  /** Messages only: what was said before it on this connection. */
  after?: Pick<Example, 'topic' | 'frame' | 'isHex' | 'retained'>[];
  topic?: string;
  retained?: boolean;
  settings?: Record<string, unknown>;
  /** Name of the request it answers. */
  answers?: string;
  readings: Reading[];
  acknowledge?: string;
  /** Topics of what it makes the bridge publish. */
  publishes?: string[];
}

interface Common<Settings> {
  id: string;
  kind: DeviceKind;
  name: Bilingual;
  settings: z.ZodType<Settings>;
  /** Silence after which it is no longer known to be alive, in milliseconds. */
  silentAfter: number;
  /** What it says may name persons: its frames are told only to a look that is recorded. */
  private?: true;
  examples: Example[];
}

/** A device that speaks frames over a stream of bytes. Pure: data and functions of their arguments. */
export interface ByteDriver<Settings = unknown> extends Common<Settings> {
  medium: 'bytes';
  /** The framing for a line on which devices with these settings stand. */
  framing: (settings: Settings[]) => Framing;
  /** Null when the frame is not this device's. `pending` is the request now waiting for an answer. */
  decode: (frame: Uint8Array, settings: Settings, pending: Request | null) => Decoded | null;
  /** Names the bytes of a frame that was received or sent. */
  describe: (frame: Uint8Array) => FrameField[];
  /** How fast its port usually is; 9600 where absent. */
  baudRate?: number;
  /** Questions that change nothing, by which an unknown device may be asked what it is. */
  probes?: (settings: Settings) => Request[];
  /** Sent after every connect, in order. */
  greeting?: (settings: Settings) => Request[];
  polls?: (settings: Settings) => Poll[];
  actions?: Actions<Settings, Request[]>;
  /** How a printed ticket is proved; nothing is asked where it is absent. */
  proof?: (settings: Settings) => Proof;
}

export interface Message {
  topic: string;
  payload: Uint8Array;
  retained: boolean;
}

/** A message to a device. */
export interface Outgoing {
  topic: string;
  payload: string | Uint8Array;
}

/** A device that speaks messages over MQTT. */
export interface MessageDriver<Settings = unknown, Memory = unknown> extends Common<Settings> {
  medium: 'messages';
  /** Topic filters to subscribe to. */
  topics: (settings: Settings) => string[];
  /**
   * What must be remembered where a standard says some things once only: the names behind
   * numbers, the place in a sequence. Empty at every connect.
   */
  memory?: (settings: Settings) => Memory;
  /** Null when the message is not this device's. Changes nothing but its memory. */
  decode: (message: Message, settings: Settings, memory: Memory) => Decoded | null;
  /** Published after every connect, once its topics are subscribed to. */
  greeting?: (settings: Settings) => Outgoing[];
  actions?: Actions<Settings, Outgoing[]>;
}

export type Driver = ByteDriver | MessageDriver;

/** Declares a driver that speaks bytes, keeping its settings' type inside. */
export function byteDriver<Settings>(driver: Omit<ByteDriver<Settings>, 'medium'>): Driver {
  return { medium: 'bytes', ...driver } as unknown as ByteDriver;
}

/** Declares a driver that speaks messages, keeping its settings' type inside. */
export function messageDriver<Settings, Memory = undefined>(
  driver: Omit<MessageDriver<Settings, Memory>, 'medium'>,
): Driver {
  return { medium: 'messages', ...driver } as unknown as MessageDriver;
}
