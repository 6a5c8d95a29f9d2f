// Starts the bridge; compiled code is kept for the next start. Plain JavaScript, so that nothing
// is compiled before there is a place to keep it.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

// Workers and children look for it in the environment.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url));
enableCompileCache(process.env.NODE_COMPILE_CACHE);
// Where the bridge is watched for changes, its workers and children are not to report theirs: they cannot.
delete process.env.WATCH_REPORT_DEPENDENCIES;
// What loading leaves behind would stay in a large young heap; it may grow when there are many screens,
// as far as `npm start` says.
setFlagsFromString('--semi-space-growth-factor=1');
await import('../bridge/main.ts');
setFlagsFromString('--semi-space-growth-factor=2');
