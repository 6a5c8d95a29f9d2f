import type { HallEvent } from '../../shared/events/index.ts';
import {
  countVerdicts,
  type DayReadiness,
  type ReadinessDay,
  type SignedSheet,
} from '../../shared/readiness.ts';
import { digestOf } from '../journal/digest.ts';

type Signed = HallEvent<'readiness.signed'>;
type Opened = HallEvent<'window.opened'>;

/**
 * Signed sheets in the order of the journal, each with whether it is as it was signed.
 *
 * @param before the digest of the sheet before the first, where it is known
 */
export function readSheets(signed: readonly Signed[], before?: string | null): SignedSheet[] {
  let previous = before;
  return signed.map(({ seq, at, data: { sheet, sha256 } }) => {
    const follows = previous === undefined || sheet.previous === previous;
    previous = sha256;
    return { seq, at, sheet, sha256, intact: follows && digestOf(sheet) === sha256 };
  });
}

/**
 * How business days stand with their check before opening.
 *
 * @param days their dates and first events, latest first
 * @param events the sheets and openings of windows of these days, in the order of the journal
 */
export function readinessDays(
  days: readonly { date: string; seq: number }[],
  events: readonly (Signed | Opened)[],
): ReadinessDay[] {
  const sheets = readSheets(events.filter((event) => event.type === 'readiness.signed'));
  return days.map(({ date, seq }, index): ReadinessDay => {
    const end = days[index - 1]?.seq ?? Infinity;
    const own = (event: { seq: number }) => event.seq >= seq && event.seq < end;
    const first = events.find((event) => event.type === 'window.opened' && own(event));
    const opened = first ? { at: first.at, seq: first.seq } : null;
    const signed = sheets.filter(own);
    return {
      ...{ date, opened, readiness: readinessOf(opened, signed) },
      sheets: signed.toReversed().map(({ sheet, ...rest }) => ({
        ...rest,
        name: sheet.name,
        verdicts: countVerdicts(sheet.lines),
      })),
    };
  });
}

function readinessOf(opened: { seq: number } | null, sheets: readonly { seq: number }[]): DayReadiness {
  const [first] = sheets;
  if (!opened) return first ? 'signed' : 'notOpened';
  if (!first) return 'missing';
  return first.seq < opened.seq ? 'signed' : 'late';
}
