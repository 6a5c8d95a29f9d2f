import { describe, expect, it } from 'vitest';
import { editText } from '../../../bridge/config/edits.ts';
import { hideSecrets, hideValues, revealSecrets } from '../../../bridge/config/secrets.ts';
import { lineDifference } from '../../../shared/config/line-difference.ts';

const text = `# the hall of the east
name: { zh: 厅, en: Hall } # shown on the wall

services:
- { id: a, prefix: A, name: { zh: 申报, en: Filing } }
windows:
- { id: w1, number: 1, services: [a, b] }

lines: # every cable
- { id: bus, transport: { kind: tcp, host: 10.0.0.5, port: 4001 } } # by the door
- id: far
  transport:
    kind: mqtt # on the network
    url: mqtt://me:hush@10.0.0.9
    password: 'a "word"'

devices:
# counters
- { id: pad-1, driver: ff68-pad, line: bus, settings: { address: 1 } }
- { id: pad-2, driver: ff68-pad, line: bus, settings: { address: 2 } } # spare
`;

/** The lines that an edit changes. */
const changed = (after: string) =>
  lineDifference(text, after)
    .filter(({ kind }) => kind !== 'same')
    .map(({ kind, text: line }) => `${kind === 'added' ? '+' : '-'}${line}`)
    // The parser puts a comment behind an empty key on a line of its own.
    .filter((line) => !/every cable|[+-]lines:/.test(line));

describe('an edit of the text', () => {
  it('adds an entry in the way the last one is written, and leaves the rest', () => {
    const device = { id: 'pad-3', driver: 'ff68-pad', line: 'bus', settings: { address: 3 } };
    expect(changed(editText(text, [{ kind: 'putDevice', device }]))).toEqual([
      '+- { id: pad-3, driver: ff68-pad, line: bus, settings: { address: 3 } }',
    ]);
    const line = { id: 'new', transport: { kind: 'tcp', host: 'h', port: 1 } };
    expect(changed(editText(text, [{ kind: 'putLine', line }]))).toEqual([
      '+- id: new',
      '+  transport:',
      '+    kind: tcp',
      '+    host: h',
      '+    port: 1',
    ]);
  });

  it('changes single fields, and keeps the comment beside them', () => {
    const device = { id: 'pad-9', driver: 'ff68-pad', line: 'bus', window: 'w1', settings: { address: 7 } };
    expect(changed(editText(text, [{ kind: 'putDevice', device, was: 'pad-2' }]))).toEqual([
      '-- { id: pad-2, driver: ff68-pad, line: bus, settings: { address: 2 } } # spare',
      '+- { id: pad-9, driver: ff68-pad, line: bus, settings: { address: 7 }, window: w1 } # spare',
    ]);
  });

  it('removes an entry alone', () => {
    expect(changed(editText(text, [{ kind: 'removeDevice', id: 'pad-1' }]))).toEqual([
      '-- { id: pad-1, driver: ff68-pad, line: bus, settings: { address: 1 } }',
    ]);
  });

  it('moves windows and devices on the map, and lets go of a place, line by line', () => {
    const moved = editText(text, [
      {
        kind: 'place',
        places: [
          { of: 'window', id: 'w1', at: { x: 4, y: 0 } },
          { of: 'device', id: 'pad-2', at: { x: 30, y: 12 } },
        ],
      },
    ]);
    expect(changed(moved)).toEqual([
      '-- { id: w1, number: 1, services: [a, b] }',
      '+- { id: w1, number: 1, services: [a, b], at: { x: 4, y: 0 } }',
      '-- { id: pad-2, driver: ff68-pad, line: bus, settings: { address: 2 } } # spare',
      '+- { id: pad-2, driver: ff68-pad, line: bus, settings: { address: 2 }, at: { x: 30, y: 12 } } # spare',
    ]);
    const back = [
      { of: 'window' as const, id: 'w1', at: null },
      { of: 'device' as const, id: 'pad-2', at: null },
    ];
    expect(changed(editText(moved, [{ kind: 'place', places: back }]))).toEqual([]);
    expect(() => editText(text, [{ kind: 'place', places: [{ of: 'window', id: 'w9', at: null }] }])).toThrow(
      /There is no "w9"/,
    );
  });

  it('of what is not there is refused by its name', () => {
    for (const edit of [
      { kind: 'removeDevice' as const, id: 'none' },
      { kind: 'removeLine' as const, id: 'none' },
      { kind: 'putDevice' as const, device: { id: 'x' }, was: 'none' },
    ]) {
      expect(() => editText(text, [edit])).toThrow(/There is no "none"/);
    }
  });

  it('begins the list where there is none yet', () => {
    const line = { id: 'bus', transport: { kind: 'tcp', host: 'h', port: 1 } };
    const written = '- { id: bus, transport: { kind: tcp, host: h, port: 1 } }';
    for (const empty of ['name: x\n', 'name: x\nlines: []\n', 'name: x\nlines:\n']) {
      expect(editText(empty, [{ kind: 'putLine', line }])).toBe(`name: x\nlines:\n  ${written}\n`);
    }
  });
});

describe('a password', () => {
  it('is hidden in the text and nothing else moves', () => {
    const hidden = hideSecrets(text);
    expect(hidden).toBe(
      text
        .replace(`'a "word"'`, '"••••••"')
        .replace('mqtt://me:hush@10.0.0.9', '"mqtt://me:••••••@10.0.0.9"'),
    );
  });

  it('comes back to the line it belongs to, wherever that stands', () => {
    const known = {
      lines: [
        { id: 'x' },
        { id: 'far', transport: { url: 'mqtt://me:hush@10.0.0.9', password: 'a "word"' } },
      ],
    };
    expect(revealSecrets(hideSecrets(text), known)).toBe(
      text
        .replace(`'a "word"'`, '"a \\"word\\""')
        .replace('mqtt://me:hush@10.0.0.9', '"mqtt://me:hush@10.0.0.9"'),
    );
    expect(revealSecrets(hideSecrets(text), { lines: [] })).toContain('••••••');
  });
});

describe('the name of a clerk', () => {
  const text = "clerks:\n  - { id: c1, number: '101', name: 王小明 } # first\nname: x\n";

  it('is hidden like a password, and comes back by the id of the clerk', () => {
    const hidden = hideSecrets(text);
    expect(hidden).toBe(text.replace('王小明', '"••••••"'));
    const known = { name: 'x', clerks: [{ id: 'c1', number: '101', name: '王小明' }] };
    expect(revealSecrets(hidden, known)).toBe(text.replace('王小明', '"王小明"'));
    expect(hideValues(known)).toEqual({ name: 'x', clerks: [{ id: 'c1', number: '101', name: '••••••' }] });
  });
});
