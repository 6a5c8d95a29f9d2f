import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Offers a TCP port as a serial port under `link`, with socat between the two.
 *
 * @throws Error that says what to install when there is no socat
 */
export async function openPty(link: string, port: number): Promise<{ close(): Promise<void> }> {
  const args = ['-d', '-d', `pty,raw,echo=0,link=${link}`, `tcp:127.0.0.1:${port},forever,interval=1`];
  const socat = spawn('socat', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(socat, 'close').catch(() => undefined);
  await new Promise<void>((resolve, reject) => {
    let said = '';
    socat.on('error', (error: NodeJS.ErrnoException) => {
      const missing = 'socat is missing: install it (apt-get install socat), or leave out --pty';
      reject(error.code === 'ENOENT' ? new Error(missing, { cause: error }) : error);
    });
    socat.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000);
      if (said.includes('PTY is')) resolve();
    });
    socat.on('exit', () => reject(new Error(`socat ended: ${said.trim()}`)));
  });
  return {
    async close() {
      socat.kill();
      await ended;
    },
  };
}
