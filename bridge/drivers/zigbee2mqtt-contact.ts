import { zigbeeSettings } from '../framing/zigbee2mqtt.ts';
import { zigbeeDriver } from './meaning/zigbee.ts';

/** Door contact behind Zigbee2MQTT: `contact: true` is a closed door. */
export default zigbeeDriver({
  id: 'zigbee2mqtt-contact',
  kind: 'contact',
  name: { zh: '门磁（Zigbee2MQTT）', en: 'Door contact (Zigbee2MQTT)' },
  settings: zigbeeSettings,

  read: ({ contact }) => ({
    readings: typeof contact === 'boolean' ? [{ kind: 'contact', state: contact ? 'closed' : 'open' }] : [],
  }),

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
      meaning: 'closed, heard when Zigbee2MQTT says so',
      settings: { device: 'door' },
      topic: 'zigbee2mqtt/door',
      retained: true,
      frame: '{"contact":true,"last_seen":"2026-03-02T09:00:00+08:00"}',
      readings: [{ kind: 'contact', state: 'closed' }],
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
