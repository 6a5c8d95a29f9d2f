#!/usr/bin/env node
// The `hall` command for a shell: runs the terminal with the Node that came as a package.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const packaged = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
const cli = fileURLToPath(new URL('../bridge/cli.ts', import.meta.url));
const node = existsSync(packaged) ? packaged : process.execPath;
process.exit(spawnSync(node, [cli, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1);
