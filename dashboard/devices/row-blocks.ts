import type { DeviceRow, RowGroup } from './rows.ts';

/** Rows that are drawn or left undrawn together. */
export interface RowBlock {
  key: string;
  /** Id of the line or the kind. */
  group: string;
  rows: readonly DeviceRow[];
  /** Rows of the whole group where this is its beginning, which bears its head; else null. */
  opens: number | null;
}

/** Rows of a block: about one screen. */
const BLOCK = 24;

/** As many rows are drawn whole: any hall but the largest, which can be searched by the browser, too. */
export const DRAWN_WHOLE = 120;

/** The groups cut into blocks, in their order. */
export function blocksOf(groups: readonly RowGroup[]): RowBlock[] {
  return groups.flatMap(({ id, rows }) =>
    Array.from({ length: Math.max(1, Math.ceil(rows.length / BLOCK)) }, (_, at) => ({
      key: `${id} ${at}`,
      group: id,
      rows: rows.slice(at * BLOCK, (at + 1) * BLOCK),
      opens: at === 0 ? rows.length : null,
    })),
  );
}
