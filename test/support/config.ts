import type {
  ApplyAnswer,
  ApplyInput,
  Candidate,
  CheckAnswer,
  ConfigAnswer,
  ConfigEdit,
} from '../../shared/config/versions.ts';

/** An answer that may be a refusal. */
export type Answered<T> = T & { status: number; code?: string; message?: string };

/** Asks the bridge over HTTP, as a page does. */
export async function asking<T>(
  url: string,
  path: string,
  body?: unknown,
  method = 'POST',
): Promise<Answered<T>> {
  const reply = await fetch(`${url}${path}`, {
    headers: {
      'accept-language': 'en',
      ...(body !== undefined ? { 'content-type': 'application/json' } : {}),
    },
    ...(body !== undefined ? { method, body: JSON.stringify(body) } : {}),
  });
  return { ...((await reply.json()) as T), status: reply.status };
}

/** The configuration in force. */
export function configOf(url: string): Promise<Answered<ConfigAnswer>> {
  return asking(url, '/api/config');
}

/** What a candidate would change. */
export function checking(url: string, candidate: Candidate): Promise<Answered<CheckAnswer>> {
  return asking(url, '/api/config/check', { candidate });
}

/** Puts a candidate into force, on top of the present version unless another is named. */
export async function applying(
  url: string,
  candidate: Candidate,
  more: Partial<ApplyInput> = {},
): Promise<Answered<ApplyAnswer>> {
  const base = more.base ?? (await configOf(url)).version.version;
  return asking(url, '/api/config/apply', { candidate, base, ...more });
}

/** As `applying`, for edits. */
export function editing(url: string, ...edits: ConfigEdit[]): Promise<Answered<ApplyAnswer>> {
  return applying(url, { kind: 'edits', edits });
}
