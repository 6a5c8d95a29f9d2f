import { describe, expect, it } from 'vitest';
import { clockOf, loadCurve, loadCurveOption, loadCurveTable } from '../../../dashboard/charts/load-curve.ts';
import { emptyState } from '../../../shared/hall/state.ts';
import { day } from '../../support/day.ts';

const colours = { text: '#fff', quiet: '#aaa', line: '#333', panel: '#111', series: ['#00f'] };

/** Three came before nine, one was called at nine. */
const told = day().issue('A', '08:35').issue('B', '08:40').issue('C', '08:50').call('1', '09:00');

describe('the load of the day', () => {
  it('is not drawn before the day has begun', () => {
    expect(loadCurve({ ...told.view('08:00'), state: emptyState() })).toBeNull();
  });

  it('spans the opening hours and ends at the present', () => {
    const curve = loadCurve(told.view('09:10'));
    expect(curve).toMatchObject({ from: 480, to: 1080, now: 550 });
    expect(curve?.waiting.at(-1)).toEqual([550, 2]);
  });

  it('counts arrivals by half hour', () => {
    expect(loadCurve(told.view('09:10'))?.arrivals).toEqual([
      [480, 0],
      [510, 3],
      [540, 0],
    ]);
  });

  it('reaches past the closing time while people are there', () => {
    const late = day().issue('A', '08:35').issue('A', '19:20');
    expect(loadCurve(late.view('19:30'))?.to).toBe(1200);
  });

  it('has no present once the day is closed', () => {
    const closed = day().issue('A', '08:35').end('17:30');
    expect(loadCurve(closed.view('20:00'))?.now).toBeNull();
  });

  it('marks the present on the chart, and leaves room for the axis at the end of the day', () => {
    const option = (clock: string) => {
      const curve = loadCurve(told.view(clock));
      const series = curve && loadCurveOption(curve, 'zh', colours, 16).series;
      const line = Array.isArray(series) ? series.find(({ id }) => id === 'waiting') : undefined;
      return line && 'markLine' in line ? line.markLine?.label : undefined;
    };
    expect(option('10:00')).toMatchObject({ formatter: '10:00', align: 'center' });
    expect(option('17:50')).toMatchObject({ formatter: '17:50', align: 'right' });
  });

  it('keeps a place for every half hour, so that the first bar is no wider than the last', () => {
    const places = (clock: string) => {
      const curve = loadCurve(told.view(clock));
      const data = curve && loadCurveOption(curve, 'zh', colours, 16).dataset;
      const arrivals = Array.isArray(data) ? data.find(({ id }) => id === 'arrivals') : undefined;
      return Array.isArray(arrivals?.source) ? arrivals.source.map((row) => (row as number[])[0]) : [];
    };
    expect(places('09:10')).toEqual(places('17:50'));
  });

  it('says the same in a table', () => {
    const curve = loadCurve(told.view('09:10'));
    const table = curve && loadCurveTable(curve, 'en');
    expect(table?.rows[1]).toEqual(['08:30–09:00', '3', '2']);
    expect(table?.columns).toHaveLength(3);
  });

  it('speaks of minutes as a clock does', () => {
    expect([0, 510, 1439].map(clockOf)).toEqual(['00:00', '08:30', '23:59']);
  });
});
