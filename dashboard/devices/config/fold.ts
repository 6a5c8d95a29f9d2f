import type { DifferenceLine } from '../../../shared/config/line-difference.ts';

/** Lines as they are shown: those near a change, and how many are left out between them. */
export type ShownLine = DifferenceLine | { kind: 'left'; count: number };

/** Unchanged lines shown before and after a change. */
const AROUND = 3;

/** Leaves out what is far from any change. */
export function foldLines(lines: readonly DifferenceLine[]): ShownLine[] {
  const near = new Set<number>();
  lines.forEach(({ kind }, index) => {
    if (kind === 'same') return;
    for (let at = index - AROUND; at <= index + AROUND; at += 1) near.add(at);
  });
  const shown: ShownLine[] = [];
  lines.forEach((line, index) => {
    const last = shown.at(-1);
    if (near.has(index)) shown.push(line);
    else if (last?.kind === 'left') last.count += 1;
    else shown.push({ kind: 'left', count: 1 });
  });
  return shown;
}
