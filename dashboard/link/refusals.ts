import type { CommandAnswer } from '../../shared/commands.ts';
import { refusalText } from '../../shared/refusals.ts';
import type { Bilingual, Language } from '../../shared/text.ts';

/** Refusals that the page itself gives, because no answer of the bridge exists. */
const ownRefusals: Record<string, Bilingual> = {
  'link.lost': {
    zh: '与主机的连接已断开，指令未发送。连接恢复后请重新操作。',
    en: 'The link to the bridge is lost; nothing was sent. Ask again once it is back.',
  },
  'link.unanswered': {
    zh: '没有收到答复，不知道是否已执行。再问一次不会重复执行；若已执行，画面会显示。',
    en: 'No answer came, and it is not known whether it was done. Asking again does not do it twice; if it was done, the page will show it.',
  },
  'link.noAnswer': {
    zh: '指令已发送，但没有收到答复，结果未知。请先看画面是否已变化，再决定是否重做。',
    en: 'The command was sent but not answered; the outcome is unknown. Look whether anything changed before asking again.',
  },
};

/** Why a command was refused, in words; null for one that was carried out. */
export function refusalOf(answer: CommandAnswer, language: Language): string | null {
  if (answer.ok) return null;
  return ownRefusals[answer.code]?.[language] ?? refusalText(answer.code, language, answer.params);
}
