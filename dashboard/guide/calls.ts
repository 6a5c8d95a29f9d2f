import type { Alert, HallState } from '../../shared/hall/state.ts';

/** Calls for help that nobody has seen to, the oldest first: from buttons, windows and guides. */
export function openCalls({ alerts }: Pick<HallState, 'alerts'>): Alert[] {
  return Object.values(alerts)
    .filter(({ kind, acknowledgedAt }) => {
      const isCall = kind === 'guide.called' || kind === 'help.called';
      return isCall && acknowledgedAt === undefined;
    })
    .sort((a, b) => a.raisedAt - b.raisedAt);
}
