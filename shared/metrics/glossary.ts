import type { GlossaryEntry } from '../api.ts';
import { figures, type FigureId } from './index.ts';

/** The published definitions of figures, with their versions; of all figures unless some are named. */
export function glossaryOf(ids = Object.keys(figures) as FigureId[]): GlossaryEntry[] {
  return ids.map((id) => {
    const { version, name, unit, text } = figures[id];
    return { id, version, name, unit, text };
  });
}
