import { describe, expect, it } from 'vitest';
import { JournalReader } from '../../../bridge/journal/reader.ts';
import { maskContact, maskWords } from '../../../shared/hall/ledger-person.ts';
import { liveHall } from '../../support/live.ts';
import { isOverdue } from '../../../shared/metrics/ledger.ts';
import { LedgerDesk, complaint, namedRating } from '../../support/ledger.ts';

const desk = async (at = '09:00') => new LedgerDesk(await liveHall({ at }));

describe('an entry of the ledger', () => {
  it('is numbered by the day and has the deadlines of its row', async () => {
    const here = await desk();
    const first = await here.open();
    const second = await here.open({ ...complaint, rule: 'complaintAttitude', title: '又一条' });
    expect([first.id, second.id]).toEqual(['2026-03-02/001', '2026-03-02/002']);
    expect(first).toMatchObject({
      ...{ state: 'new', accept: { date: '2026-03-05', days: 3 } },
      due: { date: '2026-04-01', days: 30, unit: 'calendar', certain: true },
    });
    expect(second.due).toMatchObject({ rule: 'complaintAttitude', date: '2026-03-16', unit: 'working' });
    here.live.set('09:00', '2026-03-03');
    expect((await here.open({ ...complaint, title: '第二天' })).id).toBe('2026-03-03/001');
  });

  it('goes from desk to department and back, each time with a slip of its own', async () => {
    const here = await desk();
    const { id } = await here.open();
    expect(await here.act(id, { act: 'transfer', owner: '征管科' })).toMatchObject({
      ...{ state: 'offered', owner: '征管科', slips: 1 },
    });
    expect(await here.refusal(id, { act: 'act', branch: 'atOnce', text: '已道歉' })).toBe(
      'ledger.notOffered',
    );
    const returned = await here.act(id, { act: 'return', reason: '不属于本科室' }, '李科长');
    expect(returned).toMatchObject({ state: 'new', slips: 1 });
    expect(returned.owner).toBeUndefined();
    await here.act(id, { act: 'transfer', owner: '纳税服务科' });
    expect(await here.act(id, { act: 'accept' }, '赵科长')).toMatchObject({
      ...{ state: 'handling', owner: '纳税服务科', slips: 2 },
    });
  });

  it('from a bad rating under a name is not closed before the person was reached', async () => {
    const here = await desk();
    const { id } = await here.open(namedRating);
    await here.act(id, { act: 'act', branch: 'atOnce', text: '当场补办' });
    expect(await here.refusal(id, { act: 'close' })).toBe('ledger.needsCallBack');
    await here.act(id, { act: 'callBack', reached: false, text: '无人接听' });
    expect(await here.refusal(id, { act: 'close' })).toBe('ledger.needsCallBack');
    const unhappy = { act: 'callBack', reached: true, content: 'dissatisfied', text: '还没解决' } as const;
    expect(await here.act(id, unhappy)).toMatchObject({ state: 'handling' });
    expect(await here.refusal(id, { act: 'close' })).toBe('ledger.notHandling');
    await here.act(id, { act: 'act', branch: 'deadline', text: '已更正申报' });
    // What was said before the second rectification does not count for it.
    expect(await here.refusal(id, { act: 'close' })).toBe('ledger.needsCallBack');
    await here.act(id, { act: 'callBack', reached: true, content: 'satisfied', text: '满意' });
    expect(await here.act(id, { act: 'close' })).toMatchObject({ state: 'closed', how: 'deadline' });
  });

  it('is excluded only by another person, and only where it is a rating', async () => {
    const here = await desk();
    const anonymous = { ...namedRating, person: undefined };
    const { id } = await here.open(anonymous);
    await here.act(id, { act: 'exclude', why: 'mistaken', reason: '误按，当场说明' }, '王主任');
    const review = { act: 'review', upheld: true, reason: '经核实属误评' } as const;
    expect(await here.refusal(id, review, ' 王 主任')).toBe('ledger.needsOther');
    expect(await here.act(id, review, '陈局长')).toMatchObject({ state: 'closed', how: 'excluded' });
    const other = await here.open();
    expect(await here.refusal(other.id, { act: 'exclude', why: 'malicious', reason: '恶意' })).toBe(
      'ledger.notRating',
    );
  });

  it('under a name is not even excluded without a call-back', async () => {
    const here = await desk();
    const { id } = await here.open(namedRating);
    await here.act(id, { act: 'exclude', why: 'malicious', reason: '多次无故差评' });
    const review = { act: 'review', upheld: true, reason: '同意剔除' } as const;
    expect(await here.refusal(id, review, '陈局长')).toBe('ledger.needsCallBack');
    await here.act(id, { act: 'callBack', reached: true, content: 'fair', text: '承认误按' });
    expect(await here.act(id, review, '陈局长')).toMatchObject({ state: 'closed', how: 'excluded' });
  });

  it('can be appealed for some working days after it was closed, and begins anew where that is upheld', async () => {
    const here = await desk();
    const { id } = await here.open();
    await here.act(id, { act: 'act', branch: 'explain', text: '依据不足，已说明' });
    await here.act(id, { act: 'close' });
    await here.act(id, { act: 'appeal', reason: '没有说明清楚' }, '张小明');
    expect(await here.act(id, { act: 'review', upheld: false, reason: '说明充分' }, '陈局长')).toMatchObject({
      state: 'closed',
    });
    await here.act(id, { act: 'appeal', reason: '补充材料' }, '张小明');
    here.live.set('09:00', '2026-03-04');
    const again = await here.act(id, { act: 'review', upheld: true, reason: '材料属实' }, '陈局长');
    expect(again).toMatchObject({ state: 'handling', due: { from: '2026-03-04' } });
    expect(await here.refusal(id, { act: 'close' })).toBe('ledger.notHandling');
    await here.act(id, { act: 'act', branch: 'deadline', text: '已改' });
    await here.act(id, { act: 'close' });
    here.live.set('09:00', '2026-03-12');
    expect(await here.refusal(id, { act: 'appeal', reason: '太晚了' })).toBe('ledger.appealOver');
    expect(await here.act(id, { act: 'reopen', reason: '又来反映' })).toMatchObject({ state: 'handling' });
  });

  it('is extended as far as its row allows, and no further', async () => {
    const here = await desk();
    const { id } = await here.open({ ...complaint, rule: 'complaintAttitude' });
    const longer = (days: number) => ({ act: 'extend', days, reason: '需要上级答复' }) as const;
    expect((await here.act(id, longer(6))).due.date).toBe('2026-03-24');
    expect(await here.refusal(id, longer(5))).toBe('ledger.noExtension');
    expect((await here.act(id, longer(4))).extended).toBe(10);
  });

  it('needs the day that was promised where its row has none', async () => {
    const here = await desk();
    const promise = { ...complaint, source: 'promise' as const, title: '容缺补齐营业执照' };
    await expect(here.open(promise)).rejects.toMatchObject({ code: 'ledger.needsDue' });
    await expect(here.open({ ...promise, due: '2026-03-01' })).rejects.toMatchObject({
      code: 'ledger.needsDue',
    });
    expect((await here.open({ ...promise, due: '2026-03-20' })).due).toMatchObject({
      date: '2026-03-20',
      days: 14,
    });
  });

  it('with a number from elsewhere is taken in once', async () => {
    const here = await desk();
    await here.open({ ...complaint, reference: '12366-0007' });
    await expect(here.open({ ...complaint, reference: '12366-0007' })).rejects.toMatchObject({
      code: 'ledger.duplicate',
      params: { entry: '2026-03-02/001' },
    });
  });

  it('is corrected beside what was said, which stays in the journal', async () => {
    const here = await desk();
    const { id, seq } = await here.open();
    const correct = { act: 'correct', corrects: seq, field: 'category', reason: '登记时选错' } as const;
    expect(await here.act(id, { ...correct, now: 'business' })).toMatchObject({ category: 'business' });
    expect(await here.refusal(id, { ...correct, now: 'weather' })).toBe('command.malformed');
    expect(await here.refusal(id, { ...correct, corrects: 1, now: 'system' })).toBe('ledger.notCorrectable');
    const reader = new JournalReader(here.live.journal.file);
    const [first, ...rest] = await reader.ofTypes(['ledger.opened', 'ledger.corrected'], 0);
    await reader.close();
    expect(first?.data).toMatchObject({ category: 'attitude' });
    expect(rest.map(({ data }) => data)).toMatchObject([{ corrects: seq, was: 'attitude', now: 'business' }]);
  });

  it('shows no name of a person but masked', async () => {
    const here = await desk();
    await here.open(namedRating);
    const shown = JSON.stringify(here.live.live.state);
    expect(shown).not.toContain('张小明');
    expect(shown).not.toContain('13812345678');
    expect(shown).toContain('张*明');
    expect(shown).toContain('********678');
  });

  it.each([
    ['13812345678', '********678'],
    ['85551234', '******34'],
    ['wang@hall.example', '************ample'],
    ['12345', '*****'],
  ])('shows at most a third of the contact %s', (contact, shown) => {
    expect(maskContact(contact)).toBe(shown);
    expect(maskContact(shown)).toBe(shown);
  });

  it('names in its title nobody who is named in it, neither then nor later', async () => {
    const here = await desk();
    const { person } = namedRating;
    const named = await here.open({ ...namedRating, title: '张小明 13812345678 要求回电' });
    expect(named.title).toBe('张*明 ********678 要求回电');
    const { id } = await here.open({ ...complaint, title: '张小明说等了很久' });
    expect(await here.act(id, { act: 'name', person: person! })).toMatchObject({ title: '张*明说等了很久' });
    const { seq } = here.entry(id);
    const correct = { act: 'correct', corrects: seq, field: 'title', reason: '补充' } as const;
    expect(await here.act(id, { ...correct, now: '张小明与张小红说等了很久' })).toMatchObject({
      title: '张*明与张小红说等了很久',
    });
  });

  it.each([
    ['回电 13812345678 或 138-1234-5678', '回电 ********678 或 *********5678'],
    ['+86 13812345678', '**********45678'],
    ['座机 0755-12345678，(021)1234567', '座机 *********5678，********4567'],
    ['身份证 11010119900307123X', '身份证 ************07123X'],
    ['写信到 xiaoming@mail.example.cn', '写信到 ****************ample.cn'],
    ['发票代码 144031909110，号码 03758219', '发票代码 144031909110，号码 03758219'],
    ['等了 35 分钟，2026-03-02 09:15，B001 号', '等了 35 分钟，2026-03-02 09:15，B001 号'],
  ])('hides what looks like a way to somebody in "%s"', (words, shown) => {
    expect(maskWords(words)).toBe(shown);
    expect(maskWords(shown)).toBe(shown);
  });

  it('from a bad rating that is closed is given a name only once it is reopened', async () => {
    const here = await desk();
    const { id } = await here.open({ ...namedRating, person: undefined });
    await here.act(id, { act: 'act', branch: 'atOnce', text: '当场补办' });
    await here.act(id, { act: 'close' });
    const name = { act: 'name', person: { name: '张小明' } } as const;
    expect(await here.refusal(id, name)).toBe('ledger.nameClosed');
    await here.act(id, { act: 'appeal', reason: '没有补办' }, '张小明');
    expect(await here.refusal(id, name)).toBe('ledger.nameClosed');
    await here.act(id, { act: 'review', upheld: false, reason: '已补办' }, '陈局长');
    await here.act(id, { act: 'reopen', reason: '本人实名反映' });
    expect(await here.act(id, name)).toMatchObject({ state: 'handling', person: { name: '张*明' } });
    await here.act(id, { act: 'act', branch: 'atOnce', text: '当场补办' });
    expect(await here.refusal(id, { act: 'close' })).toBe('ledger.needsCallBack');
    const other = await here.open();
    await here.act(other.id, { act: 'act', branch: 'explain', text: '已说明' });
    await here.act(other.id, { act: 'close' });
    expect(await here.act(other.id, name)).toMatchObject({ state: 'closed', person: { name: '张*明' } });
  });

  it('that was closed weeks ago leaves the state, and is then only read', async () => {
    const here = await desk();
    const { id } = await here.open();
    await here.act(id, { act: 'act', branch: 'atOnce', text: '当场解决' });
    await here.act(id, { act: 'close' });
    here.live.set('09:00', '2026-04-03');
    await here.live.live.tick();
    expect(here.entry(id).state).toBe('closed');
    here.live.set('09:00', '2026-04-08');
    await here.live.live.tick();
    expect(here.live.live.state.ledger.entries).toEqual({});
    expect(await here.refusal(id, { act: 'note', text: '补记' })).toBe('ledger.unknown');
  });
});

