import type { Bilingual } from '../../shared/text.ts';
import type { Decoded, DeviceKind, Poll, Reading, Request } from '../drivers/driver.ts';
import type { Value } from './expression/value.ts';
import type { Frames } from './frames.ts';
import type { ProfileActions, Requests } from './requests.ts';
import type { ProfileSettings } from './settings.ts';

/** How a serial line is usually set for a device; the line's own settings hold. */
export interface LineHint {
  baudRate?: number;
  dataBits?: number;
  parity?: string;
  stopBits?: number;
}

/** A device described in a file, made ready. */
export interface Profile {
  id: string;
  name: Bilingual;
  kind: DeviceKind;
  line: LineHint;
  frames: Frames;
  settings: ProfileSettings;
  requests: Requests;
  actions: ProfileActions;
  greeting: (settings: unknown) => Request[];
  /** Questions that change nothing. */
  probes: (settings: unknown) => Request[];
  polls: (settings: unknown) => Poll[];
  /** Silence after which it is not known to be alive, in milliseconds. */
  silentAfter: number;
  /** What a whole frame says; null when it is not this device's. `sent` are the parts of the request that waits. */
  decode(frame: Uint8Array, settings: Record<string, unknown>, sent: Value): Decoded | null;
  examples: ProfileExample[];
  /** How many vectors it carries, of every kind. */
  vectors: number;
}

/** A frame of a profile's own examples, as the generic tests of drivers take it. */
export interface ProfileExample {
  meaning: string;
  frame: string;
  settings?: Record<string, unknown>;
  answers?: string;
  readings: Reading[];
  acknowledge?: string;
}
