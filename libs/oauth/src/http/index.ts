export { CALLBACK_ORDERS, type CallbackOrders, type RefusedCallback } from './callback-orders.js';
export { OauthHttpModule, type OauthHttpOptions } from './oauth-http.module.js';
