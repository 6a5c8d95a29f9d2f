/** Stands where a password was: what is read never carries one, and what is written with it keeps the old one. */
export const HIDDEN = '••••••';

/** Whether a field of this name holds what nobody may read. */
export function isSecret(field: string): boolean {
  return /pass(word|phrase|wd)?$|secret|token|api-?key|private-?key/i.test(field);
}

/** A value as it may be read: all of a password, and the password within an address, are hidden. */
export function hideValue(field: string, value: string): string {
  if (isSecret(field)) return HIDDEN;
  return value.replace(/^(\w+:\/\/[^/@:]*:)[^/@]+@/, `$1${HIDDEN}@`);
}
