import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { within } from '../support/until.ts';

/** A mosquitto of the test's own, with nothing on disk but its configuration. */
export class Mosquitto {
  readonly port: number;
  readonly #config: string;
  #program: ChildProcess | null = null;

  private constructor(port: number) {
    this.port = port;
    this.#config = join(temporaryFolder(), 'mosquitto.conf');
    writeFileSync(
      this.#config,
      `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\nlog_type all\n`,
    );
  }

  static async running(): Promise<Mosquitto> {
    const broker = new Mosquitto(await freePort());
    onTestFinished(() => broker.stop());
    await broker.start();
    return broker;
  }

  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`;
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
