import { z } from 'zod';

/** What is counted of a line, as its live counters name it. */
export const lineCountSchema = z.enum([
  'bytesIn',
  'bytesOut',
  'frames',
  'noise',
  'badChecksums',
  'timeouts',
  'duplicates',
  'unclaimed',
  'reconnects',
]);
export type LineCount = z.infer<typeof lineCountSchema>;

const count = z.number().int().nonnegative();

/** What one device on a line did; what is nought is left out. */
export const deviceCountSchema = z.object({
  device: z.string(),
  frames: count.optional(),
  /** Requests that ask for an answer, each repetition by itself, and those of them that got none. */
  asked: count.optional(),
  unanswered: count.optional(),
  /** How long answers took: a step of the scale of `answerStep` and how many fell on it. */
  answers: z.array(z.tuple([z.number().int(), count])).optional(),
});
export type DeviceCount = z.infer<typeof deviceCountSchema>;

/** Totals of the lines: one event a line and an hour, so that a year of a hall stays small. */
export const lineEvents = {
  /** What passed a line in `[from, to)`, milliseconds UTC; what is nought is left out. */
  'line.counted': z.object({
    line: z.string(),
    from: z.number().int(),
    to: z.number().int(),
    counts: z.partialRecord(lineCountSchema, count),
    devices: z.array(deviceCountSchema),
  }),
};
