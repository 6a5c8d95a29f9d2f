import type { Branch, Due, LedgerCategory, LedgerSource } from '../events/ledger.ts';
import type { Bilingual } from '../text.ts';

export const sourceNames: Record<LedgerSource, Bilingual> = {
  rating: { zh: '差评', en: 'Rating' },
  alert: { zh: '告警', en: 'Alert' },
  complaint: { zh: '投诉', en: 'Complaint' },
  suggestion: { zh: '意见', en: 'Suggestion' },
  inspection: { zh: '检查', en: 'Inspection' },
  survey: { zh: '调查', en: 'Survey' },
  promise: { zh: '容缺补齐', en: 'Promise' },
  person: { zh: '当面反映', en: 'In person' },
};

export const categoryNames: Record<LedgerCategory, Bilingual> = {
  congestion: { zh: '拥堵', en: 'Congestion' },
  device: { zh: '设备', en: 'Device' },
  attitude: { zh: '态度', en: 'Attitude' },
  business: { zh: '业务', en: 'Business' },
  discipline: { zh: '纪律', en: 'Discipline' },
  system: { zh: '系统', en: 'System' },
  advice: { zh: '建议', en: 'Advice' },
};

export const branchNames: Record<Branch | 'excluded', Bilingual> = {
  atOnce: { zh: '立行立改', en: 'Fixed at once' },
  deadline: { zh: '限期整改', en: 'Put right in time' },
  explain: { zh: '解释说明', en: 'Explained' },
  excluded: { zh: '复核剔除', en: 'Excluded' },
};

const dayWords: Record<Due['unit'], Bilingual> = {
  working: { zh: '个工作日', en: 'working days' },
  calendar: { zh: '个自然日', en: 'calendar days' },
};

/** How long a deadline is, by the days it is made of: `30 个自然日 + 延期 15 个工作日`. */
export function lengthWords({ days, unit, extension }: Pick<Due, 'days' | 'unit' | 'extension'>): Bilingual {
  const more = extension?.days;
  return {
    zh: `${days} ${dayWords[unit].zh}${more === undefined ? '' : ` + 延期 ${more} ${dayWords.working.zh}`}`,
    en: `${days} ${dayWords[unit].en}${more === undefined ? '' : ` + ${more} ${dayWords.working.en} more`}`,
  };
}
