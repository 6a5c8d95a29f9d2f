import type { LearnAnswer, LearnQuestion } from '../../../shared/workbench/learning.ts';
import type { ProfileCheck } from '../../../shared/workbench/profiles.ts';
import { askBench, type Answered } from '../ask-bench.ts';

/** Asks what can be learned from presses. */
export function learn(question: LearnQuestion): Promise<Answered<LearnAnswer>> {
  return askBench('POST', '/api/learn', question);
}

/** Keeps a profile of this hall. */
export function keepProfile(text: string): Promise<Answered<ProfileCheck>> {
  return askBench('PUT', '/api/profiles', { text });
}
