import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { canonicalText, type KeptRun, type ReadinessRun } from '../../shared/readiness.ts';
import { digestOf } from '../../bridge/journal/digest.ts';
import { asking } from '../support/config.ts';
import { temporaryFolder } from '../support/folder.ts';
import { JournalFile } from '../support/journal-file.ts';
import { NO_PAPER, WELL, wellPrinter } from '../support/paper-printer.ts';
import { checkReadiness, findingOf, finished, readinessOf, sheetAt, signing } from '../support/readiness.ts';
import { embeddedLine, runningHall, tcpLine } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { SerialServer } from '../support/serial-server.ts';

const callKey = 'FF 68 03 03 68 01 01 0C 0E 16';

/** A printer that is well, one without paper, a lock board that is silent, and a pad nobody has pressed. */
async function morningHall(folder = temporaryFolder()) {
  const [good, empty] = [await wellPrinter(), await wellPrinter()];
  empty.become(NO_PAPER);
  const [board, pads] = [await SerialServer.listen(), await SerialServer.listen()];
  const hall = await runningHall(
    {
      lines: [
        ...[tcpLine('good', good.server.port), tcpLine('empty', empty.server.port)],
        ...[tcpLine('board', board.port), tcpLine('pads', pads.port), embeddedLine],
      ],
      devices: [
        { id: 'printer-1', driver: 'escpos-printer', line: 'good' },
        { id: 'printer-2', driver: 'escpos-printer', line: 'empty' },
        { id: 'phones', driver: 'lock-8a', line: 'board', settings: { channels: 24 } },
        { id: 'pad-1', driver: 'ff68-pad', line: 'pads', window: '1' },
        { id: 'door', driver: 'zigbee2mqtt-contact', line: 'mqtt', settings: { device: 'door' } },
      ],
    },
    { folder },
  );
  await Promise.all([good.server, empty.server, board, pads].map((server) => server.connected()));
  return { hall, good, empty, board, pads, folder };
}

it('tells what answers, what is out of paper, what is silent, and what cannot be told', async () => {
  const { hall } = await morningHall();
  const run = await checkReadiness(hall.url);
  const verdicts = Object.fromEntries(run.lines.map(({ id, verdict }) => [id, verdict]));
  expect(verdicts).toMatchObject({
    ...{ journal: 'ok', clock: 'ok', 'broker/mqtt': 'ok' },
    ...{ 'answers/printer-1': 'ok', 'paper/printer-1': 'ok' },
    ...{ 'answers/printer-2': 'ok', 'paper/printer-2': 'fault' },
    // The doors of a silent board are not known to be shut.
    ...{ 'answers/phones': 'fault', 'locker/phones': 'unknown' },
    // A pad speaks when it is pressed: nobody can say that it is broken.
    ...{ 'answers/pad-1': 'unknown', 'answers/door': 'unknown' },
  });
  for (const { verdict, ...line } of run.lines.filter((one) => one.verdict !== 'ok')) {
    expect(line, `${line.id} says what to do`).toMatchObject({
      advice: { zh: expect.stringMatching(/。$/) },
    });
    expect(verdict).not.toBeNull();
  }
});

it('looks again at a device that was mended, without a whole run', async () => {
  const { hall, empty, pads } = await morningHall();
  const run = await checkReadiness(hall.url);
  const screen = await Screen.watching(hall.url);
  empty.become(WELL);
  await asking(hall.url, `/api/readiness/${run.id}/check`, { line: 'paper/printer-2' });
  const mended = await finished(hall.url);
  expect(findingOf(mended, 'paper/printer-2').verdict).toBe('ok');
  expect(findingOf(mended, 'answers/phones')).toEqual(findingOf(run, 'answers/phones'));
  await pads.say(callKey);
  await screen.sees('pad.keyPressed', () => true);
  await asking(hall.url, `/api/readiness/${run.id}/check`, { line: 'answers/pad-1' });
  expect(findingOf(await finished(hall.url), 'answers/pad-1').verdict).toBe('ok');
});

