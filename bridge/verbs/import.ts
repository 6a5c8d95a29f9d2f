import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import type { z } from 'zod';
import type { HallConfig } from '../../shared/config/schema.ts';
import { bookingMapSchema } from '../../shared/queue/bookings.ts';
import type { Observation } from '../../shared/queue/observed.ts';
import { Refusal, refusalText } from '../../shared/refusals.ts';
import type { Language } from '../../shared/text.ts';
import { dateTime } from '../../shared/time.ts';
import { loadHall } from '../config/load.ts';
import { ConfigError } from '../schemas/mistake.ts';
import { readSettings } from '../config/settings.ts';
import { explain } from '../explain.ts';
import { replay, rowOf, type Replayed } from '../history/replay.ts';
import {
  inOrder,
  logMapSchema,
  readLogRow,
  withTransfers,
  type LogMap,
  type LogMistake,
  type ReadRow,
} from '../history/ticket-log.ts';
import { Journal } from '../journal/journal.ts';
import { JournalError } from '../journal/journal-error.ts';
import { createLog } from '../log.ts';
import { shelfOf } from '../profiles/find.ts';
import { readRecords, textOf } from '../tables/read-table.ts';
import { importBookings, type BookingImport } from './import/bookings.ts';
import { UsageError, type Terminal, type Verb } from './verb.ts';

const OPTIONS = {
  config: { type: 'string' },
  map: { type: 'string' },
  data: { type: 'string' },
  appointments: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
} as const;

/** Mistakes of a file that are told one by one. */
const MOST_TOLD = 20;

interface Read {
  rows: number;
  /** Rows of which a time was later than that of the step after it. */
  aligned: number;
  observations: Observation[];
  mistakes: LogMistake[];
  /** Words of classes that the hall does not have, with the lines they stand on. */
  strangeClasses: Map<string, number[]>;
}

