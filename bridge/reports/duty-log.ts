import type { DutyLogView, LogCorrection, ShownLine } from '../../shared/duty/api.ts';
import type { LogLine } from '../../shared/events/duty.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import { same } from '../../shared/text.ts';
import { digestOf } from '../journal/digest.ts';
import { ledgerLines, leftoverLines, pauseLines, ratingLines } from './duty-cases.ts';
import { MOST_SEQS, type LoggedDay } from './duty-line.ts';
import { dutyLines, flowLines, openingLines } from './duty-lines.ts';
import { outageLines, playbookLines } from './duty-response.ts';
import { alertLines, deviceLines } from './duty-trouble.ts';

/** What people did to logs. */
export const logTypes = ['duty.logNoted', 'duty.logEdited', 'duty.logSigned', 'duty.logCorrected'] as const;
export type LogEvent = HallEvent<(typeof logTypes)[number]>;

/** The log of a day as the day itself writes it. */
export function composeLog(day: LoggedDay): LogLine[] {
  return [
    ...openingLines(day),
    ...dutyLines(day),
    ...flowLines(day),
    ...alertLines(day),
    ...deviceLines(day),
    ...ratingLines(day),
    ...ledgerLines(day),
    ...pauseLines(day),
    ...outageLines(day),
    ...playbookLines(day),
    ...leftoverLines(day),
  ];
}

/** A line that a person changed and that the day does not write any more: what was read of it stays. */
function unwritten(
  { line, was, topic = 'note' }: HallEvent<'duty.logEdited'>['data'],
  at: number,
): ShownLine {
  return { id: line, topic, at, text: same(was), seqs: [] };
}

/** The lines as they are shown: those of the day with what people changed and added, in order. */
function withHands(lines: LogLine[], events: readonly LogEvent[]): ShownLine[] {
  const shown: ShownLine[] = [...lines];
  for (const { seq, at, type, data } of events) {
    if (type === 'duty.logNoted') {
      shown.push({ id: data.line, topic: data.topic, at, text: same(data.text), seqs: [seq], by: data.name });
    }
    if (type === 'duty.logEdited') {
      const place = shown.findIndex(({ id }) => id === data.line);
      const said = shown[place] ?? unwritten(data, at);
      const seqs = [...said.seqs, seq].slice(-MOST_SEQS);
      const line = {
        ...said,
        text: same(data.now),
        by: data.name,
        was: said.was ?? said.text,
        edited: seq,
        seqs,
      };
      shown.splice(place < 0 ? shown.length : place, 1, line);
    }
  }
  return shown;
}

function correctionsOf(events: readonly LogEvent[]): LogCorrection[] {
  return events
    .filter((event) => event.type === 'duty.logCorrected')
    .map(({ seq, at, data: { line, was, now, reason, name } }) => ({
      ...{ seq, at, line, was, now },
      reason,
      name,
    }));
}

/**
 * The log of a day: what the day wrote, what people made of it, and, once it is signed, what was
 * signed, with the corrections that came after.
 *
 * @param written what people did to the log of this day, in the order of the journal
 * @param before the digest of the log signed before, null for the first
 */
export function dutyLog(
  day: LoggedDay,
  written: readonly LogEvent[],
  leader: string | null,
  before: string | null,
): DutyLogView {
  const { state, hall, until } = day;
  const signed = written.find((event) => event.type === 'duty.logSigned');
  const lines = signed ? signed.data.log.lines : withHands(composeLog(day), written);
  const follows = signed === undefined || signed.data.log.previous === before;
  return {
    date: state.day?.date ?? '',
    ...{ hall: signed?.data.log.hall ?? hall.name, zone: hall.zone },
    until: signed?.data.log.until ?? until,
    seq: state.seq,
    closed: state.day?.closedAt !== undefined,
    leader,
    lines,
    // Hours and events move with the clock; what is signed is what is said.
    digest: digestOf(lines.map(({ id, text }) => ({ id, text }))),
    signed: signed
      ? {
          ...{ seq: signed.seq, at: signed.at, name: signed.data.log.name, sha256: signed.data.sha256 },
          intact: follows && digestOf(signed.data.log) === signed.data.sha256,
        }
      : null,
    corrections: correctionsOf(written),
  };
}
