import type { FrameRecord, FrameVerdict } from '../../../shared/channel.ts';

/** Frames kept for the reader, and frames that may wait while the reader pauses. */
export const MOST_FRAMES = 1000;

/** A frame with its place among its neighbours on the line. */
export interface FrameRow {
  key: string;
  record: FrameRecord;
  /** Milliseconds since the frame before, sent or received; null for the first. */
  gap: number | null;
  /** Frames that passed just before and were not seen. */
  missed: number;
}

/**
 * Appends what arrived, oldest first, and keeps the latest `most`. The bridge sends the latest
 * frames again after a reconnect; those already here are passed over. A count that starts
 * again later in time is that of a bridge that was started anew.
 */
export function appendFrames(
  rows: readonly FrameRow[],
  records: readonly FrameRecord[],
  most = MOST_FRAMES,
): FrameRow[] {
  const all = [...rows];
  for (const record of records) {
    const last = all.at(-1)?.record;
    if (last && record.n <= last.n && record.at <= last.at) continue;
    const anew = last !== undefined && record.n <= last.n;
    all.push({
      key: `${record.at}/${record.n}`,
      record,
      gap: last ? record.at - last.at : null,
      missed: last && !anew ? record.n - last.n - 1 : 0,
    });
  }
  return all.length > most ? all.slice(-most) : all;
}

export interface FrameFilter {
  text: string;
  /** Id of a device, `-` for frames nobody claimed, null for all. */
  device: string | null;
  verdict: FrameVerdict | null;
}

/** Whether a frame is wanted. Hex is found with and without spaces. */
export function matchesFrame(record: FrameRecord, { text, device, verdict }: FrameFilter): boolean {
  if (verdict !== null && record.verdict !== verdict) return false;
  if (device === '-' ? record.device !== undefined : device !== null && record.device !== device)
    return false;
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return true;
  const bare = wanted.replace(/\s+/g, '');
  if (/^[0-9a-f]+$/.test(bare) && record.hex.replace(/\s+/g, '').toLowerCase().includes(bare)) return true;
  const words = [
    record.device,
    record.topic,
    ...record.fields.flatMap(({ name, value }) => [name.zh, name.en, value?.zh, value?.en]),
  ];
  return words.join(' ').toLowerCase().includes(wanted);
}

/** Frames as a file for a colleague or a maker: everything but what the page added. */
export function exportFrames(rows: readonly FrameRow[]): string {
  const records = rows.map(({ record }) => ({ ...record, time: new Date(record.at).toISOString() }));
  return `${JSON.stringify(records, null, 2)}\n`;
}

/** Shapes that go with the colours of verdicts. */
export const verdictShapes: Record<FrameVerdict, string> = {
  frame: '✓',
  message: '✓',
  sent: '→',
  badChecksum: '✕',
  noise: '≈',
  timeout: '…',
};
