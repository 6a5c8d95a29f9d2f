import type { SheetLine } from '../../shared/events/readiness.ts';
import type { ReadinessAnswer, ReadinessRun, SignInput, SignedSheet } from '../../shared/readiness.ts';
import { asking, type Answered } from './config.ts';
import { until } from './until.ts';

/** Runs the check before opening to its end. */
export async function checkReadiness(url: string): Promise<ReadinessRun> {
  await asking<ReadinessRun>(url, '/api/readiness', {});
  return finished(url);
}

/** The run, once it is done. */
export function finished(url: string): Promise<ReadinessRun> {
  return until(async () => {
    const { run } = await asking<{ run: ReadinessRun | null }>(url, '/api/readiness/run');
    return run?.finishedAt ? run : null;
  }, 'the end of the check');
}

/** What a run found of a line. */
export function findingOf({ lines }: ReadinessRun, id: string): SheetLine {
  return lines.find((line) => line.id === id) as SheetLine;
}

export function signing(
  url: string,
  run: string,
  input: SignInput,
): Promise<Answered<{ ok: boolean; seq: number; sha256: string }>> {
  return asking(url, `/api/readiness/${run}/sign`, input);
}

export function sheetAt(url: string, seq: number): Promise<Answered<SignedSheet>> {
  return asking(url, `/api/readiness/sheets/${seq}`);
}

export function readinessOf(url: string): Promise<Answered<ReadinessAnswer>> {
  return asking(url, '/api/readiness');
}
