import type { HeatmapSeriesOption } from 'echarts/charts';
import type {
  GridComponentOption,
  TooltipComponentOption,
  VisualMapComponentOption,
} from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import type { FigureId } from '../../shared/metrics/index.ts';
import { frame, nameAxis } from './daily-frame.ts';

/** What the matrix is made of. */
export type MatrixOption = ComposeOption<
  HeatmapSeriesOption | GridComponentOption | TooltipComponentOption | VisualMapComponentOption
>;

/** A cell as it is drawn. */
export interface MatrixCell {
  /** Null where nothing was measured. */
  value: number | null;
  /** What stands in the cell. */
  text: string;
  /** What is told when it is pointed at. */
  told: string;
}

export interface MatrixRow {
  name: string;
  cells: MatrixCell[];
}

/** From well to ill, and for what was not measured; light where nothing is to be done. */
export const shades = ['#e2f1ec', '#fbedc9', '#f4c26b', '#e08744', '#b5430a'] as const;
export const noShade = '#eef2f5';

/** Values at which a cell takes the next shade; `falling` where less is worse. */
const steps: Partial<Record<FigureId, { at: [number, number, number, number]; falling?: true }>> = {
  deviceAvailability: { at: [0.999, 0.99, 0.95, 0.8], falling: true },
  deviceKnown: { at: [0.95, 0.8, 0.5, 0.2], falling: true },
  deviceOutages: { at: [1, 2, 4, 8] },
  unansweredRate: { at: [0.001, 0.01, 0.05, 0.2] },
  answerMedian: { at: [100, 200, 350, 500] },
  answerP95: { at: [150, 300, 500, 1000] },
  badFrameRate: { at: [0.0001, 0.001, 0.01, 0.05] },
  noiseRate: { at: [1, 10, 100, 1000] },
  reconnects: { at: [1, 5, 20, 100] },
};

/** How ill a value of a figure is: 0 for well to 4; null where nothing was measured. */
export function shadeOf(figure: FigureId, value: number | null): number | null {
  const scale = steps[figure];
  if (value === null || !scale) return null;
  return scale.at.filter((at) => (scale.falling ? value < at : value >= at)).length;
}

/** Height that a matrix of so many rows needs, in pixels where its text has the usual size. */
export function matrixHeight(rows: number): number {
  return 44 + rows * 22;
}

/**
 * Rows and days as a matrix of shades; the worst is the darkest, whatever the figure.
 *
 * @param scale how much larger than usual its text is
 */
export function buildMatrix(
  rows: readonly MatrixRow[],
  days: readonly string[],
  figure: FigureId,
  scale = 1,
): MatrixOption {
  const axis = (names: string[]) => {
    const plain = nameAxis(names);
    const axisLabel = { ...plain.axisLabel, fontSize: 12 * scale };
    return { ...plain, axisLabel, axisLine: { show: false } };
  };
  return {
    animation: false,
    textStyle: frame.textStyle,
    grid: { top: 28 * scale, right: 8, bottom: 8, left: 8, containLabel: true },
    tooltip: {
      confine: true,
      transitionDuration: 0,
      formatter: (given) => {
        const { data } = given as unknown as { data: { value: [number, number] } };
        return rows[data.value[1]]?.cells[data.value[0]]?.told ?? '';
      },
    },
    visualMap: {
      show: false,
      type: 'piecewise',
      dimension: 2,
      pieces: [{ value: -1, color: noShade }, ...shades.map((color, value) => ({ value, color }))],
    },
    xAxis: { ...axis(days.map((day) => day.slice(5))), position: 'top' },
    yAxis: { ...axis(rows.map(({ name }) => name)), inverse: true },
    series: [
      {
        id: 'matrix',
        type: 'heatmap',
        itemStyle: { borderColor: '#ffffff', borderWidth: 1 },
        emphasis: { itemStyle: { borderColor: '#16202a' } },
        label: { show: true, fontSize: 10 * scale },
        data: rows.flatMap(({ cells }, y) =>
          cells.map(({ value, text }, x) => {
            const shade = shadeOf(figure, value);
            const isDark = (shade ?? 0) >= 4;
            return {
              value: [x, y, shade ?? -1],
              label: { formatter: () => text, color: isDark ? '#ffffff' : '#16202a' },
            };
          }),
        ),
      },
    ],
  };
}
