import type { DailyReport } from '../../shared/api.ts';
import type { HallState } from '../../shared/hall/state.ts';
import type { Figure } from '../../shared/metrics/figure.ts';
import { firstCall } from '../../shared/metrics/fairness.ts';
import { figures, type FigureId } from '../../shared/metrics/index.ts';
import { GRADES } from '../../shared/metrics/ratings.ts';
import type { Language } from '../../shared/text.ts';
import type { UnmeasuredPart } from '../../shared/events/index.ts';
import { SECOND, dateTime } from '../../shared/time.ts';

type Cell = string | number | null | undefined;

/** The tables of a day that can be taken away as CSV. */
export const TABLES = ['figures', 'slots', 'services', 'windows', 'ratings', 'devices', 'tickets'] as const;
export type TableName = (typeof TABLES)[number];

/** A spreadsheet would run a text that begins like a formula; a leading quote keeps it a text. */
function cell(value: Cell): string {
  if (value === null || value === undefined) return '';
  // A hall that clears never has no number; JSON has none for it either.
  if (typeof value === 'number') return String(Math.round(value * 1e6) / 1e6);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as RFC 4180, with a byte order mark so that office programs read the Chinese. */
export function csv(rows: Cell[][]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

const BY_PART: FigureId[] = [
  'arrivals',
  'served',
  'waitMedian',
  'waitP90',
  'serviceLevel',
  'serviceMedian',
  'serviceP90',
  'noShowRate',
  'transferRate',
];

/** Figures of which sometimes only a lower bound is known: a column of their own says so. */
const BOUNDED: readonly FigureId[] = ['waitMedian', 'waitP90'];

function headings(ids: readonly FigureId[], language: Language): string[] {
  return ids.flatMap((id) => {
    const { name, unit, version } = figures[id];
    const bound = BOUNDED.includes(id) ? [language === 'zh' ? '下限' : 'bound'] : [];
    return [`${name[language]} [${unit}] v${version}`, 'n', ...bound];
  });
}

function values<Id extends FigureId>(row: Readonly<Record<Id, Figure>>, ids: readonly Id[]): Cell[] {
  return ids.flatMap((id) => {
    const { value, n, atLeast } = row[id];
    return [value, n, ...(BOUNDED.includes(id) ? [atLeast ? '≥' : ''] : [])];
  });
}

const OF_SLOT = ['waitMedian', 'waitP90', 'serviceLevel'] as const;

/** One table of a day. Columns carry unit and version of their definition, values their n. */
export function dayTable(
  table: TableName,
  report: DailyReport,
  state: HallState,
  language: Language,
): string {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  switch (table) {
    case 'figures':
      return csv([
        [
          say('指标', 'figure'),
          say('名称', 'name'),
          say('值', 'value'),
          say('单位', 'unit'),
          'n',
          say('下限', 'bound'),
          say('版本', 'version'),
          say('口径', 'definition'),
        ],
        ...Object.entries(figures).map(([id, { name, unit, version, text }]): Cell[] => {
          const { value, n, atLeast, endless } = report.figures[id as FigureId];
          return [
            id,
            name[language],
            endless ? '∞' : value,
            unit,
            n,
            atLeast ? '≥' : '',
            version,
            text[language],
          ];
        }),
      ]);
    case 'slots':
      return csv([
        [
          say('时段', 'from'),
          ...report.services.map(({ name }) => `${say('取号', 'arrivals')} ${name[language]}`),
          say('办结', 'served'),
          say('时段末等候', 'waiting at the end'),
          say('最多等候', 'most waiting'),
          ...headings(OF_SLOT, language),
        ],
        ...report.slots.map((slot): Cell[] => [
          slot.label,
          ...report.services.map(({ service }) => slot.arrivals[service] ?? 0),
          slot.served,
          slot.waiting,
          slot.waitingMost,
          ...values(slot, OF_SLOT),
        ]),
      ]);
    case 'services':
      return csv([
        [say('业务', 'service'), say('名称', 'name'), ...headings(BY_PART, language)],
        ...report.services.map((row): Cell[] => [
          row.service,
          row.name[language],
          ...values(row.figures, BY_PART),
        ]),
      ]);
    case 'windows': {
      const ids: FigureId[] = [...BY_PART.filter((id) => id !== 'arrivals'), 'occupancy', 'displacement'];
      return csv([
        [
          say('窗口', 'window'),
          say('开放秒', 'open s'),
          say('暂停秒', 'paused s'),
          ...headings(ids, language),
        ],
        ...report.windows.map((row): Cell[] => [
          row.number,
          row.openSeconds,
          row.pausedSeconds,
          ...values(row.figures, ids),
        ]),
      ]);
    }
    case 'ratings': {
      const ids: FigureId[] = [
        'ratingCount',
        'ratedShare',
        'satisfactionRate',
        'goodRate',
        'badCount',
        'orphanRatings',
      ];
      return csv([
        [
          say('窗口', 'window'),
          ...GRADES.map((grade) => `${say('评价', 'grade')} ${grade}`),
          ...headings(ids, language),
        ],
        ...report.windows.map((row): Cell[] => [
          row.number,
          ...GRADES.map((grade) => row.grades[grade]),
          ...values(row.figures, ids),
        ]),
      ]);
    }
    case 'devices':
      return csv([
        [
          say('设备', 'device'),
          say('名称', 'name'),
          say('在线秒', 'online s'),
          say('离线秒', 'offline s'),
          say('未知秒', 'unknown s'),
          say('可用率', 'availability'),
          say('离线次数', 'outages'),
        ],
        ...report.devices.map((row): Cell[] => [
          row.device,
          row.name[language],
          row.onlineSeconds,
          row.offlineSeconds,
          row.unknownSeconds,
          row.availability.value,
          row.outages,
        ]),
      ]);
    case 'tickets':
      return ticketTable(state, report, say);
  }
}

/** Parts of a transaction of which no figure has the time. */
const PARTS: Record<UnmeasuredPart, [zh: string, en: string]> = {
  wait: ['等候', 'wait'],
  way: ['到窗', 'way'],
  service: ['办理', 'service'],
};

function ticketTable(state: HallState, report: DailyReport, say: (zh: string, en: string) => string): string {
  const time = (at: number | undefined) => (at === undefined ? '' : dateTime(at, report.zone));
  const head = [
    say('号票', 'ticket'),
    say('业务序', 'leg'),
    say('业务', 'service'),
    say('窗口', 'window'),
    say('取号', 'arrived'),
    say('首次叫号', 'first call'),
    say('最后叫号', 'last call'),
    say('开始', 'started'),
    say('结束', 'ended'),
    say('结果', 'end'),
    say('评价', 'grade'),
    say('重呼', 'recalls'),
    say('挂起秒', 'set aside s'),
    say('未测', 'not measured'),
    say('取号事件', 'arrival event'),
  ];
  const rows = Object.values(state.tickets).flatMap((ticket) =>
    ticket.legs.map((leg, index): Cell[] => [
      ticket.number,
      index + 1,
      leg.service,
      leg.window ?? '',
      time(leg.arrivedAt),
      time(firstCall(leg)),
      time(leg.calledAt),
      time(leg.startedAt),
      time(leg.endedAt),
      leg.end ?? '',
      leg.grade,
      leg.recalls,
      (leg.heldMs ?? 0) / SECOND,
      (leg.unmeasured ?? []).map((part) => say(...PARTS[part])).join(' '),
      leg.arrivedSeq,
    ]),
  );
  return csv([head, ...rows]);
}
