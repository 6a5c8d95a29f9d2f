import type { View } from '../../shared/metrics/figure.ts';
import { legsOf } from '../../shared/metrics/figure.ts';

/** The events of what was called, started, ended and rated at a window today, in order. */
export function windowEvidence(view: View, window: string): number[] {
  const seqs = new Set<number>();
  for (const { leg } of legsOf(view, { window })) {
    for (const seq of [leg.arrivedSeq, leg.calledSeq, leg.startedSeq, leg.endedSeq, leg.ratedSeq]) {
      if (seq !== undefined) seqs.add(seq);
    }
  }
  return [...seqs].sort((a, b) => a - b);
}
