import { z } from 'zod';
import type { Availability } from '../../shared/events/device.ts';
import { readJson, readWords, topicPart } from './messages.ts';

/** Settings of every device behind Zigbee2MQTT. */
export const zigbeeSettings = z.strictObject({
  /** Base topic of Zigbee2MQTT. */
  topic: topicPart.default('zigbee2mqtt').meta({ zh: '网关主题', en: 'Base topic' }),
  /** Friendly name of the device; may contain `/`. */
  device: topicPart.meta({
    zh: '设备名',
    en: 'Friendly name',
    help: { zh: '与 Zigbee2MQTT 中的名称一致', en: 'as Zigbee2MQTT has it' },
  }),
});
export type ZigbeePlace = z.infer<typeof zigbeeSettings>;

/** What every such device says beside its own matter. */
type CommonReading =
  { kind: 'battery'; percent: number } | { kind: 'availability'; availability: Availability; reason: string };

/** Where a device and its bridge speak (Koenkk/zigbee2mqtt lib/mqtt.ts, lib/extension/availability.ts). */
export function zigbeeTopics({ topic, device }: ZigbeePlace): string[] {
  return [`${topic}/${device}`, `${topic}/${device}/availability`, `${topic}/bridge/state`];
}

/** What a message says of any such device. */
export interface ZigbeeSaid {
  readings: CommonReading[];
  /** The rest, for the driver to read; empty where the message is of something else. */
  state: Record<string, unknown>;
  /** When the device itself was heard, in milliseconds UTC, if Zigbee2MQTT is set to tell. */
  heardAt?: number;
}

/** Null for another device's message and for one that cannot be read. */
export function readZigbee(
  { topic, payload }: { topic: string; payload: Uint8Array },
  place: ZigbeePlace,
): ZigbeeSaid | null {
  const [stateTopic, availabilityTopic, bridgeTopic] = zigbeeTopics(place);
  if (topic === stateTopic) {
    const state = readJson(payload);
    if (!state) return null;
    const heardAt = instantOf(state['last_seen']);
    return { readings: readBattery(state), state, ...(heardAt !== null ? { heardAt } : {}) };
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

/** `last_seen` is an ISO 8601 time or milliseconds since 1970, as Zigbee2MQTT is set. */
function instantOf(seen: unknown): number | null {
  const at = typeof seen === 'number' ? seen : typeof seen === 'string' ? Date.parse(seen) : NaN;
  return Number.isFinite(at) && at > 0 ? at : null;
}

function readBattery(state: Record<string, unknown>): CommonReading[] {
  const percent = state['battery'];
  const known = typeof percent === 'number' && percent >= 0 && percent <= 100;
  return known ? [{ kind: 'battery', percent }] : [];
}
