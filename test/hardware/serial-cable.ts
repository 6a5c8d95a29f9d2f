import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { fromHex } from '../support/serial-server.ts';
import { within } from '../support/until.ts';

/** A serial port of this machine with a cable that can be pulled; a test plays the device at its end. */
export class SerialCable {
  readonly path = join(temporaryFolder(), 'ttyDevice');
  /** Everything the host has written, over all plugs. */
  heard: Buffer = Buffer.alloc(0);
  #socat: ChildProcess | null = null;
  readonly #watchers = new Set<() => void>();

  static async plugged(): Promise<SerialCable> {
    const cable = new SerialCable();
    onTestFinished(() => cable.unplug());
    await cable.plug();
    return cable;
  }

  /** The port appears under its path. */
  async plug(): Promise<void> {
    const socat = spawn('socat', ['-d', '-d', `pty,raw,echo=0,link=${this.path}`, '-'], { stdio: 'pipe' });
    this.#socat = socat;
    socat.stdin.on('error', () => undefined);
    socat.stdout.on('data', (chunk: Buffer) => {
      this.heard = Buffer.concat([this.heard, chunk]);
      for (const watcher of [...this.#watchers]) watcher();
    });
    const ready = new Promise<void>((resolve, reject) => {
      let said = '';
      socat.on('error', reject);
      socat.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('starting data transfer loop')) resolve();
      });
    });
    await within(ready, 'socat');
  }

  /** The port is gone, as of an adapter that is pulled. */
  async unplug(): Promise<void> {
    const socat = this.#socat;
    this.#socat = null;
    if (!socat || socat.exitCode !== null || socat.signalCode !== null) return;
    const ended = once(socat, 'exit');
    socat.kill('SIGKILL');
    await ended;
  }

  /** Sends what the device says, in one piece. */
  say(hex: string): void {
    this.#socat?.stdin?.write(fromHex(hex));
  }

  /** Waits until the host has written these bytes so many times in all. */
  hears(hex: string, times = 1): Promise<void> {
    const wanted = fromHex(hex);
    const isSo = () => {
      let found = 0;
      for (let at = this.heard.indexOf(wanted); at >= 0; at = this.heard.indexOf(wanted, at + 1)) found += 1;
      return found >= times;
    };
    if (isSo()) return Promise.resolve();
    const came = new Promise<void>((resolve) => {
      const watcher = () => {
        if (!isSo()) return;
        this.#watchers.delete(watcher);
        resolve();
      };
      this.#watchers.add(watcher);
    });
    return within(came, `${hex}, ${times} times`);
  }
}
