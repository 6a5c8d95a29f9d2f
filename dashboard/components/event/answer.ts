import type { Language } from '../../../shared/text.ts';
import { refusals, refusalText } from '../../../shared/refusals.ts';

/** Thrown when a question to the bridge has no usable answer. */
export class AnswerError extends Error {
  /** A refusal's code, `noReach` when nothing answered, or `strange` for an answer without a code. */
  readonly code: string;
  readonly params: Record<string, string>;
  readonly status: number;

  /** `message` is the bridge's own sentence, for a code this page does not know. */
  constructor(
    code: string,
    status: number,
    params: Record<string, string> = {},
    message = `${code} (${status})`,
  ) {
    super(message);
    this.name = 'AnswerError';
    this.code = code;
    this.status = status;
    this.params = params;
  }
}

/**
 * Asks the bridge for JSON.
 *
 * @throws AnswerError when it cannot be reached or refuses; an aborted question stays an AbortError
 */
export async function readAnswer<T>(path: string, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new AnswerError('noReach', 0);
  }
  let body: unknown;
  try {
    body = await response.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new AnswerError('strange', response.status);
  }
  if (response.ok) return body as T;
  const { code, params, message } = (body ?? {}) as {
    code?: string;
    params?: Record<string, string>;
    message?: string;
  };
  throw new AnswerError(code ?? 'strange', response.status, params, message);
}

type Translate = (key: string, values: Record<string, unknown>) => string;

/** Why a question failed, in words. */
export function failureText(error: unknown, language: Language, t: Translate): string {
  if (!(error instanceof AnswerError)) return String(error);
  if (error.code === 'noReach') return t('event.noReach', {});
  if (error.code === 'strange') return t('event.strange', { status: error.status });
  return error.code in refusals ? refusalText(error.code, language, error.params) : error.message;
}
