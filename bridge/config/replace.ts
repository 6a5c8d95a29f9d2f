import { link, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A file that was replaced, while it can still be taken back. */
export interface Replaced {
  /** Lets go of what stood there before. */
  keep(): Promise<void>;
  /** Puts back what stood there before; needs no space on the disk. */
  undo(): Promise<void>;
}

/** May hold passwords of brokers: nobody but its owner reads a file that is new. */
const OWN = 0o600;

/**
 * Replaces a file whole: writes beside it, waits for the disk, and renames. Whenever the
 * power goes, the file is the old one or the new one, and never a part. A symbolic link is
 * followed, so that what it leads to is replaced and not the link.
 *
 * @throws Error of the system; the file is then as it was
 */
export async function replaceFile(file: string, text: string): Promise<Replaced> {
  const target = await realpath(file).catch(() => file);
  const beside = (end: string) => join(dirname(target), `.${basename(target)}.${end}`);
  const [fresh, before] = [beside('new'), beside('before')];
  const mode = await stat(target).then(
    ({ mode }) => mode & 0o777,
    () => null,
  );
  await rm(before, { force: true });
  try {
    await writeDurably(fresh, text, mode ?? OWN);
    if (mode !== null) await link(target, before);
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { force: true });
    await rm(before, { force: true });
    throw error;
  }
  await flushFolder(dirname(target));
  return {
    keep: () => rm(before, { force: true }),
    undo: async () => {
      if (mode !== null) await rename(before, target);
      else await rm(target, { force: true });
      await flushFolder(dirname(target));
    },
  };
}

async function writeDurably(file: string, text: string, mode: number): Promise<void> {
  await rm(file, { force: true });
  const handle = await open(file, 'wx', mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A rename is on disk when its folder is. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
