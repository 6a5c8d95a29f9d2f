import type { CaptureRecord } from '../../../shared/workbench/capture.ts';

/** Between two lines of a text the line was silent: longer than any frame's gap. */
const SILENCE = 1000;

/**
 * What a file holds: the inspector's export, or hex with one run a line.
 *
 * @returns null for what is neither
 */
export function recordsOf(text: string): CaptureRecord[] | null {
  return text.trimStart().startsWith('[') ? fromExport(text) : fromHexLines(text);
}

function fromExport(text: string): CaptureRecord[] | null {
  try {
    const records = JSON.parse(text) as Partial<CaptureRecord>[];
    const isRecord = ({ at, direction, hex }: Partial<CaptureRecord>) =>
      typeof at === 'number' && (direction === 'in' || direction === 'out') && typeof hex === 'string';
    if (!Array.isArray(records) || !records.every(isRecord)) return null;
    return (
      (records as CaptureRecord[])
        // What was withheld was never in the file.
        .filter(({ topic, hex }) => topic === undefined && hex !== '')
        .map(({ at, direction, hex }) => ({ at, direction, hex }))
    );
  } catch {
    return null;
  }
}

function fromHexLines(text: string): CaptureRecord[] | null {
  const lines = text
    .split(/[\n|]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const isHex = (line: string) => /^([0-9a-f]{2}\s*)+$/i.test(line);
  if (lines.length === 0 || !lines.every(isHex)) return null;
  return lines.map((hex, index) => ({ at: index * SILENCE, direction: 'in', hex }));
}
