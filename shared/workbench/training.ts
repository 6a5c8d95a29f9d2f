import { z } from 'zod';
import type { FrameRecord } from '../channel.ts';
import type { Bilingual } from '../text.ts';

/** A page on which something is to be found out. */
export interface TrainingPlace {
  words: Bilingual;
  path: string;
}

/** A kind of exercise. */
export interface TrainingKind {
  id: string;
  title: Bilingual;
  lead: Bilingual;
  /** Why it cannot be done here; null where it can. */
  refused: Bilingual | null;
}

/** The exercise under way: a fault that is not named. */
export interface TrainingTask {
  kind: string;
  since: number;
  task: Bilingual;
  places: TrainingPlace[];
  answers: { id: string; words: Bilingual }[];
  /** Wrong answers so far. */
  wrong: string[];
}

/** What a given answer is worth, and why. */
export interface TrainingVerdict {
  kind: string;
  isRight: boolean;
  /** Whether the exercise is over, and its fault taken off. */
  isOver: boolean;
  words: Bilingual;
  /** What could be seen of the fault. */
  evidence: Bilingual[];
  /** Frames that show it, oldest first. */
  records: FrameRecord[];
}

/** Exercises there are, and the one under way; of `GET /api/sim`. */
export interface TrainingAnswer {
  kinds: TrainingKind[];
  task: TrainingTask | null;
}

/** `POST /api/sim/training`: begins an exercise; the device may be named where there is a choice. */
export const beginTrainingSchema = z.strictObject({
  kind: z.string().min(1).max(40),
  device: z.string().min(1).max(60).optional(),
});

/** `POST /api/sim/training/answer`: names the fault. */
export const answerTrainingSchema = z.strictObject({ answer: z.string().min(1).max(60) });
