import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { within } from '../support/until.ts';

/** Two serial ports of this machine with a cable between them, for a host and a real device program. */
export async function serialPair(): Promise<{ host: string; device: string }> {
  const folder = temporaryFolder();
  const [host, device] = [join(folder, 'ttyHost'), join(folder, 'ttyDevice')];
  const ports = [host, device].map((link) => `pty,raw,echo=0,link=${link}`);
  const socat = spawn('socat', ['-d', '-d', ...ports], { stdio: ['ignore', 'ignore', 'pipe'] });
  onTestFinished(async () => {
    const ended = once(socat, 'exit');
    if (socat.exitCode === null && socat.kill()) await ended;
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
  return { host, device };
}
