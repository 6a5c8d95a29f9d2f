import type { WriteStream } from 'node:tty';
import type { Language } from '../../shared/text.ts';

const WIDTH = 24;

/**
 * Shows on a terminal how far the past of the demo hall is lived; where the output is a
 * file, one line a day.
 */
export function progressLine(out: WriteStream, language: Language): (share: number, date: string) => void {
  let last = '';
  return (share, date) => {
    const done = Math.round(share * WIDTH);
    const bar = '█'.repeat(done) + '░'.repeat(WIDTH - done);
    const text =
      language === 'zh'
        ? `正在生成演示大厅的过往数据 ${date} ${bar} ${Math.round(share * 100)}%`
        : `Living the past of the demo hall ${date} ${bar} ${Math.round(share * 100)}%`;
    if (out.isTTY) out.write(`\r${text}${share >= 1 ? '\n' : ''}`);
    else if (date !== last) out.write(`${text}\n`);
    last = date;
  };
}
