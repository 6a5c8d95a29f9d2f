import type { LogLine } from '../../shared/events/duty.ts';
import type { View } from '../../shared/metrics/figure.ts';
import { mostWaiting } from '../../shared/metrics/flow.ts';
import { figures, type FigureId } from '../../shared/metrics/index.ts';
import { waits } from '../../shared/metrics/waits.ts';
import { countVerdicts } from '../../shared/readiness.ts';
import { SECOND, duration } from '../../shared/time.ts';
import { lineOf, ofType, says, timeOf, type LoggedDay } from './duty-line.ts';

/** When the hall opened, and what the check before it came to. */
export function openingLines({ events, hall, until }: LoggedDay): LogLine[] {
  const opened = ofType(events, 'window.opened').map((event) => ({
    ...event,
    at: event.data.happenedAt ?? event.at,
  }));
  opened.sort((a, b) => a.at - b.at);
  const [first] = opened;
  const windows = new Set(opened.map(({ data }) => data.window)).size;
  const opening = first
    ? lineOf(
        'opening',
        'opening',
        first.at,
        says(
          `${timeOf(first.at, hall)} 开窗，全天开过 ${windows} 个窗口`,
          `First window at ${timeOf(first.at, hall)}, ${windows} windows open in the day`,
        ),
        opened.map(({ seq }) => seq),
      )
    : lineOf('opening', 'opening', until, says('未开窗', 'No window was opened'), []);
  const signed = ofType(events, 'readiness.signed').map(({ seq, at, data: { sheet } }) => {
    const { ok, attention, fault, unknown } = countVerdicts(sheet.lines);
    return lineOf(
      `readiness/${seq}`,
      'readiness',
      at,
      says(
        `${timeOf(at, hall)} ${sheet.name} 签署开门自检：正常 ${ok}，注意 ${attention}，故障 ${fault}，无法判断 ${unknown}`,
        `${timeOf(at, hall)} readiness sheet signed by ${sheet.name}: ${ok} ok, ${attention} attention, ${fault} faults, ${unknown} unknown`,
      ),
      [seq],
    );
  });
  if (signed.length > 0 || !first) return [opening, ...signed];
  const none = says('未做开门自检', 'No readiness check was signed');
  return [opening, lineOf('readiness', 'readiness', first.at, none, [first.seq])];
}

/** Who had the duty, handed it over with which note, and how often presence was confirmed. */
export function dutyLines({ events, hall }: LoggedDay): LogLine[] {
  const took = ofType(events, 'duty.tookOver').map(({ seq, at, data }) =>
    lineOf(
      `duty/${seq}`,
      'duty',
      at,
      says(
        `${timeOf(at, hall)} ${data.leader} 接班`,
        `${timeOf(at, hall)} ${data.leader} took the duty over`,
      ),
      [seq],
    ),
  );
  const handed = ofType(events, 'duty.handedOver').map(({ seq, at, data }) =>
    lineOf(
      `duty/${seq}`,
      'duty',
      at,
      says(
        `${timeOf(at, hall)} ${data.from} 交班给 ${data.to}：${data.note}（未解除告警 ${data.alerts.length}，在办台账 ${data.entries.length}）`,
        `${timeOf(at, hall)} ${data.from} handed over to ${data.to}: ${data.note} (${data.alerts.length} alerts, ${data.entries.length} entries open)`,
      ),
      [seq],
    ),
  );
  const present = ofType(events, 'duty.present');
  const last = present.at(-1);
  const presence = last
    ? [
        lineOf(
          'duty/present',
          'duty',
          last.at,
          says(
            `在岗确认 ${present.length} 次：${present.map(({ at }) => timeOf(at, hall)).join('、')}`,
            `Presence confirmed ${present.length}×: ${present.map(({ at }) => timeOf(at, hall)).join(', ')}`,
          ),
          present.map(({ seq }) => seq),
        ),
      ]
    : [];
  return [...[...took, ...handed].sort((a, b) => a.at - b.at), ...presence];
}

/** The figures of the day, its fullest minute and its longest wait. */
export function flowLines({ state, hall, until }: LoggedDay): LogLine[] {
  const view: View = { state, hall, now: until };
  const figure = (id: FigureId) => figures[id].compute(view);
  const [arrivals, served] = [figure('arrivals'), figure('served')];
  if (arrivals.n === 0) return [];
  const [median, level] = [figure('waitMedian'), figure('serviceLevel')];
  const middle =
    median.value === null ? '—' : `${median.atLeast ? '≥' : ''}${duration(median.value * SECOND)}`;
  // All of them only where nobody is missing.
  const percent = Math.min((level.value ?? 0) * 100, level.value === 1 ? 100 : 99.9).toFixed(1);
  const share = level.value === null ? '—' : `${percent}%`;
  const flow = lineOf(
    'flow',
    'flow',
    until,
    says(
      `取号 ${arrivals.n}，办结 ${served.n}；等候中位数 ${middle}，${hall.targets.waitMinutes} 分钟达标率 ${share}（n=${level.n}）`,
      `${arrivals.n} tickets, ${served.n} served; median wait ${middle}, within ${hall.targets.waitMinutes} min ${share} (n=${level.n})`,
    ),
    served.evidence,
  );
  return [flow, ...peakLine(view), ...longestLine(view)];
}

function peakLine(view: View): LogLine[] {
  const { state, hall } = view;
  const legs = Object.values(state.tickets).flatMap((ticket) => ticket.legs);
  const first = legs.reduce((earliest, { arrivedAt }) => Math.min(earliest, arrivedAt), Infinity);
  const fullest = mostWaiting(view, { from: first, to: view.now + 1 });
  if (!fullest || fullest.people === 0) return [];
  const { people: most, at } = fullest;
  const there = legs.filter(
    (leg) =>
      leg.end !== 'cancelled' &&
      leg.arrivedAt <= at &&
      (leg.firstCalledAt ?? leg.endedAt ?? Infinity) > at &&
      !leg.gaps?.some(({ from, to }) => from <= at && at < to),
  );
  return [
    lineOf(
      'peak',
      'peak',
      at,
      says(
        `最多同时等候 ${most} 人，${timeOf(at, hall)}`,
        `Most people waiting at once: ${most}, at ${timeOf(at, hall)}`,
      ),
      there.map(({ arrivedSeq }) => arrivedSeq),
    ),
  ];
}

function longestLine(view: View): LogLine[] {
  const measured = waits(view).filter((wait) => wait.measured);
  const [longest] = measured.sort((a, b) => b.seconds - a.seconds);
  if (!longest) return [];
  const ticket = Object.values(view.state.tickets).find(({ legs }) =>
    legs.some((leg) => leg.calledSeq === longest.seq || leg.arrivedSeq === longest.seq),
  );
  const long = `${longest.open ? '≥' : ''}${duration(longest.seconds * SECOND)}`;
  const number = ticket?.number ?? '';
  const leg = ticket?.legs.find((one) => one.calledSeq === longest.seq || one.arrivedSeq === longest.seq);
  return [
    lineOf(
      'wait',
      'wait',
      leg?.calledAt ?? leg?.arrivedAt ?? view.now,
      says(`最长等候 ${long}，${number}`, `Longest wait ${long}, ${number}`),
      [leg?.arrivedSeq ?? 0, leg?.calledSeq ?? 0],
    ),
  ];
}
