import { Writable } from 'node:stream';
import { pino, stdSerializers } from 'pino';
import type { Log } from '../../bridge/log.ts';
import { until } from './until.ts';

export type LogEntry = Record<string, unknown> & { level: number };

/** A real log that keeps what is written to it, and gives the first entry that fits. */
export function keepingLog(): { log: Log; entry(fits: (entry: LogEntry) => boolean): Promise<LogEntry> } {
  const entries: LogEntry[] = [];
  const lines = new Writable({
    write(line: Buffer, _encoding, done) {
      entries.push(JSON.parse(line.toString()) as LogEntry);
      done();
    },
  });
  const log = pino({ level: 'debug', base: null, serializers: { error: stdSerializers.err } }, lines);
  return { log, entry: (fits) => until(() => entries.find(fits) ?? null, 'an entry in the log') };
}
