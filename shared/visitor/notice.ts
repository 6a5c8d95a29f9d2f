import type { GlossaryEntry } from '../api.ts';
import type { PublicHall } from '../config/public.ts';
import type { ClassConfig } from '../config/queue.ts';
import { lastLeg, type HallState, type WindowState } from '../hall/state.ts';
import type { Figure } from '../metrics/figure.ts';
import { glossaryOf } from '../metrics/glossary.ts';
import { figures, type FigureId } from '../metrics/index.ts';
import { placeOf, type Place } from '../queue/place.ts';
import { classSentence, windowSentence } from '../queue/words.ts';
import type { Bilingual } from '../text.ts';

/** A figure without the events behind it, which are not for everybody. */
export type PublicFigure = Omit<Figure, 'evidence'>;

/** A service, with how it goes today. */
export interface NoticeService {
  id: string;
  /** Letter in front of its numbers. */
  prefix: string;
  name: Bilingual;
  /** Minutes within which the hall has promised to serve. */
  promiseMinutes?: number;
  waiting: number;
  /** Where somebody would stand who took a ticket now. */
  place: Place;
  waitMedian: PublicFigure;
  serviceLevel: PublicFigure;
}

/** A window, with whom it may call. */
export interface NoticeWindow {
  number: number;
  mode: WindowState['mode'];
  sentence: Bilingual;
  isExpert: boolean;
}

/** A class of tickets and its rule. */
export interface NoticeClass {
  name: Bilingual;
  mark: Bilingual;
  sentence: Bilingual;
  /** How one comes by it. */
  given: 'anyone' | 'guide' | 'service' | 'booking';
}

/** `GET /api/public`: what the hall publishes of itself 公开. No device, no clerk, no ticket. */
export interface PublicNotice {
  hall: Bilingual;
  zone: string;
  /** The bridge's clock, milliseconds UTC. */
  now: number;
  /** The business day. */
  date: string | null;
  hours: { open: string; close: string };
  targets: { waitMinutes: number; serviceLevel: number };
  /** The leader on duty 值班领导, if the hall has named one. */
  leader: string | null;
  waiting: PublicFigure;
  waitMedian: PublicFigure;
  serviceLevel: PublicFigure;
  services: NoticeService[];
  windows: NoticeWindow[];
  classes: NoticeClass[];
  definitions: GlossaryEntry[];
  isDemo: boolean;
}

/** The figures whose definitions are published: those of people's time, and of what they said of it. */
const PUBLISHED: FigureId[] = [
  ...(['arrivals', 'waiting', 'served', 'longestWait', 'waitMedian', 'waitP90', 'serviceLevel'] as const),
  ...(['serviceMedian', 'noShowRate', 'ratedShare', 'satisfactionRate', 'goodRate', 'badCount'] as const),
];

function without({ value, n, atLeast, endless }: Figure): PublicFigure {
  return { value, n, ...(atLeast ? { atLeast } : {}), ...(endless ? { endless } : {}) };
}

function givenBy({ id, given, rule }: ClassConfig, { services }: PublicHall): NoticeClass['given'] {
  if (rule.kind === 'slot') return 'booking';
  return services.some((service) => service.class === id) ? 'service' : given;
}

/** What the hall publishes of itself at this instant, with the leader on duty. */
export function publicNotice(
  view: { state: HallState; hall: PublicHall; now: number },
  leader: string | null,
): PublicNotice {
  const { state, hall, now } = view;
  const figure = (id: FigureId, service?: string) =>
    without(figures[id].compute(view, service === undefined ? {} : { service }));
  const waitingFor = (service: string) =>
    state.waiting.filter((id) => {
      const ticket = state.tickets[id];
      return ticket !== undefined && lastLeg(ticket).service === service;
    }).length;
  return {
    ...{ hall: hall.name, zone: hall.zone, now, hours: hall.hours, isDemo: hall.demo },
    date: state.day?.date ?? null,
    targets: { waitMinutes: hall.targets.waitMinutes, serviceLevel: hall.targets.serviceLevel },
    leader,
    waiting: figure('waiting'),
    waitMedian: figure('waitMedian'),
    serviceLevel: figure('serviceLevel'),
    services: hall.services.map(({ id, prefix, name, promiseMinutes, class: ofClass }) => ({
      ...{ id, prefix, name, waiting: waitingFor(id) },
      ...(promiseMinutes !== undefined ? { promiseMinutes } : {}),
      place: placeOf(view, { service: id, ...(ofClass !== undefined ? { class: ofClass } : {}) }),
      waitMedian: figure('waitMedian', id),
      serviceLevel: figure('serviceLevel', id),
    })),
    windows: hall.windows.map((window) => ({
      number: window.number,
      mode: state.windows[window.id]?.mode ?? 'closed',
      sentence: windowSentence(window, hall),
      isExpert: window.expert === true,
    })),
    classes: hall.classes.map((one) => ({
      ...{ name: one.name, mark: one.mark, given: givenBy(one, hall) },
      sentence: classSentence(one, hall.queue.overtakes),
    })),
    definitions: glossaryOf(PUBLISHED),
  };
}
