import { statfs } from 'node:fs/promises';

/**
 * Bytes that may still be written where a folder is.
 *
 * @throws Error with the system's reason when that cannot be read
 */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/**
 * Tells by how many milliseconds a clock stands back against one that cannot be set, since this
 * was called.
 *
 * @param now the clock, milliseconds UTC
 * @param steady milliseconds that only ever pass
 */
export function watchSetBack(now: () => number, steady: () => number): () => number {
  const first = now() - steady();
  return () => Math.max(0, first - (now() - steady()));
}
