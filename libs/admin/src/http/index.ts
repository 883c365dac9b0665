/** For a process that answers over HTTP; commands do not load what stands behind this door. */
export { AdminHttpModule, type AdminHttpOptions } from './admin-http.module.js';
export { ApiKeyGuard } from './api-key.guard.js';
export { apiDocument, setUpApi } from './set-up-api.js';