const verb: Verb = {
  summary: {
    zh: '导入另一系统的表格（CSV）：号票记录作为历史，或预约',
    en: "Import another system's table (CSV): tickets as history, or appointments",
  },
  help: {
    zh: `hall import <记录.csv> --config <大厅.yaml> [--map <对照.yaml>] [--data <文件夹>] [--dry-run]
hall import <预约.csv> --appointments --config <大厅.yaml> [--map <对照.yaml>] [--dry-run]

把每张号票一行的记录（UTF-8 或 GB18030 的 CSV）按发生的先后写入大厅的日志，此后大屏、日报与指标
同样可用。配置里须有 queue.source（排队由另一系统管理）。日志须是空的，或早于记录的第一行；桥接程序
正在运行时不能导入。

  --config   大厅配置；不给则用 HALL_CONFIG
  --map      列名与词表：columns（ticket、service、window、class、issued、called、started、ended、
             outcome 各在哪一列）、words（service、window、class、outcome 的词各指什么；outcome 可为
             done、accepted、returned、passed、abandoned、transferred、open）、time（local 或 iso）
  --data     数据文件夹；不给则用 HALL_DATA
  --dry-run  只检查，不写入：列出每一处读不懂的行与列

--appointments 导入预约：一行一个，按预约号认，重复导入不会重复登记；时间变了就改期，状态为取消的取消，
有误的逐行说明，其余照常导入。桥接程序正在运行时由它导入（HALL_HOST、HALL_PORT）。对照表为 fields
（appointment、service、date、time、minutes、name、status 各在哪一列）与 words（service、status）；
不给则用配置里的 queue.bookings，再不然认常见的列名（预约号、业务、日期、时段、姓名、状态）`,
    en: `hall import <log.csv> --config <hall.yaml> [--map <map.yaml>] [--data <folder>] [--dry-run]
hall import <bookings.csv> --appointments --config <hall.yaml> [--map <map.yaml>] [--dry-run]

Writes a log with one row for each ticket (CSV in UTF-8 or GB18030) into the hall's journal in the
order in which it happened; wall, daily report and figures then work on it. The configuration must
have queue.source (another system runs the queue). The journal must be empty, or end before the
first row; it cannot be done while the bridge runs.

  --config   the hall's configuration; HALL_CONFIG where absent
  --map      columns and words: columns (where ticket, service, window, class, issued, called,
             started, ended and outcome stand), words (what those of service, window, class and
             outcome mean; an outcome is done, accepted, returned, passed, abandoned, transferred
             or open), time (local or iso)
  --data     the data folder; HALL_DATA where absent
  --dry-run  only checks: lists every row and column that cannot be read

--appointments takes in appointments, one a row, known by their number: the same row again changes
nothing, another time moves it, a status of cancelled calls it off, and a row that is wrong is told
while the others are taken. Where the bridge runs, it is asked (HALL_HOST, HALL_PORT). The map has
fields (where appointment, service, date, time, minutes, name and status stand) and words (those of
service and status); without one queue.bookings of the configuration holds, else the usual headings`,
  },
  async run(words, { language, out }) {
    const { values, positionals } = parsed(words);
    const [file] = positionals;
    const config = values.config ?? process.env['HALL_CONFIG'];
    if (file === undefined || positionals.length > 1 || !config) throw new UsageError();
    const env = { ...process.env, HALL_CONFIG: config, ...(values.data ? { HALL_DATA: values.data } : {}) };
    const settings = readSettings(env);
    const say = (zh: string, en: string) => out(language === 'zh' ? zh : en);
    let hall: HallConfig;
    try {
      hall = loadHall(config, (await shelfOf(env)).drivers, language);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      out(error.message);
      return 1;
    }
    if (values.appointments) return bookings(file, { ...values, hall, settings }, { language, out });
    if (!hall.queue.source) {
      out(refusalText('queue.own', language));
      return 1;
    }
    let read: Read;
    try {
      read = await readLog(file, await mapOf(values.map, logMapSchema), hall);
    } catch (error) {
      return unreadable(error, { language, out });
    }
    say(
      `${file}：${read.rows} 行，${read.mistakes.length} 行读不懂。`,
      `${file}: ${read.rows} rows, ${read.mistakes.length} of them not understood.`,
    );
    for (const { line, column, value, before } of read.mistakes.slice(0, MOST_TOLD)) {
      const [tooEarly, early] = before ? [`，早于 ${before}`, `, before ${before}`] : ['', ''];
      say(
        `  第 ${line} 行 ${column}：“${value}”${tooEarly}`,
        `  line ${line}, ${column}: "${value}"${early}`,
      );
    }
    if (read.aligned > 0) {
      say(
        `${read.aligned} 行里有时刻晚于后一步（各机时钟不一）：按后一步的时刻计，办理时长不变。`,
        `In ${read.aligned} rows a time is later than the step after it (clocks differ): it is taken as that step's; no service time changes.`,
      );
    }
    for (const [word, lines] of [...read.strangeClasses].slice(0, MOST_TOLD)) {
      say(
        `本厅没有号票类别“${word}”：${lines.length} 行（首见于第 ${lines[0]} 行）按普通号导入。请在对照表的 words.class 里写明它指什么，不是类别的写 ''。`,
        `No class of this hall is called "${word}": ${lines.length} rows (first on line ${lines[0]}) are taken as ordinary tickets. Say in words.class of the map what it means, '' for none.`,
      );
    }
    if (values['dry-run'] || read.observations.length === 0) return read.mistakes.length > 0 ? 1 : 0;
    return write(read, { hall, folder: settings.data, language, out });
  },
};
export default verb;

function parsed(words: string[]) {
  try {
    return parseArgs({ args: words, options: OPTIONS, allowPositionals: true });
  } catch {
    throw new UsageError();
  }
}

