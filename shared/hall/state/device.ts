import type { Availability, Contact, EventData } from '../../events/index.ts';

export interface DeviceState {
  availability: Availability;
  since: number;
  reason: string;
  detail?: string;
  /** Changes of the business day, in order, the state at its opening first. */
  changes: { at: number; availability: Availability; seq: number }[];
  battery?: number;
}

/** Values kept of a device; names beyond them are not taken up. */
export const VALUES_KEPT = 64;

/** A value as a device last said it; a list and not a record, for names come from devices. */
export interface DeviceValue {
  name: string;
  value: EventData<'device.valueRead'>['value'];
  unit?: string | undefined;
  /** Since when it is so, and the event that says it. */
  since: number;
  seq: number;
}

export type PrinterState = EventData<'printer.statusChanged'>;

/** What a channel of a lock board was today, change after change. */
export interface ChannelDay {
  changes: { at: number; is: Contact }[];
  /** It changed more often than is kept, and is not known from the last change on. */
  restless?: true;
}
