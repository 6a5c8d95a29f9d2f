// Prepares a bare machine for every command: packages, and on request the pages and what
// tests need of the system. Plain JavaScript for Node 20, since nothing is installed yet.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
const wanted = new Set(process.argv.slice(2));
const isChinese = /^zh/i.test(process.env.HALL_LANG ?? process.env.LC_ALL ?? process.env.LANG ?? '');

function say(zh, en) {
  process.stderr.write(`${isChinese ? zh : en}\n`);
}

function fail(zh, en) {
  say(zh, en);
  process.exit(1);
}

/** The latest change of a file, or of anything below a folder. */
function changed(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path)
    .filter((name) => name !== 'node_modules' && name !== 'dist')
    .reduce((latest, name) => Math.max(latest, changed(join(path, name))), 0);
}

function installPackages() {
  const mark = join(root, 'node_modules', '.hallwatch-installed');
  const lock = join(root, 'package-lock.json');
  if (existsSync(mark) && changed(mark) >= changed(lock)) return;
  say('正在安装依赖包…', 'Installing packages …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // Not `npm ci`: it refuses a lock without the optional builds for other systems, which
  // some registries do not carry. This installs the very versions of the lock as well.
  const words = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const done = spawnSync(npm, words, { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) {
    fail(
      '依赖包安装失败：请检查 npm 源是否可用，然后重试。',
      'Packages could not be installed: check that the npm registry is reachable, then try again.',
    );
  }
  writeFileSync(mark, '');
}

/** Scripts run with the Node that comes as a package; a person's own may be too old. */
function checkNode() {
  const local = join(root, 'node_modules', '.bin', 'node');
  const version = existsSync(local)
    ? execFileSync(local, ['--version'], { encoding: 'utf8' }).trim()
    : process.version;
  if (Number(version.slice(1).split('.')[0]) < 24) {
    fail(
      `需要 Node 24，而当前是 ${version}：依赖包里的 Node 没有装上（是否用了 --ignore-scripts？）。请删除 node_modules 后重试。`,
      `Node 24 is needed and this is ${version}: the Node among the packages was not installed (was --ignore-scripts used?). Remove node_modules and try again.`,
    );
  }
}

function buildDashboard() {
  const built = changed(join(root, 'dashboard', 'dist', 'index.html'));
  const sources = Math.max(
    changed(join(root, 'dashboard')),
    changed(join(root, 'shared')),
    changed(join(root, 'package-lock.json')),
  );
  if (built >= sources) return;
  say('正在构建页面…', 'Building the pages …');
  const local = join(root, 'node_modules', '.bin', 'node');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const done = spawnSync(local, [vite, 'build', 'dashboard', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (done.status !== 0) fail('页面构建失败。', 'The pages could not be built.');
}

/** Programs that tests run against, by the Debian package that brings each. */
const PROGRAMS = { chromium: 'chromium', socat: 'socat', mosquitto: 'mosquitto', openssl: 'openssl' };

function isThere(program) {
  const places = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'];
  return places.some((folder) => existsSync(join(folder, program)));
}

function hasChineseFont() {
  const found = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' });
  return found.status === 0 && found.stdout.trim() !== '';
}

function installSystem() {
  const missing = Object.entries(PROGRAMS)
    .filter(([program]) => !isThere(program))
    .map(([, name]) => name);
  if (!hasChineseFont()) missing.push('fonts-noto-cjk');
  if (missing.length === 0) return;
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() === 0 && isThere('apt-get')) {
    say(
      `正在安装测试所需的程序：${missing.join('、')}…`,
      `Installing what the tests need: ${missing.join(', ')} …`,
    );
    const done = spawnSync('sh', ['-c', `${command} >&2`], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (done.status === 0) return;
  }
  fail(
    `测试还缺少：${missing.join('、')}。请先运行：\n  sudo sh -c '${command}'`,
    `The tests still need ${missing.join(', ')}. Type this first:\n  sudo sh -c '${command}'`,
  );
}

installPackages();
checkNode();
if (wanted.has('--system')) installSystem();
if (wanted.has('--dashboard')) buildDashboard();
