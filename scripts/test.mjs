// Runs every level of tests and ends with one line that counts them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'hallwatch-test-'));
const report = join(folder, 'report.json');
const args = [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--config',
  'test/vitest.config.ts',
  '--reporter=default',
  '--reporter=json',
  '--reporter=./test/second-tries.ts',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
];
// Workers and the programs that tests start find what was compiled before.
const cache = join(process.cwd(), 'node_modules/.cache/node');
const env = { NODE_COMPILE_CACHE: cache, ...process.env };
const run = spawnSync(process.execPath, args, { stdio: 'inherit', env });
let counts = {
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numFailedTestSuites: 0,
};
try {
  counts = JSON.parse(readFileSync(report, 'utf8'));
} catch {
  // Without a report nothing passed.
}
rmSync(folder, { recursive: true });
const skipped = counts.numPendingTests + counts.numTodoTests;
// A test that is left out proves nothing, so it counts as failed; so does a file that did not load.
const failed = Math.max(counts.numFailedTests + skipped, run.status === 0 ? 0 : 1);
if (skipped > 0) console.error(`${skipped} skipped: every test must run`);
console.log(`${counts.numPassedTests} passed, ${failed} failed`);
process.exit(failed > 0 || counts.numPassedTests === 0 ? 1 : 0);
