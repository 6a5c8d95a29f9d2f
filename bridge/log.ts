import { pino, type Logger } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'child'>;

/** One JSON line an entry on stderr; `level` as pino names them. */
export function createLog(level: string): Log {
  return pino({ level, base: null, serializers: { error: pino.stdSerializers.err } }, pino.destination(2));
}
