/**
 * What no further try will mend, but a person: a wrong password, a certificate that is not
 * trusted, a file that is not there to read. A server may lock out who asks again too soon.
 */
const persons =
  /Not authorized|Bad User ?Name or Password|Banned|CERT_|certificate|unable to verify|ERR_TLS|ERR_SSL|ERR_OSSL|self-signed/i;

/** Whether an error calls for a person, and trying soon again would only do harm. */
export function needsPerson(error: Error | undefined): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return persons.test(`${typeof code === 'string' ? code : ''} ${error?.message ?? ''}`);
}
