import { describe, expect, it } from 'vitest';
import { buildMatrix, noShade, shadeOf, shades } from '../../../dashboard/charts/health-matrix.ts';
import { DEVICE_HEALTH, LINE_HEALTH } from '../../../shared/health.ts';

describe('the matrix of health', () => {
  it('has a shade for every figure it can show, lightest for what is well', () => {
    for (const id of [...DEVICE_HEALTH, ...LINE_HEALTH]) {
      const best = id === 'deviceAvailability' || id === 'deviceKnown' ? 1 : 0;
      expect(shadeOf(id, best), id).toBe(0);
      expect(shadeOf(id, best === 1 ? 0 : 1e6), id).toBe(shades.length - 1);
    }
  });

  it('gives no shade to what was not measured: it is neither well nor ill', () => {
    expect(shadeOf('deviceAvailability', null)).toBeNull();
    const cells = [
      { value: null, text: '–', told: '' },
      { value: 0.5, text: '50', told: '' },
    ];
    const option = buildMatrix([{ name: 'pad', cells }], ['2026-03-02', '2026-03-03'], 'deviceAvailability');
    const { pieces } = option.visualMap as { pieces: { value: number; color: string }[] };
    const [series] = option.series as { data: { value: [number, number, number] }[] }[];
    const colours = series?.data.map(
      ({ value: [, , shade] }) => pieces.find((one) => one.value === shade)?.color,
    );
    expect(colours).toEqual([noShade, shades[4]]);
  });
});
