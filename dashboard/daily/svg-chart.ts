import { use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import VueECharts from '../components/chart-core.ts';

// Small charts that stand still are drawn as SVG: sharp on paper and at any zoom.
use([SVGRenderer]);

export default VueECharts;
