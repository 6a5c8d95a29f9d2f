import type { z } from 'zod';
import { readZigbee, zigbeeSettings, zigbeeTopics } from '../framing/zigbee2mqtt.ts';
import { messageDriver } from './driver.ts';

/**
 * Button behind Zigbee2MQTT (Koenkk/zigbee2mqtt 2.x). A press is an `action` in the state; old
 * versions follow it with an empty one, and a retained one is a press of long ago.
 */
type Settings = z.infer<typeof zigbeeSettings>;

const longestAction = 40;

export default messageDriver<Settings>({
  id: 'zigbee2mqtt-button',
  kind: 'button',
  name: { zh: '无线按钮（Zigbee2MQTT）', en: 'Button (Zigbee2MQTT)' },
  settings: zigbeeSettings,
  silentAfter: 25 * 3_600_000,
  topics: zigbeeTopics,

  decode(message, settings) {
    const said = readZigbee(message, settings);
    if (!said) return null;
    const { action } = said.state;
    const pressed = typeof action === 'string' && action !== '' && action.length <= longestAction;
    if (!pressed || message.retained) return { readings: said.readings };
    return {
      readings: [{ kind: 'button', action }, ...said.readings],
      once: { key: action, ms: 800 },
    };
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
