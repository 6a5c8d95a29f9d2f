import type { HallConfig } from '../../../shared/config/schema.ts';
import type { Evidence, Fact, FrozenFigure } from '../../../shared/events/ledger.ts';
import { clerkOfLeg } from '../../../shared/discipline/signed.ts';
import type { UnmeasuredPart } from '../../../shared/events/index.ts';
import type { HallState, Leg } from '../../../shared/hall/state.ts';
import type { LegOf, Scope, View } from '../../../shared/metrics/figure.ts';
import { figures, type FigureId } from '../../../shared/metrics/index.ts';
import { serviceSeconds } from '../../../shared/metrics/services.ts';
import { same, type Bilingual } from '../../../shared/text.ts';
import { SECOND, clockTime, duration } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';

/** Events that a frozen figure names; the figure counts them all. */
const MOST_SEQS = 400;

/** Figures of the whole hall that go with every entry. */
const OF_HALL: readonly FigureId[] = ['waiting', 'longestWait', 'waitMedian', 'openWindows', 'clearingTime'];

/** Figures of a service, and of a window, that go with an entry about it. */
const OF_SERVICE: readonly FigureId[] = ['waitMedian', 'waitP90', 'serviceLevel', 'serviceMedian'];
const OF_WINDOW: readonly FigureId[] = ['served', 'serviceMedian', 'ratingCount', 'badCount'];

/** A figure as it is now, to stay so. */
function freeze(view: View, ids: readonly FigureId[], of?: Bilingual, scope?: Scope): FrozenFigure[] {
  return ids.map((id) => {
    const { version, name, unit, compute } = figures[id];
    const { value, n, atLeast, endless } = compute(view, scope);
    const how = { ...(atLeast ? { atLeast } : {}), ...(endless ? { endless } : {}) };
    return { figure: id, version, name, unit, ...(of ? { of } : {}), value, n, ...how };
  });
}

function nameOf(list: readonly { id: string; name: Bilingual }[], id: string): Bilingual {
  return list.find((one) => one.id === id)?.name ?? same(id);
}

/** `3号窗口`, or the id of a window that is no longer configured. */
export function windowWords(window: string, { windows }: HallConfig): Bilingual {
  const number = windows.find(({ id }) => id === window)?.number;
  return number === undefined ? same(window) : { zh: `${number}号窗口`, en: `Window ${number}` };
}

/** Which events and figures an entry rests on, as they are at this moment. */
export function evidenceOf(
  { state, hall, now }: Present,
  about: { window?: string | undefined; service?: string | undefined; seqs?: number[]; facts?: Fact[] },
): Evidence {
  const view: View = { state, hall, now };
  const { window, service } = about;
  const frozen = [
    ...freeze(view, OF_HALL),
    ...(service === undefined ? [] : freeze(view, OF_SERVICE, nameOf(hall.services, service), { service })),
    ...(window === undefined ? [] : freeze(view, OF_WINDOW, windowWords(window, hall), { window })),
  ];
  const facts = about.facts ?? [];
  const seqs = [...(about.seqs ?? []), ...facts.flatMap((fact) => fact.seqs)];
  return {
    at: now,
    seqs: [...new Set(seqs)].sort((a, b) => a - b).slice(-MOST_SEQS),
    facts,
    figures: frozen,
  };
}

const fact = (zh: string, en: string, value: Bilingual, ...seqs: (number | undefined)[]): Fact => ({
  name: { zh, en },
  value,
  seqs: seqs.filter((seq) => seq !== undefined),
});

const notMeasured: Bilingual = { zh: '未测得', en: 'not measured' };

/** A part of a transaction, from one of its times to another, unless the figures leave it out as not observed. */
function partOf(leg: Leg, part: UnmeasuredPart, from: number | undefined, to: number | undefined): Bilingual {
  const isMeasured = from !== undefined && to !== undefined && !leg.unmeasured?.includes(part);
  return isMeasured ? same(duration(to - from)) : notMeasured;
}

