import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Identity {
  readonly key: string;
  readonly cert: string;
}

export interface CertificateMaker {
  readonly folder: string;
  readonly caFile: string;
  /** A certificate for this host name, signed by the authority, good for this many days from now. */
  issue(host: string, days?: number): Identity;
}

/** A certificate authority of the test's own; null where the machine has no openssl. */
export function certificateMaker(): CertificateMaker | null {
  const folder = mkdtempSync(join(tmpdir(), 'tillbridge-ca-'));
  const openssl = (...words: string[]): void => {
    execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
  };
  try {
    openssl(...'req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=Test'.split(' '));
  } catch {
    return null;
  }
  return {
    folder,
    caFile: join(folder, 'ca.pem'),
    issue(host, days = 1) {
      openssl(...`req -newkey rsa:2048 -nodes -keyout ${host}.key -out ${host}.csr -subj /CN=${host}`.split(' '));
      writeFileSync(join(folder, 'names'), `subjectAltName=DNS:${host}`);
      const sign = `x509 -req -in ${host}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out ${host}.pem -extfile names`;
      const period = days > 0 ? ['-days', String(days)] : EXPIRED;
      openssl(...sign.split(' '), ...period);
      const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
      return { key: read(`${host}.key`), cert: read(`${host}.pem`) };
    },
  };
}

const EXPIRED = ['-not_before', '20200101000000Z', '-not_after', '20200102000000Z'];
