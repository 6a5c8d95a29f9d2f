import type { PublicHall } from '../../shared/config/public.ts';
import type { LedgerEntry } from '../../shared/hall/ledger-book.ts';
import { stateNames } from '../../shared/hall/ledger-machine.ts';
import { titleOf } from '../../shared/ledger/title.ts';
import { branchNames, categoryNames, lengthWords, sourceNames } from '../../shared/ledger/words.ts';
import { isOverdue } from '../../shared/metrics/ledger.ts';
import type { Language } from '../../shared/text.ts';
import { dateTime } from '../../shared/time.ts';
import { csv } from './csv.ts';

/** The ledger as CSV, an entry a row; who it came from is masked, as in every list. */
export function ledgerTable(
  entries: readonly LedgerEntry[],
  hall: PublicHall,
  now: number,
  language: Language,
): string {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const time = (at: number | undefined) => (at === undefined ? '' : dateTime(at, hall.zone));
  const head = [
    say('编号', 'entry'),
    say('状态', 'state'),
    say('来源', 'source'),
    say('类别', 'category'),
    say('标题', 'title'),
    say('窗口', 'window'),
    say('号票', 'ticket'),
    say('反映人', 'person'),
    say('责任人', 'owner'),
    say('登记', 'opened'),
    say('受理期限', 'accept by'),
    say('受理', 'accepted'),
    say('办结期限', 'due'),
    say('期限依据', 'rule'),
    say('期限核定', 'certain'),
    say('延期工作日', 'extended'),
    say('超期', 'overdue'),
    say('处理方式', 'way'),
    say('回访', 'called back'),
    say('办结', 'closed'),
    say('外部编号', 'reference'),
    say('登记事件', 'event'),
  ];
  const yes = (is: boolean) => (is ? say('是', 'yes') : say('否', 'no'));
  const rows = entries.map((entry) => [
    entry.id,
    stateNames[entry.state][language],
    sourceNames[entry.source][language],
    categoryNames[entry.category][language],
    titleOf(entry, hall)[language],
    hall.windows.find(({ id }) => id === entry.window)?.number ?? entry.window,
    entry.ticket?.split('/').at(-1),
    entry.person?.name,
    entry.owner,
    time(entry.openedAt),
    entry.accept?.date,
    time(entry.acceptedAt),
    entry.due.date,
    `${entry.due.rule} ${lengthWords(entry.due)[language]}`,
    entry.due.certain ? say('已核定', 'yes') : say('未核定', 'no'),
    entry.extended,
    yes(isOverdue(entry, now) || (entry.closedAt ?? 0) >= entry.due.at),
    (entry.how ?? entry.action?.branch) &&
      branchNames[entry.how ?? entry.action?.branch ?? 'explain'][language],
    time(entry.callBack?.at),
    time(entry.closedAt),
    entry.reference,
    entry.seq,
  ]);
  return csv([head, ...rows]);
}
