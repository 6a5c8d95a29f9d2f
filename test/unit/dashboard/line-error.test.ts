import { describe, expect, it } from 'vitest';
import { lineErrorText } from '../../../dashboard/devices/line-error.ts';

describe('a line that fails', () => {
  it('says what a technician makes of it', () => {
    expect(lineErrorText('connect ECONNREFUSED 10.0.0.5:4001', 'zh')).toMatch(/拒绝连接/);
    expect(lineErrorText('Error: No such file or directory, cannot open /dev/ttyUSB0', 'en')).toMatch(
      /USB adapter/,
    );
  });

  it('keeps the words of the system where nothing better is known', () => {
    expect(lineErrorText('flux capacitor empty', 'zh')).toBe('flux capacitor empty');
  });
});
