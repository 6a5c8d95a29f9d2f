import type { AlertKind, Draft, HallEvent, Severity } from '../../shared/events/index.ts';
import { lastLeg, type Alert } from '../../shared/hall/state.ts';
import { congestion, clearingTime } from '../../shared/metrics/congestion.ts';
import { longestWait } from '../../shared/metrics/waits.ts';
import { MINUTE, SECOND } from '../../shared/time.ts';
import type { Present } from './rules.ts';

type Found = Map<string, { kind: AlertKind; severity: Severity; about: Record<string, string | number> }>;

/** A device must have been gone this long: a replugged cable is not news. */
const SETTLE = 5 * SECOND;

/** Kinds that come from the present state, and go when it no longer shows them. */
const FROM_STATE: ReadonlySet<AlertKind> = new Set<AlertKind>([
  'device.offline',
  'line.offline',
  'printer.paperOut',
  'printer.paperLow',
  'printer.fault',
  'wait.long',
  'hall.congested',
  'battery.low',
]);

const LOW_BATTERY = 15;

/**
 * Kinds that come from what somebody did once, and how long they ask for an answer if nobody
 * sees to them. None outlasts its day: what is left then is for the report.
 */
const FROM_PEOPLE: Partial<Record<AlertKind, number>> = {
  // Whoever pressed has found help or gone.
  'guide.called': 30 * MINUTE,
  'help.called': 30 * MINUTE,
  'rating.bad': Infinity,
  'print.failed': Infinity,
};

/** What somebody did once has no later fact to clear it: a person who has seen it settles it. */
export function isSettledBySeeing(kind: AlertKind): boolean {
  return kind in FROM_PEOPLE;
}

function hasLapsed({ kind, raisedAt }: Alert, { state, now }: Present): boolean {
  const lasts = FROM_PEOPLE[kind];
  return lasts !== undefined && (now - raisedAt > lasts || raisedAt < (state.day?.openedAt ?? 0));
}

/** Devices that are gone; those lost with their line are one alert, not ten. */
function findLost({ state, hall, now }: Present, found: Found): void {
  const lost = hall.devices.filter(({ id }) => {
    const device = state.devices[id];
    return device?.availability === 'offline' && now - device.since >= SETTLE;
  });
  const byLine = Map.groupBy(lost, ({ line }) => line);
  for (const [line, devices] of byLine) {
    const onLine = hall.devices.filter((device) => device.line === line);
    if (onLine.length > 1 && devices.length === onLine.length) {
      found.set(`line.offline/${line}`, {
        kind: 'line.offline',
        severity: 'fault',
        about: { line, devices: devices.length },
      });
      continue;
    }
    for (const { id } of devices) {
      found.set(`device.offline/${id}`, { kind: 'device.offline', severity: 'fault', about: { device: id } });
    }
  }
}

function findPrinterTrouble({ state }: Present, found: Found): void {
  for (const [device, { paper, fault }] of Object.entries(state.printers)) {
    if (state.devices[device]?.availability !== 'online') continue;
    const about = { device };
    if (paper === 'out') found.set(`paper/${device}`, { kind: 'printer.paperOut', severity: 'fault', about });
    else if (fault !== 'none' && fault !== 'offline') {
      found.set(`fault/${device}`, { kind: 'printer.fault', severity: 'fault', about: { device, fault } });
    } else if (paper === 'low') {
      found.set(`paperLow/${device}`, { kind: 'printer.paperLow', severity: 'warning', about });
    }
  }
}

/** The figure looks at the whole day, and is asked only where somebody has waited that long at all. */
function hasLongWait(present: Present): boolean {
  const { state, hall, now } = present;
  const arrivedBefore = now - hall.targets.waitMinutes * MINUTE;
  const isLong = state.waiting.some((id) => {
    const ticket = state.tickets[id];
    return ticket !== undefined && lastLeg(ticket).arrivedAt < arrivedBefore;
  });
  return isLong && (longestWait.compute(present).value ?? 0) > hall.targets.waitMinutes * 60;
}

function findCrowding(present: Present, found: Found): void {
  const { hall, state } = present;
  if (hasLongWait(present)) {
    // One alert while it lasts, so the ticket it names is not part of its identity.
    found.set('wait.long', {
      kind: 'wait.long',
      severity: 'warning',
      about: { minutes: hall.targets.waitMinutes },
    });
  }
  const clearing = clearingTime.compute(present);
  const band = congestion(clearing, hall.targets.clearingMinutes);
  // Left again only well below the threshold, so that it does not flicker around it.
  const calm = !clearing.endless && (clearing.value ?? 0) < hall.targets.clearingMinutes[1] * 0.8;
  const raised = state.alerts['hall.congested'] !== undefined;
  if (band === 'crowded' || band === 'severe' || (raised && !calm)) {
    found.set('hall.congested', { kind: 'hall.congested', severity: 'warning', about: {} });
  }
}

/** Raises what the present state shows and clears what it no longer does. */
export function sweepAlerts(present: Present): Draft[] {
  const found: Found = new Map();
  findLost(present, found);
  findPrinterTrouble(present, found);
  findCrowding(present, found);
  for (const [device, { battery }] of Object.entries(present.state.devices)) {
    if (battery !== undefined && battery <= LOW_BATTERY) {
      found.set(`battery/${device}`, { kind: 'battery.low', severity: 'warning', about: { device } });
    }
  }
  const drafts: Draft[] = [];
  for (const alert of Object.values(present.state.alerts)) {
    if (FROM_STATE.has(alert.kind) && found.get(alert.id)?.kind !== alert.kind) {
      drafts.push({ type: 'alert.cleared', data: { alert: alert.id, reason: 'over' } });
    } else if (hasLapsed(alert, present)) {
      drafts.push({ type: 'alert.cleared', data: { alert: alert.id, reason: 'lapsed' } });
    }
  }
  for (const [alert, { kind, severity, about }] of found) {
    if (present.state.alerts[alert]?.kind !== kind) {
      drafts.push({ type: 'alert.raised', data: { alert, kind, severity, about } });
    }
  }
  return drafts;
}

/** Alerts that one event raises by itself, to stay until a person has seen them or they lapse. */
export function alertOn(event: HallEvent): Draft[] {
  const raise = (kind: AlertKind, severity: Severity, about: Record<string, string | number>): Draft[] => [
    { type: 'alert.raised', data: { alert: `${kind}/${event.seq}`, kind, severity, about } },
  ];
  if (event.type === 'rating.given' && event.data.grade <= 2) {
    const { window, ticket, grade } = event.data;
    return raise('rating.bad', 'warning', { window, ticket, grade });
  }
  if (event.type === 'button.pressed') {
    return raise('guide.called', 'warning', { device: event.device ?? '', action: event.data.action });
  }
  if (event.type === 'help.called') {
    const { reason, window } = event.data;
    return raise('help.called', 'warning', { reason, ...(window !== undefined ? { window } : {}) });
  }
  if (event.type === 'ticket.printFailed') {
    const { ticket, printer, code } = event.data;
    return raise('print.failed', 'warning', { ticket, device: printer, code });
  }
  return [];
}
