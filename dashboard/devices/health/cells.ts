import {
  LINE_HEALTH,
  type DeviceHealth,
  type DeviceHealthId,
  type HealthReport,
  type LineHealth,
  type LineHealthId,
  type Value,
} from '../../../shared/health.ts';
import { figures, type FigureId } from '../../../shared/metrics/index.ts';
import type { Language } from '../../../shared/text.ts';
import { figureText } from '../../components/figure-text.ts';

/** What a cell of the matrix or of a table is: a figure of somebody in a time, with the events behind it. */
export interface HealthCell {
  value: Value | null;
  text: string;
  seqs: number[];
}

/** A device or a line with its figure each day and over all days. */
export interface HealthRow {
  id: string;
  name: string;
  cells: HealthCell[];
  period: HealthCell;
}

/** Figures that are read from the state of devices; the others are counted on lines. */
const fromState: ReadonlySet<FigureId> = new Set(['deviceAvailability', 'deviceKnown', 'deviceOutages']);

/** Whether a figure is of lines alone. */
export function isOfLines(id: FigureId): id is LineHealthId {
  return (['badFrameRate', 'noiseRate', 'reconnects'] as FigureId[]).includes(id);
}

/** A value in words: the figure with its unit, a dash where there is none. */
export function valueText(value: Value | null, id: FigureId, language: Language): string {
  if (!value) return '–';
  const { value: number, n } = value;
  const { value: text, unit } = figureText({ value: number, n, evidence: [] }, figures[id].unit, language);
  return number === null ? '–' : `${text}${figures[id].unit === 'milliseconds' ? ` ${unit}` : unit}`;
}

function cell(value: Value | null, seqs: number[], id: FigureId, language: Language): HealthCell {
  return { value, text: valueText(value, id, language), seqs: value && value.n > 0 ? seqs : [] };
}

/** The rows of a figure of devices. */
export function deviceRows(report: HealthReport, id: DeviceHealthId, language: Language): HealthRow[] {
  return report.devices.map((device) => {
    const seqs = seqsOf(report, device, id);
    return {
      id: device.device,
      name: device.name[language],
      cells: device.days.map((day, at) => cell(day?.figures[id] ?? null, seqs[at] ?? [], id, language)),
      period: cell(device.period[id], seqs.flat(), id, language),
    };
  });
}

/** The events behind a figure of a device, a list a day. */
export function seqsOf(report: HealthReport, device: DeviceHealth, id: DeviceHealthId): number[][] {
  if (fromState.has(id)) return device.days.map((day) => day?.changes ?? []);
  const line = report.lines.find((one) => one.line === device.line);
  return device.days.map((_day, at) => line?.days[at]?.counts ?? []);
}

/** The rows of a figure of lines. */
export function lineRows({ lines }: HealthReport, id: LineHealthId, language: Language): HealthRow[] {
  return lines.map(({ line, days, period }) => ({
    id: line,
    name: line,
    cells: days.map((day) => cell(day?.figures[id] ?? null, day?.counts ?? [], id, language)),
    period: cell(period[id], countsOf({ days }), id, language),
  }));
}

/** All figures of a line over all days. */
export function lineCells(line: LineHealth, language: Language): { id: LineHealthId; cell: HealthCell }[] {
  const seqs = countsOf(line);
  return LINE_HEALTH.map((id) => ({ id, cell: cell(line.period[id], seqs, id, language) }));
}

function countsOf({ days }: Pick<LineHealth, 'days'>): number[] {
  return days.flatMap((day) => day?.counts ?? []);
}
