import type { DisplaysConfig } from '../config/displays.ts';
import type { HallState } from '../hall/state.ts';

/** What the content of a display is reckoned from. */
export interface DisplayView {
  state: Readonly<Pick<HallState, 'calls' | 'windows' | 'tickets' | 'displays' | 'notices' | 'emergency'>>;
  hall: {
    displays: DisplaysConfig;
    windows: readonly { id: string; number: number }[];
    zone: string;
  };
  now: number;
}