describe('the passing of time', () => {
  it('holds nothing against an entry closed in time that is appealed, but the time for the appeal', async () => {
    const here = await desk();
    const { id } = await here.open({ ...namedRating, person: undefined });
    await here.act(id, { act: 'act', branch: 'explain', text: '已说明' });
    await here.act(id, { act: 'close' });
    here.live.set('09:00', '2026-03-09');
    const appealed = await here.act(id, { act: 'appeal', reason: '没有说明清楚' }, '张小明');
    expect(appealed).toMatchObject({ due: { date: '2026-03-09' }, pending: { due: { date: '2026-03-16' } } });
    const remindedAt = async (date: string) => {
      here.live.set('09:00', date);
      await here.live.live.tick();
      return [...here.entry(id).reminded];
    };
    expect(await remindedAt('2026-03-12')).toEqual([]);
    expect(isOverdue(here.entry(id), here.live.clock.now())).toBe(false);
    expect(await remindedAt('2026-03-17')).toEqual(['overdue']);
    expect(isOverdue(here.entry(id), here.live.clock.now())).toBe(true);
    await here.act(id, { act: 'review', upheld: false, reason: '说明充分' }, '陈局长');
    expect(isOverdue(here.entry(id), here.live.clock.now())).toBe(false);
  });

  it('determines both pieces of an extended deadline once the calendar has come', async () => {
    const here = await desk();
    const { id } = await here.open({ ...complaint, rule: 'complaintAttitude' });
    here.live.set('09:00', '2028-12-18');
    const late = await here.open({ ...complaint, rule: 'complaintAttitude', title: '年底' });
    const extended = await here.act(late.id, { act: 'extend', days: 5, reason: '需要上级答复' });
    expect(extended.due).toMatchObject({ days: 10, date: '2029-01-09', certain: false });
    expect(extended.due.extension).toMatchObject({ days: 5, base: '2029-01-02' });
    const calendar = {
      holidays: ['2029-01-01', '2029-01-02', '2029-01-03'],
      workdays: [],
      years: [2028, 2029],
    };
    here.live.live.configure({ ...here.live.hall, calendar });
    await here.live.live.tick();
    expect(here.entry(late.id).due).toMatchObject({ date: '2029-01-11', certain: true });
    expect(here.entry(late.id).due.extension).toMatchObject({ days: 5, base: '2029-01-04' });
    expect(here.entry(id).due.certain).toBe(true);
  });

  it('reminds once on the last working day, once when it is late, and of what nobody took up', async () => {
    const here = await desk();
    const { id } = await here.open({ ...complaint, rule: 'complaintAttitude' });
    const remindedAt = async (date: string) => {
      here.live.set('09:00', date);
      await here.live.live.tick();
      await here.live.live.tick();
      return [...here.entry(id).reminded];
    };
    expect(await remindedAt('2026-03-05')).toEqual([]);
    expect(await remindedAt('2026-03-06')).toEqual(['acceptOverdue']);
    expect(await remindedAt('2026-03-13')).toEqual(['acceptOverdue', 'soon']);
    expect(await remindedAt('2026-03-17')).toEqual(['acceptOverdue', 'soon', 'overdue']);
    expect(await remindedAt('2026-03-18')).toHaveLength(3);
    expect(here.entry(id).events).toBe(4);
  });
});
