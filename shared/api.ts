import type { FrameField } from './channel.ts';
import type { Grade, HallEvent } from './events/index.ts';
import type { Figure, Unit } from './metrics/figure.ts';
import type { FigureId } from './metrics/index.ts';
import type { Bilingual } from './text.ts';
import type { Period } from './time.ts';

/** `GET /api/events/:seq`: an event, what led to it, what it led to, and the frame it came from. */
export interface EventDetail {
  event: HallEvent;
  /** From the first cause down to the event's own. */
  causes: HallEvent[];
  effects: HallEvent[];
  /** The frame of the event, or of the nearest cause that has one. */
  frame: {
    /** The event that keeps it. */
    seq: number;
    device: string;
    hex: string;
    topic?: string;
    fields: FrameField[];
    /** As of a frame that passes: the bytes are told to a look at the line alone. */
    withheld?: true;
  } | null;
}

/** `GET /api/days`: business days with a report, latest first. */
export interface DaysAnswer {
  days: string[];
  today: string;
}

export interface ServiceRow {
  service: string;
  name: Bilingual;
  figures: Record<FigureId, Figure>;
}

export interface WindowRow {
  window: string;
  number: number;
  figures: Record<FigureId, Figure>;
  grades: Record<Grade, number>;
  /** Null where nobody said that it was opened: how long it was is not known. */
  openSeconds: number | null;
  pausedSeconds: number;
}

export interface DeviceRow {
  device: string;
  name: Bilingual;
  kind: string;
  availability: Figure;
  onlineSeconds: number;
  offlineSeconds: number;
  unknownSeconds: number;
  /** Times it went offline in the day. */
  outages: number;
}

/** Half an hour of the day. */
export interface SlotRow {
  period: Period;
  label: string;
  arrivals: Record<string, number>;
  served: number;
  /** People waiting at the end of the slot. */
  waiting: number;
  /** Most people waiting at any instant of the slot. */
  waitingMost: number;
  waitMedian: Figure;
  waitP90: Figure;
  serviceLevel: Figure;
}

/** `GET /api/days/:date`: everything of one business day, from the same definitions as the wall. */
export interface DailyReport {
  date: string;
  hall: Bilingual;
  zone: string;
  /** False while the day still runs. */
  closed: boolean;
  /** Instant the report was read at; the end of the day for a closed one. */
  at: number;
  figures: Record<FigureId, Figure>;
  satisfaction: { low: number; high: number } | null;
  services: ServiceRow[];
  windows: WindowRow[];
  slots: SlotRow[];
  grades: Record<Grade, number>;
  devices: DeviceRow[];
  orphans: Record<string, number>;
  refusals: Record<string, number>;
  leftovers: number;
  /** Little's law, L = λW, on the waits of the day: the share by which the two sides differ. */
  littleDeviation: number | null;
}

/** `GET /api/figures`: the published glossary. */
export interface GlossaryEntry {
  id: FigureId;
  version: number;
  name: Bilingual;
  unit: Unit;
  text: Bilingual;
}
