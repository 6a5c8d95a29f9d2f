import { configRefusals } from './config/refusals.ts';
import { deviceRefusals } from './devices/refusals.ts';
import { disciplineRefusals } from './discipline/refusals.ts';
import { displayRefusals } from './displays/refusals.ts';
import { dutyRefusals } from './duty/refusals.ts';
import { ledgerRefusals } from './ledger/refusals.ts';
import { queueRefusals } from './queue/refusals.ts';
import { fill, type Bilingual, type Language } from './text.ts';
import { visitorRefusals } from './visitor/refusals.ts';
import { benchRefusals } from './workbench/refusals.ts';

/**
 * Every reason to refuse, in words that say what to do next. An edge (HTTP, socket,
 * terminal, page) turns a code into its sentence; nothing inside speaks to people.
 */
export const refusals = {
  'command.expired': {
    zh: '指令已超时，未执行。请重新操作。',
    en: 'The command came too late and was not carried out. Please ask again.',
  },
  'command.malformed': { zh: '指令格式不正确：{detail}', en: 'The command is not understood: {detail}' },
  'command.reserved': {
    zh: '“{word}”是系统保留的词，请换一个。',
    en: 'The word "{word}" is reserved: please use another.',
  },
  'command.unknown': { zh: '没有名为“{name}”的指令。', en: 'There is no command named "{name}".' },
  'command.notAnnounced': {
    zh: '“{name}”不能通过 MQTT 执行：如需开放，请写入配置的 announce.commands。',
    en: 'Over MQTT "{name}" may not be asked: name it in announce.commands of the configuration if it should be.',
  },
  'command.tooMany': {
    zh: '同时进行的指令太多，未执行。请稍后再试。',
    en: 'Too many commands are under way; this one was not carried out. Try again shortly.',
  },
  'rights.host': {
    zh: '仅接受来自本机地址的访问（收到 {host}）。',
    en: 'Only this machine may connect (asked as {host}).',
  },
  'rights.origin': {
    zh: '拒绝来自其他网站（{origin}）的请求。',
    en: 'Requests from another site ({origin}) are refused.',
  },
  'outage.known': {
    zh: '“{system}”的故障已经登记，尚未恢复。',
    en: 'The failure of {system} is declared already and not over.',
  },
  'outage.over': { zh: '这次故障已经结束。', en: 'This failure is over.' },
  'playbook.unknown': { zh: '没有预案“{playbook}”。', en: 'There is no checklist "{playbook}".' },
  'playbook.open': {
    zh: '这个预案正在执行，请在已打开的清单上继续。',
    en: 'This checklist is under way: go on with the one that is open.',
  },
  'playbook.over': { zh: '这张清单已经结束。', en: 'This checklist is over.' },
  'playbook.noStep': { zh: '清单里没有“{step}”这一步。', en: 'The checklist has no step "{step}".' },
  'table.quotes': {
    zh: '从第 {line} 行开始的那条记录引号没有合上：请补上或删去这个引号再试。',
    en: 'A quotation mark is not closed in the row that begins on line {line}: close it or take it out, and try again.',
  },
  'alert.unknown': { zh: '该告警已经解除。', en: 'That alert is no longer there.' },
  'journal.failed': {
    zh: '无法写入日志（{detail}）：操作未生效。请检查磁盘空间。',
    en: 'The journal cannot be written ({detail}); nothing was done. Check the disk.',
  },
  internal: { zh: '内部错误，已记录。', en: 'Something went wrong inside; it was logged.' },
  ...configRefusals,
  ...deviceRefusals,
  ...disciplineRefusals,
  ...displayRefusals,
  ...dutyRefusals,
  ...ledgerRefusals,
  ...queueRefusals,
  ...visitorRefusals,
  ...benchRefusals,
} as const satisfies Record<string, Bilingual>;

export type RefusalCode = keyof typeof refusals;

/** Thrown inside, answered at an edge. `params` fill the sentence of its code. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly params: Record<string, string>;

  constructor(code: RefusalCode, params: Record<string, string> = {}) {
    super(fill(refusals[code].en, params));
    this.name = 'Refusal';
    this.code = code;
    this.params = params;
  }

  /** As an event keeps it. */
  get kept(): { code: RefusalCode; params?: Record<string, string> } {
    const { code, params } = this;
    return Object.keys(params).length > 0 ? { code, params } : { code };
  }
}

/**
 * The sentence of a code in a language; an unknown code is shown as it is. A value that is text itself may carry its
 * Chinese beside it, `detailZh` beside `detail`.
 */
export function refusalText(code: string, language: Language, params: Record<string, string> = {}): string {
  const sentence = (refusals as Record<string, Bilingual>)[code];
  if (!sentence) return code;
  const own = Object.entries(params).map(([name, value]) => [name, params[`${name}Zh`] ?? value]);
  return fill(sentence[language], language === 'zh' ? Object.fromEntries(own) : params);
}
