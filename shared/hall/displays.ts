import type { HallEvent } from '../events/index.ts';
import type { Slice } from './slice.ts';
import { NOTICES_POSTED, type HallState } from './state.ts';

/** A person's text stands for a while before the hall's own comes back. */
function takeByHand(state: HallState, { at, seq, device }: HallEvent, text: string): void {
  if (!device) return;
  const known = state.displays[device] ?? { text: '', at };
  state.displays[device] = { ...known, hand: { text, at, seq } };
}

export const displays: Slice = {
  'display.shown'(state, { at, device, data }) {
    if (!device) return;
    const { hand, refused } = state.displays[device] ?? {};
    state.displays[device] = {
      ...{ text: data.text, at },
      ...(hand ? { hand } : {}),
      // A sign that was cleared because it cannot show a text cannot show it afterwards either.
      ...(refused !== undefined && data.text === '' ? { refused } : {}),
    };
  },
  'display.failed'(state, { at, device, data }) {
    if (!device) return;
    const known = state.displays[device] ?? { text: '', at };
    const { hand, ...rest } = known;
    state.displays[device] = {
      ...rest,
      failed: data.code,
      failedSince: known.failedSince ?? at,
      // The person was told that it was not done: nothing of it is done later.
      ...(hand && hand.text !== data.text ? { hand } : {}),
      ...(data.code === 'device.rejected' ? { refused: data.text } : {}),
    };
  },
  'display.textRequested'(state, event) {
    takeByHand(state, event, event.data.text);
  },
  'device.actionRequested'(state, event) {
    if (event.data.action === 'clearText') takeByHand(state, event, '');
  },
  'notice.posted'(state, { at, seq, by, data }) {
    const { notice: id, ...notice } = data;
    state.notices.push({ id, ...notice, at, seq, ...(by ? { by: by.who } : {}) });
    if (state.notices.length > NOTICES_POSTED) state.notices.shift();
  },
  'notice.withdrawn'(state, { data }) {
    state.notices = state.notices.filter(({ id }) => id !== data.notice);
  },
  'emergency.raised'(state, { at, seq, by, data }) {
    state.emergency = { ...data, at, seq, ...(by ? { by: by.who } : {}) };
  },
  'emergency.cleared'(state) {
    delete state.emergency;
  },
  'day.opened'(state, { data }) {
    state.notices = state.notices.filter(
      ({ until }) => until === undefined || until.slice(0, 10) >= data.date,
    );
  },
};
