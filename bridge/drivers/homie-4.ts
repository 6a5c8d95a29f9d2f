import { HOUR } from '../../shared/time.ts';
import { readWords } from '../framing/messages.ts';
import { messageDriver } from './driver.ts';
import {
  homieAvailability,
  isHomieState,
  newHomie,
  noteAttribute,
  noteValue,
  type HomieSession,
} from './meaning/homie-session.ts';
import { homieSettings, type HomieSettings } from './meaning/homie-settings.ts';

/**
 * Device of the Homie convention 4 (homieiot/convention). Its properties are described one retained
 * message at a time, in any order; names are `node/property`.
 */
export default messageDriver<HomieSettings, HomieSession>({
  id: 'homie-4',
  kind: 'sensor',
  name: { zh: 'Homie 4 设备', en: 'Homie 4 device' },
  settings: homieSettings,
  // It says by its will when it goes.
  silentAfter: 25 * HOUR,
  topics: ({ topic, device }) => [
    `${topic}/${device}/$state`,
    `${topic}/${device}/+/+`,
    `${topic}/${device}/+/+/+`,
  ],
  memory: newHomie,

  decode({ topic, payload, retained }, { topic: base, device, map }, session) {
    const words = readWords(payload);
    const prefix = `${base}/${device}/`;
    if (words === null || !topic.startsWith(prefix)) return null;
    const [node = '', property, attribute, ...more] = topic.slice(prefix.length).split('/');
    if (node === '$state' && property === undefined) {
      if (!isHomieState(words)) return null;
      session.state = words;
      return homieAvailability(session);
    }
    if (property === undefined || more.length > 0) return null;
    // Attributes of the device and of nodes say nothing that is read here.
    if (node.startsWith('$') || property.startsWith('$')) return { readings: [] };
    const path = `${node}/${property}`;
    if (attribute !== undefined) return noteAttribute(session, path, attribute, { words, map });
    return noteValue(session, path, words, { map, retained });
  },

  examples: [
    {
      meaning: 'a measure, once it is known what it is',
      settings: { device: 'climate' },
      after: [
        { topic: 'homie/climate/air/temp/$datatype', frame: 'float', retained: true },
        { topic: 'homie/climate/air/temp/$unit', frame: '°C', retained: true },
      ],
      topic: 'homie/climate/air/temp',
      frame: '21.5',
      readings: [{ kind: 'value', name: 'air/temp', value: 21.5, unit: '°C' }],
    },
    {
      meaning: 'the kind of a value that came before it',
      settings: {
        device: 'door',
        map: { 'leaf/open': { reading: 'contact', map: { true: 'open', false: 'closed' } } },
      },
      after: [{ topic: 'homie/door/leaf/open', frame: 'true', retained: true }],
      topic: 'homie/door/leaf/open/$datatype',
      retained: true,
      frame: 'boolean',
      readings: [{ kind: 'contact', state: 'open' }],
    },
    {
      meaning: 'a press, which is not retained',
      settings: { device: 'desk', map: { 'keys/help': 'button' } },
      after: [
        { topic: 'homie/desk/keys/help/$datatype', frame: 'enum', retained: true },
        { topic: 'homie/desk/keys/help/$retained', frame: 'false', retained: true },
      ],
      topic: 'homie/desk/keys/help',
      frame: 'single',
      readings: [{ kind: 'button', action: 'single' }],
    },
    {
      meaning: 'lost, as its will says',
      settings: { device: 'desk' },
      topic: 'homie/desk/$state',
      retained: true,
      frame: 'lost',
      readings: [{ kind: 'availability', availability: 'offline', reason: 'reportedOffline' }],
    },
    {
      meaning: 'there, and in need of a person',
      settings: { device: 'desk' },
      topic: 'homie/desk/$state',
      frame: 'alert',
      readings: [{ kind: 'availability', availability: 'online', reason: 'alerting' }],
    },
  ],
});
