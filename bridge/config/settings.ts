import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '../../shared/text.ts';

/** What the environment decides about this process. */
export interface Settings {
  host: string;
  port: number;
  /** The folder that holds the journal. The demo hall has its own, so that it never mixes with a real one. */
  data: string;
  /** The hall's YAML file; none for the demo hall. */
  config: string | null;
  /** Whoever opens the hall to others must say so in words: there is no sign-in yet. */
  remoteAllowed: boolean;
  logLevel: string;
  language: Language;
}

/** The words with which the bridge may be opened to other machines. */
export const REMOTE_WORDS = 'everyone-may-do-everything';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** A setting that cannot be used; `message` says what to do in the reader's language. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** The language a terminal is read in: `HALL_LANG`, else the locale; Chinese when that is silent. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  // Empty is as good as not set, as the locale's rules have it.
  const wish = env['HALL_LANG'] || env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  if (/^zh/i.test(wish)) return 'zh';
  return /^[a-z]{2}[_-]/i.test(wish) || /^en/i.test(wish) ? 'en' : 'zh';
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}

/**
 * Reads the settings of the process.
 *
 * @throws SettingsError for a port or a log level that is none, and for an address beyond
 *   this machine that was not allowed in words
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const language = languageOf(env);
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const host = env['HALL_HOST'] || '127.0.0.1';
  const given = env['HALL_PORT'] || '8080';
  const port = Number(given);
  if (!/^\d{1,5}$/.test(given) || port > 65535) {
    throw new SettingsError(
      say(`HALL_PORT=${given} 不是端口号，请填 1–65535。`, `HALL_PORT=${given} is no port: use 1 to 65535.`),
    );
  }
  const remoteAllowed = env['HALL_REMOTE'] === REMOTE_WORDS;
  if (!isLoopback(host) && !remoteAllowed) {
    throw new SettingsError(
      say(
        `HALL_HOST=${host} 会让其他机器访问，而目前没有登录：任何人都能执行任何操作。\n` +
          `确认要这样做，请同时设置 HALL_REMOTE=${REMOTE_WORDS}；否则去掉 HALL_HOST。`,
        `HALL_HOST=${host} opens the hall to other machines, and there is no sign-in yet: everyone may do everything.\n` +
          `If that is meant, also set HALL_REMOTE=${REMOTE_WORDS}; otherwise leave HALL_HOST out.`,
      ),
    );
  }
  const config = env['HALL_CONFIG'] || null;
  const folder = env['HALL_DATA'] || join(homedir(), '.hallwatch');
  const logLevel = env['HALL_LOG'] || 'warn';
  if (!LOG_LEVELS.includes(logLevel)) {
    const levels = LOG_LEVELS.join(', ');
    throw new SettingsError(
      say(
        `HALL_LOG=${logLevel} 不是日志级别，可用：${levels}。`,
        `HALL_LOG=${logLevel} is no level: use one of ${levels}.`,
      ),
    );
  }
  return {
    host,
    port,
    data: config === null ? join(folder, 'demo') : folder,
    config,
    remoteAllowed,
    logLevel,
    language,
  };
}
