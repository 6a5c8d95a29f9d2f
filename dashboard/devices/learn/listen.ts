import type { DetectNews, DetectTarget, PortCharacter } from '../../../shared/workbench/detection.ts';

/** What a technician typed as a port: a path, or `tcp://host:port`. Null for what is neither. */
export function targetOf(words: string): DetectTarget | null {
  const tcp = /^tcp:\/\/([^/:]+):(\d{1,5})$/.exec(words.trim());
  if (tcp) return { kind: 'tcp', host: tcp[1]!, port: Number(tcp[2]) };
  const path = words.trim();
  return path.startsWith('/') || /^COM\d+$/i.test(path) ? { kind: 'serial', path } : null;
}

/**
 * Listens at a port, without sending, until `signal` ends it. Each burst, as it came between
 * two silences, is told in hex. `opened` is called once the port is open.
 *
 * @returns why it ended, in words, or null when it was ended from here
 */
export async function listen(
  target: DetectTarget,
  only: PortCharacter,
  hear: (hex: string) => void,
  signal: AbortSignal,
  opened: () => void = () => undefined,
): Promise<string | null> {
  try {
    const answer = await fetch('/api/detect', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ target, seconds: 600, only }),
      signal,
    });
    if (!answer.ok || !answer.body)
      return ((await answer.json()) as { message?: string }).message ?? answer.statusText;
    opened();
    for await (const line of newsLines(answer.body)) {
      const { heard, report } = JSON.parse(line) as DetectNews;
      for (const { direction, hex } of heard) if (direction === 'in') hear(hex);
      if (report.error !== null) return report.error;
    }
    return null;
  } catch (error) {
    if (signal.aborted) return null;
    return error instanceof Error ? error.message : String(error);
  }
}

/** The lines of a streamed answer, each a report as JSON. */
export async function* newsLines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line.trim() !== '');
  }
}
