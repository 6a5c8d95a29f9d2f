import { zigbeeSettings } from '../framing/zigbee2mqtt.ts';
import { actionOf, zigbeeDriver } from './meaning/zigbee.ts';

/** Button behind Zigbee2MQTT. A press is an `action` in the state, and none in the next state. */
export default zigbeeDriver({
  id: 'zigbee2mqtt-button',
  kind: 'button',
  name: { zh: '无线按钮（Zigbee2MQTT）', en: 'Button (Zigbee2MQTT)' },
  settings: zigbeeSettings,

  read(state, _, retained) {
    const action = actionOf(state, retained);
    if (action === null) return { readings: [] };
    return { readings: [{ kind: 'button', action }], once: { key: action, ms: 800 } };
  },

  examples: [
    {
      meaning: 'a press',
      settings: { device: 'guide-button' },
      topic: 'zigbee2mqtt/guide-button',
      frame: '{"action":"single","battery":88}',
      readings: [
        { kind: 'button', action: 'single' },
        { kind: 'battery', percent: 88 },
      ],
    },
    {
      meaning: 'a press of long ago',
      settings: { device: 'guide-button' },
      topic: 'zigbee2mqtt/guide-button',
      retained: true,
      frame: '{"action":"single","battery":88}',
      readings: [{ kind: 'battery', percent: 88 }],
    },
    {
      meaning: 'the empty action after a press',
      settings: { device: 'guide-button' },
      topic: 'zigbee2mqtt/guide-button',
      frame: '{"action":""}',
      readings: [],
    },
    {
      meaning: 'nobody knows while Zigbee2MQTT itself is away, in the words of version 1',
      settings: { device: 'guide-button' },
      topic: 'zigbee2mqtt/bridge/state',
      frame: 'offline',
      readings: [{ kind: 'availability', availability: 'unknown', reason: 'bridgeOffline' }],
    },
  ],
});
