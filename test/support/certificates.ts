import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Files in PEM. */
export interface KeyPair {
  readonly key: string;
  readonly certificate: string;
}

/** An authority of a test, that signs what it is asked to. */
export interface Authority extends KeyPair {
  /** For this machine under a common name; `expired` yesterday. */
  sign(commonName: string, when?: 'expired'): KeyPair;
}

/** Whether the command is at hand. */
export function hasOpenssl(): boolean {
  try {
    openssl('version');
    return true;
  } catch {
    return false;
  }
}

/** Makes one in a folder of its own. */
export function openAuthority(commonName: string): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-certificates-'));
  const own = filesOf(folder, 'authority');
  openssl(
    'req',
    '-x509',
    ...NEW_KEY,
    '-keyout',
    own.key,
    '-out',
    own.certificate,
    '-subj',
    `/CN=${commonName}`,
    '-days',
    '2',
  );
  return {
    ...own,
    sign: (name, when) => {
      const pair = filesOf(folder, name);
      const [request, by] = [join(folder, `${name}.csr`), ['-CA', own.certificate, '-CAkey', own.key]];
      const names = ['-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'];
      openssl('req', ...NEW_KEY, '-keyout', pair.key, '-out', request, '-subj', `/CN=${name}`, ...names);
      const signed = ['x509', '-req', '-in', request, ...by, '-copy_extensions', 'copy', '-out', pair.certificate];
      openssl(...signed, '-days', when === 'expired' ? '-1' : '2');
      return pair;
    },
  };
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

const filesOf = (folder: string, name: string): KeyPair => ({
  key: join(folder, `${name}.key`),
  certificate: join(folder, `${name}.pem`),
});

const openssl = (...given: readonly string[]) => execFileSync('openssl', given, { stdio: 'pipe' });
