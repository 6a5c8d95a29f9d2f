import type { Place } from '../../../shared/config/plan.ts';

/** A rectangle on the plan, in steps of half a line of text. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What the plan need know of a device. */
export interface PlanDevice {
  id: string;
  kind: string;
  line: string;
  window?: string | undefined;
  at?: Place | undefined;
}

/** One thing that stands on the plan: a window with its devices, all of a kind, or one device by itself. */
export interface Card extends Box {
  /** `window:w1`, `area:printer` or `device:lockers`. */
  key: string;
  of: 'window' | 'area' | 'device';
  /** Of the window, the kind or the device. */
  id: string;
  devices: PlanDevice[];
  /** Devices side by side in it. */
  columns: number;
  /** Too many to be written out: each is a shape alone. */
  dense: boolean;
}

/** Sizes in steps: a device that is written out, one that is a shape, the head of a card. */
export const TILE = { width: 24, height: 8 };
export const DOT = 3;
export const HEAD = 4;
