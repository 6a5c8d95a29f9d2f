import type { CommandName } from '../../../shared/commands.ts';
import type { EventType } from '../../../shared/events/index.ts';
import type { Bilingual } from '../../../shared/text.ts';

type DisciplineEvent = Extract<EventType, `phone.${string}` | `record.${string}` | 'locker.counted'>;

/** Events of lockers and discipline, in words. */
export const disciplineEventNames: Record<DisciplineEvent, Bilingual> = {
  'phone.permitted': { zh: '许可取用手机', en: 'Phone permitted' },
  'phone.permissionEnded': { zh: '手机许可结束', en: 'Phone permission ended' },
  'record.viewed': { zh: '查看个人记录', en: 'Personal record viewed' },
  'record.contested': { zh: '个人记录申诉', en: 'Record contested' },
  'record.answered': { zh: '申诉答复', en: 'Contest answered' },
  'record.forgotten': { zh: '个人记录到期清除', en: 'Records forgotten' },
  'locker.counted': { zh: '手机存放计数', en: 'Phones counted' },
};

/** What may be asked of them, in words. */
export const disciplineCommandNames = {
  permitPhone: { zh: '许可取用手机', en: 'Permit a phone' },
  endPermission: { zh: '结束手机许可', en: 'End a permission' },
  contestRecord: { zh: '申诉', en: 'Contest a record' },
  answerContest: { zh: '答复申诉', en: 'Answer a contest' },
} satisfies Partial<Record<CommandName, Bilingual>>;

/** Fields of their events, in words. */
export const disciplineFieldNames: Record<string, Bilingual> = {
  who: { zh: '查看人', en: 'Who' },
  stretch: { zh: '时段', en: 'Stretch' },
  contest: { zh: '申诉事件', en: 'Contest' },
  decision: { zh: '答复', en: 'Decision' },
  before: { zh: '此日之前', en: 'Before' },
  in: { zh: '在箱', en: 'In' },
  permitted: { zh: '许可取出', en: 'Permitted out' },
  ask: { zh: '待了解', en: 'To be asked' },
  unknown: { zh: '未知', en: 'Unknown' },
};
