import { same, type Bilingual } from '../../shared/text.ts';

/** An answer of the bench, or why there is none: in words, or null where nobody answers. */
export type Answered<T> = { ok: true; answer: T } | { ok: false; words: Bilingual | null };

/** Asks the bridge something over HTTP, in the language of the page. */
export async function askBench<T>(method: string, path: string, body?: unknown): Promise<Answered<T>> {
  try {
    const answer = await fetch(path, {
      method,
      headers: {
        'accept-language': document.documentElement.lang,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const said = (await answer.json()) as T & { message?: string };
    if (answer.ok) return { ok: true, answer: said };
    return { ok: false, words: same(said.message ?? answer.statusText) };
  } catch {
    return { ok: false, words: null };
  }
}
