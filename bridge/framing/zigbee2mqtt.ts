import { z } from 'zod';
import type { Availability } from '../../shared/events/device.ts';
import { readJson, readWords, topicPart } from './messages.ts';

/** Settings of every device behind Zigbee2MQTT. */
export const zigbeeSettings = z.strictObject({
  /** Base topic of Zigbee2MQTT. */
  topic: topicPart.default('zigbee2mqtt'),
  /** Friendly name of the device; may contain `/`. */
  device: topicPart,
});
type Settings = z.infer<typeof zigbeeSettings>;

/** What every such device says beside its own matter. */
type CommonReading =
  { kind: 'battery'; percent: number } | { kind: 'availability'; availability: Availability; reason: string };

/** Where a device and its bridge speak (Koenkk/zigbee2mqtt lib/mqtt.ts, lib/extension/availability.ts). */
export function zigbeeTopics({ topic, device }: Settings): string[] {
  return [`${topic}/${device}`, `${topic}/${device}/availability`, `${topic}/bridge/state`];
}

/**
 * What a message says of any such device, and its state for the driver to read the rest. Null for
 * another device's message and for one that cannot be read.
 */
export function readZigbee(
  { topic, payload }: { topic: string; payload: Uint8Array },
  settings: Settings,
): { readings: CommonReading[]; state: Record<string, unknown> } | null {
  const [stateTopic, availabilityTopic, bridgeTopic] = zigbeeTopics(settings);
  if (topic === stateTopic) {
    const state = readJson(payload);
    return state && { readings: readBattery(state), state };
  }
  if (topic !== availabilityTopic && topic !== bridgeTopic) return null;
  // Before version 2 the payload was the plain word.
  const word = readJson(payload)?.['state'] ?? readWords(payload);
  if (word !== 'online' && word !== 'offline') return null;
  if (topic === availabilityTopic) {
    const reason = word === 'online' ? 'reportedOnline' : 'reportedOffline';
    return { readings: [{ kind: 'availability', availability: word, reason }], state: {} };
  }
  // That the bridge is back says nothing about the device yet.
  if (word === 'online') return { readings: [], state: {} };
  return {
    readings: [{ kind: 'availability', availability: 'unknown', reason: 'bridgeOffline' }],
    state: {},
  };
}

function readBattery(state: Record<string, unknown>): CommonReading[] {
  const percent = state['battery'];
  const known = typeof percent === 'number' && percent >= 0 && percent <= 100;
  return known ? [{ kind: 'battery', percent }] : [];
}
