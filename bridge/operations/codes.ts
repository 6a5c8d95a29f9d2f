import { createHmac } from 'node:crypto';

/** Crockford's alphabet: no letter that is mistaken for a digit or another letter. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/** What the code of a ticket's page is made from. */
export function ticketSubject(ticket: string): string {
  return `ticket/${ticket}`;
}

/** What the code is made from with which a clerk sees the own record. */
export function clerkSubject(clerk: string): string {
  return `clerk/${clerk}`;
}

/**
 * Codes of ten characters (50 bits) that follow from a secret of the hall, so that nothing
 * needs to be kept of them, and that nobody can guess who does not know the secret.
 */
export function createCodes(secret: string): (subject: string) => string {
  return (subject) => {
    const digest = createHmac('sha256', secret).update(subject).digest();
    let code = '';
    for (const byte of digest.subarray(0, LENGTH)) code += ALPHABET[byte % ALPHABET.length];
    return code;
  };
}
