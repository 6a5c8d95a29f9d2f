import type { z } from 'zod';
import type { DayKind, RuleId, ledgerSchema } from '../config/ledger.ts';
import type { Bilingual } from '../text.ts';

/** A row of the table of deadlines, complete. */
export interface Rule {
  id: RuleId;
  name: Bilingual;
  /** Working days to accept it; absent where nobody has to. */
  accept?: number;
  /** Days to close it; absent where the deadline is told with the entry. */
  days?: number;
  /** Working days by which it may be extended in all. */
  extend: number;
  /** What the days to close it are. */
  unit: DayKind;
  /** Other lengths in use elsewhere, for a hall to choose from. */
  options: readonly number[];
  /** Where the row comes from, in words that an inspector can check. */
  provenance: Bilingual;
}

type Row = Omit<Rule, 'id'>;

const ownChoice: Bilingual = {
  zh: '未见统一规定，本厅自定',
  en: 'No general rule was found: the hall decides',
};
const complaintNorm = (zh: string, en: string): Bilingual => ({
  zh: `纳税服务规范·纳税服务投诉：${zh}（旧文本，启用前请核对现行办法）`,
  en: `Norm of tax services, complaints: ${en} (an older text; compare with the present rule)`,
});

/**
 * The table that comes with the bridge. The deadline of a bad rating differs by place, so that it
 * is data: 5 working days in Dezhou, 7 days in a city of Anhui, 15 working days in a city of Sichuan.
 */
const table: Record<RuleId, Row> = {
  rating: {
    ...{ name: { zh: '差评', en: 'Bad rating' }, days: 5, extend: 0, unit: 'working' },
    options: [5, 7, 15],
    provenance: {
      zh: '国办发〔2019〕51号要求差评必整改；期限各地不一：德州5个工作日，安徽某市7日，四川某市15个工作日',
      en: 'Guobanfa [2019] 51 has every bad rating rectified; the deadline differs by place: 5 working days in Dezhou, 7 days in a city of Anhui, 15 working days in a city of Sichuan',
    },
  },
  alert: {
    ...{ name: { zh: '告警转台账', en: 'From an alert' }, days: 5, extend: 5, unit: 'working' },
    options: [3, 5, 7],
    provenance: ownChoice,
  },
  complaint: {
    ...{ name: { zh: '投诉', en: 'Complaint' }, accept: 3, days: 30, extend: 15, unit: 'calendar' },
    options: [30],
    provenance: complaintNorm(
      '3个工作日内受理，30日内办结，可延长15日',
      'accepted within 3 working days, closed within 30, extended by 15 at most',
    ),
  },
  complaintSmall: {
    ...{ name: { zh: '投诉·小微企业优惠', en: 'Complaint: small and micro firms' } },
    ...{ accept: 3, days: 3, extend: 0, unit: 'working', options: [3] },
    provenance: complaintNorm('小微企业优惠落实3个工作日', 'benefits of small firms, 3 working days'),
  },
  complaintAttitude: {
    ...{ name: { zh: '投诉·服务态度', en: 'Complaint: attitude' } },
    ...{ accept: 3, days: 10, extend: 10, unit: 'working', options: [10, 5] },
    provenance: complaintNorm(
      '服务态度10个工作日（升级版5）',
      'attitude, 10 working days (5 in the upgrade)',
    ),
  },
  complaintQuality: {
    ...{ name: { zh: '投诉·服务质效', en: 'Complaint: quality' } },
    ...{ accept: 3, days: 20, extend: 15, unit: 'working', options: [20, 15] },
    provenance: complaintNorm(
      '服务质效20个工作日（升级版15）',
      'quality, 20 working days (15 in the upgrade)',
    ),
  },
  complaintRights: {
    ...{ name: { zh: '投诉·侵害权益', en: 'Complaint: rights' } },
    ...{ accept: 3, days: 20, extend: 15, unit: 'working', options: [20, 15] },
    provenance: complaintNorm(
      '侵害权益20个工作日（升级版15）',
      'rights, 20 working days (15 in the upgrade)',
    ),
  },
  suggestion: {
    ...{ name: { zh: '意见建议', en: 'Suggestion' }, days: 15, extend: 15, unit: 'working' },
    options: [7, 15],
    provenance: ownChoice,
  },
  inspection: {
    ...{ name: { zh: '明查暗访', en: 'Inspection' }, days: 15, extend: 15, unit: 'working' },
    options: [5, 7, 15],
    provenance: ownChoice,
  },
  survey: {
    ...{ name: { zh: '满意度调查', en: 'Survey' }, days: 15, extend: 15, unit: 'working' },
    options: [7, 15],
    provenance: ownChoice,
  },
  promise: {
    ...{ name: { zh: '容缺补齐', en: 'Promised papers' }, extend: 15, unit: 'working', options: [] },
    provenance: {
      zh: '期限由受理时的承诺书写明',
      en: 'The promise itself says until when',
    },
  },
  person: {
    ...{ name: { zh: '当面反映', en: 'Told in person' }, days: 5, extend: 10, unit: 'working' },
    options: [5, 7],
    provenance: ownChoice,
  },
};

/** The table of a hall: its own rows over those that come with the bridge. */
export function ruleOf(id: RuleId, { deadlines }: z.infer<typeof ledgerSchema>): Rule {
  const { because, ...own } = deadlines[id] ?? {};
  const changes = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  const isOwn = Object.keys(changes).length > 0;
  return {
    id,
    ...table[id],
    ...changes,
    ...(because !== undefined ? { provenance: { zh: `本厅：${because}`, en: `This hall: ${because}` } } : {}),
    ...(isOwn && because === undefined ? { provenance: ownChoice } : {}),
  };
}

/** Every row of a hall's table. */
export function rulesOf(ledger: z.infer<typeof ledgerSchema>): Rule[] {
  return (Object.keys(table) as RuleId[]).map((id) => ruleOf(id, ledger));
}
