import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { JournalReader } from '../../bridge/journal/reader.ts';
import { Screen } from '../support/screen.ts';
import { temporaryFolder } from '../support/folder.ts';
import { NumberedPad, startHall } from './numbered-pad.ts';

/** A ticket by HTTP, and what was answered. */
async function askTicket(
  url: string,
): Promise<{ status: number; number?: string; code?: string; message?: string }> {
  const reply = await fetch(`${url}/api/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'zh-CN' },
    body: '{"service":"a"}',
  });
  return { status: reply.status, ...((await reply.json()) as object) };
}

test('a full disk refuses tickets in words, shows nobody one that is not there, and is survived', async () => {
  const folder = temporaryFolder();
  const pad = await new NumberedPad().listen();
  // Writing beyond the limit fails as on a full disk, instead of killing the program.
  const child = await startHall(folder, pad, `trap '' XFSZ; ulimit -S -f 1000; exec "$@"`);
  const ended = once(child, 'exit');
  const screen = await Screen.watching(child.url);
  const given: string[] = [];
  let answer = await askTicket(child.url);
  for (; answer.status === 200 && given.length < 3000; answer = await askTicket(child.url)) {
    given.push(answer.number ?? '');
  }
  expect(given.length).toBeGreaterThan(5);
  expect(answer).toMatchObject({ status: 503, code: 'journal.failed' });
  expect(answer.message).toMatch(/无法写入日志.*请检查磁盘空间/);
  // Read still: figures, and the state without the ticket that nobody has.
  const state = (await (await fetch(`${child.url}/api/state`)).json()) as { tickets: object };
  expect(Object.keys(state.tickets)).toHaveLength(given.length);
  expect((await fetch(`${child.url}/api/days`)).status).toBe(200);

  execFileSync('prlimit', [`--pid=${child.pid}`, '--fsize=unlimited']);
  const after = await askTicket(child.url);
  expect(after.status).toBe(200);
  given.push(after.number ?? '');
  await screen.sees('ticket.issued', ({ data }) => data.number === after.number);
  child.kill('SIGKILL');
  await ended;

  expect(new Set(given).size).toBe(given.length);
  expect(screen.all('ticket.issued').map(({ data }) => data.number)).toEqual(given);
  const reader = new JournalReader(join(folder, 'journal.sqlite'));
  const events = await reader.range(1, Number.MAX_SAFE_INTEGER);
  await reader.close();
  expect(events.flatMap((event) => (event.type === 'ticket.issued' ? [event.data.number] : []))).toEqual(
    given,
  );
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
});
