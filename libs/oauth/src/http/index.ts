export { CALLBACK_ORDERS, type CallbackOrders } from './callback-orders.js';
export { OauthHttpModule, type OauthHttpOptions } from './oauth-http.module.js';
