import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseHall } from '../../../bridge/config/load.ts';
import { loadCatalog } from '../../../bridge/profiles/catalog.ts';
import { outcomeSchema } from '../../../shared/events/ticket.ts';
import { observedKindSchema, observedMapSchema, readObservation } from '../../../shared/queue/observed.ts';

const root = new URL('../../../', import.meta.url);
const drivers = await loadCatalog();

function read(file: string): string {
  return readFileSync(new URL(file, root), 'utf8');
}

/** The fenced blocks of a language. */
function blocks(text: string, language: string): string[] {
  const fenced = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g');
  return [...text.matchAll(fenced)].map(([, block = '']) => block);
}

describe.each(['README.md', 'README.zh-CN.md'])('%s', (file) => {
  const text = read(file);

  it('shows a configuration that the bridge accepts', () => {
    const hall = parseHall(blocks(text, 'yaml')[0] ?? '', file, drivers, 'en');
    expect(hall.devices.length).toBeGreaterThan(0);
  });

  it('shows a line of every kind, as the bridge accepts them', () => {
    const [hall = '', lines = ''] = blocks(text, 'yaml');
    const [before = ''] = hall.split('lines:');
    const kinds = parseHall(before + lines, file, drivers, 'en').lines.map(({ transport }) => transport.kind);
    expect(kinds.sort()).toEqual(['mqtt', 'rfc2217', 'serial', 'tcp', 'udp']);
  });

  it('shows how records of another queue system are read, as they are read', () => {
    const [map = ''] = blocks(text, 'yaml').filter((block) => block.includes('source:'));
    const [record = ''] = blocks(text, 'json');
    const { queue } = parse(map) as { queue: { source: unknown } };
    const read = readObservation(JSON.parse(record), observedMapSchema.parse(queue.source), 'Asia/Shanghai');
    expect(read).toEqual({
      ...{ id: '4711', what: 'called', ticket: 'A012', window: 'w3' },
      at: Date.parse('2026-03-02T09:15:00+08:00'),
    });
    const named = [
      ...Object.keys(observedMapSchema.shape.fields.unwrap().shape),
      ...[...observedKindSchema.options, ...outcomeSchema.options],
      ...observedMapSchema.shape.time.unwrap().options,
    ];
    expect(named.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
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
      yaml: blocks(text, 'yaml'),
      code: [...blocks(text, 'ts'), ...blocks(text, 'json')],
      links: links
        .filter((link) => !/^README|\.png$/.test(link ?? ''))
        .map((link) => link?.replace('.zh-CN', '')),
      headings: [...text.matchAll(/^#+ /gm)].map(([mark]) => mark),
    };
  };
  expect(facts('README.zh-CN.md')).toEqual(facts('README.md'));
});
