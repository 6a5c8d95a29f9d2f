import { readZigbee, zigbeeTopics, type ZigbeePlace, type ZigbeeSaid } from '../../framing/zigbee2mqtt.ts';
import { HOUR } from '../../../shared/time.ts';
import { messageDriver, type Decoded, type Driver, type MessageDriver } from '../driver.ts';

/**
 * Declares a device behind Zigbee2MQTT (Koenkk/zigbee2mqtt 2.x): where it speaks, its battery and
 * whether it is there are the same for all; `read` takes the rest of its state.
 */
export function zigbeeDriver<Settings extends ZigbeePlace>({
  read,
  ...driver
}: Pick<MessageDriver<Settings>, 'id' | 'kind' | 'name' | 'settings' | 'actions' | 'examples'> & {
  /** `retained`: the broker kept it, and a press in it is one of long ago. */
  read: (state: ZigbeeSaid['state'], settings: Settings, retained: boolean) => Decoded;
}): Driver {
  return messageDriver<Settings>({
    ...driver,
    // Battery devices report at least once a day.
    silentAfter: 25 * HOUR,
    topics: zigbeeTopics,
    decode(message, settings) {
      const said = readZigbee(message, settings);
      if (!said) return null;
      const { readings, ...rest } = read(said.state, settings, message.retained);
      const { heardAt } = said;
      return {
        ...rest,
        readings: [...readings, ...said.readings],
        ...(heardAt !== undefined ? { heardAt } : {}),
      };
    },
  });
}

/** A press as Zigbee2MQTT tells it; null when there is none in the state, or one of long ago. */
export function actionOf(state: ZigbeeSaid['state'], retained: boolean): string | null {
  const { action } = state;
  // Old versions follow every press with an empty one.
  const pressed = typeof action === 'string' && action !== '' && action.length <= 40;
  return pressed && !retained ? action : null;
}
