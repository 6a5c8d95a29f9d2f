import type { Language } from '../shared/text.ts';
import { ConfigError } from './schemas/mistake.ts';
import { SettingsError } from './config/settings.ts';
import { JournalError } from './journal/journal-error.ts';

/**
 * Says what a start failed on, and what to do. What nobody foresaw is told with its stack.
 *
 * @param port the one the pages were to have
 */
export function explain(error: unknown, port: number, language: Language): string {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  if (error instanceof ConfigError || error instanceof SettingsError) return error.message;
  if (error instanceof JournalError) return explainJournal(error, say);
  const {
    code,
    syscall,
    port: at,
    address,
  } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (syscall === 'listen' && at !== port) {
    return say(
      `内置 MQTT 无法使用 ${address}:${at}（${code}）：请关闭占用它的程序，或在配置的 broker.port 中换一个端口。`,
      `The built-in MQTT broker cannot have ${address}:${at} (${code}): end the program that uses it, or choose another port as broker.port in the configuration.`,
    );
  }
  if (code === 'EADDRINUSE') {
    return say(
      `端口 ${at} 已被占用：请关闭占用它的程序，或用 HALL_PORT 换一个端口（例如 HALL_PORT=8081 npm start）。`,
      `Port ${at} is taken: end the program that uses it, or choose another with HALL_PORT (HALL_PORT=8081 npm start).`,
    );
  }
  if (syscall === 'listen') {
    return say(
      `无法监听 ${address}:${at}（${code}）：请检查 HALL_HOST 与 HALL_PORT。`,
      `Cannot listen at ${address}:${at} (${code}): check HALL_HOST and HALL_PORT.`,
    );
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function explainJournal(
  { trouble, folder, file, detail }: JournalError,
  say: (zh: string, en: string) => string,
): string {
  switch (trouble) {
    case 'locked':
      return say(
        `已有另一个厅况正在使用 ${folder}：请先停止它，或用 HALL_DATA 指定另一个文件夹。`,
        `Another Hallwatch is running on ${folder}: stop it first, or choose another folder with HALL_DATA.`,
      );
    case 'folder':
      return say(
        `无法使用数据文件夹 ${folder}（${detail}）：请检查 HALL_DATA、权限和磁盘空间。`,
        `The data folder ${folder} cannot be used (${detail}): check HALL_DATA, its rights and the disk's space.`,
      );
    case 'damaged':
      return say(
        `日志文件 ${file} 无法读取（${detail}）。\n请先把文件夹 ${folder} 整个复制保存，再从备份恢复；没有备份时，把该文件移走，下次启动会新建日志。`,
        `The journal ${file} cannot be read (${detail}).\nFirst keep a copy of the folder ${folder}, then restore a backup; without one, move the file away and the next start begins a new journal.`,
      );
  }
}
