import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { lstat, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A serial port of this machine that leads to a TCP port of it. */
export interface OfferedSerial {
  /** Where it is opened. */
  path: string;
  close(): Promise<void>;
}

/** How often it is looked whether the name of a port is there, in milliseconds. */
const LOOK_EVERY = 10;
/** Rest before a port that somebody has closed is offered again, in milliseconds. */
const AGAIN_AFTER = 100;

/**
 * Offers a TCP port as a serial port too, under a name of its own that lasts until `close`. The TCP port
 * is connected to only while somebody has the serial port open: of the two the later one counts.
 *
 * @param name of the port, in a folder that nobody else writes to
 * @throws Error with `code` ENOENT where there is no socat; with what socat said where it has no terminals
 */
export async function offerSerial(name: string, port: number): Promise<OfferedSerial> {
  const folder = await mkdtemp(join(tmpdir(), 'hallwatch-serial-'));
  const path = join(folder, name);
  const over = new AbortController();
  let present = await waiting(path, port).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  const kept = keepOffering();

  /** Whoever closes the port ends what leads to it: it is offered anew for the next. */
  async function keepOffering(): Promise<void> {
    while (!over.signal.aborted) {
      await ended(present);
      await pause(AGAIN_AFTER, undefined, { signal: over.signal }).catch(() => undefined);
      if (!over.signal.aborted) present = await waiting(path, port).catch(() => present);
    }
  }

  return {
    path,
    async close() {
      over.abort();
      present.kill();
      await kept;
      present.kill();
      await ended(present);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** socat at a new terminal, once its name is there; it waits for somebody who opens it. */
async function waiting(path: string, port: number): Promise<ChildProcess> {
  await rm(path, { force: true });
  const ends = [`pty,raw,echo=0,link=${path},wait-slave,pty-interval=0.05`, `tcp:127.0.0.1:${port}`];
  const socat = spawn('socat', ['-d', '-d', ...ends], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  socat.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-1000)));
  const failed = new Promise<never>((_resolve, reject) => {
    socat.once('error', reject);
    socat.once('exit', () => reject(new Error(said.trim().split('\n').at(-1) ?? 'socat')));
  });
  failed.catch(() => undefined);
  while (!(await isThere(path))) {
    // The first look may come before the name, and the name goes with whoever made it.
    await (isAlive(socat) ? pause(LOOK_EVERY) : failed);
  }
  return socat;
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function isAlive({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid !== undefined && exitCode === null && signalCode === null;
}

async function ended(child: ChildProcess): Promise<void> {
  if (isAlive(child)) await once(child, 'exit');
}
