import type { GlossaryEntry } from '../../../shared/api.ts';
import type {
  NoticeClass,
  NoticeService,
  NoticeWindow,
  PublicNotice,
} from '../../../shared/visitor/notice.ts';

/** What is shown at one time: all of it where people scroll, else as much as a screen holds. */
export type Leaf =
  | { kind: 'today'; services: NoticeService[] }
  | { kind: 'windows'; windows: NoticeWindow[] }
  | { kind: 'rules'; classes: NoticeClass[] }
  | { kind: 'definitions'; entries: GlossaryEntry[] };

/** How many of each a screen holds, to be read from some metres away. */
const MOST = { services: 8, windows: 8, classes: 5, definitions: 8 };

/** The leaves of a notice: whole parts, or on a screen as many leaves as each part needs. */
export function leavesOf(notice: PublicNotice, isScreen: boolean): Leaf[] {
  const split = <T>(items: T[], most: number) => (isScreen ? chunks(items, most) : [items]);
  return [
    ...split(notice.services, MOST.services).map((services): Leaf => ({ kind: 'today', services })),
    ...split(notice.windows, MOST.windows).map((windows): Leaf => ({ kind: 'windows', windows })),
    ...split(notice.classes, MOST.classes).map((classes): Leaf => ({ kind: 'rules', classes })),
    ...split(notice.definitions, MOST.definitions).map((entries): Leaf => ({ kind: 'definitions', entries })),
  ];
}

/** Runs of at most so many, as even as can be. */
function chunks<T>(items: T[], most: number): T[][] {
  const count = Math.max(1, Math.ceil(items.length / most));
  const size = Math.ceil(items.length / count);
  return Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size));
}
