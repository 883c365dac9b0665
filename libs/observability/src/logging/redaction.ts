/** Fields that never hold what may be read, wherever in an entry they stand. */
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

/** As deep as an entry goes. */
export const REDACTED_PATHS: string[] = ['', '*.', '*.*.', '*.*.*.'].flatMap((depth) =>
  NAMES.map((name) => `${depth}${name}`),
);
