import type { Slice } from './slice.ts';
import { VALUES_KEPT } from './state.ts';

export const devices: Slice = {
  'device.availabilityChanged'(state, { seq, at, device, data }) {
    if (!device) return;
    const known = state.devices[device];
    const { availability, reason, detail } = data;
    state.devices[device] = {
      ...known,
      availability,
      reason,
      since: known?.availability === availability ? known.since : at,
      changes: [...(known?.changes ?? []), { at, availability, seq }],
    };
    if (detail !== undefined) state.devices[device].detail = detail;
    else delete state.devices[device].detail;
    // What a silent board last said about its doors is no longer known.
    if (availability !== 'online') {
      state.lockers[device]?.fill('unknown');
      if (state.contacts[device]) state.contacts[device] = 'unknown';
    }
  },
  'printer.statusChanged'(state, { device, data }) {
    if (device) state.printers[device] = data;
  },
  'locker.changed'(state, { device, data }) {
    if (!device) return;
    const contacts = (state.lockers[device] ??= []);
    for (const { channel, state: contact } of data.changes) {
      while (contacts.length < channel) contacts.push('unknown');
      contacts[channel - 1] = contact;
    }
  },
  'contact.changed'(state, { device, data }) {
    if (device) state.contacts[device] = data.state;
  },
  'battery.changed'(state, { device, data }) {
    const known = device && state.devices[device];
    if (known) known.battery = data.percent;
  },
  'device.valueRead'(state, { seq, at, device, data }) {
    // One without a name was withheld.
    if (!device || data.name === '') return;
    const values = (state.values[device] ??= []);
    const known = values.findIndex(({ name }) => name === data.name);
    if (known >= 0) values[known] = { ...data, since: at, seq };
    else if (values.length < VALUES_KEPT) values.push({ ...data, since: at, seq });
  },
  'day.opened'(state, { at, seq }) {
    for (const device of Object.values(state.devices)) {
      device.changes = [{ at, availability: device.availability, seq }];
    }
  },
};
