import type { Bilingual } from '../../../shared/text.ts';

/** Whether every object has something of this name: then nothing of a profile can be told from it. */
export function isReserved(name: string): boolean {
  return name in Object.prototype;
}

/** What to say of such a name. */
export function reserved(name: string): Bilingual {
  return {
    zh: `“${name}”是保留的词，请换一个名称`,
    en: `"${name}" is a reserved word: choose another name`,
  };
}
