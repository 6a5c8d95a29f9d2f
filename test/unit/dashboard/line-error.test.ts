import { describe, expect, it } from 'vitest';
import { lineErrorText } from '../../../dashboard/devices/line-error.ts';

describe('a line that fails', () => {
  it('says what a technician makes of it', () => {
    expect(lineErrorText('connect ECONNREFUSED 10.0.0.5:4001', 'zh')).toMatch(/拒绝连接/);
    expect(lineErrorText('Error: No such file or directory, cannot open /dev/ttyUSB0', 'en')).toMatch(
      /USB adapter/,
    );
  });

  it.each([
    ['Error: Permission denied, cannot open /dev/ttyUSB0', /dialout/],
    ['Error: Error Resource temporarily unavailable Cannot lock port', /Another program/],
    ['Error: Input/output error, cannot drain', /went away/],
    ["ENOENT: no such file or directory, open '/etc/hall/ca.pem'", /ca, cert and key/],
    ['Connection refused: Not authorized', /password/],
    ['unable to verify the first certificate', /CA under ca/],
    ['Connection refused: Unacceptable protocol version', /version to 4/],
    ['the gateway does not speak RFC 2217: switch it to that mode, or use kind: tcp', /RFC 2217 mode/],
    ['the gateway refuses baudRate of 9600 8N1, it keeps 115200', /check speed/],
    ['connack timeout', /mqtts has another port/],
    ['bind EADDRINUSE 0.0.0.0:4001', /localPort/],
    ['connect ETIMEDOUT 10.0.0.5:4001: no answer', /cable and power/],
  ])('for "%s" says what to do', (error, words) => {
    expect(lineErrorText(error, 'en')).toMatch(words);
    expect(lineErrorText(error, 'zh')).toMatch(/[\u4e00-\u9fff]/);
  });

  it('keeps the words of the system where nothing better is known', () => {
    expect(lineErrorText('flux capacitor empty', 'zh')).toBe('flux capacitor empty');
  });
});
