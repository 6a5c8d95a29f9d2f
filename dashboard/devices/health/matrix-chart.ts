import { HeatmapChart } from 'echarts/charts';
import { VisualMapPiecewiseComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import VueECharts from '../../components/chart-core.ts';

// What a matrix needs beside the other charts, loaded with the page that shows one.
use([HeatmapChart, VisualMapPiecewiseComponent, SVGRenderer]);

export default VueECharts;
