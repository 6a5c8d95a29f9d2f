import { createRequire } from 'node:module';
import { generate } from 'mqtt-packet';
import { expect, it } from 'vitest';
import '../../../bridge/transports/packet-numbers.ts';

it('writes the numbers of MQTT without a buffer kept for each', () => {
  const packet = { cmd: 'publish' as const, topic: 'a/b', payload: 'x', qos: 1 as const, messageId: 0x1234 };
  const bytes = generate({ ...packet, dup: false, retain: false });
  expect(bytes.toString('hex')).toBe('32080003612f62123478');
  const { cache } = createRequire(import.meta.url)('mqtt-packet/numbers.js') as { cache: object };
  expect(Object.keys(cache)).toEqual([]);
});
