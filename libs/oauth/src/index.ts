export { OauthModule, type OauthOptions } from './oauth.module.js';
export { TokenSource, type AccessToken, type GrantOwner } from './token-source.js';
export { REFRESH_LEASE, TOKEN_VAULT, type RefreshLease, type TokenVault } from './vault.js';
export { firstTokenHash, type FreshGrant, type Revocation, type StoredGrant } from './grant.js';
export { refreshGrant, type RefreshRequest } from './refresh.js';
export { StoreVault } from './store-vault.js';
export { StoreRefreshLease } from './store-refresh-lease.js';
