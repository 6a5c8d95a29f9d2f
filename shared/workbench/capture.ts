import { z } from 'zod';
import type { FrameRecord } from '../channel.ts';

/** What passed a line, as the inspector and the detection write it to a file. */
export const captureRecordSchema = z.object({
  at: z.number(),
  direction: z.enum(['in', 'out']),
  hex: z.string().max(200_000),
  topic: z.string().optional(),
});
export type CaptureRecord = z.infer<typeof captureRecordSchema>;

/** `POST /api/capture`: bytes of a file to be read again by a device of choice. */
export const rereadSchema = z.strictObject({
  driver: z.string().max(40),
  settings: z.record(z.string(), z.unknown()).default({}),
  records: z.array(captureRecordSchema).max(5000),
});

/** The same bytes as frames and noise of that device, each at the time its first byte came. */
export interface RereadAnswer {
  ok: true;
  records: FrameRecord[];
}
