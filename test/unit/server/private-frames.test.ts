import { describe, expect, it } from 'vitest';
import { isPrivate, withoutBytes } from '../../../bridge/server/private-frames.ts';
import type { FrameRecord } from '../../../shared/channel.ts';

const hall = {
  devices: [
    { id: 'phones', line: 'bus', private: true as const },
    { id: 'pad', line: 'bus' },
    { id: 'cabinet', line: 'other' },
  ],
};
const frame = (line: string, device?: string, more: Partial<FrameRecord> = {}): FrameRecord => ({
  ...{ n: 1, at: 0, line, direction: 'in', verdict: 'frame', hex: '8A 01' },
  ...{ fields: [{ at: 0, length: 1, name: { zh: '帧头', en: 'Head' }, role: 'start' }] },
  ...(device !== undefined ? { device } : {}),
  ...more,
});

describe('the bytes of a frame are for everybody', () => {
  it.each([
    ['on a line where nobody speaks of persons', frame('other', 'cabinet')],
    ['on such a line, where nobody claims them', frame('other')],
    ['from another device on a line where one does', frame('bus', 'pad')],
    ['on a line that is not of the hall, as of an unknown box', frame('port')],
  ])('%s', (_, record) => {
    expect(withoutBytes(record, hall)).toBe(record);
  });
});

describe('the bytes of a frame are withheld', () => {
  it.each([
    ['from a device that speaks of persons', frame('bus', 'phones')],
    ['to it', frame('bus', 'phones', { direction: 'out', verdict: 'sent' })],
    ['on its line, where nobody claims them', frame('bus')],
    ['on its line, where a checksum is wrong', frame('bus', undefined, { verdict: 'badChecksum' })],
    ['on its line, from a device that is only tried', frame('bus', 'tried')],
  ])('%s', (_, record) => {
    expect(withoutBytes(record, hall)).toEqual({ ...record, hex: '', fields: [], withheld: true });
  });

  it('with an event of such a device', () => {
    expect(['phones', 'pad', 'cabinet', 'gone'].map((id) => isPrivate(id, hall))).toEqual([
      ...[true, false, false, false],
    ]);
  });
});
