/** The numbers behind a chart, for those who read tables. */
export interface ChartTable {
  caption: string;
  /** The first one names the rows. */
  columns: string[];
  rows: string[][];
}
