import { expect, it } from 'vitest';
import { readSparkplug } from '../../bridge/framing/sparkplug.ts';
import { writeSparkplug, type WrittenMetric } from '../../bridge/framing/sparkplug-writing.ts';

const at = Date.UTC(2026, 10, 19, 9);

it.each<[WrittenMetric, object]>([
  [
    { name: 'bdSeq', value: 255, isWhole: true },
    { name: 'bdSeq', datatype: 8, value: 255 },
  ],
  [
    { name: 'Inputs/Door', alias: 1, value: true },
    { name: 'Inputs/Door', alias: 1, datatype: 11, value: true },
  ],
  [
    { alias: 300, value: false },
    { alias: 300, datatype: 11, value: false },
  ],
  [
    { name: '温度', value: -21.25, unit: '°C' },
    { name: '温度', datatype: 10, value: -21.25, unit: '°C' },
  ],
  [
    { name: 'Mode', value: '自动' },
    { name: 'Mode', datatype: 12, value: '自动' },
  ],
  [
    { name: 'Empty', value: '' },
    { name: 'Empty', datatype: 12, value: '' },
  ],
])('a metric is read as it was written: %j', (metric, read) => {
  expect(readSparkplug(writeSparkplug(at, 7, [metric]))).toEqual({
    seq: 7,
    metrics: [{ isHistorical: false, ...read }],
  });
});

it('a death has no number of sequence, and a birth has the first', () => {
  expect(readSparkplug(writeSparkplug(at, null, []))).toEqual({ metrics: [] });
  expect(readSparkplug(writeSparkplug(at, 0, []))).toEqual({ seq: 0, metrics: [] });
});
