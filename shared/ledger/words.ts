import type { Branch, LedgerCategory, LedgerSource } from '../events/ledger.ts';
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
