import type { Entry } from './entry.ts';
import { functionOf } from './expression/code.ts';
import type { Compiled, Value } from './expression/value.ts';
import { lookedUp } from './layout/layout.ts';
import type { PartTable } from './layout/part-table.ts';
import type { Run } from './layout/run.ts';

/** A value that follows from the parts of a frame. */
export interface NamedValue {
  name: string;
  slot: number;
  /** What it is; made when it is first asked for. */
  value: Compiled<Run>;
}

/** Compiles `values:`, each from the parts and the values before it. @throws ProfileMistake */
export function compileValues(entry: Entry, table: PartTable): NamedValue[] {
  return entry.fields().map(([name, given]) => {
    const made = lookedUp(given, table);
    const slot = given.naming(() => table.derive(name, made));
    return { name, slot, value: functionOf<Run, Value>(table.value(name)!) };
  });
}
