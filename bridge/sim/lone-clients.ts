import type { ClientParts, MakeClient } from './devices/clients/client.ts';
import { awtrix } from './devices/clients/awtrix.ts';
import { byPaths } from './devices/clients/by-paths.ts';
import { esphome } from './devices/clients/esphome.ts';
import { homie4, homie5 } from './devices/clients/homie.ts';
import { shelly } from './devices/clients/shelly.ts';
import { sparkplug } from './devices/clients/sparkplug.ts';
import { bookings, byMessages, kiosk, queueSystem } from './devices/clients/systems.ts';
import { tasmotaRadio } from './devices/clients/tasmota-radio.ts';
import { tasmota } from './devices/clients/tasmota.ts';
import { zigbeeButton, zigbeeContact, zigbeeDevice, zigbeeEvaluator } from './devices/clients/zigbee.ts';
import type { LoneDevice } from './lone-device.ts';

/** The devices that speak MQTT and are simulated as they are, by the name of their driver. */
export const clients: Readonly<Record<string, MakeClient>> = {
  'awtrix-display': awtrix,
  'booking-mqtt': bookings,
  'esphome-device': esphome,
  'homie-4': homie4,
  'homie-5': homie5,
  'kiosk-mqtt': kiosk,
  'mqtt-json': byPaths,
  'queue-mqtt': queueSystem,
  'shelly-gen2': shelly,
  'sparkplug-b': sparkplug,
  'tasmota-device': tasmota,
  'tasmota-rf-pad': tasmotaRadio,
  'zigbee2mqtt-button': zigbeeButton,
  'zigbee2mqtt-contact': zigbeeContact,
  'zigbee2mqtt-device': zigbeeDevice,
  'zigbee2mqtt-evaluator': zigbeeEvaluator,
};

/** Makes a simulated device at a broker; one that nobody has simulated says the examples of its driver. */
export function makeClient(parts: ClientParts): LoneDevice {
  const { id } = parts.driver;
  return (Object.hasOwn(clients, id) ? clients[id]! : byMessages)(parts);
}
