import type { FrameRecord } from '../../../../shared/channel.ts';
import type { Bilingual } from '../../../../shared/text.ts';
import type { TrainingPlace } from '../../../../shared/workbench/training.ts';
import type { Clock } from '../../../clock/clock.ts';
import type { Random } from '../../random.ts';
import type { LoneClient } from '../lone-client.ts';
import type { LoneStand } from '../lone-stand.ts';
import type { Stand } from '../stand.ts';

/** What passed a line of the hall. */
export interface LineLog {
  /** The latest frames, oldest first. */
  recent(): FrameRecord[];
}

/** What an exercise is made of. */
export interface Ground {
  clock: Clock;
  random: Random;
  /** Devices of a simulated hall that the hall reaches and nothing is the matter with. */
  stands: Stand[];
  nameOf: (device: string) => Bilingual;
  logOf: (line: string) => LineLog | undefined;
  /** Lets a device stand alone until `stop`; nothing of a hall is touched by it. */
  alone: (driver: string, settings: Record<string, unknown>, baudRate?: number) => Promise<LoneStand>;
  /** The same of a device that speaks MQTT, at the broker inside the bridge. */
  aloneAtBroker: (driver: string, settings: Record<string, unknown>) => Promise<LoneClient>;
  stop: (stand: LoneStand | LoneClient) => Promise<void>;
}

/** A fault that was put on, to be found and named. */
export interface Exercise {
  task: Bilingual;
  places: readonly TrainingPlace[];
  answers: { id: string; words: Bilingual }[];
  /** The answer that is right. */
  right: string;
  /** What it was. */
  solution: Bilingual;
  /** Devices whose state would give it away. */
  hides: string[];
  /** Whether their baud rate is what is to be found. */
  hidesRate?: boolean;
  /** What could be seen of it. @param answer the one that was given; null for none */
  evidence: (answer: string | null) => { words: Bilingual[]; records: FrameRecord[] };
  /** Takes the fault off. */
  end: () => Promise<void>;
}

/** A kind of exercise. */
export interface ExerciseKind {
  id: string;
  title: Bilingual;
  lead: Bilingual;
  /** Whether it is about the devices of a hall, all of which must be simulated. */
  ofHall: boolean;
  /** Puts a fault on. @throws Refusal where nothing is there to put it on */
  begin: (ground: Ground) => Promise<Exercise>;
}

/** Frames that are shown as evidence. */
const SHOWN = 8;

/** The latest frames. */
export function latest(records: readonly FrameRecord[]): FrameRecord[] {
  return records.slice(-SHOWN);
}

/** Where an exercise sends the trainee. */
export const places = {
  here: (device: string): TrainingPlace => ({
    words: { zh: '本页：该设备的最近报文', en: 'this page: its last frames' },
    path: `/devices/simulate?device=${device}`,
  }),
  devices: { words: { zh: '设备', en: 'Devices' }, path: '/devices' },
  detect: ({ host, port }: { host: string; port: number }): TrainingPlace => ({
    words: { zh: '识别设备', en: 'Detect' },
    path: `/devices/detect?port=tcp://${host}:${port}`,
  }),
} as const;
