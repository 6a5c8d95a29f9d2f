import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './folder.ts';

/** PEM files of an authority of the test's own, of a server at 127.0.0.1 and of a client. */
export interface Certificates {
  ca: string;
  server: { cert: string; key: string };
  client: { cert: string; key: string };
}

const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** Makes an authority and what it signs; they end with the test's folder. */
export function issueCertificates(): Certificates {
  const folder = temporaryFolder();
  const path = (name: string) => join(folder, name);
  const openssl = (...words: string[]) => execFileSync('openssl', words, { stdio: 'pipe' });
  const [ca, caKey] = [path('ca.pem'), path('ca.key')];
  openssl('req', '-x509', ...curve, '-days', '2', '-subj', '/CN=hall test', '-keyout', caKey, '-out', ca);
  const issue = (name: string, extension: string) => {
    const [cert, key, request] = [path(`${name}.pem`), path(`${name}.key`), path(`${name}.csr`)];
    const extensions = path(`${name}.ext`);
    writeFileSync(extensions, extension);
    openssl('req', ...curve, '-subj', `/CN=${name}`, '-keyout', key, '-out', request);
    const signing = ['-CA', ca, '-CAkey', caKey, '-CAcreateserial', '-days', '2', '-extfile', extensions];
    openssl('x509', '-req', '-in', request, ...signing, '-out', cert);
    return { cert, key };
  };
  return {
    ca,
    server: issue('server', 'subjectAltName=IP:127.0.0.1'),
    client: issue('client', 'extendedKeyUsage=clientAuth'),
  };
}
