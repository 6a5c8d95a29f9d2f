import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PastTask, PastWord } from './past-program.ts';
import type { Told } from './past.ts';

const PROGRAM = fileURLToPath(new URL('./past-program.ts', import.meta.url));

/**
 * Lives stretches of the past in a process of its own; it ends with this one.
 *
 * @throws Error with the reason it gave, when it could not live them to their end
 */
export function liveApart(task: PastTask, told: Told): Promise<void> {
  // It works hard and goes: much room for what is young, whatever this process allows itself.
  const program = fork(PROGRAM, [JSON.stringify(task)], { execArgv: ['--max-semi-space-size=32'] });
  let reason = 'the past of the demo hall was not lived to its end';
  return new Promise((resolve, reject) => {
    program.on('message', (message) => {
      const word = message as PastWord;
      if ('failed' in word) reason = word.failed;
      else told(word.date, word.at);
    });
    program.on('error', reject);
    program.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(reason))));
  });
}
