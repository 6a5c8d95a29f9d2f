import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkLines } from '../../../bridge/config/lines.ts';
import type { HallInput } from '../../../shared/config/schema.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { smallHall } from '../../support/hall.ts';

type Transport = NonNullable<HallInput['lines']>[number]['transport'];

/** The mistakes of lines `one`, `two`…, in English, each behind its path; every one is said in Chinese too. */
function mistakesOf(
  ...lines: (Transport | { transport: Transport; echo?: boolean; gap?: number })[]
): string[] {
  const names = ['one', 'two', 'three'];
  const hall = smallHall({
    lines: lines.map((line, index) => ({
      id: names[index] as string,
      ...('transport' in line ? line : { transport: line }),
    })),
  });
  for (const { message } of checkLines(hall, 'zh')) expect(message).toMatch(/[\u4e00-\u9fff]/);
  return checkLines(hall, 'en').map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('two lines at one port', () => {
  it('are told both their names, also where the port has two', () => {
    const folder = temporaryFolder();
    const [port, link] = [join(folder, 'ttyUSB0'), join(folder, 'by-id')];
    writeFileSync(port, '');
    symlinkSync(port, link);
    expect(mistakesOf({ kind: 'serial', path: link }, { kind: 'serial', path: port })).toEqual([
      `lines.1.transport: ${port} (that is ${link}) is already used by the line "one": "two" cannot have it too; put its devices on that line`,
    ]);
  });

  it('of one server are told so whatever they speak and however they name it', () => {
    const [mistake, ...rest] = mistakesOf(
      { kind: 'tcp', host: 'localhost', port: 4001 },
      { kind: 'rfc2217', host: '127.0.0.1', port: 4001 },
      { kind: 'udp', host: '127.0.0.1', port: 4001 },
    );
    expect(mistake).toMatch(/^lines\.1\.transport: 127\.0\.0\.1:4001 .*line "one": "two"/);
    expect(rest).toEqual([]);
  });

  it('of this machine are told so', () => {
    const to = (host: string) => ({ kind: 'udp', host, port: 4001, localPort: 5000 }) as const;
    expect(mistakesOf(to('10.0.0.1'), to('10.0.0.2'))).toEqual([
      expect.stringMatching(/^lines\.1\.transport: localPort 5000 is already used by the line "one"/),
    ]);
  });

  it('may be two that one broker serves', () => {
    const broker = { kind: 'mqtt', url: 'mqtt://10.0.0.1' } as const;
    expect(mistakesOf(broker, broker)).toEqual([]);
  });
});

describe('a line of MQTT', () => {
  it('has nothing of a bus', () => {
    const transport = { kind: 'mqtt', url: 'mqtt://10.0.0.1' } as const;
    expect(mistakesOf({ transport, echo: false, gap: 5 })).toEqual([
      'lines.0.gap: a line of MQTT has no such thing: remove it',
      'lines.0.echo: a line of MQTT has no such thing: remove it',
    ]);
  });

  it('with certificates needs mqtts, the files, and a key to each certificate', () => {
    const ca = join(temporaryFolder(), 'ca.pem');
    expect(mistakesOf({ kind: 'mqtt', url: 'mqtts://broker', ca })).toEqual([
      `lines.0.transport.ca: cannot read ${ca}: check path and rights`,
    ]);
    writeFileSync(ca, '');
    expect(mistakesOf({ kind: 'mqtt', url: 'mqtts://broker', ca })).toEqual([]);
    expect(mistakesOf({ kind: 'mqtt', url: 'mqtt://broker', ca })).toEqual([
      'lines.0.transport.ca: is for mqtts:// only: change the url, or remove it',
    ]);
    expect(mistakesOf({ kind: 'mqtt', url: 'mqtts://broker', cert: ca })).toEqual([
      'lines.0.transport.cert: cert and key go together: give both',
    ]);
  });
});
