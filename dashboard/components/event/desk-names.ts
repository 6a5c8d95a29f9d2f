import type { CommandName } from '../../../shared/commands.ts';
import type { EventType } from '../../../shared/events/index.ts';
import type { LogTopic } from '../../../shared/events/duty.ts';
import type { Due, Person, Reminder } from '../../../shared/events/ledger.ts';
import { branchNames, categoryNames, sourceNames } from '../../../shared/ledger/words.ts';
import type { Bilingual, Language } from '../../../shared/text.ts';

type Names<K extends string> = Record<K, Bilingual>;
type DeskEvent = Extract<EventType, `ledger.${string}` | `duty.${string}`>;

/** Events of the ledger and of the duty desk, in words. */
export const deskEventNames: Names<DeskEvent> = {
  'ledger.opened': { zh: '台账登记', en: 'Ledger entry opened' },
  'ledger.assigned': { zh: '台账派给', en: 'Ledger entry assigned' },
  'ledger.transferred': { zh: '台账转办', en: 'Ledger entry passed on' },
  'ledger.accepted': { zh: '台账签收', en: 'Ledger entry accepted' },
  'ledger.returned': { zh: '台账退回', en: 'Ledger entry returned' },
  'ledger.actionTaken': { zh: '台账处理', en: 'Ledger action taken' },
  'ledger.calledBack': { zh: '台账回访', en: 'Ledger call-back' },
  'ledger.exclusionProposed': { zh: '提出剔除', en: 'Exclusion proposed' },
  'ledger.appealed': { zh: '台账申诉', en: 'Ledger entry appealed' },
  'ledger.reviewed': { zh: '台账复核', en: 'Ledger entry reviewed' },
  'ledger.closed': { zh: '台账办结', en: 'Ledger entry closed' },
  'ledger.reopened': { zh: '台账重新打开', en: 'Ledger entry reopened' },
  'ledger.extended': { zh: '台账延期', en: 'Ledger deadline extended' },
  'ledger.dueDetermined': { zh: '期限核定', en: 'Ledger deadline determined' },
  'ledger.reminded': { zh: '台账提醒', en: 'Ledger reminder' },
  'ledger.noted': { zh: '台账备注', en: 'Ledger note' },
  'ledger.personNamed': { zh: '登记反映人', en: 'Person named' },
  'ledger.personViewed': { zh: '查看反映人全名', en: 'Person looked at' },
  'ledger.corrected': { zh: '台账更正', en: 'Ledger entry corrected' },
  'duty.rosterSet': { zh: '值班排班', en: 'Roster set' },
  'duty.swapped': { zh: '值班调换', en: 'Duty swapped' },
  'duty.tookOver': { zh: '值班接班', en: 'Duty taken over' },
  'duty.handedOver': { zh: '值班交班', en: 'Duty handed over' },
  'duty.present': { zh: '值班在岗确认', en: 'Leader present' },
  'duty.logNoted': { zh: '值班日志补记', en: 'Duty log: line added' },
  'duty.logEdited': { zh: '值班日志修改', en: 'Duty log: line edited' },
  'duty.logSigned': { zh: '值班日志签名', en: 'Duty log signed' },
  'duty.logCorrected': { zh: '值班日志更正', en: 'Duty log corrected' },
};

/** What may be asked of them, in words. */
export const deskCommandNames = {
  openEntry: { zh: '登记台账', en: 'Open a ledger entry' },
  actOnEntry: { zh: '处理台账', en: 'Act on a ledger entry' },
  setRoster: { zh: '排班', en: 'Set the roster' },
  swapDuty: { zh: '调班', en: 'Swap duty' },
  takeOverDuty: { zh: '接班', en: 'Take over duty' },
  handOverDuty: { zh: '交班', en: 'Hand over duty' },
  reportPresence: { zh: '在岗确认', en: 'Report presence' },
} satisfies Partial<Names<CommandName>>;

/** Fields of their events, in words. */
export const deskFieldNames: Record<string, Bilingual> = {
  entry: { zh: '台账编号', en: 'Entry' },
  source: { zh: '来源', en: 'Source' },
  category: { zh: '类别', en: 'Category' },
  rule: { zh: '期限依据', en: 'Rule' },
  title: { zh: '标题', en: 'Title' },
  reference: { zh: '外部编号', en: 'Reference' },
  person: { zh: '反映人', en: 'Person' },
  officer: { zh: '经办人', en: 'Officer' },
  evidence: { zh: '证据', en: 'Evidence' },
  accept: { zh: '受理期限', en: 'To be accepted by' },
  due: { zh: '办结期限', en: 'Due' },
  owner: { zh: '责任人', en: 'Owner' },
  note: { zh: '说明', en: 'Note' },
  slip: { zh: '转办单号', en: 'Slip' },
  branch: { zh: '处理方式', en: 'Way' },
  reached: { zh: '已联系上', en: 'Reached' },
  content: { zh: '回访结果', en: 'Outcome' },
  upheld: { zh: '复核同意', en: 'Upheld' },
  of: { zh: '提醒', en: 'Reminder' },
  corrects: { zh: '更正的事件', en: 'Corrects event' },
  field: { zh: '更正项', en: 'Field' },
  was: { zh: '原为', en: 'Was' },
  now: { zh: '现为', en: 'Is now' },
  leader: { zh: '值班领导', en: 'Leader' },
  place: { zh: '地点', en: 'Place' },
  a: { zh: '调换一', en: 'First day' },
  b: { zh: '调换二', en: 'Second day' },
  alerts: { zh: '未解除告警', en: 'Open alerts' },
  entries: { zh: '在办台账', en: 'Open entries' },
  topic: { zh: '项目', en: 'Topic' },
  log: { zh: '值班日志', en: 'Duty log' },
  signed: { zh: '签名事件', en: 'Signed by event' },
  days: { zh: '天数', en: 'Days' },
};

