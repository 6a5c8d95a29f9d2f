import type { Availability, Grade } from '../../shared/events/index.ts';

/**
 * The colours of pages on light ground, as the style sheet's tokens have them: charts draw
 * outside CSS. Series after Okabe & Ito (2008), told apart by every kind of colour vision.
 */
export const seriesColours = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#b8ad12',
  '#4a4a4a',
] as const;

/** A colour for the series at `index`, from the start again after the last. */
export function seriesColour(index: number): string {
  return seriesColours[index % seriesColours.length] ?? seriesColours[0];
}

export const gradeColours: Record<Grade, string> = {
  5: '#0072b2',
  4: '#6fb7e6',
  3: '#9aa7b2',
  2: '#e69f00',
  1: '#d55e00',
};

export const availabilityColours: Record<Availability, string> = {
  online: '#5fb79d',
  offline: '#d55e00',
  unknown: '#c3ccd4',
};

export const ink = { text: '#16202a', quiet: '#51606d', line: '#d8dfe5', target: '#b23c00' } as const;
