import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { startProgram, type Program } from '../support/program.ts';
import type { Scratch } from './scratch.ts';

/** A program that ends with the benchmark. */
export async function runProgram(scratch: Scratch, env: Record<string, string>): Promise<Program> {
  const program = await startProgram(env);
  scratch.onEnd(() => program.stop());
  return program;
}

let lived: string | undefined;

/**
 * A folder of its own with the demo hall's past, lived to its end by a program that has
 * stopped. The past is lived once a run and copied for whoever asks again.
 *
 * @param run ends with the run, and the first copy with it
 */
export async function livedDemo(run: Scratch, scratch: Scratch): Promise<string> {
  if (lived === undefined) {
    const folder = run.folder();
    const program = await runProgram(scratch, { HALL_DATA: folder });
    await program.stop();
    lived = folder;
  }
  const copy = join(scratch.folder(), 'data');
  cpSync(lived, copy, { recursive: true });
  return copy;
}
