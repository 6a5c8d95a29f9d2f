import { describe, expect, it } from 'vitest';
import { refusals, refusalText } from '../../shared/refusals.ts';
import { JournalFile } from '../support/journal-file.ts';
import { runningHall, tcpLine } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { SerialServer } from '../support/serial-server.ts';
import { until } from '../support/until.ts';

/** Two windows open for service A, and so many tickets waiting. */
async function openHall(tickets: number) {
  const hall = await runningHall();
  const screen = await Screen.watching(hall.url);
  for (const window of ['1', '2']) await screen.command('openWindow', { window });
  for (let n = 0; n < tickets; n += 1) await screen.command('issueTicket', { service: 'A' });
  return { hall, screen };
}

describe('a command', () => {
  it('is answered with the events it became, which say who asked and from where', async () => {
    const { screen } = await openHall(0);
    const answer = await screen.command('issueTicket', { service: 'B' }, { id: 'ask-00001' });
    const issued = await screen.sees('ticket.issued');
    expect(answer).toEqual({ ok: true, seqs: [issued.seq] });
    expect(issued).toMatchObject({
      command: 'ask-00001',
      by: { who: 'person:loopback', from: '127.0.0.1' },
      data: { number: 'B001' },
    });
  });

  it('that names what is no printer is refused, and no ticket comes into being', async () => {
    const hall = await runningHall({
      lines: [tcpLine('line', 1)],
      devices: [
        { id: 'rate-1', driver: 'ff68-evaluator', line: 'line', window: '1', settings: { address: 1 } },
      ],
    });
    const screen = await Screen.watching(hall.url);
    const answer = await screen.command('issueTicket', { service: 'A', printer: 'rate-1' });
    expect(answer).toMatchObject({ ok: false, code: 'printer.none', params: { printer: 'rate-1' } });
    expect(hall.bridge.live.state.tickets).toEqual({});
  });

  it('is answered, and told to screens, only when it is on disk', async () => {
    const { hall, screen } = await openHall(0);
    const file = new JournalFile(hall.folder);
    file.hold();
    let answered = false;
    const asked = screen.command('issueTicket', { service: 'A' }).then((answer) => {
      answered = true;
      return answer;
    });
    // The command is decided: the live state already counts its ticket.
    await until(() => hall.bridge.live.state.waiting.at(0) ?? null, 'the decision');
    const health = await (await fetch(`${hall.url}/api/health`)).json();
    expect([answered, screen.all('ticket.issued').length]).toEqual([false, 0]);
    expect(health.seq).toBe(hall.bridge.live.state.seq - 1);
    file.release();
    expect(await asked).toMatchObject({ ok: true });
    expect(file.types().at(-1)).toBe('ticket.issued');
  });

  it('is refused in words when the disk does not take it, and changes nothing', async () => {
    const { hall, screen } = await openHall(1);
    const file = new JournalFile(hall.folder);
    file.refuse();
    const refused = await screen.command('callNext', { window: '1' });
    expect(refused).toMatchObject({ ok: false, code: 'journal.failed' });
    if (!refused.ok) expect(refusalText(refused.code, 'zh', refused.params)).toContain('disk is full');
    file.mend();
    expect(hall.bridge.live.state.windows['1']?.ticket).toBeUndefined();
    expect(await screen.command('callNext', { window: '1' })).toMatchObject({ ok: true });
    await screen.sees('ticket.called');
    expect(file.types().filter((type) => type === 'ticket.called')).toHaveLength(1);
    expect(screen.state.seq).toBe(hall.bridge.live.committed);
  });

  it('that comes twice is one event and one answer, from whichever screen it comes', async () => {
    const { hall, screen } = await openHall(0);
    const other = await Screen.watching(hall.url);
    const id = 'twice-0001';
    const answers = await Promise.all([
      screen.command('issueTicket', { service: 'A' }, { id }),
      other.command('issueTicket', { service: 'A' }, { id }),
    ]);
    expect(answers[0]).toEqual(answers[1]);
    expect(await screen.command('issueTicket', { service: 'A' }, { id })).toEqual(answers[0]);
    expect(await other.command('issueTicket', { service: 'B' })).toMatchObject({ ok: true });
    await screen.sees('ticket.issued', ({ data }) => data.service === 'B');
    expect(screen.all('ticket.issued').map(({ data }) => data.number)).toEqual(['A001', 'B001']);
  });

  it('that comes again after a restart of the bridge is answered as before and not done again', async () => {
    const first = await runningHall();
    const before = await Screen.watching(first.url);
    const issue = () => ['issueTicket', { service: 'A' }, { id: 'kept-00001' }] as const;
    const call = () => ['callNext', { window: '1' }, { id: 'kept-00002' }] as const;
    const strange = () => ['issueTicket', { service: 'Z' }, { id: 'kept-00003' }] as const;
    const ask = async (screen: Screen) => [
      await screen.command(...issue()),
      await screen.command(...call()),
      await screen.command(...strange()),
    ];
    const answers = await ask(before);
    expect(answers).toMatchObject([
      { ok: true },
      { ok: false, code: 'window.notOpen' },
      { ok: false, code: 'service.unknown', params: { service: 'Z' } },
    ]);
    await first.stop();
    const second = await runningHall({}, { folder: first.folder });
    const after = await Screen.watching(second.url);
    await after.command('openWindow', { window: '1' });
    expect(await ask(after)).toEqual(answers);
    expect(Object.keys(after.state.tickets)).toHaveLength(1);
    expect(after.all('ticket.called')).toEqual([]);
  });

  it('given at the same instant at two screens leaves one open service at the window', async () => {
    const { hall, screen } = await openHall(3);
    const other = await Screen.watching(hall.url);
    const answers = await Promise.all([
      screen.command('callNext', { window: '1' }),
      other.command('callNext', { window: '1' }),
      screen.command('callNext', { window: '2' }),
      other.command('callTicket', { window: '2', ticket: 'A001' }),
    ]);
    const done = answers.flatMap((answer) => (answer.ok ? answer.seqs : []));
    await screen.reaches(Math.max(...done));
    const called = screen.all('ticket.called').map(({ data }) => data);
    expect(called.map(({ window }) => window).sort()).toEqual(['1', '2']);
    expect(new Set(called.map(({ ticket }) => ticket)).size).toBe(2);
    const codes = answers.flatMap((answer) => (answer.ok ? [] : [answer.code]));
    expect(codes).toHaveLength(2);
    for (const code of codes) expect(['window.busy', 'ticket.notCallable']).toContain(code);
    expect(screen.state.waiting).toHaveLength(1);
  });

  it('that comes too late is refused and recorded as refused', async () => {
    const { screen } = await openHall(0);
    const late = await screen.command('issueTicket', { service: 'A' }, { expires: Date.now() - 1 });
    expect(late).toEqual({ ok: false, code: 'command.expired', params: {} });
    const refused = await screen.sees('command.refused');
    expect(refused).toMatchObject({
      data: { name: 'issueTicket', code: 'command.expired' },
      by: { who: 'person:loopback' },
    });
    expect(screen.state.waiting).toEqual([]);
  });
});

