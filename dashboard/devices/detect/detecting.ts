import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import type { FrameRecord } from '../../../shared/channel.ts';
import type { DetectNews, DetectReport, DetectTarget } from '../../../shared/workbench/detection.ts';
import { AnswerError } from '../../components/event/answer.ts';
import { newsLines } from '../learn/listen.ts';

/** Listening as the page has it: what is known so far stays when it is cancelled. */
export function useDetecting() {
  const report = shallowRef<DetectReport | null>(null);
  const heard = shallowRef<readonly FrameRecord[]>([]);
  const failure = shallowRef<unknown>(null);
  const isCancelled = ref(false);
  const session = shallowRef<AbortController | null>(null);

  /** Begins at a port. Resolves when it has ended, was cancelled or was refused. */
  async function start(target: DetectTarget, seconds: number): Promise<void> {
    session.value?.abort();
    const present = new AbortController();
    session.value = present;
    [report.value, heard.value, failure.value, isCancelled.value] = [null, [], null, false];
    try {
      await read({ target, seconds }, present.signal);
      if (report.value === null) failure.value = new AnswerError('noReach', 0);
    } catch (error) {
      if (!present.signal.aborted) failure.value = error instanceof AnswerError ? error : lost();
    } finally {
      if (session.value === present) session.value = null;
    }
  }

  async function read(asked: { target: DetectTarget; seconds: number }, signal: AbortSignal): Promise<void> {
    const answer = await fetch('/api/detect', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
      signal,
    });
    if (!answer.ok || !answer.body) throw await refusalOf(answer);
    for await (const line of newsLines(answer.body)) {
      const news = JSON.parse(line) as DetectNews;
      report.value = news.report;
      if (news.heard.length > 0) heard.value = [...heard.value, ...news.heard];
    }
  }

  /** Lets go: the bridge frees the port as soon as nobody reads. */
  function cancel(): void {
    if (!session.value) return;
    isCancelled.value = true;
    session.value.abort();
    session.value = null;
  }

  onScopeDispose(cancel);
  return { report, heard, failure, isCancelled, isOn: computed(() => session.value !== null), start, cancel };
}

/** The answer broke off: what was known is shown, and why it does not go on. */
function lost(): AnswerError {
  return new AnswerError('noReach', 0);
}

async function refusalOf(answer: Response): Promise<AnswerError> {
  const { code, params, message } = (await answer.json().catch(() => ({}))) as {
    code?: string;
    params?: Record<string, string>;
    message?: string;
  };
  return new AnswerError(code ?? 'strange', answer.status, params, message);
}
