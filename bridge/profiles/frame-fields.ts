import type { FrameField } from '../../shared/channel.ts';
import { same, type Bilingual } from '../../shared/text.ts';
import { toHex } from '../framing/bytes.ts';
import { checkWords } from '../framing/fields.ts';
import { isBytes, isRecord, type Value } from './expression/value.ts';
import type { PartWords } from './layout/part-table.ts';
import { BAD_CHECK, type Run, type Span, type Status } from './layout/run.ts';

/** What came of reading bytes as one kind of frame. */
export interface Attempt {
  spans: Span[];
  run: Run;
  status: Status;
}

/** Fields for every byte: those of parts, and what lies between and behind them. */
export function fieldsOf(
  bytes: Uint8Array,
  { spans, run, status }: Attempt,
  words: readonly PartWords[],
): FrameField[] {
  const broken = status === BAD_CHECK ? spans.findLast(({ part }) => words[part]!.isCheck) : undefined;
  const fields: FrameField[] = [];
  let at = 0;
  const other = (to: number) => {
    if (to <= at) return;
    fields.push({ at, length: to - at, name: { zh: '其他', en: 'Other' }, role: 'data' });
    at = to;
  };
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const { part, start, end } = span;
    // What was tried and given up, and what lies inside another part, is not said twice.
    if (start < at || end <= start || end > bytes.length) continue;
    other(start);
    const { name, role, slot, words: known, isCheck } = words[part]!;
    const value = isCheck ? checkWords(span !== broken) : wordsFor(run.valueOf(slot), known);
    fields.push({ at: start, length: end - start, name, role, ...(value ? { value } : {}) });
    at = end;
  }
  other(bytes.length);
  return fields;
}

const LONGEST_WORDS = 80;

function wordsFor(value: Value, known: ReadonlyMap<string, Bilingual>): Bilingual | null {
  if (value === null) return null;
  const found = known.get(String(value));
  if (found) return found;
  if (isBytes(value)) return null;
  const text = isRecord(value) || Array.isArray(value) ? JSON.stringify(value, bytesAsHex) : String(value);
  return same(text.length > LONGEST_WORDS ? `${text.slice(0, LONGEST_WORDS)}…` : text);
}

function bytesAsHex(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? toHex(value) : value;
}
