import { expect, it } from 'vitest';
import detect from '../../bridge/verbs/detect.ts';
import { UsageError } from '../../bridge/verbs/verb.ts';
import { until } from '../support/until.ts';
import { SerialCable } from './serial-cable.ts';

/** What the verb says in a terminal, and how it ended. */
function running(...words: string[]) {
  const lines: string[] = [];
  const ended = detect.run(words, { language: 'en', out: (line) => lines.push(line) });
  return { lines, ended };
}

it('hall detect says what it hears, what it is and why, and sends nothing', async () => {
  const cable = await SerialCable.plugged();
  const { lines, ended } = running(cable.path, '--seconds', '4');
  await until(() => (lines.some((line) => line.includes('9600 8N1 (1/')) ? true : null), 'the first setting');
  for (const frame of ['FF 68 03 03 68 01 01 0C 0E 16', 'FF 68 03 03 68 01 01 0D 0F 16']) {
    cable.say(frame);
    cable.say(frame);
  }
  expect(await ended).toBe(0);
  expect(lines.join('\n')).toMatch(/This is: Call pad.* at 9600 8N1\n {2}ff68-pad/);
  expect(lines.join('\n')).toMatch(/4 frames \(2 different\), all checksums right, no noise/);
  expect(cable.heard).toHaveLength(0);
});

it('hall detect says in words why a port cannot be opened, and what it takes', async () => {
  const { lines, ended } = running('/dev/ttyNone');
  expect(await ended).toBe(1);
  expect(lines.join('\n')).toMatch(/\/dev\/ttyNone cannot be opened .*check plug/);
  await expect(running().ended).rejects.toThrow(UsageError);
  await expect(running('tcp://nowhere').ended).rejects.toThrow(/tcp:\/\/host:port/);
  await expect(running('/dev/ttyUSB0', '--seconds', 'x').ended).rejects.toThrow(/0\.1 to 60/);
});
