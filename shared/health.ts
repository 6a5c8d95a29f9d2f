import type { Figure } from './metrics/figure.ts';
import type { FigureId } from './metrics/index.ts';
import type { Bilingual } from './text.ts';

/** Business days that the health of devices looks back, if nobody asks for another number. */
export const HEALTH_DAYS = 30;

/** Figures of a device, a day or a period of days. */
export const DEVICE_HEALTH = [
  'deviceAvailability',
  'deviceKnown',
  'deviceOutages',
  'unansweredRate',
  'answerMedian',
  'answerP95',
] as const satisfies FigureId[];
export type DeviceHealthId = (typeof DEVICE_HEALTH)[number];

/** Figures of a line. */
export const LINE_HEALTH = [
  'badFrameRate',
  'noiseRate',
  'reconnects',
  'unansweredRate',
  'answerMedian',
  'answerP95',
] as const satisfies FigureId[];
export type LineHealthId = (typeof LINE_HEALTH)[number];

/** A figure without its evidence, which is told once for many figures. */
export type Value = Pick<Figure, 'value' | 'n'>;

/** A device on one business day. */
export interface DeviceDayHealth {
  figures: Record<DeviceHealthId, Value>;
  /** Seconds within the hours of service. */
  offlineSeconds: number;
  unknownSeconds: number;
  /** The changes of its availability, by `seq`. */
  changes: number[];
}

export interface DeviceHealth {
  device: string;
  name: Bilingual;
  kind: string;
  line: string;
  /** A day each, as `HealthReport.days`; null where the hall did not know the device yet. */
  days: (DeviceDayHealth | null)[];
  /** Over all days together: time over time and count over count, never an average of days. */
  period: Record<DeviceHealthId, Value>;
  offlineSeconds: number;
  unknownSeconds: number;
}

export interface LineDayHealth {
  figures: Record<LineHealthId, Value>;
  /** The hourly counts that they are read from, by `seq`; also those of its devices. */
  counts: number[];
}

export interface LineHealth {
  line: string;
  days: (LineDayHealth | null)[];
  period: Record<LineHealthId, Value>;
}

/** `GET /api/devices/health?days=30`: devices and lines over the last business days. */
export interface HealthReport {
  /** Instant it was read at. */
  at: number;
  zone: string;
  /** Business days with a record, oldest first; the last may still run. */
  days: string[];
  /** Working days between them of which there is no record: nobody knows how the devices were. */
  gaps: string[];
  devices: DeviceHealth[];
  lines: LineHealth[];
  /** Devices by the rule of `weakest`, weakest first; those without a weakness are not named. */
  weakest: string[];
  /** Devices known for less than half of the time: they are judged neither good nor bad. */
  unjudged: string[];
}
