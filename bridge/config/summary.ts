import { differenceOf } from '../../shared/config/difference.ts';
import type { HallConfig } from '../../shared/config/schema.ts';
import type { EventData } from '../../shared/events/index.ts';
import type { Bilingual } from '../../shared/text.ts';
import type { Driver } from '../drivers/driver.ts';
import { checkHall } from './check.ts';
import type { ConfigHistory, KeptVersion } from './history.ts';
import type { HallSource } from './source.ts';

/** Sentences an event carries; what else changed is in the version. */
const MOST_SENTENCES = 20;

/** What a version is recorded as. */
export function recordOf({ version, sha256, summary, why }: KeptVersion): EventData<'hall.configured'> {
  return { version, sha256, summary: atMost(summary), ...(why !== '' ? { why } : {}) };
}

/** What is different from one configuration to another, in sentences. */
export function summaryOf(before: HallConfig, after: HallConfig): Bilingual[] {
  return atMost(differenceOf(before, after).map(({ text }) => text));
}

/** What is different in a file that changed while the bridge was away. */
export async function summaryOfFound(
  history: ConfigHistory,
  { source, drivers }: { source: HallSource; drivers: ReadonlyMap<string, Driver> },
): Promise<Bilingual[]> {
  const last = history.latest;
  if (!last || last.file !== source.file) return [];
  const checked = checkHall(await history.textOf(last), drivers, 'en');
  return 'hall' in checked ? summaryOf(checked.hall, source.hall) : [];
}

function atMost(sentences: Bilingual[]): Bilingual[] {
  const more = sentences.length - MOST_SENTENCES;
  if (more <= 0) return sentences;
  return [
    ...sentences.slice(0, MOST_SENTENCES - 1),
    { zh: `另有 ${more + 1} 处更改`, en: `and ${more + 1} more changes` },
  ];
}
