import type { HallConfig } from '../../../shared/config/schema.ts';
import type { BookingMap } from '../../../shared/queue/bookings.ts';
import type { BookingAnswer, BookingTable } from '../../../shared/queue/booking-table.ts';
import { Refusal, refusalText } from '../../../shared/refusals.ts';
import { systemClock } from '../../clock/clock.ts';
import type { Settings } from '../../config/settings.ts';
import { explain } from '../../explain.ts';
import { Journal } from '../../journal/journal.ts';
import { JournalError } from '../../journal/journal-error.ts';
import { createLog } from '../../log.ts';
import { LiveHall } from '../../operations/live-hall.ts';
import { previewBookings, readBookingTable, takeBookings } from '../../operations/queue/bookings.ts';
import type { Terminal } from '../verb.ts';

/** Rows that are told one by one. */
const MOST_TOLD = 20;

/** A table of appointments on its way in. */
export interface BookingImport {
  file: string;
  text: string;
  /** As the hall's configuration says where absent. */
  map: BookingMap | undefined;
  hall: HallConfig;
  settings: Settings;
  /** Only looks. */
  dryRun: boolean;
}

/**
 * Takes appointments in: by the bridge where one runs on this data, else into its journal.
 *
 * @returns the exit code: 0 where no row was refused
 */
export async function importBookings(asked: BookingImport, { language, out }: Terminal): Promise<number> {
  let answer: BookingAnswer;
  try {
    answer = await answered(asked);
  } catch (error) {
    if (error instanceof JournalError) out(explain(error, asked.settings.port, language));
    else if (error instanceof Refusal) out(refusalText(error.code, language, error.params));
    else throw error;
    return 1;
  }
  const { rows, counts } = answer;
  const { booked, moved, cancelled, known, refused } = counts;
  out(
    language === 'zh'
      ? `${asked.file}：${rows.length} 行，${asked.dryRun ? '将' : ''}登记 ${booked}，改期 ${moved}，取消 ${cancelled}；${known} 行已在，${refused} 行不能导入。`
      : `${asked.file}: ${rows.length} rows, ${booked}${asked.dryRun ? ' to be' : ''} booked, ${moved} moved, ${cancelled} cancelled; ${known} there already, ${refused} refused.`,
  );
  for (const { line, appointment = '', words } of rows.filter((row) => row.words).slice(0, MOST_TOLD)) {
    const said = words?.[language] ?? '';
    out(
      language === 'zh'
        ? `  第 ${line} 行 ${appointment}：${said}`
        : `  line ${line} ${appointment}: ${said}`,
    );
  }
  return refused > 0 ? 1 : 0;
}

async function answered(asked: BookingImport): Promise<BookingAnswer> {
  let opened: Awaited<ReturnType<typeof Journal.open>>;
  try {
    opened = await Journal.open({ folder: asked.settings.data });
  } catch (error) {
    if (error instanceof JournalError && error.trouble === 'locked') return told(asked, error);
    throw error;
  }
  const { journal, state } = opened;
  try {
    const { hall, text, map } = asked;
    const live = new LiveHall({ hall, journal, state, clock: systemClock, log: createLog('error') });
    const records = readBookingTable(text, hall, map);
    if (asked.dryRun) {
      const { now, codeFor } = live;
      return await previewBookings({ state, hall, now, codeFor }, records);
    }
    return await takeBookings(live, records, { who: 'file:import', from: 'import' }, 'file');
  } finally {
    await journal.close();
  }
}

/** Has the bridge that runs on the same data take it in. */
async function told(
  { text, map, settings, dryRun }: BookingImport,
  locked: JournalError,
): Promise<BookingAnswer> {
  const url = `http://${settings.host}:${settings.port}/api/appointments/${dryRun ? 'preview' : 'import'}`;
  const body: BookingTable = { text, ...(map ? { map } : {}) };
  let answer: Response;
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    // It runs, but not where it was looked for.
    throw locked;
  }
  const said = (await answer.json()) as BookingAnswer & {
    code: Refusal['code'];
    params: Record<string, string>;
  };
  if (!answer.ok) throw new Refusal(said.code, said.params);
  return said;
}
