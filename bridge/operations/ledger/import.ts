import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { HallConfig } from '../../../shared/config/schema.ts';
import type { Draft } from '../../../shared/events/index.ts';
import { LONGEST, type LedgerCategory, type LedgerSource } from '../../../shared/events/ledger.ts';
import { maskName, maskWords } from '../../../shared/hall/ledger-person.ts';
import {
  MOST_ROWS,
  type ImportAnswer,
  type ImportRow,
  type importSchema,
} from '../../../shared/ledger/api.ts';
import { intakeSchema, type Intake } from '../../../shared/ledger/commands.ts';
import { categoryNames } from '../../../shared/ledger/words.ts';
import { Refusal } from '../../../shared/refusals.ts';
import type { Bilingual } from '../../../shared/text.ts';
import type { Present } from '../rules.ts';
import { openEntry } from './opening.ts';
import { readRows } from '../../tables/read-table.ts';

type Column = 'title' | 'category' | 'text' | 'window' | 'name' | 'contact' | 'reference';

/** Headings as they are found in tables of findings and comments. */
const headings: Record<Column, readonly string[]> = {
  title: ['标题', '问题', '事项', '题目', 'title', 'finding', 'subject'],
  category: ['类别', '分类', '类型', 'category', 'type'],
  text: ['内容', '意见', '建议', '评语', '描述', '详情', 'text', 'comment', 'comments', 'detail'],
  window: ['窗口', '窗口号', 'window'],
  name: ['姓名', '反映人', '联系人', 'name', 'person'],
  contact: ['联系方式', '电话', '手机', 'contact', 'phone'],
  reference: ['编号', '序号', '单号', 'reference', 'number', 'id'],
};

/** The category of a row that names none. */
const usual: Record<LedgerSource, LedgerCategory> = {
  inspection: 'discipline',
  survey: 'advice',
  suggestion: 'advice',
  complaint: 'attitude',
  ...{ rating: 'attitude', alert: 'system', promise: 'business', person: 'business' },
};

interface Read {
  row: ImportRow;
  intake?: Intake;
}

function columnsOf(head: readonly string[]): Map<Column, number> {
  const columns = new Map<Column, number>();
  head.forEach((cell, index) => {
    const name = cell.trim().toLowerCase();
    const found = (Object.keys(headings) as Column[]).find((column) => headings[column].includes(name));
    if (found && !columns.has(found)) columns.set(found, index);
  });
  return columns;
}

function categoryOf(word: string, source: LedgerSource): LedgerCategory | undefined {
  if (word === '') return usual[source];
  const wanted = word.toLowerCase();
  return (Object.keys(categoryNames) as LedgerCategory[]).find(
    (id) => id === wanted || categoryNames[id].zh === word || categoryNames[id].en.toLowerCase() === wanted,
  );
}

/** A row without a number of its own is known again by what it says. */
function ownReference(cells: readonly string[]): string {
  const digest = createHash('sha256')
    .update(cells.map((cell) => cell.trim()).join('\n'))
    .digest('hex');
  return `row-${digest.slice(0, 12)}`;
}

/**
 * What every row of a table would become, before anything is written.
 *
 * @param known the entry that a reference stands for already
 * @throws Refusal `ledger.noRows` where there is nothing to read, `table.quotes` where it is no table
 */
