import { isDeepStrictEqual } from 'node:util';
import type { CommandData } from '../../shared/commands.ts';
import { isOver } from '../../shared/displays/playlist.ts';
import type { Draft } from '../../shared/events/index.ts';
import { NOTICES_POSTED } from '../../shared/hall/state.ts';
import { Refusal } from '../../shared/refusals.ts';
import { dateTime } from '../../shared/time.ts';
import type { Present } from './rules.ts';

/** @throws Refusal `display.unknown` for one that is neither a device nor a screen */
function checkNamed({ hall }: Present, displays: readonly string[] = []): void {
  const known = new Set([...hall.devices, ...hall.displays.screens].map(({ id }) => id));
  const unknown = displays.find((id) => !known.has(id));
  if (unknown !== undefined) throw new Refusal('display.unknown', { display: unknown });
}

/** A notice that turns with the playlist until it is withdrawn or its end has come. */
export function postNotice(present: Present, notice: CommandData<'postNotice'>): Draft[] {
  const { state, hall, now } = present;
  checkNamed(present, notice.displays);
  const local = dateTime(now, hall.zone).slice(0, 16);
  if (isOver(notice, local)) throw new Refusal('notice.past', { until: notice.until ?? '' });
  const inForce = state.notices.filter((one) => !isOver(one, local));
  if (inForce.length >= NOTICES_POSTED) throw new Refusal('notice.tooMany', { most: String(NOTICES_POSTED) });
  return [{ type: 'notice.posted', data: { notice: `posted-${state.seq + 1}`, ...notice } }];
}

/** Takes back a notice that was posted. */
export function withdrawNotice({ state }: Present, { notice }: CommandData<'withdrawNotice'>): Draft[] {
  if (!state.notices.some(({ id }) => id === notice)) throw new Refusal('notice.unknown');
  return [{ type: 'notice.withdrawn', data: { notice } }];
}

/** Takes the displays for a text; another one takes its place. */
export function raiseEmergency(present: Present, asked: CommandData<'raiseEmergency'>): Draft[] {
  checkNamed(present, asked.displays);
  const { text, displays } = present.state.emergency ?? {};
  if (text === asked.text && isDeepStrictEqual(displays, asked.displays)) return [];
  return [{ type: 'emergency.raised', data: asked }];
}

/** Gives the displays back to calls and notices. */
export function clearEmergency({ state }: Present): Draft[] {
  if (!state.emergency) throw new Refusal('emergency.none');
  return [{ type: 'emergency.cleared', data: {} }];
}
