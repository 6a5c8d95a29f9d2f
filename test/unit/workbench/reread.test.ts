import { expect, it } from 'vitest';
import { loadCatalog } from '../../../bridge/profiles/catalog.ts';
import { reread } from '../../../bridge/workbench/reread.ts';

const catalog = await loadCatalog();
const call = 'FF 68 03 03 68 01 01 0C 0E 16';

it('a capture is read again with its times, its noise, and what was sent in between', () => {
  const records = reread(catalog.get('ff68-pad'), {}, [
    { at: 1000, direction: 'in', hex: `00 ${call.slice(0, 14)}` },
    { at: 1010, direction: 'in', hex: call.slice(15) },
    { at: 1020, direction: 'out', hex: call },
    { at: 5000, direction: 'in', hex: 'FF 68 03' },
    { at: 9000, direction: 'in', hex: call },
  ]);
  expect(records.map(({ at, direction, verdict, hex }) => [at, direction, verdict, hex])).toEqual([
    [1000, 'in', 'noise', '00'],
    [1000, 'in', 'frame', call],
    [1020, 'out', 'sent', call],
    [5000, 'in', 'timeout', 'FF 68 03'],
    [9000, 'in', 'frame', call],
  ]);
  expect(records[1]).toMatchObject({
    device: 'ff68-pad',
    fields: expect.arrayContaining([expect.objectContaining({ role: 'checksum' })]),
  });
});

it('a capture is not read by a device that speaks messages, nor with settings that do not fit', () => {
  expect(() => reread(catalog.get('kiosk-mqtt'), {}, [])).toThrow(/does not speak bytes/);
  expect(() => reread(undefined, {}, [])).toThrow(/does not speak bytes/);
  expect(() => reread(catalog.get('ff68-pad'), { address: 900 }, [])).toThrow(/not understood/);
});
