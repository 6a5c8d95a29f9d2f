import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Certificates } from '../support/certificates.ts';
import { temporaryFolder } from '../support/folder.ts';
import { within } from '../support/until.ts';

/** What a broker asks of its clients. */
export interface Strictness {
  /** Name and password, where nobody may come in without. */
  account?: { name: string; password: string };
  /** Speaks TLS, and asks clients for a certificate of the same authority. */
  certificates?: Certificates;
}

/** A mosquitto of the test's own, with nothing on disk but its configuration. */
export class Mosquitto {
  readonly port: number;
  readonly #scheme: string;
  readonly #config: string;
  #program: ChildProcess | null = null;

  private constructor(port: number, { account, certificates }: Strictness) {
    this.port = port;
    this.#scheme = certificates ? 'mqtts' : 'mqtt';
    const folder = temporaryFolder();
    this.#config = join(folder, 'mosquitto.conf');
    const lines = [`listener ${port} 127.0.0.1`, 'persistence false', 'log_type all'];
    // Started by root it would become another user, who cannot read the test's files.
    lines.push('user root');
    lines.push(`allow_anonymous ${account === undefined}`);
    if (account) {
      const file = join(folder, 'passwords');
      writeFileSync(file, '', { mode: 0o600 });
      execFileSync('mosquitto_passwd', ['-b', file, account.name, account.password], { stdio: 'pipe' });
      lines.push(`password_file ${file}`);
    }
    if (certificates) {
      const { ca, server } = certificates;
      lines.push(
        `cafile ${ca}`,
        `certfile ${server.cert}`,
        `keyfile ${server.key}`,
        'require_certificate true',
      );
    }
    writeFileSync(this.#config, `${lines.join('\n')}\n`);
  }

  static async running(strictness: Strictness = {}): Promise<Mosquitto> {
    const broker = new Mosquitto(await freePort(), strictness);
    onTestFinished(() => broker.stop());
    await broker.start();
    return broker;
  }

  get url(): string {
    return `${this.#scheme}://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const program = spawn('/usr/sbin/mosquitto', ['-c', this.#config], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#program = program;
    const ready = new Promise<void>((resolve, reject) => {
      let said = '';
      program.on('error', reject);
      program.on('exit', () => reject(new Error(said)));
      program.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (/version \S+ running/.test(said)) resolve();
      });
    });
    await within(ready, 'mosquitto');
  }

  async stop(): Promise<void> {
    const program = this.#program;
    this.#program = null;
    if (!program || program.exitCode !== null || program.signalCode !== null) return;
    const ended = once(program, 'exit');
    program.kill('SIGTERM');
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