const refused: [code: string, ask: Parameters<Screen['command']>][] = [
  ['service.unknown', ['issueTicket', { service: 'Z' }]],
  ['window.unknown', ['callNext', { window: '9' }]],
  ['window.notOpen', ['callNext', { window: '3' }]],
  ['window.alreadyOpen', ['openWindow', { window: '1' }]],
  ['window.notPaused', ['resumeWindow', { window: '1' }]],
  ['window.idle', ['recall', { window: '1' }]],
  ['queue.empty', ['callNext', { window: '1' }]],
  ['ticket.unknown', ['callTicket', { window: '1', ticket: 'A999' }]],
  ['printer.offline', ['issueTicket', { service: 'A', printer: 'printer' }]],
  ['alert.unknown', ['acknowledgeAlert', { alert: 'none' }]],
  ['device.unknown', ['unlockDoor', { device: 'none', door: 1 }]],
  ['device.unknown', ['showText', { device: 'none', text: 'x' }]],
  ['command.malformed', ['unlockDoor', { device: 'none', door: 0 }]],
];

describe('a refusal', () => {
  it('says why in both languages, with every value filled in', async () => {
    const { screen } = await openHall(0);
    for (const [code, ask] of refused) {
      const answer = await screen.command(...ask);
      if (answer.ok) throw new Error(`${code}: it was not refused`);
      expect(answer.code).toBe(code);
      expect(Object.keys(refusals)).toContain(code);
      const zh = refusalText(code, 'zh', answer.params);
      const en = refusalText(code, 'en', answer.params);
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).toMatch(/^[A-Z][^\u4e00-\u9fff]+$/);
      expect(`${zh}${en}`).not.toMatch(/[{}]/);
    }
  });
});

