import { expect, it } from 'vitest';
import { mqttTransport } from '../../../bridge/transports/mqtt.ts';
import { transportOf } from '../../../bridge/transports/kinds.ts';
import { hideValue } from '../../../shared/config/secrets.ts';
import { lineSchema } from '../../../shared/config/line.ts';

it.each([
  ['mqtt://me:hush@10.0.0.9:1883', 'mqtt://me:••••••@10.0.0.9:1883'],
  ['mqtt://:hush@broker', 'mqtt://:••••••@broker'],
  ['mqtts://me@site:hu@sh@broker/path', 'mqtts://me@site:••••••@broker/path'],
  ['mqtt://me:hu:sh@broker', 'mqtt://me:••••••@broker'],
  ['mqtt://me@broker:1883', 'mqtt://me@broker:1883'],
  ['mqtt://broker:1883', 'mqtt://broker:1883'],
])('of the address %s no password is told', (url, told) => {
  expect(hideValue('url', url)).toBe(told);
});

it('a line is told without the password in its address: it stands in reports, and with every event', () => {
  const url = 'mqtt://me:hush@10.0.0.9';
  const { transport } = lineSchema.parse({
    id: 'l',
    transport: { kind: 'tasmotaSerial', url, topic: 'bus' },
  });
  for (const { address } of [mqttTransport({ url }), transportOf(transport, { broker: null })]) {
    expect(address).toContain('mqtt://me:••••••@10.0.0.9');
    expect(address).not.toContain('hush');
  }
});
