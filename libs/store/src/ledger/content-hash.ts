import { hash } from 'node:crypto';

/** 128 bits of sha256 over the content: enough that two contents of one record never share it. */
export function contentHash(content: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(content), 'base64url').slice(0, 22);
}
