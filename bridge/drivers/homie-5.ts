import { HOUR } from '../../shared/time.ts';
import { readJson, readWords } from '../framing/messages.ts';
import { messageDriver } from './driver.ts';
import {
  homieAvailability,
  isHomieState,
  newHomie,
  noteDescription,
  noteOther,
  noteValue,
  type HomieSession,
} from './meaning/homie-session.ts';
import { homieSettings, type HomieSettings } from './meaning/homie-settings.ts';

/**
 * Device of the Homie convention 5 (homieiot/convention). It describes itself in one message, and
 * may hang on a root device: when that is lost, so is this one. Names are `node/property`.
 */
export default messageDriver<HomieSettings, HomieSession>({
  id: 'homie-5',
  kind: 'sensor',
  name: { zh: 'Homie 5 设备', en: 'Homie 5 device' },
  settings: homieSettings,
  // It says by its will when it goes.
  silentAfter: 25 * HOUR,
  topics: ({ topic, device }) => [
    `${topic}/5/+/$state`,
    `${topic}/5/${device}/$description`,
    `${topic}/5/${device}/+/+`,
  ],
  memory: newHomie,

  decode({ topic, payload, retained }, { topic: domain, device, map }, session) {
    const words = readWords(payload);
    const prefix = `${domain}/5/`;
    if (words === null || !topic.startsWith(prefix)) return null;
    const [whose = '', node, property, ...more] = topic.slice(prefix.length).split('/');
    if (node === undefined || more.length > 0) return null;
    if (node === '$state' && property === undefined && isHomieState(words)) {
      if (whose !== device) return noteOther(session, whose, words) ? homieAvailability(session) : null;
      session.state = words;
      return homieAvailability(session);
    }
    if (whose !== device) return null;
    if (node === '$description' && property === undefined) {
      const description = readJson(payload);
      return description && noteDescription(session, description, map);
    }
    if (property === undefined || node.startsWith('$') || property.startsWith('$')) return null;
    return noteValue(session, `${node}/${property}`, words, { map, retained });
  },

  examples: [
    {
      meaning: 'a measure, as its description has it',
      settings: { device: 'climate' },
      after: [
        {
          topic: 'homie/5/climate/$description',
          frame:
            '{"homie":"5.0","version":1,"nodes":{"air":{"properties":{"temp":{"datatype":"float","unit":"°C"}}}}}',
          retained: true,
        },
      ],
      topic: 'homie/5/climate/air/temp',
      frame: '21.5',
      readings: [{ kind: 'value', name: 'air/temp', value: 21.5, unit: '°C' }],
    },
    {
      meaning: 'the description of what was said before it',
      settings: { device: 'door', map: { 'leaf/closed': 'contact' } },
      after: [
        { topic: 'homie/5/door/$state', frame: 'ready', retained: true },
        { topic: 'homie/5/door/leaf/closed', frame: 'true', retained: true },
      ],
      topic: 'homie/5/door/$description',
      retained: true,
      frame: '{"homie":"5.0","version":1,"nodes":{"leaf":{"properties":{"closed":{"datatype":"boolean"}}}}}',
      readings: [
        { kind: 'availability', availability: 'online', reason: 'reportedOnline' },
        { kind: 'contact', state: 'closed' },
      ],
    },
    {
      meaning: 'the loss of the root device it hangs on',
      settings: { device: 'door' },
      after: [
        { topic: 'homie/5/door/$description', frame: '{"homie":"5.0","version":1,"root":"gate"}' },
        { topic: 'homie/5/door/$state', frame: 'ready' },
      ],
      topic: 'homie/5/gate/$state',
      frame: 'lost',
      readings: [{ kind: 'availability', availability: 'offline', reason: 'reportedOffline' }],
    },
    {
      meaning: 'an empty state takes it away',
      settings: { device: 'door' },
      topic: 'homie/5/door/$state',
      frame: '',
      readings: [{ kind: 'availability', availability: 'offline', reason: 'reportedOffline' }],
    },
  ],
});
