import { defineEntity, p } from '@mikro-orm/core';

/** A sealed token pair. Opened only by the key in `encryptionKeyFile` (I6). */
export const CredentialEntity = defineEntity({
  name: 'Credential',
  tableName: 'credential',
  properties: {
    connectionId: p.text().primary(),
    sealed: p.text(),
    /** Rises with every pair: a writer that saw an older one loses. */
    version: p.integer(),
    /** `valid` or `revoked`. */
    state: p.text(),
    /** JSON of why it was revoked. */
    cause: p.text().nullable(),
    updatedAt: p.bigint('number'),
  },
});

/**
 * An authorisation on its way: asked for (`sealed` holds the PKCE verifier), granted and waiting for a person's word
 * (`sealed` is the pair), or finished by another process (`sealed` tells how). Gone as soon as it was used.
 */
export const AuthorizationStateEntity = defineEntity({
  name: 'AuthorizationState',
  tableName: 'authorization_state',
  properties: {
    /** sha256 of the secret that its holder shows: who reads the table cannot finish what somebody else began. */
    key: p.text().primary(),
    step: p.text(),
    connectionId: p.text(),
    startedBy: p.text(),
    sealed: p.text(),
    expiresAt: p.bigint('number'),
  },
});
