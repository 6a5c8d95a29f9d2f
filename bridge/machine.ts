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
