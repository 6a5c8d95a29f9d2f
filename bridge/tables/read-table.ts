import iconv from 'iconv-lite';
import { CsvError, parse } from 'csv-parse/sync';
import { Refusal } from '../../shared/refusals.ts';

/** Columns that are read: more than any table of people has. */
const MOST_COLUMNS = 200;

/**
 * The rows of a table as text (RFC 4180): commas, semicolons or tabs between the cells; a byte
 * order mark, blank rows and rows of unequal length are no matter.
 *
 * @throws Refusal `table.quotes` with the line, where quotes do not close
 */
export function readRows(text: string): string[][] {
  const head = text.slice(0, Math.max(0, text.search(/\r?\n|$/)));
  const delimiter = [',', '\t', ';'].find((sign) => head.includes(sign)) ?? ',';
  try {
    return parse(text, {
      ...{ delimiter, bom: true, relax_quotes: true, relax_column_count: true },
      ...{ skip_empty_lines: true, skip_records_with_empty_values: true },
    });
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error;
    throw new Refusal('table.quotes', { line: String(lineAfter(text, Number(error['bytes']))) });
  }
}

/** The line on which what follows these bytes of a text begins. */
function lineAfter(text: string, bytes: number): number {
  return Buffer.from(text).subarray(0, bytes).toString().split('\n').length;
}

/** Rows by the words of the first one, each with its line in the file; cells beyond them are left out. */
export function readRecords(text: string): { line: number; record: Record<string, string> }[] {
  const [head = [], ...rows] = readRows(text);
  const names = head.slice(0, MOST_COLUMNS).map((name) => name.trim());
  return rows.map((cells, index) => ({
    line: index + 2,
    record: Object.fromEntries(names.map((name, at) => [name, (cells[at] ?? '').trim()])),
  }));
}

/** A file's text: UTF-8, or GB18030 as Chinese office programs write it. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(Buffer.from(bytes), 'gb18030');
  }
}
