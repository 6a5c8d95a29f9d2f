import type { Bilingual } from '../../shared/text.ts';
import { availabilityNames, availabilityShapes } from '../components/event/values.ts';
import type { Condition } from './rows.ts';

/** How a device is, in words. */
export const conditionNames: Record<Condition, Bilingual> = {
  ...availabilityNames,
  fault: { zh: '故障', en: 'Fault' },
  behind: { zh: '随线路', en: 'With its line' },
};

/** Shapes that go with the colours of these states. */
export const conditionShapes: Record<Condition, string> = { ...availabilityShapes, fault: '▲', behind: '□' };
