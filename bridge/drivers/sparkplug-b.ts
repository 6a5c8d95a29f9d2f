import { z } from 'zod';
import { HOUR } from '../../shared/time.ts';
import { topicLevel } from '../framing/messages.ts';
import { readSparkplug, rebirthCommand, type SparkplugPayload } from '../framing/sparkplug.ts';
import { messageDriver, type Decoded, type Outgoing } from './driver.ts';
import { meaningsSchema } from './meaning/meaning.ts';
import { readSaid } from './meaning/said.ts';
import {
  bdSeqOf,
  bear,
  bury,
  follow,
  isOwnDeath,
  newSession,
  saidBy,
  type SparkplugSession,
} from './meaning/sparkplug-session.ts';

/**
 * Edge node of Sparkplug B, or a device behind one (eclipse-sparkplug/sparkplug, chapters 4 to 6).
 * It says its names at its birth and numbers what follows; after a gap it is asked for a new birth.
 */
const settings = z.strictObject({
  group: topicLevel.meta({ zh: '组', en: 'Group' }),
  node: topicLevel.meta({ zh: '边缘节点', en: 'Edge node' }),
  /** A device behind the node; without it the metrics of the node itself are read. */
  device: topicLevel.optional().meta({
    zh: '设备',
    en: 'Device',
    help: {
      zh: '节点之下的设备；不填则读节点本身',
      en: 'behind the node; without it the node itself is read',
    },
  }),
  map: meaningsSchema,
});
type Settings = z.infer<typeof settings>;

export default messageDriver<Settings, SparkplugSession>({
  id: 'sparkplug-b',
  kind: 'sensor',
  name: { zh: 'Sparkplug B 节点或设备', en: 'Sparkplug B node or device' },
  settings,
  // It says only what changes, and by its will that it has gone.
  silentAfter: 25 * HOUR,
  // The devices of a node share its sequence.
  topics: ({ group, node }) => [`spBv1.0/${group}/+/${node}`, `spBv1.0/${group}/+/${node}/+`],
  memory: newSession,
  greeting: (place) => [askForBirth(place)],

  decode({ topic, payload, retained }, place, session) {
    const [space, group, type = '', node, device, ...more] = topic.split('/');
    if (space !== 'spBv1.0' || group !== place.group || node !== place.node || more.length > 0) return null;
    if (!/^[ND](BIRTH|DEATH|DATA)$/.test(type) || (type[0] === 'D') !== (device !== undefined)) return null;
    const said = readSparkplug(payload);
    if (!said) return null;
    // Nothing here may be retained; what is, is of another life.
    if (retained) return { readings: [] };
    if ((type === 'NBIRTH' || type === 'NDEATH') && bdSeqOf(said) === null) return null;
    if (type === 'NBIRTH') {
      bear(session, said);
      return place.device === undefined ? readAll(said, place, session, true) : awaitDevice();
    }
    if (type === 'NDEATH') {
      if (!isOwnDeath(session, said)) return { readings: [] };
      bury(session);
      return gone();
    }
    const step = follow(session, said.seq);
    if (step !== 'read')
      return { readings: [], ...(step === 'ask' ? { publish: [askForBirth(place)] } : {}) };
    // What another device of the node says is no sign of life of this one.
    if (device !== place.device) return { readings: [] };
    if (type === 'DDEATH') return gone();
    return readAll(said, place, session, type === 'DBIRTH');
  },

  examples: [
    {
      meaning: 'the birth of a node: all it has, with the units',
      settings: { group: 'hall', node: 'plc', map: { 'Inputs/Door': 'contact' } },
      topic: 'spBv1.0/hall/NBIRTH/plc',
      isHex: true,
      frame:
        '0880CDBCE0CA3312120A0562645365711880CDBCE0CA332004580312210A144E6F646520436F6E74726F6C2F526562697274681880CDBCE0CA33200B7000121A0A0B496E707574732F446F6F7210011880CDBCE0CA33200B700112310A0B54656D706572617475726510021880CDBCE0CA3320094A120A07656E67556E69741207080C4203C2B043650000AC4112170A064F666673657410031880CDBCE0CA33200250FEFF031800',
      readings: [
        { kind: 'availability', availability: 'online', reason: 'announced' },
        { kind: 'contact', state: 'closed' },
        { kind: 'value', name: 'Temperature', value: 21.5, unit: '°C' },
        { kind: 'value', name: 'Offset', value: -2 },
      ],
    },
    {
      meaning: 'without a birth nothing is understood, and one is asked for',
      settings: { group: 'hall', node: 'plc' },
      topic: 'spBv1.0/hall/NDATA/plc',
      isHex: true,
      frame: '0880CDBCE0CA33120B10011880CDBCE0CA3370011805',
      readings: [],
      publishes: ['spBv1.0/hall/NCMD/plc'],
    },
    {
      meaning: 'the death of the connection that was born last',
      settings: { group: 'hall', node: 'plc' },
      topic: 'spBv1.0/hall/NDEATH/plc',
      isHex: true,
      frame: '0880CDBCE0CA3312120A0562645365711880CDBCE0CA3320045803',
      readings: [{ kind: 'availability', availability: 'offline', reason: 'reportedOffline' }],
    },
  ],
});

function askForBirth({ group, node }: Settings): Outgoing {
  return { topic: `spBv1.0/${group}/NCMD/${node}`, payload: rebirthCommand() };
}

function gone(): Decoded {
  return { readings: [{ kind: 'availability', availability: 'offline', reason: 'reportedOffline' }] };
}

/** Behind a node that was born anew every device has to be born anew. */
function awaitDevice(): Decoded {
  return { readings: [{ kind: 'availability', availability: 'unknown', reason: 'gatewayRestarted' }] };
}

function readAll(
  { metrics }: SparkplugPayload,
  { map }: Settings,
  session: SparkplugSession,
  isBirth: boolean,
): Decoded {
  const decoded = readSaid(saidBy(session, metrics, isBirth), map, false);
  if (!isBirth) return decoded;
  return {
    ...decoded,
    readings: [{ kind: 'availability', availability: 'online', reason: 'announced' }, ...decoded.readings],
  };
}
