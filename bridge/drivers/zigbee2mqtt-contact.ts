import type { z } from 'zod';
import { readZigbee, zigbeeSettings, zigbeeTopics } from '../framing/zigbee2mqtt.ts';
import { messageDriver, type Reading } from './driver.ts';

/** Door contact behind Zigbee2MQTT (Koenkk/zigbee2mqtt 2.x): `contact: true` is a closed door. */
type Settings = z.infer<typeof zigbeeSettings>;

export default messageDriver<Settings>({
  id: 'zigbee2mqtt-contact',
  kind: 'contact',
  name: { zh: '门磁（Zigbee2MQTT）', en: 'Door contact (Zigbee2MQTT)' },
  settings: zigbeeSettings,
  // Battery devices report at least once a day.
  silentAfter: 25 * 3_600_000,
  topics: zigbeeTopics,

  decode(message, settings) {
    const said = readZigbee(message, settings);
    if (!said) return null;
    const contact: Reading[] =
      typeof said.state['contact'] === 'boolean'
        ? [{ kind: 'contact', state: said.state['contact'] ? 'closed' : 'open' }]
        : [];
    return { readings: [...contact, ...said.readings] };
  },

  examples: [
    {
      meaning: 'closed, with its battery',
      settings: { device: 'hall/back-door' },
      topic: 'zigbee2mqtt/hall/back-door',
      frame: '{"contact":true,"battery":97,"linkquality":120}',
      readings: [
        { kind: 'contact', state: 'closed' },
        { kind: 'battery', percent: 97 },
      ],
    },
    {
      meaning: 'open, as it was when the broker last heard',
      settings: { device: 'door' },
      topic: 'zigbee2mqtt/door',
      retained: true,
      frame: '{"contact":false}',
      readings: [{ kind: 'contact', state: 'open' }],
    },
    {
      meaning: 'gone, in the words of version 2',
      settings: { device: 'door' },
      topic: 'zigbee2mqtt/door/availability',
      retained: true,
      frame: '{"state":"offline"}',
      readings: [{ kind: 'availability', availability: 'offline', reason: 'reportedOffline' }],
    },
    {
      meaning: 'back, in the words of version 1',
      settings: { device: 'door' },
      topic: 'zigbee2mqtt/door/availability',
      frame: 'online',
      readings: [{ kind: 'availability', availability: 'online', reason: 'reportedOnline' }],
    },
    {
      meaning: 'nobody knows while Zigbee2MQTT itself is away',
      settings: { device: 'door', topic: 'z2m' },
      topic: 'z2m/bridge/state',
      frame: '{"state":"offline"}',
      readings: [{ kind: 'availability', availability: 'unknown', reason: 'bridgeOffline' }],
    },
  ],
});
