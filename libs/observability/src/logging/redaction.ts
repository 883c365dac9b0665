/** Names of fields whose values are never written, wherever they stand in an entry. */
const NAMES = [
  'authorization',
  'cookie',
  'secret',
  'secrets',
  'clientSecret',
  'password',
  'passphrase',
  'token',
  'accessToken',
  'refreshToken',
  'apiKey',
  'encryptionKey',
  'code_verifier',
];

/** Each name at every depth that an entry has. */
export const REDACTED_PATHS: string[] = ['', '*.', '*.*.', '*.*.*.'].flatMap((depth) =>
  NAMES.map((name) => `${depth}${name}`),
);
