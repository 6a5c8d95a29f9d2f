import type { HallEvent } from '../events/index.ts';
import type { Evidence, Person } from '../events/ledger.ts';

/** A name as lists may show it: `王*明`, `J***`. Masked twice it stays as it is. */
export function maskName(name: string): string {
  const letters = [...name.trim()];
  const [first = ''] = letters;
  if (!/\p{Script=Han}/u.test(name)) return `${first}***`;
  if (letters.length <= 2) return `${first}*`;
  return `${first}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`;
}

/** A contact shorter than this is hidden whole. */
const SHORT_CONTACT = 8;

/** A telephone number or address as lists may show it, by its last third: `********678`. Masked twice it stays as it is. */
export function maskContact(contact: string): string {
  const letters = [...contact.trim()];
  const shown = letters.length < SHORT_CONTACT ? 0 : Math.floor(letters.length / 3);
  const hidden = letters.length - shown;
  return `${'*'.repeat(hidden)}${letters.slice(hidden).join('')}`;
}

/** A person as lists may show him. */
export function maskPerson({ name, contact }: Person): Person {
  return { name: maskName(name), ...(contact ? { contact: maskContact(contact) } : {}) };
}

/**
 * What in a sentence is a way to somebody, whoever it is: a mobile number (11 digits, also with
 * `+86` and in groups), a landline with its area code, an identity card number, a mail address.
 */
const ways = [
  /(?<!\d)(?:\+?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)/g,
  /(?<!\d)[（(]?0\d{2,3}[）)]?[-\s]?\d{7,8}(?!\d)/g,
  /(?<!\d)\d{17}[\dXx](?!\d)/g,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
];

/** A name of one letter is a surname at most, and in half of all words. */
const SHORTEST_NAME = 2;

/** Whom a masked name may stand for: `张*明` for three letters with these at their ends. Null for a name in full. */
function likeMasked(name: string): RegExp | null {
  const [, first, stars = '', last] = /^(\p{Script=Han})(\*+)(\p{Script=Han})$/u.exec(name) ?? [];
  return stars === '' ? null : new RegExp(`${first}\\p{Script=Han}{${stars.length}}${last}`, 'gu');
}

/**
 * A text that people wrote, as everyone may read it: the names and contacts of these persons, masked
 * or not, are masked in it, and so is everything that looks like a telephone number or an address.
 */
export function maskWords(text: string, persons: readonly Person[] = []): string {
  let shown = text;
  for (const { name, contact } of persons) {
    const masked = likeMasked(name);
    if (masked) shown = shown.replaceAll(masked, name);
    else if ([...name].length >= SHORTEST_NAME) shown = shown.replaceAll(name, maskName(name));
    if (contact) shown = shown.replaceAll(contact, maskContact(contact));
  }
  return ways.reduce((words, way) => words.replaceAll(way, maskContact), shown);
}

/** Fields of the ledger's events that people wrote in words of their own. */
const written = ['title', 'text', 'reason', 'note', 'was', 'now'] as const;
type Written = Partial<Record<(typeof written)[number], string>>;

function isOfLedger({ type }: HallEvent): boolean {
  return type.startsWith('ledger.');
}

/** What such an event says, to be changed. */
function copyOf({ data }: HallEvent): Written & { person?: Person; evidence?: Evidence } {
  return { ...(data as Written) };
}

/**
 * An event of the ledger as everyone may see it: whoever must know who a person is asks for it,
 * and says why.
 *
 * @param persons who else is meant in its entry, as far as it is known
 */
export function masked(event: HallEvent, persons: readonly Person[] = []): HallEvent {
  if (!isOfLedger(event)) return event;
  const data = copyOf(event);
  const { person, evidence } = data;
  const meant = person ? [...persons, person] : persons;
  for (const field of written) {
    const words = data[field];
    if (words !== undefined) data[field] = maskWords(words, meant);
  }
  if (person) data.person = maskPerson(person);
  if (evidence) {
    const facts = evidence.facts.map((fact) => {
      const { zh, en } = fact.value;
      return { ...fact, value: { zh: maskWords(zh, meant), en: maskWords(en, meant) } };
    });
    data.evidence = { ...evidence, facts };
  }
  return { ...event, data } as HallEvent;
}

/**
 * The same for every screen of the hall, where nobody reads a story: what was written stays in
 * the entry, but for the title by which lists know it.
 */
export function withoutWords(event: HallEvent, persons: readonly Person[] = []): HallEvent {
  const shown = masked(event, persons);
  if (shown === event) return event;
  const data = copyOf(shown);
  for (const field of ['text', 'reason', 'note'] as const) if (data[field] !== undefined) data[field] = '';
  return { ...shown, data } as HallEvent;
}
