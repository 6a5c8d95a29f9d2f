import type { Ask } from '../../shared/commands.ts';
import type { Draft, HallEvent, PadKey } from '../../shared/events/index.ts';
import { Refusal } from '../../shared/refusals.ts';
import { lastLeg } from '../../shared/hall/state.ts';
import { closedWindow } from '../../shared/hall/windows.ts';
import { decide } from './decide.ts';
import { isHeld } from './queue/place.ts';
import { usualClerk } from './queue/windows.ts';
import type { Present } from './rules.ts';

/** What a key asks for at its window; the digits before it are the place of a service in the list, to transfer to. */
function meaning(present: Present, window: string, key: PadKey, digits: number[]): Ask {
  switch (key) {
    case 'call':
      // The first call of a clerk opens the window.
      return { name: 'callNext', data: { window } };
    case 'recall':
      return { name: 'recall', data: { window } };
    case 'pass':
      return { name: 'passOver', data: { window } };
    case 'start':
      return { name: 'startService', data: { window } };
    case 'finish':
      return { name: 'finishService', data: { window, outcome: 'done' } };
    case 'transfer':
      return { name: 'transferTicket', data: { window, service: transferTarget(present, window, digits) } };
    case 'pause': {
      const paused = present.state.windows[window]?.mode === 'paused';
      return paused
        ? { name: 'resumeWindow', data: { window } }
        : { name: 'pauseWindow', data: { window, reason: 'break' } };
    }
    case 'hang':
      return holdOrResume(present, window);
    case 'callBack':
      return { name: 'callTicket', data: { window, ticket: lastPassed(present, window) } };
    default:
      throw new Refusal('key.unassigned');
  }
}

function transferTarget({ hall }: Present, window: string, digits: number[]): string {
  const target =
    digits.length === 0
      ? hall.windows.find(({ id }) => id === window)?.transferTo
      : hall.services[Number(digits.join('')) - 1]?.id;
  if (target === undefined) throw new Refusal('transfer.noTarget');
  return target;
}

/** Sets aside what is served here; with nobody here, takes up again what was set aside last. */
function holdOrResume({ state }: Present, window: string): Ask {
  if (state.windows[window]?.ticket !== undefined) return { name: 'holdService', data: { window } };
  const held = Object.values(state.tickets)
    .filter((ticket) => isHeld(ticket) && lastLeg(ticket).window === window)
    .sort((a, b) => (lastLeg(b).heldAt ?? 0) - (lastLeg(a).heldAt ?? 0));
  if (!held[0]) throw new Refusal('window.idle');
  return { name: 'resumeService', data: { window, ticket: held[0].id } };
}

/** The ticket this window passed over last. */
function lastPassed({ state }: Present, window: string): string {
  const passed = Object.values(state.tickets)
    .filter((ticket) => lastLeg(ticket).end === 'passed' && lastLeg(ticket).window === window)
    .sort((a, b) => (lastLeg(b).endedSeq ?? 0) - (lastLeg(a).endedSeq ?? 0));
  if (!passed[0]) throw new Refusal('window.idle');
  return passed[0].id;
}

/** A key on a call pad does what the same command would; a key that can do nothing leaves a refusal. */
export function followKey(event: HallEvent<'pad.keyPressed'>, present: Present): Draft[] {
  const { window, key, digits = [] } = event.data;
  const name = `key.${key}`;
  try {
    if (window === undefined) throw new Refusal('device.noWindow');
    const isOpening = key === 'call' && (present.state.windows[window]?.mode ?? 'closed') === 'closed';
    const clerk = isOpening ? usualClerk(present, window) : undefined;
    const opening: Draft[] = isOpening
      ? [{ type: 'window.opened', data: { window, ...(clerk !== undefined ? { clerk } : {}) } }]
      : [];
    if (opening.length > 0) {
      // The window opens even when nobody waits: the clerk is there.
      return [...opening, ...callIfAny(present, window)];
    }
    return decide(present, meaning(present, window, key, digits));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [
      {
        type: 'command.refused',
        data: { name, ...error.kept, ...(window !== undefined ? { subject: window } : {}) },
      },
    ];
  }
}

function callIfAny(present: Present, window: string): Draft[] {
  const opened = {
    ...present,
    state: {
      ...present.state,
      windows: {
        ...present.state.windows,
        [window]: { ...closedWindow(present.now), mode: 'open' as const },
      },
    },
  };
  try {
    return decide(opened, { name: 'callNext', data: { window } });
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
