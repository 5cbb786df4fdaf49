import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Makes an authority of its own (`ca.pem`), and certificates by it for a server and a client
 * (`server.pem`, `client.pem`, with `.key` beside each).
 *
 * @param names what the certificates are for, as OpenSSL has it: `DNS:localhost,IP:127.0.0.1`
 */
export async function makeCertificates(folder: string, names: string): Promise<void> {
  const at = (name: string) => join(folder, name);
  const openssl = (...args: readonly string[]) => run('openssl', args);
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const authority = [
    '-subj',
    '/CN=ca',
    '-days',
    '2',
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.pem'),
  ];
  await openssl('req', '-x509', ...newKey, ...authority);
  await writeFile(at('names'), `subjectAltName=${names}`);
  for (const name of ['server', 'client']) {
    const request = ['-keyout', at(`${name}.key`), '-out', at(`${name}.csr`)];
    await openssl('req', ...newKey, '-subj', `/CN=${name}`, ...request);
    const signed = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', '2'];
    const files = ['-in', at(`${name}.csr`), '-extfile', at('names'), '-out', at(`${name}.pem`)];
    await openssl('x509', '-req', ...signed, ...files);
  }
}
