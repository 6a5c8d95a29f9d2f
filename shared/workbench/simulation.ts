import { z } from 'zod';
import type { FrameRecord } from '../channel.ts';
import { brokerSchema } from '../config/line.ts';
import type { Bilingual } from '../text.ts';
import type { TrainingAnswer } from './training.ts';

/** What passes between a device and its host. */
export type SimMedium = 'bytes' | 'messages';

/** A fault that a line, or the way to a broker, can have, in words. */
export interface SimFault {
  medium: SimMedium;
  name: string;
  words: Bilingual;
  /** The drivers whose devices alone can have it; any of its medium where absent. */
  drivers?: readonly string[];
}

/** Something at a simulated device that can be pressed, or put one way or the other. */
export interface SimKey {
  id: string;
  words: Bilingual;
  /** How many there are alike, such as doors, from 1; one where absent. */
  count?: number;
  /** Whether each is put so now; absent for what springs back. */
  on?: boolean[];
  /** Whether the device is well either way. */
  isPlain?: boolean;
}

/** What somebody at a device would have noticed. */
export interface SimRemark {
  at: number;
  words: Bilingual;
}

/** A simulated device as it is now. */
export interface SimDevice {
  id: string;
  driver: string;
  /** Of its driver. */
  name: Bilingual;
  line: string;
  medium: SimMedium;
  /** How likely each fault of its line, or of its way to the broker, is, 0 to 1. */
  faults: Record<string, number>;
  /** Other devices that its line's faults strike too. */
  shared: string[];
  plugged: boolean;
  keys: SimKey[];
  shows: Bilingual | null;
  /** The latest first. */
  remarks: SimRemark[];
  /** Whether an exercise is under way that would be answered by what is told here: it is not. */
  hidden: boolean;
}

/** A device of a simulated hall. */
export interface HallSimDevice extends SimDevice {
  /** Whether the hall has it, on a line that leads to it. */
  isReached: boolean;
}

/** What every simulated device that stands alone has. */
interface Lone extends SimDevice {
  settings: Record<string, unknown>;
  since: number;
  /** The line of the hall that leads to it, if there is one: what it says then counts. */
  usedBy: string | null;
  /** Whether it belongs to the exercise under way. */
  isExercise: boolean;
}

/** A simulated device that stands alone, at a port of this machine. */
export interface LoneByteDevice extends Lone {
  medium: 'bytes';
  host: string;
  port: number;
  /** The path of its serial port on this machine, if it has one beside the TCP port. */
  serial?: string;
  /** The serial bridge of a Tasmota device at a broker that it stands behind too, as a line would have it. */
  bridge?: { broker: string; transport: Record<string, unknown> };
  /** How fast the device speaks; null while that is to be found out. */
  deviceRate: number | null;
  /** How fast its serial server is set. */
  hostRate: number;
  /** What came of it so far, as the bridge would count it. */
  counts: { frames: number; badChecksums: number; noise: number };
}

/** A simulated device that stands alone at a broker. */
export interface LoneMessageDevice extends Lone {
  medium: 'messages';
  /** Address of the broker, without its password. */
  broker: string;
  /** As the line of a hall would reach the broker; without its password. */
  transport: Record<string, unknown>;
  isConnected: boolean;
  /** Messages that the broker got of it, and those of them that its driver cannot read. */
  counts: { messages: number; unread: number };
}

export type LoneSimDevice = LoneByteDevice | LoneMessageDevice;

/** `GET /api/sim`: every simulated device. */
export interface SimAnswer {
  /** Whether all devices of this hall are simulated. */
  demo: boolean;
  now: number;
  faults: SimFault[];
  /** Of a simulated hall; none in a real one. */
  hall: HallSimDevice[];
  lone: LoneSimDevice[];
  /** How many may stand alone at once. */
  most: number;
  /** Speeds that a serial server can be set to. */
  rates: number[];
  training: TrainingAnswer;
}

/** `GET /api/sim/devices/:device/frames`: what passed at a lone device, oldest first. */
export interface SimFramesAnswer {
  records: FrameRecord[];
}

const device = z.string().min(1).max(60);

/** The broker that a line of the hall uses, as that line enters it; or any other. */
export const simBrokerSchema = z.union([z.strictObject({ line: z.string().min(1).max(60) }), brokerSchema]);
export type SimBroker = z.output<typeof simBrokerSchema>;

/** `POST /api/sim/devices`: lets a simulated device stand alone. */
export const startSimSchema = z.strictObject({
  driver: z.string().min(1).max(60),
  settings: z.record(z.string(), z.unknown()).default({}),
  /** A port of this machine; 0 takes a free one. */
  port: z.int().min(0).max(65_535).default(0),
  /** Whether it also stands at a serial port of this machine. */
  serial: z.boolean().default(false),
  /** Topic of a Tasmota device whose serial bridge it also stands behind, for one that speaks bytes. */
  bridge: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[^+#\0/%]+$/, 'one level of a topic')
    .optional(),
  /** For a device that speaks MQTT, or over a Tasmota device; the broker inside the bridge where absent. */
  broker: simBrokerSchema.optional(),
});
export type StartSim = z.output<typeof startSimSchema>;

/** `POST /api/sim/faults`: the faults that the line of a device has from now on. */
export const simFaultsSchema = z.strictObject({
  device,
  faults: z.record(z.string().max(20), z.number().min(0).max(1)),
});

/** `POST /api/sim/plug`: pulls the cable of a device, or puts it in. */
export const simPlugSchema = z.strictObject({ device, plugged: z.boolean() });

/** `POST /api/sim/press`: presses a key of a device. */
export const simPressSchema = z.strictObject({
  device,
  key: z.string().min(1).max(60),
  number: z.int().min(1).max(1000).default(1),
});

/** `POST /api/sim/rate`: sets the serial server of a lone device to another speed. */
export const simRateSchema = z.strictObject({ device, baudRate: z.int().min(50).max(4_000_000) });