it('a command that is not understood says which field is wrong, and what would be right, in either language', async () => {
  const { screen } = await openHall(0);
  const answer = await screen.command('unlockDoor', { device: 'none', door: 0 });
  if (answer.ok) throw new Error('it was not refused');
  expect(refusalText(answer.code, 'zh', answer.params)).toBe('指令格式不正确：door 至少 1');
  expect(refusalText(answer.code, 'en', answer.params)).toBe(
    'The command is not understood: door must be at least 1',
  );
});

/** Names that every object has by itself: found where nothing was ever put. */
const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

describe('a name that every object has by itself', () => {
  it('is no ticket, alert or booking, and asking for one changes nothing', async () => {
    const { screen } = await openHall(1);
    const { tickets, waiting, appointments, ledger } = structuredClone(screen.state);
    for (const name of inherited) {
      const asked: Parameters<Screen['command']>[] = [
        ['acknowledgeAlert', { alert: name }],
        ['callTicket', { window: '1', ticket: name }],
        ['setClass', { ticket: name }],
        ['abandonTicket', { ticket: name }],
        ['bookAppointment', { appointment: name, service: 'A', date: '2030-01-01', from: '09:00' }],
        ['checkIn', { appointment: name }],
        ['startPlaybook', { playbook: 'congestion', alert: name }],
        ['callNext', { window: name }],
        ['openEntry', { category: 'attitude', title: '投诉', alert: name }],
      ];
      for (const ask of asked) {
        expect(await screen.command(...ask), `${ask[0]} ${name}`).toMatchObject({
          ok: false,
          code: expect.stringMatching(/^command\.(reserved|malformed)$/),
        });
      }
    }
    expect(screen.state).toMatchObject({ tickets, waiting, appointments, ledger });
    expect(await screen.command('callNext', { window: '1' })).toMatchObject({ ok: true });
  });
});

/** Bodies that no page sends. `toString` that is no function breaks whoever writes `String(it)`. */
const hostile: unknown[] = [
  null,
  undefined,
  7,
  'callNext',
  [],
  {},
  { name: 'callNext' },
  { id: 'short', name: 'callNext', data: {}, expires: 1e15 },
  { id: 'hostile-01', name: { toString: 1, valueOf: 1 }, data: {}, expires: 1e15 },
  { id: { toString: null }, name: 'callNext', data: {}, expires: 1e15 },
  { id: 'hostile-02', name: '__proto__', data: {}, expires: 1e15 },
  { id: 'hostile-03', name: 'constructor', data: {}, expires: 1e15 },
  { id: 'hostile-04', name: 'callNext', data: { window: "1'; DROP TABLE events; --" }, expires: 1e15 },
  { id: 'hostile-05', name: 'callNext', data: { window: '1', extra: true }, expires: 1e15 },
  { id: 'hostile-06', name: 'callNext', data: 'x'.repeat(10_000), expires: 1e15 },
  { id: 'hostile-07', name: 'callNext', data: { window: ['1'] }, expires: 'never' },
  { id: 'hostile-08', name: 'x'.repeat(5000), data: {}, expires: 1e15 },
  { id: 'hostile-09', name: 'unlockDoor', data: { device: 'x', door: 1e308 }, expires: 1e15 },
];

