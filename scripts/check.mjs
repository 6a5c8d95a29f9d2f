// Types, lint, format, architecture and unused code, each to its end, so that one run shows all.
import { spawnSync } from 'node:child_process';

const checks = [
  ['types: shared', 'tsc', '-p', 'shared'],
  ['types: bridge', 'tsc', '-p', 'bridge'],
  ['types: dashboard', 'vue-tsc', '-p', 'dashboard'],
  ['types: test', 'vue-tsc', '-p', 'test'],
  ['lint', 'eslint', '--config', 'scripts/eslint.config.js', '--max-warnings=0', '.'],
  ['format', 'prettier', '--check', '--log-level=warn', '.'],
  ['architecture', 'depcruise', '--config', 'scripts/architecture.cjs', 'shared', 'bridge', 'dashboard'],
  ['unused code', 'knip', '--no-progress'],
];
let failed = 0;
for (const [name, command, ...args] of checks) {
  const run = spawnSync(command, args, { stdio: 'inherit', env: process.env });
  console.log(`${run.status === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  if (run.status !== 0) failed += 1;
}
process.exit(failed > 0 ? 1 : 0);
