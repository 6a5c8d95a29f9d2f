import type { Entry } from './entry.ts';
import { nearest } from './expression/nearest.ts';

/** What is named behind a general name: the settings of a device, the parts of the request that is answered. */
export type Whole = 'settings' | 'sent';

const WORDS = {
  settings: { zh: (name: string) => `没有设置“${name}”`, en: 'there is no setting' },
  sent: { zh: (name: string) => `没有名为“${name}”的部分`, en: 'there is no part' },
} as const;

/** Fields that are words for people. */
const PROSE = ['name', 'source', 'label', 'help', 'meaning', 'words'];

/** @throws ProfileMistake for an expression that asks for `settings.x` or `sent.x` where there is no such x */
export function checkMemberNames(entry: Entry, whole: Whole, names: readonly string[]): void {
  if (entry.isMap) {
    for (const [key, value] of entry.fields())
      if (!PROSE.includes(key) || value.isMap) checkMemberNames(value, whole, names);
  } else if (entry.isList) {
    for (const one of entry.list()) checkMemberNames(one, whole, names);
  } else if (typeof entry.raw === 'string') {
    for (const [, name] of entry.raw.matchAll(new RegExp(`\\b${whole}\\.(\\w+)`, 'g'))) {
      if (names.includes(name!)) continue;
      const meant = nearest(name!, names);
      const { zh, en } = WORDS[whole];
      entry.fail(
        `${zh(name!)}${meant ? `，是否想写“${meant}”？` : ''}`,
        `${en} "${name}"${meant ? `; did you mean "${meant}"?` : ''}`,
      );
    }
  }
}
