import { expect, it } from 'vitest';
import type { EventDetail } from '../../shared/api.ts';
import type { FrameRecord } from '../../shared/channel.ts';
import type { ClerkRecord, DisciplineDay, FrameLookInput } from '../../shared/discipline/api.ts';
import { applying, asking, configOf } from '../support/config.ts';
import { lockerHall } from '../support/locker-hall.ts';
import { Screen } from '../support/screen.ts';

const manager = { who: '王主任', why: '核对在岗情况' };

it('a phone at the real board is in, to be asked about, permitted, and unknown once the board is away', async () => {
  const { hall, screen, phone, unplug } = await lockerHall();
  const counted = (name: 'in' | 'permitted' | 'ask' | 'unknown', after = 0) =>
    screen.sees('locker.counted', ({ data, seq }) => data[name] === 1 && seq > after);
  await phone('in');
  await screen.command('openWindow', { window: '1' });
  await counted('in');
  await phone('out');
  await counted('ask');
  await screen.command('permitPhone', { clerk: 'c1', reason: 'family', minutes: 30, by: '王主任' });
  const { seq } = await counted('permitted');
  const day = await asking<DisciplineDay>(hall.url, '/api/discipline/day', manager);
  expect(day.clerks[0]?.stretches.map(({ kind }) => kind)).toEqual(['compliant', 'violation', 'permitted']);
  await screen.command('endPermission', { clerk: 'c1' });
  const asked = await counted('ask', seq);
  unplug();
  await counted('unknown', asked.seq);
  // What the screen was told of all this names nobody.
  expect(JSON.stringify([screen.events, screen.state.discipline])).not.toMatch(/王|family|"c1"/);
});

it('every look is recorded before anything is shown, once, and the clerk sees who looked', async () => {
  const { hall } = await lockerHall();
  expect(await asking(hall.url, '/api/discipline/day', { who: '王主任', why: '' })).toMatchObject({
    code: 'command.malformed',
  });
  const day = await asking<DisciplineDay>(hall.url, '/api/discipline/day', manager);
  const again = await asking<DisciplineDay>(hall.url, '/api/discipline/day', { ...manager, look: day.look });
  expect(again.look).toBe(day.look);
  const asked = { ...manager, clerk: 'c1' };
  const record = await asking<ClerkRecord>(hall.url, '/api/discipline/record', asked);
  expect(record).toMatchObject({ name: '王小明', day: { number: '101' } });
  const { code } = await asking<{ code: string }>(hall.url, '/api/discipline/code', asked);
  expect(await asking(hall.url, '/api/me', { number: '101', code: 'AAAAAAAAAA' })).toMatchObject({
    ...{ status: 403, code: 'clerk.code' },
  });
  const own = await asking<ClerkRecord>(hall.url, '/api/me', { number: '101', code });
  expect(own.looks.map(({ what, who, why }) => [what, who, why])).toEqual(
    ['day', 'record', 'code'].map((what) => [what, manager.who, manager.why]),
  );
});

it('a clerk contests a stretch, and the answer changes the record', async () => {
  const { hall, screen, phone } = await lockerHall();
  await phone('in');
  await screen.command('openWindow', { window: '1' });
  await phone('out');
  await screen.sees('locker.counted', ({ data }) => data.ask === 1);
  const { code } = await asking<{ code: string }>(hall.url, '/api/discipline/code', {
    ...manager,
    clerk: 'c1',
  });
  const own = await asking<ClerkRecord>(hall.url, '/api/me', { number: '101', code });
  const stretch = own.day.stretches.find(({ kind }) => kind === 'violation');
  if (!stretch) throw new Error('nothing to contest');
  await screen.command('contestRecord', {
    ...{ clerk: '101', code, date: own.date, text: '送修，已口头报告' },
    stretch: { from: stretch.from, to: stretch.to },
  });
  const { seq } = await screen.sees('record.contested');
  await screen.command('answerContest', { contest: seq, decision: 'corrected', text: '属实', by: '王主任' });
  const answered = await asking<ClerkRecord>(hall.url, '/api/me', { number: '101', code });
  expect(answered.contests[0]?.answer).toMatchObject({ decision: 'corrected', text: '属实' });
  expect(answered.day.stretches.find(({ why }) => why === 'corrected')).toMatchObject({ kind: 'permitted' });
});

