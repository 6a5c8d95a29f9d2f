/**
 * Lives whole days of the demo hall's past in a process of its own, whose memory is given
 * back when they are lived: what a day leaves behind is in the journal.
 */
import { loadCatalog } from '../profiles/catalog.ts';
import { createLog } from '../log.ts';
import type { Stretch } from './days.ts';
import { demoAt, nowhere } from './nowhere.ts';
import { livePast } from './past.ts';

/** What is to be lived, as the only word of the command line. */
export interface PastTask {
  folder: string;
  stretches: Stretch[];
  logLevel: string;
}

/** How far it is, or why it ends. */
export type PastWord = { date: string; at: number } | { failed: string };

function say(word: PastWord): Promise<void> {
  return new Promise((said) => process.send?.(word, () => said()));
}

// Without the bridge that asked for it there is nobody to live it for.
process.once('disconnect', () => process.exit(1));
try {
  const { folder, stretches, logLevel } = JSON.parse(process.argv[2] ?? '') as PastTask;
  await livePast({
    hall: nowhere(),
    folder,
    stretches,
    ...demoAt(nowhere(), stretches[0]?.from ?? 0),
    drivers: await loadCatalog(),
    log: createLog(logLevel),
    told: (date, at) => void say({ date, at }),
  });
  process.exit(0);
} catch (error) {
  await say({ failed: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}
