import type { Slice } from './slice.ts';

export const clock: Slice = {
  'clock.stepped'(state, { seq, at, data: { ahead } }) {
    if (ahead > 0) state.clock = { ahead, at, seq };
    else delete state.clock;
  },
};
