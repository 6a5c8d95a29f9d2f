#!/usr/bin/env node
/** The `hall` command: finds the verb among the files of verbs/, and runs it. */
import { readdirSync } from 'node:fs';
import { languageOf } from './config/settings.ts';
import { UsageError, type Terminal, type Verb } from './verbs/verb.ts';

const VERBS = new URL('./verbs/', import.meta.url);

async function loadVerbs(): Promise<Map<string, Verb>> {
  const names = readdirSync(VERBS)
    .filter((file) => file.endsWith('.ts') && file !== 'verb.ts')
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
  const verbs = new Map<string, Verb>();
  for (const name of names) {
    const module = (await import(new URL(`${name}.ts`, VERBS).href)) as { default: Verb };
    verbs.set(name, module.default);
  }
  return verbs;
}

function overview(verbs: Map<string, Verb>, { language }: Terminal): string {
  const width = Math.max(...[...verbs.keys()].map((name) => name.length));
  const list = [...verbs]
    .map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary[language]}`)
    .join('\n');
  return language === 'zh'
    ? `厅况 Hallwatch\n\n用法：hall <命令> [参数]\n\n${list}\n\nhall <命令> --help 查看详细说明。HALL_LANG=en 切换为英文。`
    : `Hallwatch\n\nUsage: hall <verb> [words]\n\n${list}\n\nhall <verb> --help tells more. HALL_LANG=zh speaks Chinese.`;
}

async function main([name, ...words]: string[], terminal: Terminal): Promise<number> {
  const verbs = await loadVerbs();
  const verb = name === undefined ? undefined : verbs.get(name);
  if (!verb) {
    const isAsked = name === undefined || name === '--help' || name === '-h' || name === 'help';
    if (!isAsked) {
      terminal.out(terminal.language === 'zh' ? `没有命令“${name}”。\n` : `There is no verb "${name}".\n`);
    }
    terminal.out(overview(verbs, terminal));
    return isAsked ? 0 : 2;
  }
  if (words.includes('--help') || words.includes('-h')) {
    terminal.out(verb.help[terminal.language]);
    return 0;
  }
  try {
    return await verb.run(words, terminal);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    if (error.message) terminal.out(`${error.message}\n`);
    terminal.out(verb.help[terminal.language]);
    return 2;
  }
}

// Whoever reads only the beginning, as `head` does, has what they wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
const terminal: Terminal = {
  language: languageOf(process.env),
  out: (line) => process.stdout.write(`${line}\n`),
};
process.exitCode = await main(process.argv.slice(2), terminal);
