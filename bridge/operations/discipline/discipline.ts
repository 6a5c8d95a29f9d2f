import { timingSafeEqual } from 'node:crypto';
import type { CommandData } from '../../../shared/commands.ts';
import type { ClerkConfig } from '../../../shared/config/clerks.ts';
import type { HallConfig } from '../../../shared/config/schema.ts';
import { EVERYBODY } from '../../../shared/events/discipline.ts';
import type { Draft, EventData } from '../../../shared/events/index.ts';
import { Refusal } from '../../../shared/refusals.ts';
import { DAY, MINUTE, addDays, businessDay, dayPeriod } from '../../../shared/time.ts';
import { clerkSubject } from '../codes.ts';
import type { Present } from '../rules.ts';

/** Contests of one clerk that may wait for an answer. */
const MOST_PENDING = 20;

/** The clerk of an id. @throws Refusal */
export function clerkOf({ clerks }: Pick<HallConfig, 'clerks'>, id: string): ClerkConfig {
  const found = clerks.find((clerk) => clerk.id === id);
  if (!found) throw new Refusal('clerk.unknown');
  return found;
}

/** Whether a code, as somebody typed it, is the clerk's own. */
function isCodeOf({ id }: ClerkConfig, typed: string, { codeFor }: Pick<Present, 'codeFor'>): boolean {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  const [own, given] = [Buffer.from(codeFor(clerkSubject(id))), Buffer.from(code)];
  return own.length === given.length && timingSafeEqual(own, given);
}

/**
 * The clerk who shows the number and the own code.
 *
 * @throws Refusal the same one whether the number or the code is wrong
 */
export function clerkWithCode(
  { hall, codeFor }: Pick<Present, 'hall' | 'codeFor'>,
  { number, code }: { number: string; code: string },
): ClerkConfig {
  const clerk = hall.clerks.find((one) => one.number === number || one.id === number);
  if (!clerk || !isCodeOf(clerk, code, { codeFor })) throw new Refusal('clerk.code');
  return clerk;
}

/** The first day whose records may still be looked at. */
export function firstKept({ hall, now }: Pick<Present, 'hall' | 'now'>): string {
  return addDays(businessDay(now, hall), 1 - hall.discipline.retentionDays);
}

/** @throws Refusal for a day that is to come, or whose records may no longer be looked at */
export function refuseUnkept(present: Pick<Present, 'hall' | 'now'>, date: string): void {
  const { retentionDays } = present.hall.discipline;
  if (date < firstKept(present)) throw new Refusal('record.kept', { date, days: String(retentionDays) });
  if (date > businessDay(present.now, present.hall)) throw new Refusal('record.noDay', { date });
}

/** Lets a clerk have the phone for a while. What was permitted before ends with it. */
export function permitPhone(present: Present, asked: CommandData<'permitPhone'>): Draft[] {
  const { clerk, reason, minutes, by } = asked;
  const { id } = clerkOf(present.hall, clerk);
  const isKnown = present.hall.discipline.reasons.some((one) => one.id === reason);
  if (!isKnown) throw new Refusal('phone.reason', { reason });
  const until = present.now + minutes * MINUTE;
  return [{ type: 'phone.permitted', data: { clerk: id, reason, until, by } }];
}

export function endPermission(present: Present, { clerk }: CommandData<'endPermission'>): Draft[] {
  const { id } = clerkOf(present.hall, clerk);
  const { permissions } = present.state.discipline;
  if (!permissions.some((one) => one.clerk === id && one.until > present.now))
    throw new Refusal('phone.notPermitted');
  return [{ type: 'phone.permissionEnded', data: { clerk: id } }];
}

/** A clerk contests a stretch of the own record. */
export function contestRecord(present: Present, asked: CommandData<'contestRecord'>): Draft[] {
  const { state, hall } = present;
  const { clerk: number, code, date, stretch, text } = asked;
  const clerk = clerkWithCode(present, { number, code });
  refuseUnkept(present, date);
  const { from, to } = dayPeriod(date, hall);
  const isWithin = stretch.from < stretch.to && stretch.from >= from && stretch.to <= to + DAY;
  if (!isWithin || stretch.from > present.now) throw new Refusal('record.stretch');
  const pending = state.discipline.contests.filter((one) => one.clerk === clerk.id && !one.answer);
  if (pending.some((one) => one.stretch.from < stretch.to && one.stretch.to > stretch.from))
    throw new Refusal('record.pending');
  if (pending.length >= MOST_PENDING) throw new Refusal('record.tooMany', { n: String(pending.length) });
  return [{ type: 'record.contested', data: { clerk: clerk.id, date, stretch, text } }];
}

/** The manager answers a contest, once and for good. */
export function answerContest(present: Present, asked: CommandData<'answerContest'>): Draft[] {
  const { contest, decision, text, by } = asked;
  const found = present.state.discipline.contests.find(({ seq }) => seq === contest);
  if (!found) throw new Refusal('record.noContest');
  if (found.answer) throw new Refusal('record.settled');
  return [{ type: 'record.answered', data: { clerk: found.clerk, contest, decision, text, by } }];
}

/** Records that somebody looks at a person's record, or at the list of a day; nothing is shown before. */
export function viewRecord(present: Present, look: EventData<'record.viewed'>): Draft[] {
  if (look.clerk !== EVERYBODY) clerkOf(present.hall, look.clerk);
  refuseUnkept(present, look.date);
  return [{ type: 'record.viewed', data: look }];
}
