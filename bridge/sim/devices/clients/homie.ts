import type { Scalar } from '../../../drivers/driver.ts';
import type { Meanings } from '../../../drivers/meaning/meaning.ts';
import type { LoneDevice } from '../../lone-device.ts';
import { deviceOf, type ClientParts } from './client.ts';
import { Panel } from './panel.ts';
import { button, door, relay, temperature, traitsOf, type Trait } from './trait.ts';

/** How a device of Homie describes itself. */
interface Property {
  name: string;
  datatype: string;
  format?: string;
  unit?: string;
  settable: boolean;
  retained: boolean;
}

type Say = (topic: string, words: string, isKept?: boolean) => void;

/** A device of the Homie convention 4 (homieiot/convention): it describes itself one attribute at a time. */
export function homie4(parts: ClientParts): LoneDevice {
  const { topic, device } = parts.settings as { topic: string; device: string };
  return homie(parts, `${topic}/${device}`, (say, nodes) => {
    say('$homie', '4.0.0');
    say('$name', device);
    say('$extensions', '');
    say('$nodes', [...nodes.keys()].join(','));
    for (const [node, properties] of nodes) {
      say(`${node}/$name`, node);
      say(`${node}/$type`, 'simulated');
      say(`${node}/$properties`, properties.map(({ name }) => lastOf(name)).join(','));
      for (const { name, datatype, format, unit, settable, retained } of properties) {
        say(`${name}/$name`, name);
        say(`${name}/$datatype`, datatype);
        if (format !== undefined) say(`${name}/$format`, format);
        if (unit !== undefined) say(`${name}/$unit`, unit);
        say(`${name}/$settable`, String(settable));
        say(`${name}/$retained`, String(retained));
      }
    }
  });
}

/** A device of the Homie convention 5 (homieiot/convention): one description tells all. */
export function homie5(parts: ClientParts): LoneDevice {
  const { topic, device } = parts.settings as { topic: string; device: string };
  return homie(parts, `${topic}/5/${device}`, (say, nodes) => {
    const described = [...nodes].map(([node, properties]) => {
      const inside = properties.map(({ name, ...property }) => [lastOf(name), { name, ...property }]);
      return [node, { name: node, properties: Object.fromEntries(inside) as object }] as const;
    });
    const nodesOf = Object.fromEntries(described);
    say('$description', JSON.stringify({ homie: '5.0', version: 1, name: device, nodes: nodesOf }));
  });
}

/** What both have in common: states, properties, and commands under `set`. */
function homie(
  { port, settings, tell }: ClientParts,
  base: string,
  describe: (say: Say, nodes: Map<string, Property[]>) => void,
): LoneDevice {
  const { device, map } = settings as { device: string; map: Meanings };
  const presses = ['single', 'double', 'long'];
  const usual = [
    relay('relay/on', false, true),
    door('leaf/closed', true, false),
    button('keys/help', presses),
    temperature('air/temperature'),
  ];
  const traits = traitsOf(usual, map, { closed: true, open: false, presses }).filter(isPlace);
  const retained = { qos: 1, retain: true } as const;
  const seat = port.seat({
    id: device,
    will: { topic: `${base}/$state`, payload: 'lost', ...retained },
    filters: [`${base}/+/+/set`],
    goodbye: () => [{ topic: `${base}/$state`, payload: 'disconnected', ...retained }],
  });
  const say: Say = (topic, words, isKept = true) =>
    seat.publish(`${base}/${topic}`, words, isKept ? retained : { qos: 0 });
  const panel = new Panel(traits, {
    tell,
    changed: ({ name }, value) => say(name, wordsOf(value)),
    happened: ({ name }, raw) => say(name, wordsOf(raw), false),
  });
  seat.connected = () => {
    say('$state', 'init');
    describe(
      say,
      Map.groupBy(traits.map(propertyOf), ({ name }) => name.split('/')[0] ?? name),
    );
    for (const { trait, value } of panel.states) say(trait.name, wordsOf(value));
    say('$state', 'ready');
  };
  seat.receiver = (topic, payload) => {
    const name = topic.slice(base.length + 1, -'/set'.length);
    const said = new TextDecoder().decode(payload).trim();
    const trait = panel.named(name);
    if (trait?.kind !== 'toggle') return;
    const on = said === wordsOf(trait.on);
    if (on || said === wordsOf(trait.off)) panel.command(name, on);
  };
  return deviceOf(panel);
}

/** Names are `node/property`; what is no such place no device of Homie has. */
function isPlace({ name }: Trait): boolean {
  return /^[^/$][^/]*\/[^/$][^/]*$/.test(name);
}

function propertyOf(trait: Trait): Property {
  const { name } = trait;
  switch (trait.kind) {
    case 'toggle': {
      const isTruth = typeof trait.on === 'boolean' && typeof trait.off === 'boolean';
      const kind = isTruth
        ? { datatype: 'boolean' }
        : { datatype: 'enum', format: `${trait.off},${trait.on}` };
      return { name, ...kind, settable: trait.isSettable, retained: true };
    }
    case 'happening': {
      const format = trait.choices.map(({ raw }) => String(raw)).join(',');
      return { name, datatype: 'enum', format, settable: false, retained: false };
    }
    case 'measure': {
      const unit = trait.unit === undefined ? {} : { unit: trait.unit };
      return { name, datatype: 'float', ...unit, settable: false, retained: true };
    }
  }
}

/** An empty text is a byte of zero, so that it does not take the property away. */
function wordsOf(value: Scalar): string {
  return value === '' ? '\0' : String(value);
}

function lastOf(name: string): string {
  return name.split('/').at(-1) ?? name;
}
