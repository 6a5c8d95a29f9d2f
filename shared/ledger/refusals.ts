import type { Bilingual } from '../text.ts';

/** Reasons to refuse what is asked of the ledger. */
export const ledgerRefusals = {
  'ledger.unknown': {
    zh: '台账中没有 {entry}，或它早已办结、只能查阅：如又有反映，请新登记一条并写明原编号。',
    en: 'The ledger has no open entry {entry}; if it was closed long ago it can only be read. Open a new one and name it there.',
  },
  'ledger.notNew': {
    zh: '{entry} 还没有人办理，不能这样做：请先派给、转办、签收，或直接记录处理。',
    en: 'Nobody has taken up entry {entry} yet: assign it, pass it on, accept it, or record what was done.',
  },
  'ledger.notOffered': {
    zh: '{entry} 正等对方签收，不能这样做：请先签收或退回。',
    en: 'Entry {entry} waits to be accepted: accept or return it first.',
  },
  'ledger.notHandling': {
    zh: '{entry} 正在办理，不能这样做：请先记录处理，或派给、转办。',
    en: 'Entry {entry} is in hand: record what was done, or give it to somebody else.',
  },
  'ledger.notActed': {
    zh: '{entry} 已处理、待办结，不能这样做：请回访、办结，或再记录一次处理。',
    en: 'Entry {entry} waits to be closed: call back, close it, or record what else was done.',
  },
  'ledger.notReview': {
    zh: '{entry} 正在复核是否剔除，不能这样做：请另一人先复核。',
    en: 'Whether entry {entry} is excluded is under review: another person reviews that first.',
  },
  'ledger.notAppealed': {
    zh: '{entry} 的申诉还没有复核，不能这样做：请另一人先复核。',
    en: 'The appeal on entry {entry} is not reviewed yet: another person does that first.',
  },
  'ledger.notClosed': {
    zh: '{entry} 已办结，不能这样做：请申诉，或写明原因重新打开。',
    en: 'Entry {entry} is closed: appeal it, or reopen it and say why.',
  },
  'ledger.needsAction': {
    zh: '还没有处理记录，不能办结：请先记录整改或解释了什么。',
    en: 'Nothing has been done about it yet: record what was put right or explained, then close it.',
  },
  'ledger.needsCallBack': {
    zh: '实名差评须先回访才能办结：请联系反映人并记录回访结果；未联系上的也请记录，再换方式联系。',
    en: 'A bad rating given under a name is closed only after a call-back: reach the person and record what was said. Record attempts in vain too, and try another way.',
  },
  'ledger.needsOther': {
    zh: '复核须由另一人进行：{by} 是提出人，请换一位签名。',
    en: 'Another person must review it: {by} proposed it. Let somebody else sign.',
  },
  'ledger.needsContent': {
    zh: '联系上了，就请选择回访结果：满意、基本满意或仍不满意。',
    en: 'The person was reached: choose what came of it, satisfied, fairly satisfied or still dissatisfied.',
  },
  'ledger.notRating': {
    zh: '只有评价可以按误评或恶意差评剔除；这条请解释说明后办结。',
    en: 'Only a rating can be excluded as mistaken or malicious. Explain this one and close it.',
  },
  'ledger.appealOver': {
    zh: '申诉期（办结后 {days} 个工作日）已过：如有新情况，请“重新打开”并写明原因。',
    en: 'The time to appeal ({days} working days after it was closed) is over: if something new is known, reopen it and say why.',
  },
  'ledger.noExtension': {
    zh: '最多可延期 {most} 个工作日，已用 {used} 个：请减少天数，或尽快办结。',
    en: 'It may be extended by {most} working days in all, and {used} are used: ask for fewer, or close it.',
  },
  'ledger.needsDue': {
    zh: '这一类没有统一期限：请填写约定的日期（{today} 或以后）。',
    en: 'This kind has no deadline of its own: enter the day that was agreed ({today} or later).',
  },
  'ledger.duplicate': {
    zh: '编号“{reference}”已登记为 {entry}，未重复登记。',
    en: 'The number "{reference}" is entry {entry} already; it was not taken in twice.',
  },
  'ledger.full': {
    zh: '在办已有 {most} 条，不能再登记：请先办结一批。',
    en: 'The ledger holds {most} open entries and takes no more: close some first.',
  },
  'ledger.entryFull': {
    zh: '{entry} 的记录已满（{most} 条）：请办结后另立一条。',
    en: 'Entry {entry} holds {most} records and takes no more: close it and open another.',
  },
  'ledger.notCorrectable': {
    zh: '没有要更正的记录 {seq}：请从这条台账的经过中选择。',
    en: 'There is no record {seq} to correct here: choose one from the story of this entry.',
  },
  'ledger.nameClosed': {
    zh: '{entry} 已办结，不能再补实名：实名差评须回访，请先“重新办理”，再补姓名。',
    en: 'Entry {entry} is closed and takes no name: a bad rating under a name needs a call-back, so reopen it first.',
  },
  'ledger.noRows': {
    zh: '文件里没有可登记的行：请检查表头（标题、类别、内容……）和编码。',
    en: 'The file has no row to take in: check its headings (title, category, text …) and its encoding.',
  },
} as const satisfies Record<string, Bilingual>;
