import type { LearnAnswer, LearnQuestion } from '../../../shared/workbench/learning.ts';
import type { ProfileCheck } from '../../../shared/workbench/profiles.ts';
import type { Bilingual } from '../../../shared/text.ts';
import { same } from '../../../shared/text.ts';

/** An answer of the bench, or why there is none. */
export type Answered<T> = { ok: true; answer: T } | { ok: false; words: Bilingual | null };

async function send<T>(method: string, path: string, body: unknown): Promise<Answered<T>> {
  try {
    const answer = await fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const said = (await answer.json()) as T & { message?: string };
    if (answer.ok) return { ok: true, answer: said };
    return { ok: false, words: same(said.message ?? answer.statusText) };
  } catch {
    return { ok: false, words: null };
  }
}

/** Asks what can be learned from presses. */
export function learn(question: LearnQuestion): Promise<Answered<LearnAnswer>> {
  return send('POST', '/api/learn', question);
}

/** Keeps a profile of this hall. */
export function keepProfile(text: string): Promise<Answered<ProfileCheck>> {
  return send('PUT', '/api/profiles', { text });
}
