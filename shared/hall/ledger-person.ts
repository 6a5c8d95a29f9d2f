import type { HallEvent } from '../events/index.ts';
import type { Person } from '../events/ledger.ts';

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

/** The event as everyone may see it: who a person is stands in the entry alone. */
export function masked(event: HallEvent): HallEvent {
  if (event.type !== 'ledger.opened' && event.type !== 'ledger.personNamed') return event;
  const { person } = event.data;
  return person ? ({ ...event, data: { ...event.data, person: maskPerson(person) } } as HallEvent) : event;
}