it('what a board of phones says byte by byte is told to a screen that has said what for, and to no other', async () => {
  const { hall, screen, phone } = await lockerHall();
  const other = await Screen.watching(hall.url);
  await phone('in');
  const inspect = ({ socket }: Screen) => socket.emitWithAck('inspect', 'locker');
  const reveal = ({ socket }: Screen, asked: FrameLookInput) => socket.emitWithAck('revealFrames', asked);
  const withheld = async (of: Screen) => (await inspect(of)).map(({ withheld: is }) => is === true);
  const passed = await inspect(screen);
  expect(passed.length).toBeGreaterThan(2);
  expect(passed.every(({ hex, fields }) => hex === '' && fields.length === 0)).toBe(true);
  // What is known of a frame beyond its bytes is shown as ever.
  expect(passed.at(-1)).toMatchObject({ line: 'locker', withheld: true });
  expect(new Set(passed.map(({ direction }) => direction))).toEqual(new Set(['in', 'out']));

  expect(await reveal(screen, { who: '李工', why: '' })).toMatchObject({ code: 'command.malformed' });
  expect(await withheld(screen)).not.toContain(false);
  const told = await reveal(screen, { who: '李工', why: '查第9格误报' });
  if (!told.ok) throw new Error(told.code);
  const frames = await inspect(screen);
  expect(frames.some(({ withheld: is }) => is)).toBe(false);
  expect(frames.find(({ verdict }) => verdict === 'frame')?.hex).toMatch(/^[0-9A-F]{2}( [0-9A-F]{2})+$/);
  const shown = new Promise<FrameRecord[]>((resolve) => screen.socket.once('frames', resolve));
  await inspect(other);
  const hidden = new Promise<FrameRecord[]>((resolve) => other.socket.once('frames', resolve));
  await phone('out');
  expect((await shown).map(({ hex }) => hex)).not.toContain('');
  expect(new Set((await hidden).map(({ hex }) => hex))).toEqual(new Set(['']));
  expect(await withheld(other)).not.toContain(false);

  // A connection that was lost goes on with the same look; a clerk sees it once in the own record.
  const again = await Screen.watching(hall.url);
  expect(await withheld(again)).not.toContain(false);
  const known = { who: '李工', why: '查第9格误报', look: told.look };
  expect(await reveal(again, known)).toMatchObject({ ok: true, look: told.look });
  expect(await withheld(again)).not.toContain(true);
  const { code } = await asking<{ code: string }>(hall.url, '/api/discipline/code', {
    ...manager,
    clerk: 'c1',
  });
  const own = await asking<ClerkRecord>(hall.url, '/api/me', { number: '101', code });
  expect(own.looks.filter(({ what }) => what === 'frames').map(({ who, why }) => [who, why])).toEqual([
    ['李工', '查第9格误报'],
  ]);

  // The frame that is kept with an event is withheld in any case.
  const changed = await screen.sees('locker.changed', ({ data }) => data.changes.length === 0);
  const detail = await asking<EventDetail>(hall.url, `/api/events/${changed.seq}`);
  expect(detail.frame).toEqual({ seq: changed.seq, device: 'phones', hex: '', fields: [], withheld: true });
});

it('of a box that is given to a clerk while the hall runs, nothing that was known before is told', async () => {
  const { hall, screen } = await lockerHall();
  const known = await Screen.watching(hall.url);
  const boxOf = ({ state }: Screen) => state.lockers['phones']?.[9];
  expect(boxOf(known)).toBe('open');
  const from = { epoch: screen.epoch, seq: 1 };
  const saysBox = async () => JSON.stringify(await known.watch(from)).includes('"channel":10');
  expect(await saysBox()).toBe(true);
  const { text } = await configOf(hall.url);
  const moved = await applying(hall.url, { kind: 'text', text: text.replace('phone: 9', 'phone: 10') });
  expect(moved).toMatchObject({ ok: true });
  expect(boxOf(await Screen.watching(hall.url))).toBe('unknown');
  expect(await saysBox()).toBe(false);
});

it('what a box said while it held a phone is told no more once it is given to nobody, or its board is renamed', async () => {
  const { hall, screen, phone } = await lockerHall();
  await phone('in');
  const changed = await screen.sees('locker.changed', ({ data }) => data.changes.length === 0);
  const told = async (url: string) =>
    (await asking<EventDetail>(url, `/api/events/${changed.seq}`)).event.data as { changes: unknown[] };
  expect(await told(hall.url)).toEqual({ changes: [] });
  const { text } = await configOf(hall.url);
  const renamed = text.replaceAll('phones', 'lockers');
  expect(await applying(hall.url, { kind: 'text', text: renamed })).toMatchObject({ ok: true });
  expect(await told(hall.url)).toEqual({ changes: [] });
  const freed = renamed.replace(/\n +slot:(\n {6,}.*)+/, '');
  expect(await applying(hall.url, { kind: 'text', text: freed })).toMatchObject({ ok: true });
  expect(await told(hall.url)).toEqual({ changes: [] });
});