it('is signed once, with notes and a digest of every word, and is found again after a restart', async () => {
  const { hall, folder } = await morningHall();
  const { id } = await checkReadiness(hall.url);
  const notes = { 'paper/printer-2': '纸已领，九点前换好' };
  const signed = await signing(hall.url, id, { name: '李工', notes, remark: '可以开门' });
  expect(signed).toMatchObject({ ok: true, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(await signing(hall.url, id, { name: '王工' })).toMatchObject({
    code: 'readiness.signed',
    status: 409,
  });
  await hall.stop();

  const again = await runningHall({}, { folder });
  const found = await sheetAt(again.url, signed.seq);
  expect(found).toMatchObject({
    intact: true,
    sha256: signed.sha256,
    sheet: { name: '李工', remark: '可以开门' },
  });
  expect(digestOf(found.sheet)).toBe(signed.sha256);
  expect(found.sheet.lines.find((line) => line.id === 'paper/printer-2')?.note).toBe(
    notes['paper/printer-2'],
  );
  const { days, run } = await readinessOf(again.url);
  expect(days[0]?.sheets).toMatchObject([{ seq: signed.seq, name: '李工', intact: true }]);
  expect(run).toBeNull();
  const csv = await (await fetch(`${again.url}/api/readiness/sheets/${signed.seq}/sheet.csv?lang=en`)).text();
  expect(csv.trim().split('\r\n')).toHaveLength(found.sheet.lines.length + 1);
  expect(csv).toContain(signed.sha256);
});

it('a check that was not signed is there after a restart, and is signed once', async () => {
  const { hall, folder } = await morningHall();
  const run = await checkReadiness(hall.url);
  await hall.stop();
  const again = await runningHall({ devices: hall.hall.devices, lines: hall.hall.lines }, { folder });
  expect((await readinessOf(again.url)).run).toEqual(run);
  const signed = await signing(again.url, run.id, { name: '李工' });
  expect(signed).toMatchObject({ ok: true });
  expect((await sheetAt(again.url, signed.seq)).sheet).toMatchObject({ run: run.id, lines: run.lines });
  await again.stop();
  const third = await runningHall({}, { folder });
  expect((await readinessOf(third.url)).run).toBeNull();
});

it('a check in whose middle the bridge ends keeps what it found, and goes on when somebody says so', async () => {
  const { hall, folder } = await morningHall();
  const begun = await checkReadiness(hall.url);
  const found = findingOf(begun, 'journal');
  await hall.stop();
  // What a bridge leaves that ends after its first look.
  const file = join(folder, 'readiness.json');
  const kept = JSON.parse(readFileSync(file, 'utf8')) as KeptRun;
  writeFileSync(file, JSON.stringify({ ...kept, finishedAt: null, lines: [found] }));
  const again = await runningHall({ devices: hall.hall.devices, lines: hall.hall.lines }, { folder });
  const { run } = await readinessOf(again.url);
  expect(run).toMatchObject({ id: begun.id, interrupted: true, finishedAt: null });
  expect(run?.lines.find(({ id }) => id === 'answers/phones')?.verdict).toBeNull();
  expect(await signing(again.url, begun.id, { name: '李工' })).toMatchObject({ code: 'readiness.running' });
  const resumed = await asking<ReadinessRun>(again.url, `/api/readiness/${begun.id}/resume`, {});
  expect(resumed).toMatchObject({ id: begun.id, interrupted: false });
  const done = await finished(again.url);
  expect(findingOf(done, 'journal')).toEqual(found);
  expect(findingOf(done, 'answers/phones').verdict).toBe('fault');
  expect(await signing(again.url, begun.id, { name: '李工' })).toMatchObject({ ok: true });
});

it('a sheet that was altered in the file, or taken out of the row, is said to be so', async () => {
  const { hall, folder } = await morningHall();
  const seqs: number[] = [];
  for (const name of ['甲', '乙', '丙']) {
    const { id } = await checkReadiness(hall.url);
    seqs.push((await signing(hall.url, id, { name })).seq);
  }
  await hall.stop();
  const file = new JournalFile(folder);
  file.run(`UPDATE events SET data = replace(data, '"甲"', '"丁"') WHERE seq = ${seqs[0]}`);
  // What is taken out leaves a gap in the chain of digests, whatever stands in its place.
  file.run(`UPDATE events SET type = 'device.removed', data = '{}' WHERE seq = ${seqs[1]}`);
  file.close();
  const again = await runningHall({}, { folder });
  expect((await sheetAt(again.url, seqs[0] ?? 0)).intact).toBe(false);
  expect((await sheetAt(again.url, seqs[2] ?? 0)).intact).toBe(false);
});

it('a hall that opened without a sheet, or signed after it opened, is shown as such', async () => {
  const { hall } = await morningHall();
  const screen = await Screen.watching(hall.url);
  expect((await readinessOf(hall.url)).days[0]).toMatchObject({ readiness: 'notOpened', opened: null });
  await screen.command('openWindow', { window: '1' });
  const opened = await screen.sees('window.opened', () => true);
  expect((await readinessOf(hall.url)).days[0]).toMatchObject({
    readiness: 'missing',
    opened: { seq: opened.seq, at: opened.at },
  });
  const { id } = await checkReadiness(hall.url);
  await signing(hall.url, id, { name: '李工' });
  expect((await readinessOf(hall.url)).days[0]?.readiness).toBe('late');
});

it('refuses what cannot be signed, and says why', async () => {
  const { hall } = await morningHall();
  expect(await signing(hall.url, 'none', { name: '李工' })).toMatchObject({ code: 'readiness.gone' });
  const { id } = await checkReadiness(hall.url);
  expect(await signing(hall.url, id, { name: '  ' })).toMatchObject({
    code: 'command.malformed',
    status: 400,
  });
  const notes = { 'answers/nobody': 'x' };
  expect(await signing(hall.url, id, { name: '李工', notes })).toMatchObject({ code: 'command.malformed' });
  expect(await sheetAt(hall.url, 1)).toMatchObject({ code: 'readiness.noSheet', status: 404 });
});

it('the text of a digest is the same in whatever order its parts were written', () => {
  const told = canonicalText({ b: [1, { y: null, x: '“' }], a: undefined, c: 'é' });
  expect(told).toBe('{"b":[1,{"x":"“","y":null}],"c":"é"}');
  expect(canonicalText({ c: 'é', b: [1, { x: '“', y: null }] })).toBe(told);
});
