/** A level of topics: what filters end here, and where they go on. */
interface Level<T> {
  /** Of filters that end here. */
  here: T[];
  /** Of filters that end with `#` below this level. */
  below: T[];
  next: Map<string, Level<T>>;
}

const EVERY = '+';

/**
 * Many MQTT filters, each standing for something; finds what a topic falls under in the time
 * of the topic's levels and not of the number of filters (MQTT 3.1.1, section 4.7).
 */
export class Filters<T> {
  readonly #root: Level<T> = emptyLevel();

  /** Adds a filter with `+` and `#`; one that stands for the same already is not there twice. */
  add(filter: string, value: T): void {
    let level = this.#root;
    for (const name of filter.split('/')) {
      if (name === '#') {
        put(level.below, value);
        return;
      }
      let next = level.next.get(name);
      if (!next) level.next.set(name, (next = emptyLevel()));
      level = next;
    }
    put(level.here, value);
  }

  /** What the topic falls under, each once however many of its filters fit. */
  match(topic: string): Set<T> {
    const found = new Set<T>();
    // Topics of the broker's own ($SYS) are not meant by a wildcard at the first level.
    collect(this.#root, topic, 0, !topic.startsWith('$'), found);
    return found;
  }
}

function emptyLevel<T>(): Level<T> {
  return { here: [], below: [], next: new Map() };
}

function put<T>(values: T[], value: T): void {
  if (!values.includes(value)) values.push(value);
}

/** @param at where in the topic the next level begins; beyond its end when none is left */
function collect<T>(level: Level<T>, topic: string, at: number, mayBeWild: boolean, found: Set<T>): void {
  if (mayBeWild) for (const value of level.below) found.add(value);
  if (at > topic.length) {
    for (const value of level.here) found.add(value);
    return;
  }
  const slash = topic.indexOf('/', at);
  const end = slash < 0 ? topic.length : slash;
  const named = level.next.get(topic.slice(at, end));
  if (named) collect(named, topic, end + 1, true, found);
  const wild = mayBeWild ? level.next.get(EVERY) : undefined;
  if (wild && wild !== named) collect(wild, topic, end + 1, true, found);
}