/** The service time as its figure has it: without what was set aside, and from the call where start was not pressed. */
function serviceTime({ ticket, leg, index }: LegOf): Bilingual {
  const { calledAt, startedAt, endedAt, heldMs = 0, unmeasured } = leg;
  if (endedAt === undefined || (startedAt ?? calledAt) === undefined || unmeasured?.includes('service'))
    return notMeasured;
  const time = duration(serviceSeconds({ ticket, leg, index }) * SECOND);
  const aside = duration(heldMs);
  const [zh, en] = [
    [...(startedAt === undefined ? ['含到窗'] : []), ...(heldMs > 0 ? [`另挂起 ${aside}`] : [])],
    [...(startedAt === undefined ? ['with the way'] : []), ...(heldMs > 0 ? [`set aside ${aside}`] : [])],
  ];
  return zh.length === 0
    ? same(time)
    : { zh: `${time}（${zh.join('，')}）`, en: `${time} (${en.join(', ')})` };
}

/** What is known of a service that was rated: the ticket, its times, who was called around it, the device. */
export function serviceFacts(
  state: Readonly<HallState>,
  hall: HallConfig,
  place: { window: string; ticket: string; leg: number },
): Fact[] {
  const ticket = state.tickets[place.ticket];
  const leg = ticket?.legs[place.leg];
  if (!ticket || !leg) return [];
  const clerk = clerkOfLeg(state, leg);
  const time = (at: number) => clockTime(at, hall.zone);
  const around = state.calls
    .filter((call) => call.window === place.window && call.ticket !== ticket.id)
    .slice(0, 4)
    .toReversed();
  return [
    fact('号票', 'Ticket', same(ticket.number), leg.arrivedSeq),
    fact('业务', 'Service', nameOf(hall.services, leg.service)),
    fact('窗口', 'Window', windowWords(place.window, hall)),
    fact('窗口人员', 'Clerk', clerk === undefined ? { zh: '未登记', en: 'not signed in' } : same(clerk)),
    fact('取号', 'Arrived', same(time(leg.arrivedAt)), leg.arrivedSeq),
    fact('等候', 'Wait', partOf(leg, 'wait', leg.arrivedAt, leg.calledAt), leg.arrivedSeq, leg.calledSeq),
    fact(
      '到窗',
      'To the window',
      partOf(leg, 'way', leg.calledAt, leg.startedAt),
      leg.calledSeq,
      leg.startedSeq,
    ),
    fact(
      '办理',
      'Service time',
      serviceTime({ ticket, leg, index: place.leg }),
      leg.startedSeq,
      leg.endedSeq,
    ),
    fact(
      '前后叫号',
      'Called around it',
      around.length === 0
        ? { zh: '无', en: 'nobody' }
        : same(around.map(({ number, at }) => `${number} ${time(at)}`).join('、')),
      ...around.map(({ seq }) => seq),
    ),
    ...evaluators(state, hall, place.window),
  ];
}

const availabilityWords: Record<string, Bilingual> = {
  online: { zh: '在线', en: 'online' },
  offline: { zh: '离线', en: 'offline' },
  unknown: { zh: '未知', en: 'unknown' },
};

/** How the devices at the window were, so that a broken evaluator does not speak against anybody. */
function evaluators(state: Readonly<HallState>, hall: HallConfig, window: string): Fact[] {
  return hall.devices
    .filter((device) => device.window === window)
    .map(({ id, name }) => {
      const device = state.devices[id];
      const how = availabilityWords[device?.availability ?? 'unknown'] ?? same('?');
      const since = device ? clockTime(device.since, hall.zone) : '';
      return {
        name: { zh: `设备 ${name?.zh ?? id}`, en: `Device ${name?.en ?? id}` },
        value: {
          zh: since ? `${how.zh}（${since} 起）` : how.zh,
          en: since ? `${how.en} since ${since}` : how.en,
        },
        seqs: device?.changes.at(-1) ? [device.changes.at(-1)?.seq ?? 0] : [],
      };
    });
}
