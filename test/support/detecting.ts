import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { DetectNews, DetectReport } from '../../shared/workbench/detection.ts';
import type { FrameRecord } from '../../shared/channel.ts';
import { Watched, within } from './until.ts';

/** A technician's page as far as the bridge knows it: begins to listen, reads what comes, may go away. */
export class Detecting {
  report: DetectReport | null = null;
  readonly heard: FrameRecord[] = [];
  readonly ended: Promise<void>;
  readonly #watched = new Watched();
  readonly #answer: IncomingMessage;

  private constructor(answer: IncomingMessage) {
    this.#answer = answer;
    this.ended = this.#read().catch(() => undefined);
  }

  /** @throws Error with the code of the refusal */
  static async begin(url: string, asked: object): Promise<Detecting> {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      // Without an agent: it would keep connections that nobody uses, and the hall would wait for them.
      const headers = { 'content-type': 'application/json' };
      const asking = request(`${url}/api/detect`, { method: 'POST', headers, agent: false }, resolve);
      asking.on('error', reject);
      asking.end(JSON.stringify(asked));
    });
    if (answer.statusCode !== 200) throw new Error(await text(answer));
    onTestFinished(() => void answer.destroy());
    return new Detecting(answer);
  }

  /** Is gone without a word, as a browser that is closed. */
  goAway(): void {
    this.#answer.destroy();
  }

  /** Waits for a report as it is wanted. */
  sees(wanted: (report: DetectReport) => boolean, what: string): Promise<void> {
    return this.#watched.when(() => this.report !== null && wanted(this.report), what);
  }

  /** The last report, once the bridge has ended it. */
  async outcome(): Promise<DetectReport> {
    await within(this.ended, 'the end of listening');
    if (!this.report) throw new Error('nothing was reported');
    return this.report;
  }

  async #read(): Promise<void> {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of this.#answer as AsyncIterable<Uint8Array>) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.#take(JSON.parse(line) as DetectNews);
    }
  }

  #take({ report, heard }: DetectNews): void {
    this.report = report;
    this.heard.push(...heard);
    this.#watched.tell();
  }
}
