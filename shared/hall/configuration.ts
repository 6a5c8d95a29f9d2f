import type { Slice } from './slice.ts';

export const configuration: Slice = {
  'hall.configured'(state, { seq, at, data: { version, sha256 } }) {
    state.configuration = { version, sha256, at, seq };
  },
  'device.removed'(state, { device }) {
    if (!device) return;
    for (const known of [
      state.devices,
      state.printers,
      state.lockers,
      state.contacts,
      state.displays,
      state.values,
    ]) {
      delete known[device];
    }
  },
};
