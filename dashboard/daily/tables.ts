import type { DailyReport } from '../../shared/api.ts';
import { figureText, NOTHING } from '../components/figure-text.ts';
import { gradeNames } from '../components/event/values.ts';
import { ratingsOf } from '../charts/daily-ratings.ts';
import { worstFirst } from '../charts/daily-devices.ts';
import type { Figure } from '../../shared/metrics/figure.ts';
import { figures, type FigureId } from '../../shared/metrics/index.ts';
import { wilson } from '../../shared/metrics/quantile.ts';
import { GRADES } from '../../shared/metrics/ratings.ts';
import type { Language } from '../../shared/text.ts';
import { duration, SECOND } from '../../shared/time.ts';

/** A cell of a table; one with a figure opens to its events. */
export interface Cell {
  text: string;
  figure?: Figure;
  /** What the figure is called when it opens. */
  title?: string;
}

export interface ReportTable {
  /** The first one names the rows. */
  columns: string[];
  rows: { head: string; cells: Cell[] }[];
}

export type TableName = 'slots' | 'services' | 'windows' | 'ratings' | 'devices';
type Translate = (key: string, values?: Record<string, unknown>) => string;

/** A share as a whole interval in per cent: `71–96%`. */
export function intervalText(interval: { low: number; high: number } | null): string {
  if (!interval) return '—';
  const { low, high } = interval;
  return `${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)}%`;
}

function secondsText(seconds: number): string {
  return duration(seconds * SECOND);
}

/** Builds the tables behind the charts: the same numbers, each figure with its n and its events. */
export function createTables(
  report: DailyReport,
  language: Language,
  t: Translate,
): Record<TableName, ReportTable> {
  const column = (key: string) => t(`daily.column.${key}`);
  const name = (id: FigureId) => figures[id].name[language];
  const plain = (value: number | string): Cell => ({ text: String(value) });
  const cell = (id: FigureId, figure: Figure, of: string): Cell => {
    const { prefix, value, unit } = figureText(figure, figures[id].unit, language);
    const n = figures[id].unit === 'count' ? '' : ` (n=${figure.n})`;
    return { text: `${prefix}${value}${unit}${n}`, figure, title: `${of} · ${name(id)}` };
  };
  const figureRow = (of: string, from: Record<FigureId, Figure>, ids: readonly FigureId[]) =>
    ids.map((id) => cell(id, from[id], of));
  const windowName = (number: number) => t('daily.axis.window', { n: number });

  const serviceIds = [
    'arrivals',
    'served',
    'waitMedian',
    'waitP90',
    'serviceLevel',
    'serviceMedian',
    'serviceP90',
  ] as const;
  const windowIds = [
    'served',
    'occupancy',
    'serviceMedian',
    'serviceP90',
    'noShowRate',
    'displacement',
  ] as const;

  return {
    slots: {
      columns: [
        column('slot'),
        ...report.services.map((service) => service.name[language]),
        column('total'),
        name('served'),
        column('waitingEnd'),
        column('waitingMost'),
        name('waitMedian'),
        name('waitP90'),
        name('serviceLevel'),
      ],
      rows: report.slots.map((slot) => ({
        head: slot.label,
        cells: [
          ...report.services.map(({ service }) => plain(slot.arrivals[service] ?? 0)),
          plain(Object.values(slot.arrivals).reduce((sum, one) => sum + one, 0)),
          plain(slot.served),
          plain(slot.waiting),
          plain(slot.waitingMost),
          cell('waitMedian', slot.waitMedian, slot.label),
          cell('waitP90', slot.waitP90, slot.label),
          cell('serviceLevel', slot.serviceLevel, slot.label),
        ],
      })),
    },
    services: {
      columns: [column('service'), ...serviceIds.map(name)],
      rows: report.services.map(({ name: service, figures: from }) => ({
        head: service[language],
        cells: figureRow(service[language], from, serviceIds),
      })),
    },
    windows: {
      columns: [column('window'), column('open'), column('paused'), ...windowIds.map(name)],
      rows: report.windows.map(({ number, figures: from, openSeconds, pausedSeconds }) => ({
        head: windowName(number),
        cells: [
          plain(openSeconds === null ? NOTHING : secondsText(openSeconds)),
          plain(secondsText(pausedSeconds)),
          ...figureRow(windowName(number), from, windowIds),
        ],
      })),
    },
    ratings: {
      columns: [
        column('window'),
        ...GRADES.map((grade) => gradeNames[grade][language]),
        column('n'),
        name('ratedShare'),
        name('satisfactionRate'),
        column('interval'),
        name('goodRate'),
      ],
      rows: report.windows.map(({ number, figures: from, grades }) => {
        const n = ratingsOf({ grades });
        return {
          head: windowName(number),
          cells: [
            ...GRADES.map((grade) => plain(grades[grade])),
            {
              text: String(n),
              figure: from.ratingCount,
              title: `${windowName(number)} · ${name('ratingCount')}`,
            },
            ...figureRow(windowName(number), from, ['ratedShare', 'satisfactionRate']),
            plain(intervalText(wilson(grades[5] + grades[4] + grades[3], n))),
            ...figureRow(windowName(number), from, ['goodRate']),
          ],
        };
      }),
    },
    devices: {
      columns: [
        column('device'),
        ...['online', 'offline', 'unknown', 'outages'].map(column),
        name('deviceAvailability'),
      ],
      rows: worstFirst(report.devices).map((row) => {
        const { prefix, value, unit } = figureText(row.availability, 'share', language);
        return {
          head: row.name[language],
          cells: [
            plain(secondsText(row.onlineSeconds)),
            plain(secondsText(row.offlineSeconds)),
            plain(secondsText(row.unknownSeconds)),
            plain(row.outages),
            {
              text: `${prefix}${value}${unit}`,
              figure: row.availability,
              title: `${row.name[language]} · ${name('deviceAvailability')}`,
            },
          ],
        };
      }),
    },
  };
}
