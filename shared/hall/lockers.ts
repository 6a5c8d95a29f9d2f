import type { Contact } from '../events/index.ts';
import type { Slice } from './slice.ts';
import type { ChannelDay, HallState } from './state.ts';

/** Changes of a channel that are kept of a day; one that changes more often tells nothing. */
export const CHANGES_KEPT = 120;

/** Notes what a channel is from now on; beyond what is kept it is not known for the rest of the day. */
function note(day: ChannelDay, at: number, is: Contact): void {
  const last = day.changes.at(-1);
  if (day.restless) return;
  if (day.changes.length >= CHANGES_KEPT) {
    day.restless = true;
    day.changes.push({ at, is: 'unknown' });
  } else if (last?.is !== is) {
    day.changes.push({ at, is });
  }
}

function channelOf(state: HallState, device: string, channel: number): ChannelDay {
  const channels = (state.lockerDay[device] ??= []);
  while (channels.length < channel) channels.push({ changes: [] });
  return channels[channel - 1] as ChannelDay;
}

/** What the channels of lock boards were in the course of the day, as their records are read from. */
export const lockers: Slice = {
  'locker.changed'(state, { at, device, data }) {
    if (!device) return;
    for (const { channel, state: is } of data.changes) note(channelOf(state, device, channel), at, is);
  },
  'device.availabilityChanged'(state, { at, device, data }) {
    if (!device || data.availability === 'online') return;
    for (const channel of state.lockerDay[device] ?? []) note(channel, at, 'unknown');
  },
  'device.removed'(state, { device }) {
    if (device) delete state.lockerDay[device];
  },
  'day.opened'(state, { at }) {
    for (const [device, contacts] of Object.entries(state.lockers)) {
      state.lockerDay[device] = contacts.map((is) => ({ changes: [{ at, is }] }));
    }
    delete state.lockerCount;
  },
  'locker.counted'(state, { at, seq, data }) {
    state.lockerCount = { at, seq, ...data };
  },
};