describe('what is no command', () => {
  it('is refused with a code at the socket, and the bridge goes on', async () => {
    const { hall, screen } = await openHall(0);
    for (const body of hostile) {
      const answer = await screen.socket.timeout(5000).emitWithAck('command', body as never);
      expect(answer, JSON.stringify(body)).toMatchObject({
        ok: false,
        code: expect.stringMatching(/^\w+\.\w+$/),
      });
    }
    expect(await screen.command('issueTicket', { service: 'A' })).toMatchObject({ ok: true });
    expect((await fetch(`${hall.url}/api/health`)).status).toBe(200);
  });

  it('is refused with code and words over HTTP, and the bridge goes on', async () => {
    const { hall } = await openHall(0);
    const post = (body: string, type = 'application/json', language = 'zh-CN') =>
      fetch(`${hall.url}/api/commands`, {
        method: 'POST',
        headers: { 'content-type': type, 'accept-language': language },
        body,
      });
    const texts = [...hostile.map((body) => JSON.stringify(body) ?? ''), '{', '[[', '\u0000', '{"id":'];
    for (const text of texts) {
      const reply = await post(text);
      expect(reply.status, text.slice(0, 80)).toBeGreaterThanOrEqual(400);
      expect(reply.status, text.slice(0, 80)).toBeLessThan(500);
      const refusal = await reply.json();
      expect(refusal, text.slice(0, 80)).toMatchObject({
        ok: false,
        code: expect.stringMatching(/^\w+\.\w+$/),
      });
      expect(refusal.message).toMatch(/[\u4e00-\u9fff]/);
    }
    expect((await post('window=1', 'application/x-www-form-urlencoded')).status).toBe(415);
    const english = await (await post('{}', 'application/json', 'en-GB,en;q=0.9')).json();
    expect(english.message).toMatch(/^The command is not understood/);
    expect((await post(JSON.stringify({ data: 'x'.repeat(70_000) }))).status).toBe(413);
    expect((await fetch(`${hall.url}/api/health`)).status).toBe(200);
  });

  it('is nothing to the other messages of the socket either', async () => {
    const { hall, screen } = await openHall(0);
    const strange = { toString: 1, valueOf: 1 };
    const socket = screen.socket.timeout(5000);
    const answers = [
      await socket.emitWithAck('watch', { epoch: strange, seq: strange } as never),
      await socket.emitWithAck('watch', null as never),
      await socket.emitWithAck('watch', { epoch: screen.epoch, seq: 1e308 }),
      await socket.emitWithAck('watch', { epoch: screen.epoch, seq: -1 }),
      await socket.emitWithAck('watch', { epoch: screen.epoch, seq: 1.5 }),
    ];
    expect(answers.map(({ kind }) => kind)).toEqual(answers.map(() => 'snapshot'));
    expect(await socket.emitWithAck('inspect', strange as never)).toEqual([]);
    expect(await socket.emitWithAck('inspect', 'no-such-line')).toEqual([]);
    for (const name of ['watch', 'command', 'inspect', 'revealFrames', 'watchLines'] as const) {
      screen.socket.emit(name, strange as never, 'no function' as never);
      screen.socket.emit(...([name] as unknown as ['watch', never, never]));
    }
    expect(await screen.command('issueTicket', { service: 'A' })).toMatchObject({ ok: true });
    expect((await fetch(`${hall.url}/api/health`)).status).toBe(200);
  });
});

describe('a command for a device', () => {
  it('is recorded with who asked, and what came of it follows from that', async () => {
    const card = await SerialServer.listen();
    const hall = await runningHall({
      lines: [tcpLine('signs', card.port)],
      devices: [{ id: 'sign', driver: 'onbon-bx5k', line: 'signs' }],
    });
    const screen = await Screen.watching(hall.url);
    await card.connected();
    const answer = await screen.command('showText', { device: 'sign', text: '请稍候' });
    expect(answer).toMatchObject({ ok: false, code: 'device.noAnswer' });
    const asked = await screen.sees('display.textRequested');
    expect(asked).toMatchObject({ device: 'sign', by: { who: 'person:loopback' }, data: { text: '请稍候' } });
    expect(await screen.sees('display.failed')).toMatchObject({ cause: asked.seq });
  });

  it('that is not there is refused, and nothing is sent when it comes back', async () => {
    const board = await SerialServer.listen();
    const hall = await runningHall({
      lines: [tcpLine('lockers', board.port)],
      devices: [{ id: 'locker', driver: 'lock-8a', line: 'lockers' }],
    });
    const screen = await Screen.watching(hall.url);
    await board.connected();
    await board.unplug();
    await hall.line('lockers', ({ connected }) => !connected);
    const answer = await screen.command('unlockDoor', { device: 'locker', door: 3 });
    expect(answer).toMatchObject({ ok: false, code: 'device.offline' });
    await board.plug();
    await board.connected(2);
    await board.hears('80 01 00 33 B2', board.times('80 01 00 33 B2') + 2);
    expect(board.times('8A 01 03 11 99')).toBe(0);
    await screen.sees('command.refused', ({ data }) => data.name === 'unlockDoor');
    expect(screen.all('door.unlockRequested')).toHaveLength(1);
  });
});
