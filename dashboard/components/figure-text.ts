import type { Figure, Unit } from '../../shared/metrics/figure.ts';
import type { Language } from '../../shared/text.ts';
import { duration, SECOND } from '../../shared/time.ts';

/** A figure as it is read: `≥` before, the value, its unit after. */
export interface FigureText {
  prefix: string;
  value: string;
  unit: string;
}

/** What stands where there is nothing to measure; never a zero. */
export const NOTHING = '—';

const units: Record<Unit, Record<Language, string>> = {
  count: { zh: '', en: '' },
  number: { zh: '', en: '' },
  seconds: { zh: '', en: '' },
  minutes: { zh: '分钟', en: 'min' },
  share: { zh: '%', en: '%' },
  milliseconds: { zh: '毫秒', en: 'ms' },
  perMinute: { zh: '/分', en: '/min' },
};

function valueText(value: number, unit: Unit): string {
  // What is lost between two cases by reckoning is no second.
  if (unit === 'seconds') return duration(value * SECOND + 0.001);
  if (unit === 'share') return percent(value);
  if (unit === 'number') return value.toFixed(2);
  if (unit === 'perMinute' && value > 0 && value < 10) return value < 0.1 ? '<0.1' : value.toFixed(1);
  if (unit === 'milliseconds' && value < 1) return '<1';
  if (unit === 'minutes' && value > 0 && value < 1) return '<1';
  return String(Math.round(value));
}

/** A share in per cent with one decimal; 100 only when nothing is missing, and 0.0 only where there is nothing. */
export function percent(share: number): string {
  if (share === 1) return '100';
  const shown = Math.round(share * 1000) / 10;
  if (share > 0 && shown === 0) return '<0.1';
  return Math.min(shown, 99.9).toFixed(1);
}

/** A figure as it is told, one that was frozen too; its events are opened apart. */
type Told = Pick<Figure, 'value' | 'n'> & {
  evidence?: Figure['evidence'];
  atLeast?: boolean | undefined;
  endless?: boolean | undefined;
};

/** Puts a figure in the words of a language. */
export function figureText(figure: Told, unit: Unit, language: Language): FigureText {
  if (figure.endless) return { prefix: '', value: '∞', unit: '' };
  if (figure.value === null) return { prefix: '', value: NOTHING, unit: '' };
  return {
    prefix: figure.atLeast ? '≥' : '',
    value: valueText(figure.value, unit),
    unit: units[unit][language],
  };
}
