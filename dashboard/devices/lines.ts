import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import type { LinesReport } from '../../shared/channel.ts';
import { useLink } from '../stores/link.ts';

/** The health of all lines, once a second while the page is open; null until the first report. */
export function useLines(): ShallowRef<LinesReport | null> {
  const link = useLink();
  const report = shallowRef<LinesReport | null>(null);
  onScopeDispose(link.followLines((next) => (report.value = next)));
  return report;
}
