import type { Meanings } from '../../../drivers/meaning/meaning.ts';
import { readSparkplug } from '../../../framing/sparkplug.ts';
import { writeSparkplug, type WrittenMetric } from '../../../framing/sparkplug-writing.ts';
import type { Scalar } from '../../../drivers/driver.ts';
import type { LoneDevice } from '../../lone-device.ts';
import { deviceOf, type ClientParts } from './client.ts';
import { Panel } from './panel.ts';
import { button, door, relay, temperature, traitsOf, type Trait } from './trait.ts';

const REBIRTH = 'Node Control/Rebirth';
const PER_LIFE = 256;

/**
 * Edge node of Sparkplug B, with a device behind it where the settings name one (eclipse-sparkplug/sparkplug,
 * chapters 4 to 6): a birth with all names, a number of sequence in everything after it, a death with the
 * `bdSeq` of its birth as its will, and a new birth whenever one is asked for. Nothing is retained.
 */
export function sparkplug({ port, clock, settings, tell, happens }: ClientParts): LoneDevice {
  const { group, node, device, map } = settings as {
    group: string;
    node: string;
    device?: string;
    map: Meanings;
  };
  const presses = ['single', 'double', 'long'];
  const usual = [
    relay('Outputs/Relay', false, true),
    door('Inputs/Door', true, false),
    button('Inputs/Key', presses),
    temperature('Temperature'),
  ];
  const traits = traitsOf(usual, map, { closed: true, open: false, presses });
  const topicOf = (type: string) => `spBv1.0/${group}/${type}/${node}`;
  const dataTopic = device === undefined ? topicOf('NDATA') : `${topicOf('DDATA')}/${device}`;
  /** Of this connection, from 0; nobody is connected before the first. */
  let bdSeq = -1;
  let seq = 0;
  const next = () => (seq = (seq + 1) % PER_LIFE);
  const write = (number: number | null, metrics: WrittenMetric[]) =>
    writeSparkplug(clock.now(), number, metrics);
  const deathOf = (life: number) => ({
    topic: topicOf('NDEATH'),
    payload: write(null, [{ name: 'bdSeq', value: (life + PER_LIFE) % PER_LIFE, isWhole: true }]),
    qos: 1 as const,
    retain: false,
  });
  const seat = port.seat({
    id: `${group}-${node}`,
    will() {
      bdSeq = (bdSeq + 1) % PER_LIFE;
      return deathOf(bdSeq);
    },
    filters: [topicOf('NCMD'), ...(device === undefined ? [] : [`${topicOf('DCMD')}/${device}`])],
    goodbye: () => [deathOf(bdSeq)],
  });
  const panel = new Panel(traits, {
    tell,
    changed: ({ name }, value) => say(name, value),
    happened: ({ name }, raw) => say(name, raw),
  });
  const aliasOf = (name: string) => traits.findIndex((trait) => trait.name === name) + 1;
  const say = (name: string, value: Scalar) => {
    // A node that is not connected numbers nothing: its next birth begins anew.
    if (!seat.isAttached) return;
    if (happens('oldDeath')) {
      const { topic, payload } = deathOf(bdSeq - 1);
      seat.publish(topic, payload, { qos: 1 });
    }
    if (happens('skip')) next();
    seat.publish(dataTopic, write(next(), [{ alias: aliasOf(name), value }]));
  };
  const metrics = () =>
    traits.flatMap((trait): WrittenMetric[] => {
      const value = panel.value(trait.name) ?? emptyOf(trait);
      const unit = trait.kind === 'measure' && trait.unit !== undefined ? { unit: trait.unit } : {};
      return [{ name: trait.name, alias: aliasOf(trait.name), value, ...unit }];
    });
  const bear = () => {
    seq = 0;
    const control: WrittenMetric[] = [
      { name: 'bdSeq', value: bdSeq, isWhole: true },
      { name: REBIRTH, value: false },
    ];
    const own = device === undefined ? metrics() : [];
    seat.publish(topicOf('NBIRTH'), write(0, [...control, ...own]), { birth: true });
    if (device === undefined) return;
    seat.publish(`${topicOf('DBIRTH')}/${device}`, write(next(), metrics()), { birth: true });
  };
  seat.connected = bear;
  seat.receiver = (_, payload) => {
    for (const { name, alias, value } of readSparkplug(payload)?.metrics ?? []) {
      if (name === REBIRTH) {
        if (value !== true) continue;
        tell({ zh: '被要求重新报到', en: 'asked for a new birth' });
        bear();
      } else {
        const trait = traits[(alias ?? aliasOf(name ?? '')) - 1];
        if (trait?.kind === 'toggle') panel.command(trait.name, value === trait.on);
      }
    }
  };
  return deviceOf(panel);
}

/** What is said at a birth of something that has not happened. */
function emptyOf(trait: Trait): Scalar {
  const raw = trait.kind === 'happening' ? trait.choices[0]?.raw : undefined;
  return typeof raw === 'number' ? 0 : typeof raw === 'boolean' ? false : '';
}
