#!/usr/bin/env node
// The `hall` command for a shell: runs the terminal with the Node that came as a package.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const packaged = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
const asked = process.argv.slice(2);
// What runs for years is started as `npm start` does.
const runs = asked.length === 1 && asked[0] === 'start';
const program = fileURLToPath(new URL(runs ? 'start.mjs' : '../bridge/cli.ts', import.meta.url));
const node = existsSync(packaged) ? packaged : process.execPath;
// A young heap may become so large, in megabytes, and not four times as large with every day: as `npm start` does.
const words = ['--max-semi-space-size=12', program, ...(runs ? [] : asked)];
process.exit(spawnSync(node, words, { stdio: 'inherit' }).status ?? 1);
