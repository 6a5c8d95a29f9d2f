import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SimTrouble } from '../trouble.ts';

const missing = {
  zh: '没有找到 socat：请安装（apt-get install socat），或去掉 --pty。',
  en: 'socat is missing: install it (apt-get install socat), or leave out --pty.',
};

/**
 * Offers a TCP port as a serial port under `link`, with socat between the two.
 *
 * @throws SimTrouble that says what to install when there is no socat
 */
export async function openPty(link: string, port: number): Promise<{ close(): Promise<void> }> {
  const args = ['-d', '-d', `pty,raw,echo=0,link=${link}`, `tcp:127.0.0.1:${port},forever,interval=1`];
  const socat = spawn('socat', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(socat, 'close').catch(() => undefined);
  await new Promise<void>((resolve, reject) => {
    let said = '';
    socat.on('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ENOENT' ? new SimTrouble(missing, { cause: error }) : error);
    });
    socat.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000);
      if (said.includes('starting data transfer loop')) resolve();
    });
    socat.on('exit', () => {
      const last = said.trim();
      reject(new SimTrouble({ zh: `socat 退出了：${last}`, en: `socat ended: ${last}` }));
    });
  });
  return {
    async close() {
      socat.kill();
      await ended;
    },
  };
}