async function mapOf<S extends z.ZodType>(file: string | undefined, schema: S): Promise<z.output<S>> {
  const text = file === undefined ? '' : textOf(await readFile(file));
  const read = schema.safeParse(parse(text) ?? {});
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new UsageError(`${file}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}

async function bookings(
  file: string,
  asked: { map?: string; 'dry-run'?: boolean } & Pick<BookingImport, 'hall' | 'settings'>,
  terminal: Terminal,
): Promise<number> {
  const { hall, settings } = asked;
  let read: Pick<BookingImport, 'text' | 'map'>;
  try {
    const map = asked.map === undefined ? undefined : await mapOf(asked.map, bookingMapSchema);
    read = { text: textOf(await readFile(file)), map };
  } catch (error) {
    return unreadable(error, terminal);
  }
  return importBookings({ file, ...read, hall, settings, dryRun: asked['dry-run'] ?? false }, terminal);
}

/** A file that is not there, quotes that do not close, a map that is no YAML: the system's words say which. */
function unreadable(error: unknown, { language, out }: Terminal): number {
  if (error instanceof UsageError) throw error;
  const reason =
    error instanceof Refusal
      ? refusalText(error.code, language, error.params)
      : error instanceof Error
        ? error.message
        : String(error);
  out(language === 'zh' ? `读不了记录或对照表：${reason}` : `The log or its map cannot be read: ${reason}`);
  return 1;
}

async function readLog(file: string, map: LogMap, { zone, classes }: HallConfig): Promise<Read> {
  const rows = readRecords(textOf(await readFile(file)));
  const read: ReadRow[] = [];
  const strangeClasses: Read['strangeClasses'] = new Map();
  const by = { zone, classes: classes.map(({ id }) => id) };
  const mistakes: LogMistake[] = [];
  let aligned = 0;
  for (const { line, record } of rows) {
    const row = readLogRow(line, record, map, by);
    if ('mistake' in row) {
      mistakes.push(row.mistake);
      continue;
    }
    read.push(row);
    if (row.aligned) aligned += 1;
    const { strangeClass: word } = row;
    if (word === undefined) continue;
    const lines = strangeClasses.get(word);
    if (lines) lines.push(line);
    else strangeClasses.set(word, [line]);
  }
  const observations = inOrder(withTransfers(read));
  return { rows: rows.length, aligned, observations, mistakes, strangeClasses };
}

async function write(
  { observations, mistakes }: Read,
  parts: { hall: HallConfig; folder: string; language: Language; out: (line: string) => void },
): Promise<number> {
  const { hall, folder, language, out } = parts;
  const say = (zh: string, en: string) => out(language === 'zh' ? zh : en);
  let opened: Awaited<ReturnType<typeof Journal.open>>;
  try {
    opened = await Journal.open({ folder, bulk: true });
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
    out(explain(error, 0, language));
    return 1;
  }
  const { journal, state } = opened;
  try {
    const from = observations[0]?.at ?? 0;
    if (state.at > from) {
      const [last, first] = [state.at, from].map((at) => dateTime(at, hall.zone));
      say(
        `日志已记到 ${last}，晚于记录的第一行 ${first}：请换一个空的数据文件夹。`,
        `The journal goes to ${last}, later than the first row ${first}: use an empty data folder.`,
      );
      return 1;
    }
    const done = await replay({ hall, journal, state, log: createLog('error') }, observations, (n) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${n} / ${observations.length}`);
    });
    say(`已写入 ${done.events} 条事件（${folder}）。`, `${done.events} events were written (${folder}).`);
    for (const line of refusalLines(done, language)) out(line);
    if (done.ignored) {
      const { n, first } = done.ignored;
      say(
        `  ${n} 行没有导入任何内容：号码当天已办结（首见于第 ${first} 行）`,
        `  ${n} rows led to nothing: their number was served that day already (first on line ${first})`,
      );
    }
    if (done.cut) {
      const line = rowOf(done.cut.first);
      say(
        `  ${done.cut.n} 次：办结晚于同一窗口的下一次叫号，以那次叫号为办结时刻（首见于第 ${line} 行）`,
        `  ${done.cut.n} times: A service ends after its window called the next: it ends with that call (first on line ${line})`,
      );
    }
    return mistakes.length > 0 || done.refused.size > 0 || done.ignored ? 1 : 0;
  } finally {
    await journal.close();
  }
}

function refusalLines({ refused }: Replayed, language: Language): string[] {
  return [...refused].map(([code, { n, first, params }]) => {
    const line = rowOf(first);
    const text = refusalText(code, language, params);
    return language === 'zh'
      ? `  ${n} 次：${text}（首见于第 ${line} 行）`
      : `  ${n} times: ${text} (first on line ${line})`;
  });
}
