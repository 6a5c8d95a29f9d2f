import type { EventType, HallEvent } from '../events/index.ts';
import type { HallState } from './state.ts';

/** A subject's share of the fold: for each of its events, how the state changes. */
export type Slice = {
  [K in EventType]?: (state: HallState, event: HallEvent<K>) => void;
};