function readTable(
  { text, source, officer }: z.output<typeof importSchema>,
  hall: HallConfig,
  known: (reference: string) => string | undefined,
): Read[] {
  const [head = [], ...rows] = readRows(text);
  const columns = columnsOf(head);
  if (rows.length === 0 || (!columns.has('title') && !columns.has('text')))
    throw new Refusal('ledger.noRows');
  const seen = new Set<string>();
  return rows.slice(0, MOST_ROWS).map((cells, index): Read => {
    const cell = (column: Column) => cells[columns.get(column) ?? -1]?.trim() ?? '';
    const content = cell('text');
    const title = (cell('title') || content.split(/[\n。！？.!?]/)[0] || '').slice(0, LONGEST.title);
    const category = categoryOf(cell('category'), source);
    const named = cell('name') ? [{ name: cell('name'), contact: cell('contact') || undefined }] : [];
    const row: ImportRow = {
      ...{ line: index + 2, verdict: 'wrong', title: maskWords(title, named) },
      category: category ?? cell('category'),
      ...(cell('name') ? { person: maskName(cell('name')) } : {}),
    };
    const wrong = (words: Bilingual): Read => ({ row: { ...row, words } });
    if (!category) {
      const names = Object.values(categoryNames);
      return wrong({
        zh: `没有类别“${cell('category')}”，请用：${names.map(({ zh }) => zh).join('、')}`,
        en: `There is no category "${cell('category')}"; use ${names.map(({ en }) => en).join(', ')}`,
      });
    }
    const window = hall.windows.find(({ id, number }) => [id, String(number)].includes(cell('window')));
    if (cell('window') && !window)
      return wrong({ zh: `没有窗口“${cell('window')}”`, en: `There is no window "${cell('window')}"` });
    // Numbers of one kind of table mean nothing in another.
    const reference = cell('reference') ? `${source}:${cell('reference')}`.slice(0, 60) : ownReference(cells);
    const intake = intakeSchema.safeParse({
      ...{ source, category, title, officer, reference },
      ...(content ? { text: content.slice(0, LONGEST.text) } : {}),
      ...(window ? { window: window.id } : {}),
      ...(named[0] ? { person: named[0] } : {}),
    });
    if (!intake.success) {
      const [issue] = intake.error.issues;
      const field = issue?.path.join('.') ?? '';
      return wrong({
        zh: title === '' ? '这一行没有标题，也没有内容' : `“${field}”不合要求`,
        en: title === '' ? 'The row has neither title nor text' : `The field "${field}" does not fit`,
      });
    }
    const entry = known(reference);
    if (entry !== undefined || seen.has(reference)) {
      return {
        row: {
          ...{ ...row, verdict: 'known', words: { zh: '已登记过', en: 'taken in already' } },
          ...(entry !== undefined ? { entry } : {}),
        },
      };
    }
    seen.add(reference);
    return { row: { ...row, verdict: 'new' }, intake: intake.data };
  });
}

function answerOf(rows: ImportRow[]): ImportAnswer {
  const counts: ImportAnswer['counts'] = { new: 0, known: 0, wrong: 0 };
  for (const { verdict } of rows) counts[verdict] += 1;
  return { rows, counts };
}

type Known = (reference: string) => string | undefined;

/** What a table would become. Nothing is written. */
export function previewImport(
  input: z.output<typeof importSchema>,
  hall: HallConfig,
  known: Known,
): ImportAnswer {
  return answerOf(readTable(input, hall, known).map(({ row }) => row));
}

/** Opens an entry for every row that is new, all at once or none. @throws Refusal as for one entry */
export function importEntries(
  present: Present,
  input: z.output<typeof importSchema>,
  known: Known,
): { drafts: Draft[]; answer: ImportAnswer } {
  const drafts: Draft[] = [];
  const rows = readTable(input, present.hall, known).map(({ row, intake }): ImportRow => {
    if (!intake) return row;
    const from = {
      zh: `${input.file || '导入'} 第 ${row.line} 行`,
      en: `${input.file || 'import'}, line ${row.line}`,
    };
    const facts = [{ name: { zh: '导入自', en: 'Taken in from' }, value: from, seqs: [] }];
    const [draft] = openEntry(present, intake, { ahead: drafts.length, facts });
    if (draft?.type !== 'ledger.opened') return row;
    drafts.push(draft);
    return { ...row, entry: draft.data.entry };
  });
  return { drafts, answer: answerOf(rows) };
}
