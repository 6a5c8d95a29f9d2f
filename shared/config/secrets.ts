/** Stands where a password was: what is read never carries one, and what is written with it keeps the old one. */
export const HIDDEN = '••••••';

/** Whether a field of this name holds what nobody may read. */
export function isSecret(field: string): boolean {
  return /pass(word|phrase|wd)?$|secret|token|api-?key|private-?key/i.test(field);
}

/** Whether a field of this name, in a list of this name, is about a person: clerks are known by their numbers. */
export function isPersonal(field: string, list: string | undefined): boolean {
  return list === 'clerks' && field === 'name';
}

/**
 * A value as it may be read: all of a password and of a clerk's name, and the password within an
 * address, are hidden.
 *
 * @param list the list of the configuration that it stands in
 */
export function hideValue(field: string, value: string, list?: string): string {
  if (isSecret(field) || isPersonal(field, list)) return HIDDEN;
  return value.replace(/^(\w+:\/\/[^/:]*:)[^/]+@/, `$1${HIDDEN}@`);
}
