import type { Scalar } from '../../../drivers/driver.ts';
import type { Meaning } from '../../../drivers/meaning/meaning.ts';
import { deviceOf, type ClientParts } from './client.ts';
import { nested } from './nested.ts';
import { Panel } from './panel.ts';
import { traitOf, type Trait } from './trait.ts';

type Entry = Meaning & { path?: string; when?: Record<string, Scalar> };

interface Settings {
  topic: string;
  availability?: { topic: string; online: string; offline: string };
  read: Entry[];
}

/**
 * A device that says what the site's own description of it reads: what stands at the paths of one
 * message is said together, and what happens in a message of its own.
 */
export function byPaths({ port, settings, tell }: ClientParts) {
  const { topic: filter, availability, read } = settings as Settings;
  const topic = filter.replaceAll('+', 'sim').replace('#', 'sim');
  const traits: Trait[] = [];
  const entries = new Map<string, Entry>();
  for (const entry of read) {
    const name = freeName(entry, entries);
    const trait = traitOf(name, entry, { closed: 'closed', open: 'open', presses: ['single'] });
    if (!trait) continue;
    entries.set(name, entry);
    traits.push(trait);
  }
  const seat = port.seat({
    id: topic.replaceAll('/', '-'),
    will: availability
      ? { topic: availability.topic, payload: availability.offline, qos: 1, retain: true }
      : null,
    filters: [],
  });
  /** Everything that a message with this one tells: what is told under the same conditions. */
  const say = (name: string, value: Scalar) => {
    const entry = entries.get(name);
    if (entry?.path === undefined) return seat.publish(topic, String(value), { qos: 1 });
    const conditions = JSON.stringify(entry.when ?? {});
    const beside = panel.states.flatMap(({ trait, value: is }) => {
      const other = entries.get(trait.name);
      const isTold = other?.path !== undefined && JSON.stringify(other.when ?? {}) === conditions;
      return isTold ? [[other.path ?? '', is] as const] : [];
    });
    const facts = [...beside, ...Object.entries(entry.when ?? {}), [entry.path, value] as const];
    seat.publish(topic, JSON.stringify(nested(facts)), { qos: 1 });
  };
  const panel = new Panel(traits, {
    tell,
    changed: ({ name }, value) => say(name, value),
    happened: ({ name }, raw) => say(name, raw),
  });
  seat.connected = () => {
    if (availability) seat.publish(availability.topic, availability.online, { qos: 1, retain: true });
    const told = new Set<string>();
    for (const { trait, value } of panel.states) {
      const { path, when } = entries.get(trait.name) ?? {};
      const message = path === undefined ? trait.name : JSON.stringify(when ?? {});
      if (!told.has(message)) say(trait.name, value);
      told.add(message);
    }
  };
  return deviceOf(panel);
}

function freeName({ path = 'value' }: Entry, taken: ReadonlyMap<string, unknown>): string {
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? path : `${path}#${n}`;
    if (!taken.has(name)) return name;
  }
}
