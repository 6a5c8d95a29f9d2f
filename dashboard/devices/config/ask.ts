import { AnswerError, readAnswer } from '../../components/event/answer.ts';
import type {
  ApplyAnswer,
  ApplyInput,
  Candidate,
  CheckAnswer,
  ConfigAnswer,
  ConfigDifference,
  ConfigEdit,
  ConfigVersion,
  TrialAnswer,
} from '../../../shared/config/versions.ts';
import type { CatalogAnswer } from '../../../shared/config/form.ts';
import type { PortsAnswer } from '../../../shared/config/ports.ts';

/**
 * Tells the bridge something over HTTP.
 *
 * @throws AnswerError when it cannot be reached or refuses
 */
export async function tell<T>(path: string, body: unknown, method = 'POST'): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    throw new AnswerError('noReach', 0);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer as T;
  const { code, params, message } = (answer ?? {}) as {
    code?: string;
    params?: Record<string, string>;
    message?: string;
  };
  throw new AnswerError(code ?? 'strange', response.status, params, message);
}

/** The configuration in force. */
export const readConfig = () => readAnswer<ConfigAnswer>('/api/config');

/** Every version, latest first. */
export const readVersions = () => readAnswer<ConfigVersion[]>('/api/config/versions');

/** What is different from one version to another. */
export const readDifference = (from: number, to: number) =>
  readAnswer<ConfigDifference>(`/api/config/difference?from=${from}&to=${to}`);

/** The text of a version, without its passwords. */
export const readVersionText = (version: number) =>
  readAnswer<{ text: string }>(`/api/config/versions/${version}`);

/** Drivers and ways to reach a line, with their forms. */
export const readCatalog = () => readAnswer<CatalogAnswer>('/api/drivers');

/** The serial ports of the bridge's machine. */
export const readPorts = () => readAnswer<PortsAnswer>('/api/ports');

/** What a candidate would change, and every mistake in it. */
export const checkCandidate = (candidate: Candidate) => tell<CheckAnswer>('/api/config/check', { candidate });

/** Puts a candidate into force. */
export const applyCandidate = (input: ApplyInput) => tell<ApplyAnswer>('/api/config/apply', input);

/** Runs devices for a look, or lets a trial go on. */
export const runTrial = (id: string, edits: ConfigEdit[]) =>
  tell<TrialAnswer>('/api/config/trial', { id, edits });

/** Ends a trial. */
export const endTrial = (id: string) => tell<{ ok: true }>(`/api/config/trial/${id}`, {}, 'DELETE');
