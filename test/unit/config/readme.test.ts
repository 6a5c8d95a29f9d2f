import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseHall } from '../../../bridge/config/load.ts';
import { loadCatalog } from '../../../bridge/profiles/catalog.ts';

const root = new URL('../../../', import.meta.url);
const drivers = await loadCatalog();

function read(file: string): string {
  return readFileSync(new URL(file, root), 'utf8');
}

/** The first fenced block of a language. */
function block(text: string, language: string): string {
  return new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? '';
}

describe.each(['README.md', 'README.zh-CN.md'])('%s', (file) => {
  const text = read(file);

  it('shows a configuration that the bridge accepts', () => {
    const hall = parseHall(block(text, 'yaml'), file, drivers, 'en');
    expect(hall.devices.length).toBeGreaterThan(0);
  });

  it('names every driver', () => {
    expect([...drivers.keys()].filter((id) => !text.includes(`\`${id}\``))).toEqual([]);
  });

  it('links only to what is there', () => {
    const targets = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, target = '']) => target);
    expect(targets.filter((target) => !existsSync(new URL(target, root)))).toEqual([]);
  });

  it('names only commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm (?:run )?(start|test|[a-z]+)\b/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('lists every setting of the environment', () => {
    const source = read('bridge/config/settings.ts') + read('bridge/log.ts');
    const known = new Set([...source.matchAll(/HALL_[A-Z]+/g)].map(([name]) => name));
    expect(new Set([...text.matchAll(/HALL_[A-Z]+/g)].map(([name]) => name))).toEqual(known);
  });
});

it('both say the same: the same code, the same links in the same order', () => {
  const facts = (file: string) => {
    const text = read(file);
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target);
    return {
      yaml: block(text, 'yaml'),
      code: block(text, 'ts'),
      links: links.filter((link) => !/^README|\.png$/.test(link ?? '')),
      headings: [...text.matchAll(/^#+ /gm)].map(([mark]) => mark),
    };
  };
  expect(facts('README.zh-CN.md')).toEqual(facts('README.md'));
});
