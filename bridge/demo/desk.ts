import type { CommandInput, CommandName } from '../../shared/commands.ts';
import { turnOn } from '../../shared/duty/rotation.ts';
import type { LedgerEntry } from '../../shared/hall/ledger-book.ts';
import { calendarOf } from '../../shared/ledger/chinese-calendar.ts';
import { DAY, MINUTE, addDays } from '../../shared/time.ts';
import type { Bridge } from '../bridge.ts';
import type { Clock } from '../clock/clock.ts';
import { errandsOn } from '../sim/people/errands.ts';

type Act = CommandInput<'actOnEntry'>['do'];

/** The people of the demo's duty desk. */
const by = { who: 'person:demo', from: 'demo' };
const clerk = '周敏';

/** Of so many bad ratings one stays open, so that the desk has something to do. */
const LEFT_OPEN = 5;

/** What is brought to the desk, one a day in turn; names are invented. */
function broughtOn(date: string): CommandInput<'openEntry'> {
  const window = (number: number) => ({ window: `w${number}` });
  const turns: CommandInput<'openEntry'>[] = [
    {
      ...{
        source: 'complaint',
        rule: 'complaintAttitude',
        category: 'attitude',
        officer: clerk,
        ...window(3),
      },
      ...{ title: '反映窗口人员解释不耐烦', person: { name: '孙丽华', contact: '13800001234' } },
    },
    { source: 'suggestion', category: 'advice', officer: clerk, title: '建议在自助区增加填表样例' },
    {
      ...{ source: 'promise', category: 'business', officer: clerk, title: '容缺受理：补交房产证明' },
      ...{ due: addDays(date, 14), person: { name: '周国强', contact: '13900005678' } },
    },
    {
      source: 'inspection',
      category: 'discipline',
      officer: clerk,
      ...window(6),
      title: '暗访：午间窗口无人值守',
    },
    {
      ...{
        source: 'rating',
        category: 'business',
        officer: clerk,
        ...window(5),
        title: '网上实名差评：多次往返',
      },
      ...{ person: { name: '吴晓东', contact: '13700009012' }, reference: `online-${date}` },
    },
  ];
  const turn = Math.round(Date.parse(date) / DAY) % turns.length;
  return turns[turn] as CommandInput<'openEntry'>;
}

async function ask<N extends CommandName>(bridge: Bridge, name: N, data: CommandInput<N>): Promise<void> {
  const id = `demo-desk-${bridge.live.state.seq}-${name}`;
  await bridge.commands.handle({ id, name, data, expires: bridge.live.now + MINUTE }, by);
}

/** The leader of the day takes the duty over, unless somebody has it, and hears what is brought forward. */
export async function takeDuty(bridge: Bridge, date: string): Promise<void> {
  const { hall } = bridge.live;
  const leader = turnOn(date, hall.duty, calendarOf(hall)) ?? hall.duty.leaders[0];
  if (leader === undefined || bridge.live.state.duty.onDuty) return;
  await ask(bridge, 'takeOverDuty', { leader });
  await ask(bridge, 'openEntry', broughtOn(date));
}

/** Clerks who need their phone for something ask before, until the end of a stretch. */
export function permitPhones(bridge: Bridge, clock: Clock, date: string, until: number): void {
  const { hall } = bridge.live;
  const leader = turnOn(date, hall.duty, calendarOf(hall)) ?? hall.duty.leaders[0];
  const reason = hall.discipline.reasons[0]?.id;
  for (const { place, at, ms, isAsked } of errandsOn(date, hall)) {
    const person = hall.windows[place]?.clerk;
    const asked = at - MINUTE;
    if (!isAsked || !person || !leader || !reason || asked < clock.now() || asked > until) continue;
    const minutes = Math.ceil(ms / MINUTE) + 3;
    clock.after(asked - clock.now(), () => {
      void ask(bridge, 'permitPhone', { clerk: person, reason, minutes, by: leader });
    });
  }
}

/** Entries of the days before are seen to, all but a few. */
export async function keepLedger(bridge: Bridge): Promise<void> {
  const { state, now } = bridge.live;
  const waiting = Object.values(state.ledger.entries).filter(
    (entry) => entry.state === 'new' && now - entry.openedAt > DAY / 2,
  );
  for (const entry of waiting) {
    if (entry.grade === undefined || entry.seq % LEFT_OPEN !== 0) await seeTo(bridge, entry);
  }
}

/** What the desk does about an entry, by where it comes from. */
function actsOn({ source, grade, person }: LedgerEntry): Act[] {
  if (source === 'complaint') return [{ act: 'transfer', owner: '人事教育科', note: '请核实并于期限内答复' }];
  if (source === 'suggestion') {
    return [
      { act: 'assign', owner: '赵晓梅' },
      { act: 'accept' },
      { act: 'act', branch: 'deadline', text: '已制作填表样例，本周张贴' },
    ];
  }
  if (source !== 'rating') return [{ act: 'assign', owner: '陈志远' }, { act: 'accept' }];
  const text = grade === 1 ? '当面致歉，重新办理并一次告知所缺资料' : '向窗口了解情况，已说明等候原因';
  const done: Act = { act: 'act', branch: grade === 1 ? 'atOnce' : 'explain', text };
  const called: Act = { act: 'callBack', reached: true, content: 'fair', text: '已电话说明，表示理解' };
  return [done, ...(person ? [called] : []), { act: 'close' }];
}

async function seeTo(bridge: Bridge, entry: LedgerEntry): Promise<void> {
  for (const asked of actsOn(entry)) {
    await ask(bridge, 'actOnEntry', { entry: entry.id, officer: clerk, do: asked });
  }
}
