// The bridge and the pages with hot reload, side by side; both end together.
import { spawn } from 'node:child_process';

const port = process.env.HALL_PORT ?? '8080';
const bridge = spawn(process.execPath, ['--watch-path=bridge', '--watch-path=shared', 'scripts/start.mjs'], {
  stdio: 'inherit',
  env: { ...process.env, HALL_PORT: port },
});
const pages = spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'dashboard'], {
  stdio: 'inherit',
  env: { ...process.env, HALL_PORT: port },
});
const end = () => {
  bridge.kill('SIGTERM');
  pages.kill('SIGTERM');
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, end);
for (const child of [bridge, pages]) child.on('exit', end);
