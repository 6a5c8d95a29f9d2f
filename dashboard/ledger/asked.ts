import type { LedgerCategory } from '../../shared/events/ledger.ts';
import type { LedgerAct } from '../../shared/hall/ledger-machine.ts';
import type { EntryAct } from '../../shared/ledger/commands.ts';

/** What a form is for: an act, or a review with either outcome. */
export type Form = Exclude<LedgerAct, 'callBackInVain' | 'callBackUnhappy' | 'uphold' | 'reject'> | 'review';

/** What is entered in the fields of any form. */
export interface Entered {
  owner: string;
  text: string;
  branch: 'atOnce' | 'deadline' | 'explain';
  /** Reached on the telephone, or agreed to in a review. */
  reached: boolean;
  content: 'satisfied' | 'fair' | 'dissatisfied' | '';
  why: 'mistaken' | 'malicious';
  days: number;
  name: string;
  contact: string;
  field: 'category' | 'title';
  category: LedgerCategory;
  title: string;
}

/** The act that a filled form asks for. @param opened the event that opened the entry */
export function askedOf(form: Form, entered: Entered, opened: number): EntryAct {
  const { owner, text, content } = entered;
  switch (form) {
    case 'assign':
    case 'transfer':
      return { act: form, owner, ...(text ? { note: text } : {}) };
    case 'accept':
      return { act: form };
    case 'return':
    case 'appeal':
    case 'reopen':
      return { act: form, reason: text };
    case 'act':
      return { act: form, branch: entered.branch, text };
    case 'callBack':
      return content === ''
        ? { act: form, reached: false, text }
        : { act: form, reached: true, content, text };
    case 'exclude':
      return { act: form, why: entered.why, reason: text };
    case 'review':
      return { act: form, upheld: entered.reached, reason: text };
    case 'close':
      return { act: form, ...(text ? { text } : {}) };
    case 'extend':
      return { act: form, days: entered.days, reason: text };
    case 'note':
      return { act: form, text };
    case 'name': {
      const { name, contact } = entered;
      return { act: form, person: { name, ...(contact ? { contact } : {}) } };
    }
    case 'correct': {
      const { field, category, title } = entered;
      return {
        act: form,
        corrects: opened,
        field,
        now: field === 'category' ? category : title,
        reason: text,
      };
    }
  }
}
