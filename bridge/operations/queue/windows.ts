import type { CommandData } from '../../../shared/commands.ts';
import type { Draft } from '../../../shared/events/index.ts';
import { isLentByHand } from '../../../shared/queue/queue.ts';
import { Refusal } from '../../../shared/refusals.ts';
import { MINUTE } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';
import { placeOf, type Place } from './place.ts';

/** The number of whoever usually works at a window, where nobody else is signed on by it. */
export function usualClerk({ state, hall }: Present, window: string): string | undefined {
  const usual = hall.windows.find(({ id }) => id === window)?.clerk;
  const number = hall.clerks.find(({ id }) => id === usual)?.number;
  const isElsewhere = Object.values(state.windows).some(({ clerk }) => clerk === number);
  return isElsewhere ? undefined : number;
}

/** @throws Refusal where the hall names its clerks and this is none of them, or one who is signed on elsewhere */
function refuseClerk({ state, hall }: Present, number: string, window: string): void {
  if (hall.clerks.length > 0 && !hall.clerks.some((one) => one.number === number))
    throw new Refusal('clerk.unknown');
  const [elsewhere] =
    Object.entries(state.windows).find(([id, { clerk }]) => id !== window && clerk === number) ?? [];
  if (elsewhere === undefined) return;
  const shown = hall.windows.find(({ id }) => id === elsewhere)?.number ?? elsewhere;
  throw new Refusal('clerk.elsewhere', { clerk: number, window: String(shown) });
}

/**
 * Opens a window, or signs on whoever works at one that is open.
 *
 * @throws Refusal where it is open and somebody is signed on, or the clerk is unknown or elsewhere
 */
export function openWindow(present: Present, asked: CommandData<'openWindow'>): Draft[] {
  const id = asked.window;
  const { mode, clerk: here } = placeOf(present, id).window;
  const clerk = asked.clerk ?? (mode === 'open' ? undefined : usualClerk(present, id));
  // A window that its pad opened has nobody's number yet: whoever works there may still give theirs.
  const signsOn = here === undefined && clerk !== undefined;
  if (mode === 'open' && !signsOn) throw new Refusal('window.alreadyOpen');
  if (clerk !== undefined) refuseClerk(present, clerk, id);
  return [{ type: 'window.opened', data: { window: id, ...(clerk !== undefined ? { clerk } : {}) } }];
}

/** A window closes or pauses with nobody at it. */
function settled(present: Present, id: string): Place {
  const place = placeOf(present, id);
  if (place.window.mode === 'closed') throw new Refusal('window.notOpen');
  if (!place.ticket) return place;
  const { number } = place.ticket;
  throw new Refusal(place.window.step === 'serving' ? 'window.serving' : 'window.busy', { number });
}

export function closeWindow(present: Present, { window: id }: CommandData<'closeWindow'>): Draft[] {
  settled(present, id);
  return [{ type: 'window.closed', data: { window: id } }];
}

export function pauseWindow(present: Present, { window: id, reason }: CommandData<'pauseWindow'>): Draft[] {
  if (settled(present, id).window.mode !== 'open') throw new Refusal('window.notOpen');
  return [{ type: 'window.paused', data: { window: id, reason } }];
}

export function resumeWindow(present: Present, { window: id }: CommandData<'resumeWindow'>): Draft[] {
  if (placeOf(present, id).window.mode !== 'paused') throw new Refusal('window.notPaused');
  return [{ type: 'window.resumed', data: { window: id } }];
}

/** A person lets a dedicated window help others for a while. */
export function lendWindow(present: Present, { window, minutes }: CommandData<'lendWindow'>): Draft[] {
  const { config } = placeOf(present, window);
  if (!config.lend && !config.reserved) throw new Refusal('window.notDedicated');
  return [{ type: 'window.lent', data: { window, until: present.now + minutes * MINUTE } }];
}

export function endLending(present: Present, { window }: CommandData<'endLending'>): Draft[] {
  const place = placeOf(present, window);
  if (!isLentByHand(place.window, present.now)) throw new Refusal('window.notLent');
  return [{ type: 'window.lendEnded', data: { window } }];
}
