import { existsSync, watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';

/** The system makes the file first and gives its rights and its other names after that; in milliseconds. */
const SETTLE = 200;

/**
 * Calls `appeared` shortly after a path, or the nearest missing folder above it, changes in
 * its folder: a port that is plugged in. A system that cannot watch tells nothing.
 *
 * @returns how to stop
 */
export function watchAppearance(path: string, appeared: () => void): () => void {
  let name = basename(path);
  let folder = dirname(path);
  while (!existsSync(folder) && folder !== dirname(folder)) {
    name = basename(folder);
    folder = dirname(folder);
  }
  let settling: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | undefined;
  try {
    watcher = watch(folder, { persistent: false }, (_event, changed) => {
      if (changed !== name) return;
      clearTimeout(settling);
      settling = setTimeout(appeared, SETTLE);
    });
    // A folder that goes while it is watched is looked for at the next try.
    watcher.on('error', () => watcher?.close());
  } catch {
    watcher = undefined;
  }
  return () => {
    clearTimeout(settling);
    watcher?.close();
  };
}