/** Fields that mean another thing in these events than elsewhere. */
export const deskOwnFieldNames: Partial<Record<EventType, Record<string, Bilingual>>> = {
  'ledger.extended': { days: { zh: '延期工作日', en: 'Working days' } },
  'ledger.exclusionProposed': { why: { zh: '剔除原因', en: 'Why' } },
  'duty.rosterSet': { days: { zh: '排班', en: 'Days' } },
  'duty.logNoted': { line: { zh: '行', en: 'Line' }, name: { zh: '记录人', en: 'Written by' } },
  'duty.logEdited': { line: { zh: '行', en: 'Line' }, name: { zh: '修改人', en: 'Edited by' } },
  'duty.logCorrected': { line: { zh: '行', en: 'Line' }, name: { zh: '更正人', en: 'Corrected by' } },
};

export const exclusionNames: Names<'mistaken' | 'malicious'> = {
  mistaken: { zh: '误评', en: 'Given by mistake' },
  malicious: { zh: '恶意差评', en: 'In bad faith' },
};

export const contentNames: Names<'satisfied' | 'fair' | 'dissatisfied'> = {
  satisfied: { zh: '满意', en: 'Satisfied' },
  fair: { zh: '基本满意', en: 'Fairly satisfied' },
  dissatisfied: { zh: '仍不满意', en: 'Still dissatisfied' },
};

export const reminderNames: Names<Reminder> = {
  acceptOverdue: { zh: '超过受理期限', en: 'Not accepted in time' },
  soon: { zh: '即将到期', en: 'Due soon' },
  overdue: { zh: '已超期', en: 'Overdue' },
};

export const placeNames: Names<'desk' | 'wall' | 'button'> = {
  desk: { zh: '值班台', en: 'Desk' },
  wall: { zh: '大屏', en: 'Wall' },
  button: { zh: '按钮', en: 'Button' },
};

export const topicNames: Names<LogTopic> = {
  opening: { zh: '开门', en: 'Opening' },
  readiness: { zh: '自检', en: 'Readiness' },
  duty: { zh: '值班', en: 'Duty' },
  flow: { zh: '业务', en: 'Flow' },
  peak: { zh: '高峰', en: 'Peak' },
  wait: { zh: '等候', en: 'Waits' },
  alert: { zh: '告警', en: 'Alerts' },
  device: { zh: '设备', en: 'Devices' },
  rating: { zh: '差评', en: 'Bad ratings' },
  ledger: { zh: '台账', en: 'Ledger' },
  pause: { zh: '暂停', en: 'Pauses' },
  emergency: { zh: '应急', en: 'Emergencies' },
  leftover: { zh: '遗留', en: 'Left over' },
  note: { zh: '补记', en: 'Notes' },
};

const ruleNames: Record<string, Bilingual> = {
  complaintSmall: { zh: '投诉·小微', en: 'Complaint, small firms' },
  complaintAttitude: { zh: '投诉·态度', en: 'Complaint, attitude' },
  complaintQuality: { zh: '投诉·质效', en: 'Complaint, quality' },
  complaintRights: { zh: '投诉·权益', en: 'Complaint, rights' },
};

const codes: Record<string, Record<string, Bilingual>> = {
  source: sourceNames,
  category: categoryNames,
  rule: { ...sourceNames, ...ruleNames },
  branch: branchNames,
  why: exclusionNames,
  content: contentNames,
  of: reminderNames,
  place: placeNames,
  topic: topicNames,
  field: deskFieldNames,
};

/** A value of one of these events in words; undefined where it is told as everywhere. */
export function deskValue(key: string, value: unknown, language: Language): string | undefined {
  if (typeof value === 'string')
    return codes[key]?.[value]?.[language] ?? (key === 'reason' ? value : undefined);
  if (key === 'due' || key === 'accept') return (value as Due).date;
  if (key === 'person') return (value as Person).name;
  if (key === 'evidence') return String((value as { seqs: unknown[] }).seqs.length);
  if (key === 'log') return (value as { date: string }).date;
  if (key === 'a' || key === 'b') return Object.values(value as object).join(' ');
  if (key === 'days' && Array.isArray(value)) return `${value.length}`;
  return undefined;
}
